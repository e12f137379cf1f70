"""Strings in Lua."""

import re

_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}

HIDDEN = (
    "\x00-\x1f\x7f-\x9f"  # control characters
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"  # invisible, or turning text
)
"""Characters that a reader could not see, as the inside of a regular expression's `[…]`."""

_SPECIAL = re.compile(rf"[\\{HIDDEN}]")


def quoted(text: str) -> str:
    r"""Returns text as a string literal in the quotes that need fewer escapes.

    What a reader could not see is spelled as decimal bytes (`\226\128\174`), which 5.1 reads too; everything else stays.
    """
    quote = "'" if text.count('"') > text.count("'") else '"'
    body = _SPECIAL.sub(_escaped, text).replace(quote, f"\\{quote}")
    return f"{quote}{body}{quote}"


def _escaped(match: re.Match[str]) -> str:
    character = match.group()
    return _ESCAPES.get(character) or "".join(f"\\{byte:03d}" for byte in character.encode())
