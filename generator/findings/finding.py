"""What a finding is, and how stages collect them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from generator.findings.rule import Rule, Severity

Pointer: TypeAlias = tuple[str | int, ...]
"""A place inside a JSON document: the keys and positions that lead to it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A breach of a rule.

    The place is `pointer` inside the file (`part` tells the key from the value), or `offset`, a position in characters,
    where the file is not JSON.
    """

    rule: Rule
    path: str
    message: str
    pointer: Pointer = ()
    part: Literal["key", "value"] = "value"
    offset: int | None = None

    @property
    def severity(self) -> Severity:
        """How grave it is."""
        return self.rule.severity


@dataclass(slots=True)
class Report:
    """Collects the findings of one file."""

    path: str
    findings: list[Finding] = field(default_factory=list[Finding])

    def add(self, rule: Rule, message: str, *pointer: str | int) -> None:
        """Adds a finding about the value at a pointer."""
        self.findings.append(Finding(rule, self.path, message, pointer))

    def add_key(self, rule: Rule, message: str, *pointer: str | int) -> None:
        """Adds a finding about the key at a pointer."""
        self.findings.append(Finding(rule, self.path, message, pointer, part="key"))

    def extend(self, findings: Iterable[Finding]) -> None:
        """Adds findings that were made elsewhere."""
        self.findings.extend(findings)
