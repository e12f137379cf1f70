"""JSON values as Lua literals, laid out as `stylua` lays them out."""

import math
from collections.abc import Mapping
from typing import Any, TypeAlias, cast

from generator.languages.lua.names import key
from generator.languages.lua.strings import quoted

INDENT = "  "
NULL = "json.null"
"""What stands for JSON null wherever `nil` would only mean absence."""

_Entry: TypeAlias = "tuple[str, Any]"
"""What stands before a value in a table (`limit = `), and the value."""


def fits(line: str, width: int) -> bool:
    """Whether a line is short enough; stylua counts bytes."""
    return len(line.encode()) <= width


def literal(value: Any, width: int = 100, indent: int = 0, taken: int = 0) -> str:
    """Returns an expression for JSON-like data, spread over lines where a table does not fit into `width` bytes.

    `indent` is the depth of the line on which it begins; `taken` counts the bytes that this line carries beside it. Raises
    ValueError for numbers that are not finite, TypeError for what JSON cannot hold.
    """
    flat = _flat(value)
    entries = _entries(value)
    if not entries or fits(flat, width - indent * len(INDENT) - taken):
        return flat
    inner = INDENT * (indent + 1)
    lines = [
        f"{inner}{start}{literal(item, width, indent + 1, len(f'{start},'.encode()))},\n"
        for start, item in entries
    ]
    return f"{{\n{''.join(lines)}{INDENT * indent}}}"


def _entries(value: Any) -> list[_Entry]:
    """The entries of an object or a list; none for other values."""
    if isinstance(value, Mapping):
        fields = cast("Mapping[str, Any]", value)
        return [(f"{key(name)} = ", item) for name, item in fields.items()]
    if isinstance(value, list | tuple):
        return [("", item) for item in cast("list[Any]", value)]
    return []


def _flat(value: Any) -> str:
    match value:
        case None:
            return NULL
        case bool():
            return "true" if value else "false"
        case str():
            return quoted(value)
        case int():
            return str(int(value))
        case float() if math.isfinite(value):
            return repr(value)
        case float():
            raise ValueError(f"{value} has no literal in Lua")
        case Mapping() | list() | tuple():
            inner = ", ".join(f"{start}{_flat(item)}" for start, item in _entries(value))
            return f"{{ {inner} }}" if inner else "{}"
        case _:
            raise TypeError(f"{type(value).__name__} has no literal in Lua")
