"""Rules for what calls return: tables that are walked like iterators, and iterators that are read like tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from .facts import Integrations
from .literals import Computed, Table
from .offered import offered
from .paths import Paths
from .problem import Problem
from .scopes import Names
from .targets import target
from .tree import INDEXES, Source, arguments_of, part, plain, text_of
from .values import Signature

if TYPE_CHECKING:
    from tree_sitter import Node

Kind: TypeAlias = Literal["table", "string", "iterator"]

_LOOP: Final = "walk it: for each in … do … end"
_WALKS: Final = frozenset({("pairs",), ("ipairs",)})


class ResultRules:
    """The rules for what a script does with results."""

    def __init__(
        self, source: Source, names: Names, paths: Paths, found: Integrations, version: str
    ) -> None:
        self._source, self._names = source, names
        self._paths, self._integrations, self._version = paths, found, version

    def problems(self) -> Iterator[Problem]:
        """Yields what is wrong."""
        for walked in self._names.loops:
            yield from self._loop(plain(walked))
        for index in self._names.indexes:
            signature, kind = self._called(part(index, "table"))
            field = part(index, "field")
            if signature is not None and kind == "iterator":
                message = f"{_name(signature)} returns an iterator here, which has no fields"
                yield self._wrong(field, message, _LOOP)
            elif signature is not None and kind == "string" and not self._of_strings(field):
                message = f"{_name(signature)} returns a string, which has no fields"
                yield self._wrong(field, message)
        for call in self._names.calls:
            yield from self._walk(call)

    def _loop(self, walked: Node) -> Iterator[Problem]:
        """`for … in` needs an iterator; neither a result nor what is in one is callable."""
        inside = walked
        while inside.type in INDEXES:
            inside = plain(part(inside, "table"))
        signature, kind = self._called(inside)
        if signature is not None and kind == "string":
            yield self._wrong(walked, f"{signature.path} returns a string, not an iterator")
        if signature is None or kind != "table":
            return
        hint = "use pairs(…), or ipairs(…) for a list"
        if signature.walker and inside is walked:
            hint = f"{signature.walker} walks all items"
        yield self._wrong(walked, f"{signature.path} returns a table, not an iterator", hint)

    def _walk(self, call: Node) -> Iterator[Problem]:
        arguments = arguments_of(call)
        if not arguments or self._paths.path(part(call, "name")) not in _WALKS:
            return
        signature, kind = self._called(arguments[0])
        if signature is not None and kind == "iterator":
            message = f"{_name(signature)} returns an iterator here, not a table"
            yield self._wrong(arguments[0], message, _LOOP)
        elif signature is not None and kind == "string":
            message = f"{_name(signature)} returns a string, not a table"
            yield self._wrong(arguments[0], message)

    def _of_strings(self, field: Node) -> bool:
        """Whether a field is one of the functions that every string has."""
        return text_of(field) in offered(self._version)["string"]

    def _wrong(self, node: Node, message: str, hint: str = "") -> Problem:
        return self._source.problem(node, "wrong-call", message, hint)

    def _called(self, node: Node) -> tuple[Signature | None, Kind | None]:
        """The function whose result an expression is, and what that is; None where nobody can tell."""
        call = self._paths.value(node)
        if call.type != "function_call":
            return None, None
        path = self._paths.path(part(call, "name"))
        if path is None or path[0] != "app":
            return None, None
        found = target(path, self._integrations)
        return (found, self._kind(found, call)) if isinstance(found, Signature) else (None, None)

    def _kind(self, signature: Signature, call: Node) -> Kind | None:
        if signature.walks:
            return "iterator"
        if signature.text:
            return "string"
        if not signature.events:
            return "table"
        first = next(iter(arguments_of(call)), None)
        if first is None:
            return "table"
        spelt = self._paths.table(first)
        if spelt is None or not signature.switch:
            return None
        table = Table(spelt, self._paths.path)
        entry = table.entries.get(signature.switch.encode())
        if entry is None:
            return None if table.open else "table"
        if isinstance(entry.value, Computed):
            return None
        return "iterator" if entry.value is True else "table"


def _name(signature: Signature) -> str:
    integration, dot, function = signature.path.partition(".")
    return f"{integration}{dot}{signature.walker if signature.walks else function}"
