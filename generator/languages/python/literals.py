"""Literals of Python, as black writes them."""

import math
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, cast

LINE_LENGTH = 100
_STEP = 4
_SHORT_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp", "Zs"})
"""Categories of characters that are not shown, or look like a space: they are written as escapes."""


def escape(character: str) -> str:
    """Returns what stands for one character inside quotes; the quotes themselves are not its business."""
    if " " <= character <= "~":
        return _SHORT_ESCAPES.get(character, character)
    if unicodedata.category(character) not in _UNSEEN:
        return character
    code = ord(character)
    if character in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[character]
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def string(text: str) -> str:
    """Returns a string literal on one line, in double quotes unless single ones need fewer escapes."""
    if text.isascii() and text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'  # as most texts are
    quote = "'" if text.count('"') > text.count("'") else '"'
    inner = "".join(f"\\{each}" if each == quote else escape(each) for each in text)
    return f"{quote}{inner}{quote}"


def literal(
    value: Any, *, width: int = LINE_LENGTH, indent: int = 0, before: int = 0, after: int = 0
) -> str:
    """Returns a literal of JSON-like data, on one line where it fits and with one item a line where it does not.

    The first line begins `before` columns behind the indentation, and `after` columns follow the last one. Raises
    ValueError for numbers that are not finite, TypeError for what JSON cannot hold.
    """
    flat = _flat(value)
    if not value or isinstance(value, str) or not isinstance(value, Mapping | Sequence):
        return flat
    if indent + before + width_of(flat) + after <= width:
        return flat
    return _exploded(cast("Mapping[str, Any] | Sequence[Any]", value), width, indent)


def width_of(text: str) -> int:
    """Returns the columns that a line of text takes, as black counts them: wide characters take two."""
    if text.isascii():
        return len(text)
    return sum(_columns(each) for each in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _flat(value: Any) -> str:
    match value:
        case None | bool():
            return repr(value)
        case str():
            return string(value)
        case int():
            return repr(int(value))
        case float():
            return _float(value)
        case Mapping():
            items = cast("Mapping[str, Any]", value).items()
            return f"{{{', '.join(f'{string(key)}: {_flat(item)}' for key, item in items)}}}"
        case list() | tuple():
            return f"[{', '.join(map(_flat, cast('Sequence[Any]', value)))}]"
        case _:
            raise TypeError(f"{type(value).__name__} has no literal in Python")


def _float(value: float) -> str:
    if not math.isfinite(value):
        raise ValueError(f"{value} has no literal in Python")
    return repr(value).replace("e+", "e")


def _exploded(value: "Mapping[str, Any] | Sequence[Any]", width: int, indent: int) -> str:
    inner = indent + _STEP
    margin = " " * inner
    if isinstance(value, Mapping):
        heads = [f"{string(key)}: " for key in value]
        items = list(value.values())
        opening, closing = "{", "}"
    else:
        heads, items = [""] * len(value), list(value)
        opening, closing = "[", "]"
    lines = [
        margin
        + head
        + literal(item, width=width, indent=inner, before=width_of(head), after=1)
        + ","
        for head, item in zip(heads, items, strict=True)
    ]
    return "\n".join([opening, *lines, " " * indent + closing])
