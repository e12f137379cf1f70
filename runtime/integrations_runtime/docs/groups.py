"""The groups of a wide integration, whose functions stand in files of their own: these are read when one of them is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .catalogue import FunctionDoc


def group_folder(docs: Path, integration: str, group: str) -> Path:
    """The folder with the files of a group; there is none where the integration's own files have all."""
    return docs / integration / "groups" / group


class GroupedDocs(Mapping[str, "FunctionDoc"]):
    """The functions of an integration: those that are `known`, then those of its groups, whose names `groups` has.

    `load` returns the functions of a group.
    """

    __slots__ = ("_homes", "_known", "_load", "_names")

    def __init__(
        self,
        known: Mapping[str, FunctionDoc],
        groups: Mapping[str, Sequence[str]],
        load: Callable[[str], Mapping[str, FunctionDoc]],
    ) -> None:
        self._known = dict(known)
        self._homes = {name: group for group, names in groups.items() for name in names}
        self._names = (*known, *self._homes)
        self._load = load

    def __getitem__(self, name: str) -> FunctionDoc:
        if name not in self._known:
            self._known.update(self._load(self._homes[name]))
        return self._known[name]

    def __contains__(self, name: object) -> bool:
        return name in self._homes or name in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
