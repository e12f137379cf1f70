"""The syntax tree of a script."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from ...errors import ConfigurationError
from .problem import Problem, Rule

if TYPE_CHECKING:
    from tree_sitter import Node

INDEXES: Final = frozenset({"dot_index_expression", "bracket_index_expression"})

_ESCAPES: Final = {
    **dict(zip("abfnrtv", "\a\b\f\n\r\t\v", strict=True)),
    "\n": "\n",
    "\\": "\\",
    '"': '"',
    "'": "'",
}
_ESCAPE: Final = re.compile(r"\\(\d{1,3}|.)", re.DOTALL)


class Source:
    """The text of a script, its tree, and where the nodes of the tree stand."""

    def __init__(self, text: bytes) -> None:
        self.lines = text.split(b"\n")
        self.root: Node = _parser().parse(text).root_node

    def problem(self, node: Node, rule: Rule, message: str, hint: str = "") -> Problem:
        """A problem that a node has. Messages end as those of compilers do, without a full stop."""
        line, column = self._place(node.start_point)
        end_line, end_column = self._place(node.end_point)
        return Problem(line, column, end_line, end_column, rule, message.removesuffix("."), hint)

    def _place(self, point: tuple[int, int]) -> tuple[int, int]:
        row, offset = point
        return row + 1, column_of(self.lines[row], offset)


def column_of(line: bytes, offset: int) -> int:
    """The column of the byte at `offset` in its line."""
    return len(line[:offset].decode("utf-8", "replace")) + 1


def text_of(node: Node) -> str:
    """What a node spans."""
    return (node.text or b"").decode("utf-8", "replace")


def part(node: Node, field: str) -> Node:
    """A part that such a node always has; where the parser made up a tree for odd text, the node itself."""
    return node.child_by_field_name(field) or node


def named(node: Node) -> list[Node]:
    """The parts of a node, without comments."""
    return [each for each in node.named_children if each.type != "comment"]


def plain(node: Node) -> Node:
    """The expression inside parentheses."""
    while node.type == "parenthesized_expression" and (inner := named(node)):
        node = inner[0]
    return node


def key_of(node: Node) -> str | None:
    """The key of an index expression; None where it is computed."""
    if node.type == "bracket_index_expression":
        return string_of(plain(part(node, "field")))
    return text_of(part(node, "field" if node.type in INDEXES else "method"))


def string_of(node: Node) -> str | None:
    """The text that a literal stands for; None where a node is no text, or one with escapes that versions of Lua read differently."""
    if node.type != "string":
        return None
    content = node.child_by_field_name("content")
    text = "" if content is None else text_of(content)
    if text_of(node)[:1] == "[":
        return text.removeprefix("\n")
    try:
        return _ESCAPE.sub(lambda found: _escape(found[1]), text)
    except KeyError:
        return None


def field_of(table: Node, key: str) -> Node | None:
    """The value that a table is spelt out with for a name; None where nobody can tell."""
    found: Node | None = None
    for field in named(table):
        name = field.child_by_field_name("name")
        if name is None:
            continue
        text = text_of(name) if field.children[0].type != "[" else string_of(plain(name))
        if text is None and plain(name).type != "number":
            return None
        if text == key:
            found = plain(part(field, "value"))
    return found


def arguments_of(call: Node) -> list[Node]:
    """The arguments of a call, however they are written."""
    return [plain(each) for each in named(part(call, "arguments"))]


def _escape(code: str) -> str:
    if code.isdecimal() and int(code) < 128:
        return chr(int(code))
    return _ESCAPES[code]


@cache
def _parser() -> Any:
    try:
        import tree_sitter
        import tree_sitter_lua
    except ImportError:
        message = "Checking Lua needs tree-sitter: pip install 'integrations[lua]'"
        raise ConfigurationError(message) from None
    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_lua.language()))
