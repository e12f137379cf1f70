"""Chance that is the same everywhere, and turns that make sure that what is rare occurs at all."""

import random
from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """Draws from a seed, with equal results in every version of Python and on every machine.

    Everything is made of `random()`: of the methods of `random.Random`, it alone is promised to stay as it is.
    """

    def __init__(self, seed: str) -> None:
        self._next = random.Random(seed).random

    def below(self, end: int) -> int:
        """Returns a number from 0 to before `end`."""
        return int(self._next() * end)

    def between(self, low: int, high: int) -> int:
        """Returns a number from `low` to `high`, both included."""
        return low + self.below(high - low + 1)

    def share(self) -> float:
        """Returns a number from 0 to before 1."""
        return self._next()

    def happens(self, probability: float) -> bool:
        """Whether something of this probability happens."""
        return self._next() < probability

    def pick(self, choices: Sequence[T]) -> T:
        """Returns one of the choices."""
        return choices[self.below(len(choices))]

    def shuffled(self, values: Sequence[T]) -> list[T]:
        """Returns the values in another order."""
        result = list(values)
        for last in range(len(result) - 1, 0, -1):
            other = self.below(last + 1)
            result[last], result[other] = result[other], result[last]
        return result

    def some(self, values: Sequence[T], count: int) -> list[T]:
        """Returns so many of the values, or all, in their order."""
        chosen = sorted(self.shuffled(range(len(values)))[:count])
        return [values[position] for position in chosen]


class Turns:
    """Counts, by topic, so that alternatives take turns over the whole catalogue."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def next(self, topic: str, choices: Sequence[T]) -> T:
        """Returns the choice whose turn it is."""
        count = self._counts[topic]
        self._counts[topic] += 1
        return choices[count % len(choices)]

    def every(self, topic: str, period: int) -> bool:
        """Whether it is the turn of something that happens once in a period; first in the middle of one."""
        count = self._counts[topic]
        self._counts[topic] += 1
        return count % period == period // 2
