"""Two that are measured in turns."""

from collections.abc import Callable
from typing import Final

from benchmarks.timing import fastest

_SLICE: Final = 0.05
"""Seconds that a measurement should take: long beside the clock and the scheduler, short beside what disturbs the machine."""

_MOST: Final = 200
_BATCHES: Final = 5


class Turns:
    """Does one thing and another, round by round, after a round in which both warm up."""

    def __init__(self, rounds: int) -> None:
        self._rounds = rounds

    def take(
        self, ours: Callable[[], object], reference: Callable[[], object], *, calls: int = 1
    ) -> tuple[list[float], list[float]]:
        """The seconds of both, a number for each round; `calls` is how often each does what counts."""
        sides = (ours, reference)
        counts = [_count(each) for each in sides]
        taken: tuple[list[float], list[float]] = ([], [])
        for number in range(self._rounds):
            for side in (0, 1) if number % 2 else (1, 0):
                batches = _BATCHES if counts[side] > 1 else 1
                taken[side].append(fastest(sides[side], counts[side], batches) / calls)
        return taken


def _count(function: Callable[[], object]) -> int:
    function()
    return max(1, min(_MOST, round(_SLICE / _BATCHES / fastest(function, 1, 1))))
