"""Where things stand in a JSON text. Used only for files that have findings, because it is slower than parsing."""

import json
import re
from dataclasses import dataclass, field

from generator.findings import Pointer

_TOKEN = re.compile(r'[ \t\r\n]*("(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+)', re.DOTALL)


@dataclass(slots=True)
class Positions:
    """The offsets of the keys and values of a document, by pointer, and its duplicate keys."""

    values: dict[Pointer, int] = field(default_factory=dict[Pointer, int])
    keys: dict[Pointer, int] = field(default_factory=dict[Pointer, int])
    duplicates: list[tuple[Pointer, int]] = field(default_factory=list[tuple[Pointer, int]])

    def offset(self, pointer: Pointer, *, key: bool) -> int:
        """Returns where a key or value stands, or the nearest thing around it that exists."""
        if key and pointer in self.keys:
            return self.keys[pointer]
        while pointer and pointer not in self.values:
            pointer = pointer[:-1]
        return self.values.get(pointer, 0)


@dataclass(slots=True)
class _Container:
    pointer: Pointer
    is_object: bool
    index: int = 0
    key: str | None = None


def index(text: str) -> Positions:
    """Returns the positions of a text that is valid JSON, apart from repeated keys."""
    positions = Positions()
    stack: list[_Container] = []
    for match in _TOKEN.finditer(text):
        token, offset = match[1], match.start(1)
        top = stack[-1] if stack else None
        if token in "}]":
            stack.pop()
        elif token == ",":
            if top is not None:
                top.index += 1
                top.key = None
        elif token == ":":
            continue
        elif top is not None and top.is_object and top.key is None:
            top.key = str(json.loads(token))
            pointer = (*top.pointer, top.key)
            if pointer in positions.keys:
                positions.duplicates.append((pointer, offset))
            positions.keys[pointer] = offset
        else:
            pointer = _pointer(top)
            positions.values[pointer] = offset
            if token in "{[":
                stack.append(_Container(pointer, is_object=token == "{"))
    return positions


def _pointer(container: _Container | None) -> Pointer:
    if container is None:
        return ()
    if container.is_object:
        return (*container.pointer, container.key or "")
    return (*container.pointer, container.index)


def too_deep(text: str, limit: int) -> int:
    """Returns the offset of the first bracket that opens more than `limit` levels, or 0; the text may break off."""
    depth = 0
    for match in _TOKEN.finditer(text):
        if match[1] in "{[":
            depth += 1
            if depth > limit:
                return match.start(1)
        elif match[1] in "}]":
            depth -= 1
    return 0


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Returns the 1-based line and column of an offset; columns count characters."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
