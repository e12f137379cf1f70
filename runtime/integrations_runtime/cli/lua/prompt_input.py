"""The keys that are pressed at the prompt, with what arrives at once taken as one: a terminal that does not mark what is
pasted sends every character as a key, and each key takes its time.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Final

from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys

if TYPE_CHECKING:
    from prompt_toolkit.input import Input

_MANY: Final = 16
"""Characters that nobody types between two looks at the keyboard."""


def open_input() -> Input | None:
    """What keys are read from; None leaves it to prompt_toolkit."""
    if sys.platform == "win32":
        return None
    from prompt_toolkit.input.vt100 import Vt100Input

    class Typed(Vt100Input):
        def read_keys(self) -> list[KeyPress]:
            return joined(super().read_keys())

    return Typed(sys.stdin)


def joined(keys: Iterable[KeyPress]) -> list[KeyPress]:
    """The keys, with many characters in a row as one text that is pasted.

    The first character of a row stays a key of its own, because it may belong to the key in front of it (Escape).
    """
    found: list[KeyPress] = []
    for plain, row in groupby(keys, _is_character):
        first, *rest = row
        found.append(first)
        if plain and len(rest) >= _MANY:
            found.append(KeyPress(Keys.BracketedPaste, "".join(each.data for each in rest)))
        else:
            found += rest
    return found


def _is_character(key: KeyPress) -> bool:
    return not isinstance(key.key, Keys) and key.data == key.key and key.data.isprintable()
