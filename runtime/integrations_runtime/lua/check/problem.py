"""A problem of a script, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Rule: TypeAlias = Literal[
    "syntax",
    "unknown-name",
    "unknown-integration",
    "unknown-function",
    "unknown-parameter",
    "unknown-page",
    "missing-parameter",
    "wrong-value",
    "wrong-call",
    "duplicate-key",
    "read-only",
]
"""What kind of mistake a problem is; these names stay the same."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A problem of a script. Lines and columns begin at 1; columns count characters, and the end is behind the last one.

    `message` reads as the error that the script would raise, and `hint` tells what would be right.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    rule: Rule
    message: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.message}{self.hint and f' ({self.hint})'}"
