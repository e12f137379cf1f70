"""Which variable each name of a script means, and what the script does that rules want to know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

from .tree import INDEXES, named, part, text_of

if TYPE_CHECKING:
    from tree_sitter import Node

_OPENING: Final = frozenset({"block", "do_statement", "for_statement", "repeat_statement"})
_WITHOUT_NAMES: Final = frozenset({"goto_statement", "label_statement", "attribute", "comment"})


@dataclass(slots=True)
class Local:
    """A local variable. `value` is what it is declared as, where that is written; None after it was assigned again."""

    value: Node | None = None
    uses: list[Node] = field(default_factory=list["Node"])
    """Where it is read."""


@dataclass(slots=True)
class Names:
    """The names of a script, and its parts by kind, in the order of the text."""

    locals: dict[int, Local] = field(default_factory=dict[int, Local])
    """The variable that an identifier means, by the node's id; one that is missing means a global."""
    reads: list[Node] = field(default_factory=list["Node"])
    """Identifiers of globals that are read."""
    assigned: dict[str, list[Node | None]] = field(
        default_factory=lambda: defaultdict[str, "list[Node | None]"](list)
    )
    """What is assigned to globals, where that is written."""
    members: list[Node] = field(default_factory=list["Node"])
    """Index expressions that are assigned to."""
    indexes: list[Node] = field(default_factory=list["Node"])
    calls: list[Node] = field(default_factory=list["Node"])
    loops: list[Node] = field(default_factory=list["Node"])
    """What `for … in` walks, where that is one expression."""
    tables: list[Node] = field(default_factory=list["Node"])
    declared: set[str] = field(default_factory=set[str])
    """The names of all local variables."""


def names_of(root: Node) -> Names:
    """Reads a script."""
    reader = _Reader()
    reader.read(root)
    return reader.names


class _Scope(dict[str, Local]):
    """The variables of a block, by name."""

    def __init__(self, outer: _Scope | None) -> None:
        super().__init__()
        self._outer = outer

    def find(self, name: str) -> Local | None:
        scope: _Scope | None = self
        while scope is not None:
            if name in scope:
                return scope[name]
            scope = scope._outer
        return None


class _Reader:
    """Walks through a tree in the order of the text. What is still to do is on a stack: trees may be deep."""

    def __init__(self) -> None:
        self.names = Names()
        self._todo: list[Callable[[], None]] = []

    def read(self, root: Node) -> None:
        self._later(named(root), _Scope(None))
        while self._todo:
            self._todo.pop()()

    def _later(self, nodes: Iterable[Node], scope: _Scope, *steps: Callable[[], None]) -> None:
        """Visits some nodes next, and takes some steps then."""
        self._todo.extend(reversed(steps))
        for node in reversed(list(nodes)):
            self._todo.append(partial(self._visit, node, scope))

    def _visit(self, node: Node, scope: _Scope) -> None:
        match node.type:
            case "identifier":
                self._read(node, scope)
            case "variable_declaration":
                self._declaration(node, scope)
            case "assignment_statement":
                self._assignment(node, scope)
            case "function_declaration":
                self._function(node, scope)
            case "function_definition":
                self._body(node, scope)
            case "for_numeric_clause" | "for_generic_clause":
                self._clause(node, scope)
            case "repeat_statement":
                self._repeat(node, _Scope(scope))
            case _:
                self._parts(node, scope)

    def _repeat(self, node: Node, scope: _Scope) -> None:
        """The condition sees the variables of the body."""
        body = node.child_by_field_name("body")
        condition = [part(node, "condition")]
        self._later(named(body) if body else (), scope, lambda: self._later(condition, scope))

    def _parts(self, node: Node, scope: _Scope) -> None:
        kind = node.type
        if kind in _WITHOUT_NAMES:
            return
        children = named(node)
        if kind == "function_call":
            self.names.calls.append(node)
        elif kind == "table_constructor":
            self.names.tables.append(node)
        elif kind in INDEXES:
            self.names.indexes.append(node)
            children = children if kind == "bracket_index_expression" else [part(node, "table")]
        elif kind == "method_index_expression":
            children = [part(node, "table")]
        elif kind == "field" and node.children[0].type != "[" and "name" in _fields(node):
            children = [part(node, "value")]
        self._later(children, _Scope(scope) if kind in _OPENING else scope)

    def _read(self, node: Node, scope: _Scope) -> None:
        found = scope.find(text_of(node))
        if found is None:
            self.names.reads.append(node)
        else:
            self.names.locals[node.id] = found
            found.uses.append(node)

    def _declare(self, names: Iterable[Node], values: list[Node], scope: _Scope) -> None:
        for position, name in enumerate(names):
            value = values[position] if position < len(values) else None
            scope[text_of(name)] = Local(value)
            self.names.declared.add(text_of(name))

    def _declaration(self, node: Node, scope: _Scope) -> None:
        inner = named(node)[0]
        targets, values = _sides(inner) if inner.type == "assignment_statement" else ([], [])
        names = targets or [each for each in inner.named_children if each.type == "identifier"]
        self._later(values, scope, lambda: self._declare(names, values, scope))

    def _assignment(self, node: Node, scope: _Scope) -> None:
        targets, values = _sides(node)
        for position, target in enumerate(targets):
            self._assign(target, values[position] if position < len(values) else None, scope)
        inner = [child for each in targets if each.type in INDEXES for child in _inside(each)]
        self._later([*inner, *values], scope)

    def _assign(self, target: Node, value: Node | None, scope: _Scope) -> None:
        if target.type in INDEXES:
            self.names.members.append(target)
        elif target.type == "identifier":
            found = scope.find(text_of(target))
            if found is None:
                self.names.assigned[text_of(target)].append(value)
            else:
                self.names.locals[target.id] = found
                found.value = None

    def _function(self, node: Node, scope: _Scope) -> None:
        name = part(node, "name")
        if node.children[0].type == "local":
            self._declare([name], [], scope)
        elif name.type == "identifier":
            self._assign(name, None, scope)
        else:
            self.names.members.append(name)
            self._later([part(name, "table")], scope)
        self._body(node, scope, "self" if name.type == "method_index_expression" else None)

    def _body(self, node: Node, scope: _Scope, own: str | None = None) -> None:
        inner = _Scope(scope)
        if own is not None:
            inner[own] = Local()
        parameters = node.child_by_field_name("parameters")
        found = parameters.named_children if parameters else []
        self._declare((each for each in found if each.type == "identifier"), [], inner)
        body = node.child_by_field_name("body")
        self._later([body] if body else [], inner)

    def _clause(self, node: Node, scope: _Scope) -> None:
        first, *values = named(node)
        names = [first] if first.type == "identifier" else named(first)
        walked = named(values[0]) if node.type == "for_generic_clause" and values else []
        self.names.loops += walked if len(walked) == 1 else []
        self._later(values, scope, lambda: self._declare(names, [], scope))


def _sides(assignment: Node) -> tuple[list[Node], list[Node]]:
    """The targets and the values of an assignment."""
    targets, *values = named(assignment)
    names = [each for each in named(targets) if each.type != "attribute"]
    return names, named(values[0]) if values else []


def _inside(index: Node) -> list[Node]:
    """The expressions in an index expression that is assigned to."""
    return [part(index, "table")] if index.type == "dot_index_expression" else named(index)


def _fields(node: Node) -> set[str | None]:
    return {node.field_name_for_child(position) for position in range(node.child_count)}
