"""The rules that definitions keep among each other."""

from generator.findings import Rule

FUNCTION_ORDER = Rule(
    "FUNCTION_ORDER", "The order list and the files name the same functions, each once."
)
VERIFY_FUNCTION = Rule(
    "VERIFY_FUNCTION",
    "`verify` is a read with an endpoint, and `verify_arguments` are what it requires; it is there if a read requires nothing.",
)
FUNCTION_RESERVED = Rule(
    "FUNCTION_RESERVED", "A function's name is free in Python and Lua, and is no account."
)
GROUP_RESERVED = Rule("GROUP_RESERVED", "A group's name is free on the client.")
PARAMETER_RESERVED = Rule(
    "PARAMETER_RESERVED", "A parameter's name is free in the generated methods."
)
TYPE_RESERVED = Rule("TYPE_RESERVED", "A type's name is free in the generated modules.")
NAME_CLASH = Rule("NAME_CLASH", "Names stay apart when a language renames them.")
EXAMPLE_ACCOUNT = Rule(
    "EXAMPLE_ACCOUNT", "Accounts in examples are not `default`, not functions, and listed once."
)
PARAMETER_SCHEMA = Rule(
    "PARAMETER_SCHEMA", "A parameter is described, and has its type in one place."
)
PARAMETER_LOCATION = Rule(
    "PARAMETER_LOCATION", "A parameter travels where its endpoint has room for it."
)
PATH_PLACEHOLDER = Rule(
    "PATH_PLACEHOLDER", "Placeholders of the path and path parameters belong together."
)
WIRE_NAME = Rule(
    "WIRE_NAME", "No two values travel under one name, and names are ones that HTTP allows."
)
HEADER_VALUE = Rule("HEADER_VALUE", "Constant headers are text on one line, without credentials.")
BODY_TEMPLATE = Rule(
    "BODY_TEMPLATE", "A body template is well formed and uses each body parameter."
)
ENCODING = Rule("ENCODING", "`encoding` is for strings, and says what is inside.")
SCHEMA_KEYWORD = Rule("SCHEMA_KEYWORD", "Keywords of a schema belong to its type.")
SCHEMA_LIMITS = Rule("SCHEMA_LIMITS", "Lower limits are not above upper ones.")
SCHEMA_PATTERN = Rule("SCHEMA_PATTERN", "Patterns are regular expressions that compile.")
SCHEMA_ENUM = Rule(
    "SCHEMA_ENUM",
    "Values of an enum fit its type, stand there once, and are explained all or not at all.",
)
SCHEMA_REQUIRED = Rule("SCHEMA_REQUIRED", "`required` lists properties that exist, each once.")
SCHEMA_VALUE = Rule("SCHEMA_VALUE", "Defaults and examples fit their schema.")
CREDENTIAL_UNKNOWN = Rule(
    "CREDENTIAL_UNKNOWN", "Authentication uses credentials that are declared."
)
CREDENTIAL_UNUSED = Rule("CREDENTIAL_UNUSED", "Every credential takes part in authentication.")
CREDENTIAL_KEY = Rule(
    "CREDENTIAL_KEY", "Keys of credentials and settings are unique and free in the constructor."
)
AUTH_PLACE = Rule("AUTH_PLACE", "A strategy says where its credentials travel, once.")
BASE_URL_MISSING = Rule(
    "BASE_URL_MISSING", "Where functions have endpoints, `base_url` says where their paths begin."
)
BASE_URL_SETTING = Rule(
    "BASE_URL_SETTING",
    "Placeholders of the base URL are settings, each setting has a placeholder, and defaults fit.",
)
ENVIRONMENT = Rule(
    "ENVIRONMENT", "An environment variable belongs to one value of one integration."
)
INTEGRATION_CLASH = Rule("INTEGRATION_CLASH", "Integrations have class names of their own.")
EXPRESSION = Rule(
    "EXPRESSION", "JMESPath expressions about answers compile and find what they name."
)
PAGINATION = Rule(
    "PAGINATION",
    "Pagination drives parameters that exist, in a way that can be collected, and leads to a list in the result.",
)
STREAMING = Rule(
    "STREAMING",
    "The switch of a stream is a boolean parameter; what streams is JSON, without pages.",
)
SHAPE_RESULT = Rule("SHAPE_RESULT", "`shape` and `result` come together.")
SHAPE_OPTIONAL = Rule(
    "SHAPE_OPTIONAL",
    "`shape` yields the documented result of an answer without optional fields, too.",
)
SHAPE_DROPS = Rule("SHAPE_DROPS", "What a shape leaves out is a documented field of the answer.")
DEPRECATION = Rule(
    "DEPRECATION", "What is deprecated names a replacement that exists, and days in their order."
)
OPERATION = Rule("OPERATION", "Only writes are destructive, repeatable or idempotent.")
DATE = Rule("DATE", "Days exist in the calendar.")
SECTION = Rule("SECTION", "A section's blocks each hold one thing, and it fits.")
EXAMPLE_TITLE = Rule(
    "EXAMPLE_TITLE", "Where a function has several examples, each has a title of its own."
)
TEXT = Rule("TEXT", "Texts for people are trimmed and free of control characters.")
SECRET = Rule("SECRET", "Definitions hold no secret, not even in an example.")

RULES = (
    FUNCTION_ORDER,
    VERIFY_FUNCTION,
    FUNCTION_RESERVED,
    GROUP_RESERVED,
    PARAMETER_RESERVED,
    TYPE_RESERVED,
    NAME_CLASH,
    EXAMPLE_ACCOUNT,
    PARAMETER_SCHEMA,
    PARAMETER_LOCATION,
    PATH_PLACEHOLDER,
    WIRE_NAME,
    HEADER_VALUE,
    BODY_TEMPLATE,
    ENCODING,
    SCHEMA_KEYWORD,
    SCHEMA_LIMITS,
    SCHEMA_PATTERN,
    SCHEMA_ENUM,
    SCHEMA_REQUIRED,
    SCHEMA_VALUE,
    CREDENTIAL_UNKNOWN,
    CREDENTIAL_UNUSED,
    CREDENTIAL_KEY,
    AUTH_PLACE,
    BASE_URL_MISSING,
    BASE_URL_SETTING,
    ENVIRONMENT,
    INTEGRATION_CLASH,
    EXPRESSION,
    PAGINATION,
    STREAMING,
    SHAPE_RESULT,
    SHAPE_OPTIONAL,
    SHAPE_DROPS,
    DEPRECATION,
    OPERATION,
    DATE,
    SECTION,
    EXAMPLE_TITLE,
    TEXT,
    SECRET,
)
