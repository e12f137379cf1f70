"""The rules that make a file a definition at all."""

from generator.findings import Rule

FILE_UNREADABLE = Rule("FILE_UNREADABLE", "Every file of a definition can be read.")
FILE_UNEXPECTED = Rule("FILE_UNEXPECTED", "A folder of definitions holds definitions only.")
NOT_UTF8 = Rule("NOT_UTF8", "Files are UTF-8 without a byte order mark.")
JSON_SYNTAX = Rule("JSON_SYNTAX", "Files are JSON.")
JSON_DEPTH = Rule("JSON_DEPTH", "Nesting stays within what parsers of all languages read.")
JSON_NUMBER = Rule("JSON_NUMBER", "Numbers are finite and within what JSON parsers agree on.")
JSON_TEXT = Rule("JSON_TEXT", "Texts are valid Unicode.")
DUPLICATE_KEY = Rule("DUPLICATE_KEY", "An object has each key once.")
INTEGRATION_MISSING = Rule(
    "INTEGRATION_MISSING", "Every folder of definitions has an integration.json."
)
INTEGRATION_NAME = Rule(
    "INTEGRATION_NAME", "The folder's name is a name that every language can write."
)
FUNCTION_NAME = Rule(
    "FUNCTION_NAME", "A function's file is named after the function, in words joined by `_`."
)
TYPE_NAME = Rule(
    "TYPE_NAME", "A shared type has a name in capitalised words, such as `ChatMessage`."
)
FORMAT_VERSION = Rule(
    "FORMAT_VERSION", "The version of the format is one that this generator reads."
)
MISSING_FIELD = Rule("MISSING_FIELD", "Required fields are there.")
UNKNOWN_FIELD = Rule("UNKNOWN_FIELD", "Fields are those of the format.")
WRONG_TYPE = Rule("WRONG_TYPE", "Values have the type that the format demands.")
WRONG_VALUE = Rule("WRONG_VALUE", "Values are among those that the format allows.")

RULES = (
    FILE_UNREADABLE,
    FILE_UNEXPECTED,
    NOT_UTF8,
    JSON_SYNTAX,
    JSON_DEPTH,
    JSON_NUMBER,
    JSON_TEXT,
    DUPLICATE_KEY,
    INTEGRATION_MISSING,
    INTEGRATION_NAME,
    FUNCTION_NAME,
    TYPE_NAME,
    FORMAT_VERSION,
    MISSING_FIELD,
    UNKNOWN_FIELD,
    WRONG_TYPE,
    WRONG_VALUE,
)
