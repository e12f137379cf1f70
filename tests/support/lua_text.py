"""JSON values as a script writes them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any


def literal(value: Any, number: Callable[[int | float], str] = json.dumps) -> str:
    """The expression of Lua that makes a value; null is `json.null`, and `number` spells numbers."""
    match value:
        case None:
            return "json.null"
        case bool():
            return json.dumps(value)
        case int() | float():
            return number(value)
        case str():
            return quoted(value)
        case Mapping():
            pairs = (f"[{quoted(key)}] = {literal(each, number)}" for key, each in value.items())
            return f"{{ {', '.join(pairs)} }}"
        case Sequence():
            return f"{{ {', '.join(literal(each, number) for each in value)} }}"
        case _:
            raise TypeError(type(value).__name__)


def quoted(text: str) -> str:
    """A string of Lua that has the bytes of `text` in UTF-8."""
    return '"' + "".join(map(_byte, text.encode())) + '"'


def _byte(value: int) -> str:
    character = chr(value)
    if 0x20 <= value < 0x7F and character not in '"\\':
        return character
    return f"\\{value:03}"
