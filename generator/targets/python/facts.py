"""Sentences about the values of a parameter, for docstrings."""

from collections.abc import Iterator

from generator.languages.python import literal, width_of
from generator.model.integration import Parameter
from generator.model.types import (
    ArrayType,
    EncodedType,
    Enum,
    IntegerType,
    NumberType,
    Range,
    StringType,
    Type,
    without_null,
)

_LONGEST_VALUE = 60
_MOST_EXAMPLES = 3
_FILE = "a path, bytes, a file open for reading bytes, or an `Upload`."


def parameter_facts(parameter: Parameter) -> Iterator[str]:
    """Yields sentences about the values of a parameter."""
    yield from type_facts(parameter.type)
    if parameter.is_file:
        is_list = isinstance(without_null(parameter.type), ArrayType)
        yield f"Each is {_FILE}" if is_list else f"{_FILE[:1].upper()}{_FILE[1:]}"
    default = parameter.default
    if isinstance(default, str | int | float | list | dict | None):
        yield f"Default: {literal(default, width=10**9)}."
    shown = () if parameter.is_file else parameter.examples
    examples = [literal(each, width=10**9) for each in shown]
    examples = [each for each in examples if width_of(each) <= _LONGEST_VALUE][:_MOST_EXAMPLES]
    if examples:
        yield f"For example {', '.join(examples)}."
    if parameter.deprecated is not None:
        yield f"Deprecated: {parameter.deprecated}"


def type_facts(type_: Type) -> Iterator[str]:
    """Yields sentences about the limits of a type."""
    match without_null(type_):
        case StringType() as text:
            yield from _enum(text.enum)
            yield from _count(text.min_length, text.max_length, "character")
            if text.pattern is not None:
                yield f"Matches `{text.pattern}`."
        case IntegerType(range=limits, enum=enum):
            yield from _enum(enum)
            yield from _range(limits)
        case NumberType(range=limits):
            yield from _range(limits)
        case ArrayType(min_items=least, max_items=most):
            yield from _count(least, most, "item")
        case EncodedType(mode="json"):
            yield "JSON text, or the value itself."
        case EncodedType():
            yield "Plain text, JSON text, or the value that the JSON text stands for."
        case _:
            pass


def _enum(enum: Enum | None) -> Iterator[str]:
    if enum is None:
        return
    values = ", ".join(literal(each) for each in enum.values)
    yield f"Known values: {values}." if enum.open else f"One of {values}."


def _range(limits: Range) -> Iterator[str]:
    least, most = limits.minimum, limits.maximum
    if least is not None and most is not None:
        yield f"From {literal(least)} to {literal(most)}."
    elif least is not None:
        yield f"At least {literal(least)}."
    elif most is not None:
        yield f"At most {literal(most)}."
    if limits.exclusive_minimum is not None:
        yield f"Greater than {literal(limits.exclusive_minimum)}."
    if limits.exclusive_maximum is not None:
        yield f"Less than {literal(limits.exclusive_maximum)}."


def _count(least: int | None, most: int | None, unit: str) -> Iterator[str]:
    if least is not None and most is not None:
        yield (
            f"From {least} to {most} {unit}s."
            if least != most
            else f"Exactly {most} {unit}{_s(most)}."
        )
    elif least is not None:
        yield f"At least {least} {unit}{_s(least)}."
    elif most is not None:
        yield f"At most {most} {unit}{_s(most)}."


def _s(count: int) -> str:
    return "" if count == 1 else "s"
