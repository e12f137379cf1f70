"""Where some places of a large JSON text stand: what is not on the way to them is skipped at the parser's own speed."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator.findings import Pointer

_LONGEST_LINE = 10_000
"""Characters of a line that a finding can show a part of."""

_SPACE = re.compile(r"[ \t\r\n]*")


@dataclass(slots=True)
class _Wanted:
    """A place that is wanted itself, or leads to others."""

    pointer: Pointer
    inside: "dict[str | int, _Wanted]" = field(default_factory=dict[str | int, "_Wanted"])


def locate_json(text: str, pointers: Iterable[Pointer]) -> dict[Pointer, int]:
    """Returns the offsets of places in a text that is valid JSON: of the key for fields, of the value for items.

    A place that does not exist is left out.
    """
    root = _Wanted(())
    for pointer in pointers:
        node = root
        for depth, step in enumerate(pointer):
            node = node.inside.setdefault(step, _Wanted(pointer[: depth + 1]))
    walker = _Walker(text)
    start = walker.space(0)
    walker.found[()] = start
    walker.walk(start, root)
    return walker.found


class _Walker:
    def __init__(self, text: str) -> None:
        self._text = text
        self._decoder = json.JSONDecoder()
        self.found: dict[Pointer, int] = {}

    def space(self, at: int) -> int:
        """Returns the offset after white space."""
        match = _SPACE.match(self._text, at)
        return match.end() if match else at

    def walk(self, at: int, wanted: _Wanted) -> int:
        """Notes what is wanted inside the value that begins here; returns the offset after the value."""
        opening = self._text[at]
        if opening not in "{[" or not wanted.inside:
            return self._decoder.raw_decode(self._text, at)[1]
        at = self.space(at + 1)
        position = 0
        while self._text[at] not in "}]":
            step, begin = position, at
            if opening == "{":
                step, at = self._decoder.raw_decode(self._text, at)
                at = self.space(self.space(at) + 1)
            inner = wanted.inside.get(step)
            if inner is not None:
                self.found[inner.pointer] = begin
                at = self.walk(at, inner)
            else:
                at = self._decoder.raw_decode(self._text, at)[1]
            at = self.space(at)
            if self._text[at] == ",":
                at = self.space(at + 1)
            position += 1
        return at + 1


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a text."""

    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Lines":
        """Returns the lines of a text."""
        return cls(text, tuple(_starts(text)))

    def place(self, offset: int) -> tuple[int, int, str]:
        """Returns line and column of an offset, both from 1, and the line itself; of the one line of a whole document, nothing."""
        line = bisect_right(self.starts, offset)
        start = self.starts[line - 1]
        end = self.starts[line] - 1 if line < len(self.starts) else len(self.text)
        shown = self.text[start:end].rstrip("\r") if end - start <= _LONGEST_LINE else ""
        return line, offset - start + 1, shown


def _starts(text: str) -> Iterator[int]:
    at = 0
    while True:
        yield at
        at = text.find("\n", at) + 1
        if at == 0:
            return
