"""The table of sizes, and the budgets that pages stay within."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from generator.load.locate import Located
from generator.pages.agent import BUDGET
from generator.site.errors import SIZE, finding

TABLE = "sizes.json"
"""The table's file, which also marks a folder as a site that was built here."""

PAGE_BYTES = 200_000
"""The most that a page may have, without what it loads."""

Kind: TypeAlias = Literal["page", "function", "agent", "data", "asset"]
_ASSETS = "assets/"


@dataclass(frozen=True, slots=True)
class Size:
    """A file's size: in characters where agents read it, else in bytes; and in bytes in any case."""

    path: str
    kind: Kind
    size: int
    bytes: int

    @property
    def budget(self) -> int | None:
        """The most that it may be; None where there is no limit."""
        match self.kind:
            case "page":
                return PAGE_BYTES
            case "function":
                return BUDGET - 1
            case _:
                return None

    @property
    def unit(self) -> str:
        """What its size counts."""
        return "characters" if self.kind in ("function", "agent") else "bytes"


def sizes(site: Mapping[str, bytes], functions: Sequence[str]) -> list[Size]:
    """Returns the sizes of all files; `functions` are the paths of those that describe one function."""
    ours = frozenset(functions)
    return [_size(path, data, ours) for path, data in sorted(site.items())]


def over_budget(table: Sequence[Size], source: Callable[[str], str]) -> Iterator[Located]:
    """Yields findings about files that are too large; `source` tells what a file was built from."""
    for each in table:
        if each.budget is not None and each.size > each.budget:
            message = f"'{each.path}' has {each.size:,} {each.unit}, more than the {each.budget:,} that a {each.kind} may have."
            yield finding(SIZE, source(each.path), message)


def written(sizes: Sequence[Size]) -> bytes:
    """Returns the table as JSON, one file a line."""
    lines = [
        json.dumps({"path": each.path, "kind": each.kind, each.unit: each.size}, ensure_ascii=False)
        for each in sizes
    ]
    budgets = json.dumps({"page": {"bytes": PAGE_BYTES}, "function": {"characters": BUDGET - 1}})
    files = ",\n".join(f"    {line}" for line in lines)
    return f'{{\n  "budgets": {budgets},\n  "files": [\n{files}\n  ]\n}}\n'.encode()


def summary(sizes: Sequence[Size]) -> list[str]:
    """Returns a line for each kind of files: how many there are, and the largest."""
    lines: list[str] = []
    for kind, name in _NAMES.items():
        of_kind = [each for each in sizes if each.kind == kind]
        if of_kind:
            largest = max(of_kind, key=lambda each: (each.size, each.path))
            allowed = f" of {largest.budget:,}" if largest.budget else ""
            lines.append(
                f"{len(of_kind):>7,} {name:<13} largest {largest.size:>9,}{allowed} {largest.unit}: {largest.path}"
            )
    return lines


_NAMES: Mapping[Kind, str] = {
    "page": "pages",
    "function": "functions",
    "agent": "agent texts",
    "data": "data files",
    "asset": "assets",
}


def _size(path: str, data: bytes, functions: frozenset[str]) -> Size:
    kind = _kind(path, functions)
    size = len(data.decode()) if kind in ("function", "agent") else len(data)
    return Size(path, kind, size, len(data))


def _kind(path: str, functions: frozenset[str]) -> Kind:
    if path.startswith(_ASSETS):
        return "asset"
    if path.endswith(".html"):
        return "page"
    if path.endswith((".md", ".txt")):
        return "function" if path in functions else "agent"
    return "data"
