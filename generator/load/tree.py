"""The bytes of all definitions, read at once or when they are asked for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.findings import Finding
from generator.load.folder import GENERATED, Folder, Source, look

__all__ = ["GENERATED", "Tree", "read_tree", "tree_of"]


@dataclass(frozen=True, slots=True)
class Tree:
    """The bytes of all definitions: for each integration's folder its files, by path below that folder."""

    root: str
    """How findings name the folder of definitions."""
    integrations: Mapping[str, Mapping[str, bytes]]
    findings: tuple[Finding, ...] = ()
    known: Mapping[str, str] = field(default_factory=dict[str, str])
    """What those who saw some of the integrations before call their content; these are read when they are asked for."""


class _Later(Mapping[str, Mapping[str, bytes]]):
    """Integrations of which some are read when they are asked for. Raises OSError where that fails then."""

    def __init__(
        self, read: Mapping[str, Mapping[str, bytes]], unread: Mapping[str, Source]
    ) -> None:
        self._read = dict(read)
        self._unread = unread
        self._names = sorted({*read, *unread})

    def __getitem__(self, name: str) -> Mapping[str, bytes]:
        if name not in self._read:
            source = self._unread[name]
            self._read[name] = {path: (source.folder / path).read_bytes() for path in source.files}
        return self._read[name]

    def __contains__(self, name: object) -> bool:
        return name in self._read or name in self._unread

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def read_tree(folder: Path, root: str | None = None) -> Tree:
    """Returns all files below a folder of definitions; hidden ones are passed over.

    An integration of which something cannot be read is left out, and a finding says what. Raises NotADirectoryError or
    FileNotFoundError when there is no such folder.
    """
    return tree_of(look(folder, root if root is not None else folder.as_posix()))


def tree_of(folder: Folder, known: Mapping[str, str] | None = None) -> Tree:
    """Returns the definitions of a folder; those of integrations whose content is known are not read yet."""
    known = known or {}
    integrations: dict[str, Mapping[str, bytes]] = {}
    findings = [*folder.findings]
    for name, source in folder.sources.items():
        if name not in known:
            files, unreadable = source.read()
            findings.extend(unreadable)
            if not unreadable:
                integrations[name] = files
    unread = {name: folder.sources[name] for name in known if name in folder.sources}
    return Tree(folder.root, _Later(integrations, unread), tuple(findings), known)
