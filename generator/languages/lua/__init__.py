"""Lua as text: names, literals, comments. The dialect is what 5.1 to 5.4 and LuaJIT have in common.

Whatever is made here stands as `stylua` would write it. Text from definitions becomes code only through these functions.
"""

from generator.languages.lua.comments import comment, description, note
from generator.languages.lua.literals import INDENT, NULL, fits, literal
from generator.languages.lua.names import index, is_identifier, key
from generator.languages.lua.strings import quoted

__all__ = [
    "INDENT",
    "NULL",
    "comment",
    "description",
    "fits",
    "index",
    "is_identifier",
    "key",
    "literal",
    "note",
    "quoted",
]
