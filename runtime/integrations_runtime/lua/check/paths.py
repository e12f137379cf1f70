"""What an expression leads to: a global name and the keys behind it, through local variables and tables that stay as they are."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING, Final, TypeAlias

from .scopes import Local, Names
from .tree import INDEXES, field_of, key_of, named, part, plain, text_of

if TYPE_CHECKING:
    from tree_sitter import Node

Path: TypeAlias = tuple[str, ...]

_LONGEST: Final = 16
_OPERATIONS: Final = frozenset({"binary_expression", "unary_expression"})
_READERS: Final[frozenset[Path]] = frozenset(
    {("print",), ("dump",), ("type",), ("tostring",), ("json", "encode")}
)
"""What a table may be given to without being changed, besides integrations."""


class Paths:
    """The paths of a script's expressions. `given` are the globals that a script finds."""

    def __init__(self, names: Names, given: Container[str]) -> None:
        self._names, self._given = names, given
        self._members = {each.id for each in names.members}
        self._constant: dict[int, bool] = {}

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
            elif here.type == "table_constructor":
                here = field_of(here, keys.pop()) if keys else None
            elif here.type != "identifier":
                return None
            elif self._is_given(here):
                return (text_of(here), *reversed(keys))
            else:
                here = self._kept(here) if keys else self._origin(here)
        return None

    def value(self, node: Node) -> Node:
        """The expression behind a variable that has only one value; the expression itself where it is no such variable."""
        here = plain(node)
        for _ in range(_LONGEST):
            if here.type != "identifier" or self._is_given(here):
                break
            origin = self._origin(here)
            if origin is None:
                break
            here = origin
        return here

    def table(self, node: Node) -> Node | None:
        """The table that an expression spells out, or that a variable holds which nothing changes; None where nobody can tell."""
        found = self._kept(plain(node)) if node.type == "identifier" else node
        return found if found is not None and found.type == "table_constructor" else None

    def _kept(self, name: Node) -> Node | None:
        """The value of a variable; where that is a table, only if no use of the variable can change it."""
        origin = None if self._is_given(name) else self._origin(name)
        if origin is None or origin.type != "table_constructor":
            return origin
        local = self._names.locals.get(name.id)
        return origin if local is not None and self._is_constant(local) else None

    def _is_constant(self, local: Local) -> bool:
        if id(local) not in self._constant:
            self._constant[id(local)] = False  # for uses that lead back here
            self._constant[id(local)] = all(map(self._is_harmless, local.uses))
        return self._constant[id(local)]

    def _is_harmless(self, use: Node) -> bool:
        """Whether a table, or what is in it, stays as it is where it is used so."""
        node, parent = use, use.parent
        while parent is not None and parent.type in INDEXES and part(parent, "table") == node:
            node, parent = parent, parent.parent
        if parent is None or node.id in self._members:
            return False
        if parent.type in _OPERATIONS:
            return True
        if parent.type == "function_call":
            return node != use and part(parent, "name") == node
        call = parent.parent
        if parent.type != "arguments" or call is None:
            return False
        callee = part(call, "name")
        if self.path(callee) == ("pcall",):
            callee = named(parent)[0]
        path = () if callee.type == "method_index_expression" else self.path(callee) or ()
        return path in _READERS or path[:1] == ("app",)

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
