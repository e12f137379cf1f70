"""Rows of the table: what was measured beside what, and what is allowed."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.table import Unit


@dataclass(frozen=True, slots=True)
class Row:
    """One line, in seconds or bytes; `against` says what the reference is, where there is one.

    `largest` is the budget for ours, `largest_ratio` that against the reference; None where there is none.
    """

    name: str
    ours: Sequence[float]
    unit: Unit = "s"
    against: str = ""
    reference: Sequence[float] = ()
    largest: float | None = None
    largest_ratio: float | None = None

    @property
    def amount(self) -> float:
        """What is typical for ours."""
        return statistics.median(self.ours)

    @property
    def reference_amount(self) -> float | None:
        """What is typical for the reference; None where there is none."""
        return statistics.median(self.reference) if self.reference else None

    @property
    def ratio(self) -> float | None:
        """Ours against the reference; None where there is none."""
        reference = self.reference_amount
        return None if reference is None else self.amount / reference

    @property
    def within(self) -> bool | None:
        """Whether ours keeps the budget; None where there is none."""
        if self.largest is not None:
            return self.amount <= self.largest
        if self.largest_ratio is None or self.ratio is None:
            return None
        return self.ratio <= self.largest_ratio
