"""Annotations as syntax: read from the model generator's output, written with our names."""

import ast
from collections.abc import Iterator, Mapping
from functools import lru_cache

from generator.languages.python import literal
from generator.targets.python.types.generated import TranslationError
from generator.targets.python.types.translate import Annotation

_LITERAL = "Literal"


class Writer:
    """Writes annotations as text: `types` and `imported` names as they are mapped to."""

    def __init__(self, types: Mapping[str, str], imported: Mapping[str, str]) -> None:
        self._types = types
        self._imported = imported

    def text(self, annotation: Annotation) -> str:
        """Returns the code of an annotation, without quotes around names."""
        types = {code: self._types[name] for code, name in annotation.names.items()}
        return _Writing({**self._imported, **types}).text(annotation.node)


class _Writing:
    """Writes one annotation."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def text(self, node: ast.expr) -> str:
        return " | ".join(self.options(node))

    def options(self, node: ast.expr) -> list[str]:
        """Returns the members of the union that an annotation is, once each, with None last."""
        found = list(dict.fromkeys(self._options(node)))
        anything = self._name("Any")
        if anything in found:
            return [anything]
        return sorted(found, key=lambda each: each == "None")

    def _name(self, name: str) -> str:
        return self._names.get(name, name)

    def _options(self, node: ast.expr) -> Iterator[str]:
        match node:
            case ast.BinOp(left=left, op=ast.BitOr(), right=right):
                yield from self._options(left)
                yield from self._options(right)
            case ast.Subscript(value=ast.Name(id="Optional"), slice=inner):
                yield from self._options(inner)
                yield "None"
            case ast.Subscript(value=ast.Name(id="Union"), slice=ast.Tuple(elts=options)):
                for option in options:
                    yield from self._options(option)
            case ast.Constant(value=None):
                yield "None"
            case ast.Constant(value=str() as quoted):
                yield from self._options(ast.parse(quoted, mode="eval").body)
            case ast.Name(id=name):
                yield self._name(name)
            case ast.Subscript(value=ast.Name(id=name), slice=inner):
                yield f"{self._name(name)}[{self._arguments(name, inner)}]"
            case _:
                raise TranslationError(f"unexpected annotation: {ast.unparse(node)[:80]}")

    def _arguments(self, name: str, node: ast.expr) -> str:
        each = node.elts if isinstance(node, ast.Tuple) else [node]
        if name == _LITERAL:
            return ", ".join(literal(ast.literal_eval(value)) for value in each)
        return ", ".join(self.text(argument) for argument in each)


@lru_cache(maxsize=4096)
def used_names(text: str) -> frozenset[str]:
    """Returns the names that the code of an annotation uses."""
    nodes = ast.walk(ast.parse(text, mode="eval"))
    return frozenset(node.id for node in nodes if isinstance(node, ast.Name))


def without_not_required(annotation: Annotation) -> Annotation:
    """Returns what stands inside `NotRequired[…]`, or the annotation itself."""
    match annotation.node:
        case ast.Subscript(value=ast.Name(id="NotRequired"), slice=inner):
            return Annotation(inner, annotation.names)
        case _:
            return annotation
