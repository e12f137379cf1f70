"""What an expression leads to: a global name and the keys behind it, through local variables."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING, Final, TypeAlias

from .scopes import Names
from .tree import INDEXES, key_of, part, plain, text_of

if TYPE_CHECKING:
    from tree_sitter import Node

Path: TypeAlias = tuple[str, ...]

_LONGEST: Final = 16


class Paths:
    """The paths of a script's expressions. `given` are the globals that a script finds."""

    def __init__(self, names: Names, given: Container[str]) -> None:
        self._names, self._given = names, given

    def path(self, node: Node) -> Path | None:
        """The path of an expression; None where nobody can tell before the script runs."""
        keys: list[str] = []
        steps = 0
        here: Node | None = plain(node)
        while here is not None and steps < _LONGEST:
            steps += 1
            if here.type in INDEXES:
                key = key_of(here)
                if key is None:
                    return None
                keys.append(key)
                here = plain(part(here, "table"))
            elif here.type != "identifier":
                return None
            elif self._is_given(here):
                return (text_of(here), *reversed(keys))
            else:
                here = self._origin(here)
        return None

    def _is_given(self, name: Node) -> bool:
        return name.id not in self._names.locals and text_of(name) not in self._names.assigned

    def _origin(self, name: Node) -> Node | None:
        """The value of a variable that has only one."""
        local = self._names.locals.get(name.id)
        if local is not None:
            return None if local.value is None else plain(local.value)
        values = self._names.assigned[text_of(name)]
        if len(values) > 1 or text_of(name) in self._given or values[0] is None:
            return None
        return plain(values[0])
