"""Names that are the same in every output language, and which of them each can write."""

import builtins
import keyword
import re
from collections.abc import Collection

LUA_KEYWORDS = frozenset(
    [
        "and",
        "break",
        "do",
        "else",
        "elseif",
        "end",
        "false",
        "for",
        "function",
        "goto",
        "if",
        "in",
        "local",
        "nil",
        "not",
        "or",
        "repeat",
        "return",
        "then",
        "true",
        "until",
        "while",
    ]
)
"""Reserved words of Lua 5.1 to 5.4 and LuaJIT."""

LUA_GLOBALS = frozenset({"app", "ipairs", "json", "pairs", "print", "string", "table", "tostring"})
"""Globals that rendered Lua examples use."""

_VARIABLE = re.compile(r"[a-z][a-z0-9_]*")


def iterator_name(function: str) -> str:
    """Returns the name of what walks the pages of a function: `list_files` becomes `iter_files`."""
    return f"iter_{function.removeprefix('list_')}"


def loop_variable_problem(name: str, taken: Collection[str]) -> str | None:
    """Returns why a name cannot be a variable in rendered examples, or None where it can."""
    if not _VARIABLE.fullmatch(name):
        return "names are lower-case letters, digits and '_'"
    if keyword.iskeyword(name):
        return "it is a keyword of Python"
    if name in LUA_KEYWORDS:
        return "it is a keyword of Lua"
    if name in taken:
        return "the name is taken"
    if name in LUA_GLOBALS or hasattr(builtins, name):
        return "examples use the name for a function of the language"
    return None
