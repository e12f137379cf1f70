"""Rules for calls of integrations: their names, and the tables of parameters that they take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...arguments.binder import missing_parameters
from .facts import Integrations
from .literals import SAMPLES, Computed, Table, is_open, literal
from .paths import Path, Paths
from .problem import Problem
from .scopes import Names
from .targets import Place, Wrong, target
from .tree import Source, arguments_of, part, text_of
from .values import Signature

if TYPE_CHECKING:
    from tree_sitter import Node


class CallRules:
    """The rules for what a script does with `app`."""

    def __init__(self, source: Source, names: Names, paths: Paths, found: Integrations) -> None:
        self._source, self._names = source, names
        self._paths, self._integrations = paths, found

    def problems(self) -> Iterator[Problem]:
        """Yields what is wrong."""
        for index in self._names.indexes:
            yield from self._index(index)
        for member in self._names.members:
            path = self._paths.path(member)
            if path is not None and path[0] == "app" and len(path) > 1:
                yield self._source.problem(member, "read-only", "app cannot be changed")
        for call in self._names.calls:
            yield from self._call(call)

    def _index(self, node: Node) -> Iterator[Problem]:
        """Tells a wrong name once: where it is written."""
        path = self._app_path(node)
        if path is None or len(path) == 1:
            return
        found = target(path, self._integrations)
        if isinstance(found, Wrong) and found.length == len(path):
            key = part(node, "field")
            yield self._source.problem(key, found.rule, found.message, found.hint)

    def _call(self, call: Node) -> Iterator[Problem]:
        callee, arguments = part(call, "name"), arguments_of(call)
        if callee.type == "method_index_expression":
            yield from self._method(callee)
            return
        if self._paths.path(callee) == ("pcall",) and arguments:
            callee, *arguments = arguments
        path = self._app_path(callee)
        if path is None:
            return
        found = target(path, self._integrations)
        at = callee.child_by_field_name("field") or callee
        if isinstance(found, Place):
            rule, message = found.mistake
            yield self._source.problem(at, rule, message)
        elif isinstance(found, Signature):
            yield from self._arguments(found, at, arguments)

    def _method(self, callee: Node) -> Iterator[Problem]:
        path = self._app_path(part(callee, "table"))
        if path is None:
            return
        name = part(callee, "method")
        found = target((*path, text_of(name)), self._integrations)
        if isinstance(found, Wrong) and found.length == len(path) + 1:
            yield self._source.problem(name, found.rule, found.message, found.hint)
        elif isinstance(found, Signature):
            message = f"{found.path} is called with a dot, not with a colon."
            yield self._source.problem(name, "wrong-call", message)
        elif isinstance(found, Place):
            yield self._source.problem(name, *found.mistake)

    def _arguments(self, call: Signature, at: Node, arguments: list[Node]) -> Iterator[Problem]:
        if len(arguments) > 1:
            message = f"{call.path} takes one table of parameters; what follows is ignored"
            yield self._source.problem(arguments[1], "wrong-call", message)
        first = arguments[0] if arguments else None
        spelt = None if first is None else self._paths.table(first)
        if spelt is not None:
            yield from self._table(call, at, Table(spelt, self._paths.path))
            return
        value = None if first is None else literal(first, self._paths.path)
        if isinstance(value, Computed):
            if value.kind is None:
                return
            value = SAMPLES[value.kind]
            value = value.encode() if isinstance(value, str) else value
        problem = None if value is None else call.positional(value)
        if first is not None and problem is not None:
            yield self._source.problem(first, "wrong-call", problem)
        elif call.required:
            yield self._missing(call.required, at)

    def _table(self, call: Signature, at: Node, table: Table) -> Iterator[Problem]:
        given: set[str] = set()
        for key, entry in table.entries.items():
            if entry.value is None:
                continue
            if isinstance(key, int):
                if not is_open(entry.node):
                    message = call.positional({key: entry.value}) or ""
                    yield self._source.problem(entry.node, "wrong-call", message)
                    return
            elif not call.takes(name := key.decode()):
                yield self._source.problem(entry.key, "unknown-parameter", call.unknown(name))
            elif call.is_given(name, entry.value):
                given.add(name)
                for node, sentence, hint in call.mistakes(name, entry):
                    yield self._source.problem(node, "wrong-value", sentence, hint)
        missing = [each for each in call.required if each not in given]
        if missing and not table.open:
            yield self._missing(missing, at)

    def _missing(self, names: list[str], at: Node) -> Problem:
        return self._source.problem(at, "missing-parameter", missing_parameters(names))

    def _app_path(self, node: Node) -> Path | None:
        path = self._paths.path(node)
        return path if path is not None and path[0] == "app" else None
