"""Names in Lua: what may be written bare, and what must be quoted."""

import re

from generator.languages.lua.strings import quoted
from generator.languages.names import LUA_KEYWORDS

_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def is_identifier(name: str) -> bool:
    """Whether a name can stand bare in every version."""
    return _IDENTIFIER.fullmatch(name) is not None and name not in LUA_KEYWORDS


def key(name: str) -> str:
    """Returns a name as the key of a table's field: `limit`, `["end"]`."""
    return name if is_identifier(name) else f"[{quoted(name)}]"


def index(name: str) -> str:
    """Returns what follows a value to reach its field: `.limit`, `["end"]`."""
    return f".{name}" if is_identifier(name) else f"[{quoted(name)}]"
