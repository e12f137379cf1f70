"""The rules that make definitions an integration: references, names, examples."""

from generator.findings import Rule

REF_UNKNOWN = Rule("REF_UNKNOWN", "A `$ref` is `#/types/Name` and names a type of types.json.")
SCHEMA_KIND = Rule(
    "SCHEMA_KIND",
    "A schema says in exactly one way what it is: `type`, `$ref`, `anyOf` or `const`.",
)
TYPE_CYCLE = Rule(
    "TYPE_CYCLE",
    "A type does not stand for itself: between a type and its repetition lies an object, array or map.",
)
TYPE_NAME_CLASH = Rule(
    "TYPE_NAME_CLASH", "Every object type has a name of its own in generated code."
)
CLASS_NAME = Rule(
    "CLASS_NAME", "The integration's name makes a class name, or `class_name` gives one."
)
EXAMPLE_ARGUMENTS = Rule(
    "EXAMPLE_ARGUMENTS", "The arguments of an example fit the function's parameters."
)
EXAMPLE_RESPONSE = Rule(
    "EXAMPLE_RESPONSE", "The response of an example fits the documented answer."
)
EXAMPLE_RESULT = Rule(
    "EXAMPLE_RESULT", "What `shape` makes of an example's response fits the documented result."
)
EXAMPLE_EVENT = Rule(
    "EXAMPLE_EVENT",
    "The events of a stream's example fit the documented event, carry no error and do not end the stream.",
)
SHAPE_SYNTAX = Rule("SHAPE_SYNTAX", "JMESPath expressions compile.")
SHAPE_FAILS = Rule("SHAPE_FAILS", "`shape` can be evaluated on every example.")
SHOW_SYNTAX = Rule(
    "SHOW_SYNTAX", "`show` consists of `print` and `each` statements in its own small language."
)
SHOW_PATH = Rule("SHOW_PATH", "Paths in `show` lead to documented values.")
SHOW_NAME = Rule(
    "SHOW_NAME", "Loop variables in `show` are names that every language can write, used once."
)
SHOW_UNPRINTABLE = Rule("SHOW_UNPRINTABLE", "What `show` prints looks the same in every language.")
SHOW_OPTIONAL = Rule("SHOW_OPTIONAL", "What may be missing has a default where it is printed.")
DERIVED_EXAMPLE = Rule(
    "DERIVED_EXAMPLE", "Each parameter's definition yields a value that is accepted."
)

RULES = (
    REF_UNKNOWN,
    SCHEMA_KIND,
    TYPE_CYCLE,
    TYPE_NAME_CLASH,
    CLASS_NAME,
    EXAMPLE_ARGUMENTS,
    EXAMPLE_RESPONSE,
    EXAMPLE_RESULT,
    EXAMPLE_EVENT,
    SHAPE_SYNTAX,
    SHAPE_FAILS,
    SHOW_SYNTAX,
    SHOW_PATH,
    SHOW_NAME,
    SHOW_UNPRINTABLE,
    SHOW_OPTIONAL,
    DERIVED_EXAMPLE,
)
