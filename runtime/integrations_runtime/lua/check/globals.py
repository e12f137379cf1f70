"""Rules for what scripts use besides integrations: globals, libraries, the docs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from ...errors import IntegrationError
from ...suggest import nearest
from ..documents import list_docs, read_doc, search_docs
from ..versions import LUA_VERSIONS
from .hints import hint_for
from .literals import Computed, literal
from .offered import offered
from .paths import Path, Paths
from .problem import Problem
from .scopes import Names
from .tree import INDEXES, Source, arguments_of, key_of, part, text_of

if TYPE_CHECKING:
    from tree_sitter import Node

_DYNAMIC: Final = frozenset({"_G", "_ENV", "load", "loadstring"})
"""Globals with which scripts make others that nobody can see."""

_DOCUMENTS: Final[Mapping[Path, Callable[[Any], object]]] = {
    ("lua_read_doc",): read_doc,
    ("docs", "read"): read_doc,
    ("lua_list_docs",): list_docs,
    ("docs", "list"): list_docs,
}
_SEARCHES: Final = frozenset({("lua_search_docs",), ("docs", "search")})
_HIDDEN: Final = "arg"
"""What Lua 5.1 gives to functions with `...`."""

_TESTING: Final = frozenset({"and", "or", "==", "~=", "not"})
_CAREFUL: Final = frozenset({"type", "pcall", "xpcall"})
_CONDITIONAL: Final = frozenset(
    {"if_statement", "elseif_statement", "while_statement", "repeat_statement"}
)


class GlobalRules:
    """The rules for names that are given to scripts, or are not."""

    def __init__(self, source: Source, names: Names, paths: Paths, version: str) -> None:
        self._source, self._names, self._paths, self._version = source, names, paths, version
        self._given = offered(version)
        dynamic = _DYNAMIC & {"_ENV", *self._given}
        self._dynamic = any(text_of(each) in dynamic for each in names.reads)
        self._tested = {
            paths.path(node) for node in (*names.reads, *names.indexes) if _is_tested(node)
        }

    def problems(self) -> Iterator[Problem]:
        """Yields what is wrong."""
        for name in self._names.reads:
            yield from self._global(name)
        yield from self._members()
        for call in self._names.calls:
            yield from self._document(call)

    def _global(self, node: Node) -> Iterator[Problem]:
        name = text_of(node)
        known = name in self._given or name in self._names.assigned
        if known or self._dynamic or name == _HIDDEN or (name,) in self._tested:
            return
        if _is_stored(node) and name in self._elsewhere():
            return
        names = sorted({*self._given, *self._names.declared, *self._names.assigned})
        yield self._unknown(node, _longer(node), name, names)

    def _members(self) -> Iterator[Problem]:
        extended = self._extended()
        for index in self._names.indexes:
            path = self._paths.path(index)
            if path is None or len(path) != 2 or path in self._tested:
                continue
            library, member = path
            members = self._given.get(library)
            if not members or member in members or {path, (library,)} & extended:
                continue
            if not (_is_stored(index) and member in self._elsewhere().get(library, ())):
                key = part(index, "field")
                yield self._unknown(key, ".".join(path), ".".join(path), sorted(members))

    def _extended(self) -> set[Path | None]:
        """Members that the script adds, and libraries to which it may add some."""
        found: set[Path | None] = set()
        for member in self._names.members:
            table = self._paths.path(part(member, "table"))
            key = key_of(member)
            found.add(table if key is None or table is None else (*table, key))
        found |= {(text_of(name),) for name in self._names.reads if _is_handed_on(name)}
        return found

    def _elsewhere(self) -> Mapping[str, frozenset[str]]:
        """What other versions of Lua have: a script for all of them keeps it in a variable, to see whether it is there."""
        found: dict[str, frozenset[str]] = {}
        for version in LUA_VERSIONS:
            for name, members in offered(version).items():
                found[name] = found.get(name, frozenset()) | members
        return found

    def _unknown(self, node: Node, longer: str, name: str, known: list[str]) -> Problem:
        shown, hint = hint_for(longer, name, self._version)
        message = f"Unknown name: {shown}"
        close = nearest(name.rpartition(".")[2], known)
        if close and not hint:
            hint = f"did you mean {name.rpartition('.')[0]}{'.' if '.' in name else ''}{close[0]}?"
        return self._source.problem(node, "unknown-name", message, hint)

    def _document(self, call: Node) -> Iterator[Problem]:
        path = self._paths.path(part(call, "name"))
        read = None if path is None else _DOCUMENTS.get(path)
        arguments = arguments_of(call)
        value = literal(arguments[0], self._paths.path) if arguments else None
        if path in _SEARCHES and not isinstance(value, bytes):
            read = search_docs  # which refuses the value before it searches
        if read is None or isinstance(value, Computed):
            return
        try:
            read(value)
        except IntegrationError as error:
            at = arguments[0] if arguments else part(call, "name")
            yield self._source.problem(at, "unknown-page", str(error))


def _longer(node: Node) -> str:
    """A name with the keys behind it."""
    parent = node.parent
    while parent is not None and parent.type in INDEXES and part(parent, "table") == node:
        if key_of(parent) is None:
            break
        node, parent = parent, parent.parent
    return text_of(node)


def _is_handed_on(name: Node) -> bool:
    """Whether others may get hold of a value, and change it."""
    parent = name.parent
    if parent is None or parent.type in INDEXES or parent.type == "method_index_expression":
        return False
    declared = parent.parent and parent.parent.parent
    return declared is None or declared.type != "variable_declaration"


def _is_stored(node: Node) -> bool:
    """Whether a value is only given to a variable."""
    parent = node.parent
    return parent is not None and parent.type in ("expression_list", "field")


def _is_tested(node: Node) -> bool:
    """Whether a script asks if something is there, and so is prepared not to find it."""
    parent = node.parent
    while parent is not None and parent.type == "parenthesized_expression":
        node, parent = parent, parent.parent
    if parent is None:
        return False
    if parent.type in ("binary_expression", "unary_expression"):
        return any(each.type in _TESTING for each in parent.children)
    if parent.type in _CONDITIONAL:
        return parent.child_by_field_name("condition") == node
    call = parent.parent if parent.type == "arguments" else None
    return call is not None and text_of(part(call, "name")) in _CAREFUL
