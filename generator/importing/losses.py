"""What an import cannot carry over, collected: nothing is left out in silence."""

from collections import Counter
from dataclasses import dataclass, field

from generator.findings import Rule
from generator.importing.document import Node, SourceFile
from generator.importing.positions import Lines
from generator.load.locate import Located


class ExemptError(Exception):
    """An operation that cannot become a function: why, and where the document says so."""

    def __init__(self, rule: Rule, message: str, node: Node) -> None:
        super().__init__(message)
        self.rule, self.node = rule, node


@dataclass(slots=True)
class _Loss:
    rule: Rule
    node: Node
    message: str
    places: set[tuple[str, object]]


@dataclass(slots=True)
class Losses:
    """The findings of an import. The same loss at many places is one finding, with their number."""

    _losses: dict[tuple[str, str], _Loss] = field(default_factory=dict[tuple[str, str], _Loss])
    exempt: Counter[str] = field(default_factory=Counter[str])
    """How many operations became no function, by rule."""

    def add(self, rule: Rule, message: str, node: Node) -> None:
        """Notes a loss; one with the same message at another place counts with it."""
        key = (rule.id, message)
        loss = self._losses.setdefault(key, _Loss(rule, node, message, set()))
        loss.places.add(node.key)

    def exempted(self, error: ExemptError, operation: str) -> None:
        """Notes an operation that becomes no function."""
        self.exempt[error.rule.id] += 1
        message = f"{operation} becomes no function: {error}"
        self._losses[error.rule.id, message] = _Loss(error.rule, error.node, message, set())

    @property
    def failed(self) -> bool:
        """Whether something makes the import impossible."""
        return any(each.rule.severity == "error" for each in self._losses.values())

    def located(self) -> tuple[Located, ...]:
        """Returns the findings with their places, sorted."""
        by_file: dict[SourceFile, list[_Loss]] = {}
        for loss in self._losses.values():
            by_file.setdefault(loss.node.file, []).append(loss)
        found: list[Located] = []
        for file, losses in by_file.items():
            offsets = file.offsets([each.node.pointer for each in losses])
            lines = Lines.of(file.text)
            for each in losses:
                line, column, source = lines.place(offsets[each.node.pointer])
                found.append(_located(each, line, column, source))
        return tuple(sorted(found))


def _located(loss: _Loss, line: int, column: int, source: str) -> Located:
    message = loss.message
    more = len(loss.places) - 1
    if more > 0:
        message += f" The same holds at {more:,} further place{'' if more == 1 else 's'}."
    path, rule = loss.node.file.path, loss.rule
    return Located(path, line, column, rule.id, rule.severity, _line(message), _line(source))


def _line(text: str) -> str:
    """Returns text on one line, as terminals show it."""
    if text.isprintable():
        return text
    return "".join(
        each if each.isprintable() else each.encode("unicode_escape").decode() for each in text
    )
