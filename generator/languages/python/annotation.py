"""The structure of an annotation: what a line can be broken at."""

import ast
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Annotation:
    """The code of an annotation, or of a value of the same kind: a name, text in quotes, or a call."""

    text: str
    options: "tuple[Annotation, ...]" = ()
    """The members, where it is a union."""
    opening: str = ""
    """What stands before the contents of its brackets, where it ends in brackets: `Literal[`."""
    items: "tuple[Annotation, ...]" = ()
    """What stands in those brackets, between commas."""

    @property
    def closing(self) -> str:
        """The closing bracket."""
        return "]" if self.opening.endswith("[") else ")"

    @property
    def is_one_token(self) -> bool:
        """Whether black sees nothing inside: quoted text, or a name without dots."""
        quoted = self.text[0] in "\"'"
        return not self.options and not self.opening and (quoted or "." not in self.text)


def parsed(text: str) -> Annotation:
    """Returns the structure of an annotation on one line, without parentheses around parts of it."""
    return _read(text.encode(), ast.parse(text, mode="eval").body)


def _read(source: bytes, node: ast.expr | ast.keyword) -> Annotation:
    text = source[node.col_offset : node.end_col_offset].decode()
    match node:
        case ast.BinOp(op=ast.BitOr()):
            return Annotation(text, options=tuple(_read(source, each) for each in _members(node)))
        case ast.Subscript(value=owner, slice=inside):
            each = inside.elts if isinstance(inside, ast.Tuple) else [inside]
            opening = f"{_read(source, owner).text}["
            return Annotation(text, opening=opening, items=tuple(_read(source, e) for e in each))
        case ast.Call(func=owner, args=arguments, keywords=keywords):
            opening = f"{_read(source, owner).text}("
            every: list[ast.expr | ast.keyword] = [*arguments, *keywords]
            return Annotation(text, opening=opening, items=tuple(_read(source, e) for e in every))
        case _:
            return Annotation(text)


def _members(node: ast.expr) -> list[ast.expr]:
    match node:
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return [*_members(left), right]
        case _:
            return [node]
