"""Rows of the table: what was measured beside what, and what is allowed."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line; `against` says what the reference is. All numbers are seconds of one: a script, a call, a search.

    The nth sample of ours and the nth of the reference are neighbours in time. `largest` is the budget for ours,
    `largest_added` that for what ours adds to the reference; None where there is none.
    """

    name: str
    against: str
    ours: Sequence[float]
    reference: Sequence[float]
    largest: float | None = None
    largest_added: float | None = None

    @property
    def seconds(self) -> float:
        """What is typical for ours."""
        return statistics.median(self.ours)

    @property
    def reference_seconds(self) -> float:
        """What is typical for the reference."""
        return statistics.median(self.reference)

    @property
    def ratio(self) -> float:
        """The median of the rounds' ratios."""
        return statistics.median(
            one / other for one, other in zip(self.ours, self.reference, strict=True)
        )

    @property
    def added(self) -> float:
        """The median of the rounds' differences."""
        return statistics.median(
            one - other for one, other in zip(self.ours, self.reference, strict=True)
        )

    @property
    def within(self) -> bool | None:
        """Whether ours keeps the budget; None where there is none."""
        if self.largest is not None:
            return self.seconds <= self.largest
        return None if self.largest_added is None else self.added <= self.largest_added
