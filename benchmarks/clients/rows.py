"""Rows of the table: what was measured, of whom, and what is allowed."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from benchmarks.clients.kinds import BY_HAND, OURS
from benchmarks.table import Unit

Samples: TypeAlias = Mapping[str, Sequence[float]]
"""By kind, what each round gave; the nth of one and the nth of another are neighbours in time."""

BUDGET: Final = 1.15
"""What a first client and a call may cost, against the code by hand."""


@dataclass(frozen=True)
class Row:
    """One line. `largest_ratio` is against the code by hand, `largest` in the row's unit; None where there is no budget."""

    name: str
    samples: Samples
    unit: Unit = "s"
    largest_ratio: float | None = None
    largest: float | None = None

    def median(self, kind: str) -> float:
        """What is typical for a kind, in the row's unit."""
        return statistics.median(self.samples[kind])

    def ratio(self, kind: str) -> float:
        """The median of the rounds' ratios, against the code by hand."""
        pairs = zip(self.samples[kind], self.samples[BY_HAND.name], strict=True)
        return statistics.median(one / reference for one, reference in pairs)

    @property
    def within(self) -> bool | None:
        """Whether ours keeps the budget; None where there is none."""
        if self.largest is not None:
            return self.median(OURS.name) <= self.largest
        if self.largest_ratio is not None:
            return self.ratio(OURS.name) <= self.largest_ratio
        return None

    @property
    def ahead(self) -> bool | None:
        """Whether ours is ahead of every SDK that was measured; None where there was none."""
        sdks = [kind for kind in self.samples if kind not in (BY_HAND.name, OURS.name)]
        if not sdks:
            return None
        return all(self.ratio(OURS.name) < self.ratio(kind) for kind in sdks)
