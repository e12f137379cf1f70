"""Findings with line and column, sorted as a reader goes through the files."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.findings import Finding, Severity
from generator.load.document import parse
from generator.load.positions import Positions, index, line_and_column
from generator.load.tree import Tree


@dataclass(frozen=True, slots=True, order=True)
class Located:
    """A finding as people see it. Lines and columns count from 1, columns in characters."""

    path: str
    line: int
    column: int
    rule: str
    severity: Severity
    message: str
    source: str
    """The offending line, without its end; empty where there is none."""

    def below(self, root: str) -> "Located":
        """Returns the finding with its file below a folder."""
        return replace(self, path=_printable(root) + self.path)

    def __str__(self) -> str:
        """The finding on one line."""
        return (
            f"{self.path}:{self.line}:{self.column}: {self.severity}: {self.rule}: {self.message}"
        )


def locate(findings: Iterable[Finding], tree: Tree) -> tuple[Located, ...]:
    """Returns findings with their places in the files of a tree, each once, sorted by place."""
    texts = _Texts(tree)
    return tuple(sorted({_located(each, texts) for each in findings}))


class _Texts:
    """The texts of files that have findings, and where things stand in them."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._known: dict[str, tuple[str, Positions]] = {}

    def of(self, path: str) -> tuple[str, Positions]:
        """Returns the text of a file and its positions; empty ones where there is no text or no JSON."""
        if path not in self._known:
            text, _, findings = parse(path, self._bytes(path))
            broken = any(each.offset is not None for each in findings)
            self._known[path] = text, Positions() if broken else index(text)
        return self._known[path]

    def _bytes(self, path: str) -> bytes:
        name, _, file = path.removeprefix(f"{self._tree.root}/").partition("/")
        return self._tree.integrations.get(name, {}).get(file, b"")


def _located(finding: Finding, texts: _Texts) -> Located:
    text, positions = texts.of(finding.path)
    offset = finding.offset
    if offset is None:
        offset = positions.offset(finding.pointer, key=finding.part == "key")
    line, column = line_and_column(text, offset)
    lines = text.split("\n")
    source = lines[line - 1].rstrip("\r") if line <= len(lines) else ""
    message = _printable(finding.message)
    return Located(
        _printable(finding.path),
        line,
        column,
        finding.rule.id,
        finding.severity,
        message,
        _printable(source),
    )


def _printable(text: str) -> str:
    """Returns text on one line that any terminal shows as it is: control characters are escaped."""
    return "".join(
        each if each.isprintable() else each.encode("unicode_escape").decode() for each in text
    )
