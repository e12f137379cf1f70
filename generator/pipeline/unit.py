"""What one integration yields, with or without its definition at hand."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.check.catalogue import Claim
    from generator.load.locate import Located
    from generator.targets.summary import Summary


@dataclass(frozen=True, slots=True)
class Unit:
    """An integration that was looked at and, where nothing stands in the way, rendered."""

    name: str
    findings: "tuple[Located, ...]"
    """Their files are named from the folder of definitions on, with a slash before."""
    claim: "Claim"
    """What it has for itself alone; its file is named as those of findings are."""
    summary: "Summary | None"
    """None where errors were found; then there are no files."""
    files: Mapping[str, bytes]
    """Contents by path below the output folder."""
    digests: Mapping[str, str]
    """The digest of each file."""


class Files(Mapping[str, bytes]):
    """The files of many, one after the other, fetched from where they are when they are asked for."""

    def __init__(self, parts: Iterable[Mapping[str, bytes]]) -> None:
        self._part = {path: part for part in parts for path in part}

    def __getitem__(self, path: str) -> bytes:
        return self._part[path][path]

    def __contains__(self, path: object) -> bool:
        return path in self._part

    def __iter__(self) -> Iterator[str]:
        return iter(self._part)

    def __len__(self) -> int:
        return len(self._part)


def fingerprint(data: bytes) -> str:
    """Returns a digest of a file's content."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()
