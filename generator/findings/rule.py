"""What a rule is."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Severity: TypeAlias = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Rule:
    """A demand on definitions. Errors stop generation, warnings do not."""

    id: str
    purpose: str
    severity: Severity = "error"
