"""Rows of the table: an amount, and what is allowed."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.table import Unit, budget


@dataclass(frozen=True, slots=True)
class Row:
    """One line. Samples are seconds or bytes; `largest` is the budget, or None where there is none."""

    name: str
    samples: Sequence[float]
    unit: Unit = "s"
    largest: float | None = None

    @property
    def amount(self) -> float:
        """What is typical."""
        return statistics.median(self.samples)

    @property
    def within(self) -> bool | None:
        """Whether the budget is kept; None without one."""
        return None if self.largest is None else self.amount <= self.largest

    def line(self) -> str:
        """The row, as the table shows it."""
        allowed = None if self.largest is None else self._shown(self.largest)
        return f"{self.name:<49}{self._shown(self.amount):>12}  {budget(allowed, self.within)}"

    def _shown(self, amount: float) -> str:
        if self.unit == "s":
            return f"{amount:.1f} s" if amount >= 1 else f"{amount * 1000:.0f} ms"
        return f"{amount / 1_000_000:.1f} MB" if amount >= 1_000_000 else f"{amount / 1000:.0f} kB"


HEADER = f"{'Site':<49}{'ours':>12}  budget"
