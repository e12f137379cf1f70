"""The values that a script spells out, ready for the rules that calls from Lua have."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from ...arguments.values import Kind
from ...spec import JSON
from ..values import MAX_DEPTH
from .paths import Path
from .tree import named, part, plain, string_of, text_of

if TYPE_CHECKING:
    from tree_sitter import Node

Key: TypeAlias = bytes | int
PathOf: TypeAlias = "Callable[[Node], Path | None]"

NULL: Final = object()
FUNCTION: Final = object()

SAMPLES: Final[Mapping[Kind, JSON]] = {"string": "", "number": 0, "boolean": False}
"""A value of each kind that operators decide."""

_NUMBERS: Final = frozenset({"+", "-", "*", "/", "%", "^", "//", "&", "|", "~", "<<", ">>", "#"})
_TRUTHS: Final = frozenset({"==", "~=", "<", "<=", ">", ">=", "not"})
_LARGEST: Final = 2**63
_DEEPEST: Final = MAX_DEPTH + 2


class Computed(int):
    """What is known only when the script runs; `kind` is known where an operator decides it. A number, so that every rule lets it pass."""

    kind: Kind | None

    def __new__(cls, kind: Kind | None = None) -> Computed:
        made = super().__new__(cls)
        made.kind = kind
        return made


class Entry(NamedTuple):
    """A value in a table, with the nodes of its key and of itself."""

    key: Node
    node: Node
    value: Any


class Table:
    """A table that is spelt out. Where it is `open`, it may hold more than one can see."""

    def __init__(self, node: Node, path_of: PathOf, depth: int = 0) -> None:
        self._path_of, self._depth = path_of, depth
        self.entries: dict[Key, Entry] = {}
        self.open = False
        self.repeated: list[tuple[Node, str]] = []
        position = 0
        fields = [each for each in named(node) if each.type == "field"]
        for field in fields:
            value = plain(part(field, "value"))
            key_node = field.child_by_field_name("name")
            if key_node is None:
                position += 1
                self.open |= field == fields[-1] and is_open(value)
                self._add(position, value, value)
            elif (key := _key(field, key_node)) is None:
                self.open = True
            else:
                self._add(key, key_node, value)

    def items(self) -> Iterator[tuple[Key, Any]]:
        """Yields what the table holds, as lupa does; nil is not there."""
        return ((key, each.value) for key, each in self.entries.items() if each.value is not None)

    def _add(self, key: Key, at: Node, value: Node) -> None:
        if key in self.entries and isinstance(key, bytes):
            self.repeated.append((at, key.decode()))
        self.entries[key] = Entry(at, value, literal(value, self._path_of, self._depth + 1))


def literal(node: Node, path_of: PathOf, depth: int = 0) -> Any:
    """The value of an expression as the bridge hands it over: bytes, numbers, `Table`, `NULL`, `FUNCTION`, or `Computed`."""
    match node.type:
        case "nil":
            return None
        case "true" | "false":
            return node.type == "true"
        case "string":
            text = string_of(node)
            return Computed("string") if text is None else text.encode()
        case "number":
            return _number(text_of(node))
        case "table_constructor":
            table = None if depth > _DEEPEST else Table(node, path_of, depth)
            return Computed() if table is None or table.open else table
        case "function_definition":
            return FUNCTION
        case "unary_expression" | "binary_expression":
            return _operation(node)
        case _:
            return NULL if path_of(node) == ("json", "null") else Computed()


def is_open(node: Node) -> bool:
    """Whether an expression may be several values, or none."""
    return node.type in ("function_call", "vararg_expression")


def is_table(value: Any) -> bool:
    """Whether a value counts as a table for `FromLua`; json.null does, and so does a dict of such values."""
    return value is NULL or isinstance(value, Table | dict)


def is_null(value: Any) -> bool:
    """Whether a value is json.null."""
    return value is NULL


def _key(field: Node, name: Node) -> Key | None:
    if field.children[0].type != "[":
        return text_of(name).encode()
    name = plain(name)
    if name.type == "number":
        number = _number(text_of(name))
        return number if isinstance(number, int) and not isinstance(number, Computed) else None
    text = string_of(name)
    return None if text is None else text.encode()


def _operation(node: Node) -> Any:
    operator = next((each.type for each in node.children if not each.is_named), "")
    operand = node.child_by_field_name("operand")
    if operator == "-" and operand is not None and plain(operand).type == "number":
        number = _number(text_of(plain(operand)))
        return number if isinstance(number, Computed) else -number
    if operator == "..":
        return Computed("string")
    if operator in _NUMBERS:
        return Computed("number")
    return Computed("boolean" if operator in _TRUTHS else None)


def _number(text: str) -> int | float:
    """A number as both versions of Lua hand it over; whole ones are integers."""
    try:
        if text[:2].lower() != "0x":
            number = float(text)
        elif text[2:].isalnum() and "p" not in text.lower():
            number = int(text, 16)
        else:
            number = float.fromhex(text)
        if isinstance(number, int) or (number.is_integer() and abs(number) < _LARGEST):
            whole = int(text) if text.isdecimal() else int(number)
            return whole if abs(whole) < _LARGEST else Computed("number")
    except (ValueError, OverflowError):
        return Computed("number")
    return number if math.isfinite(number) else Computed("number")
