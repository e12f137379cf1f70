"""How long the phases of a request may take when the call as a whole has a deadline."""

import time
from collections.abc import Iterator, Mapping
from typing import Final

from ..options import Timeouts

_SHORTEST: Final = 0.001  # 0 would mean: do not wait at all
_EARLY: Final = 0.005  # timers are not exact


class Remaining(Mapping[str, float | None]):
    """Seconds for each phase, at most what is left until the deadline when the phase is looked up."""

    __slots__ = ("_deadline", "_limits")

    def __init__(self, limits: Timeouts, deadline: float) -> None:
        self._limits, self._deadline = limits, deadline

    def __getitem__(self, phase: str) -> float | None:
        limit = self._limits[phase]
        left = max(_SHORTEST, self._deadline - time.monotonic())
        return left if limit is None else min(limit, left)

    def __iter__(self) -> Iterator[str]:
        return iter(self._limits)

    def __len__(self) -> int:
        return len(self._limits)

    def explain(self, phase: str) -> str:
        """Which limit has ended the phase just now."""
        if time.monotonic() + _EARLY >= self._deadline:
            return " before the deadline"
        return _spell(self._limits[phase])


def explain(timeouts: Timeouts, phase: str) -> str:
    """The limit that has ended a phase, as messages put it: ` within 60 s`."""
    return timeouts.explain(phase) if isinstance(timeouts, Remaining) else _spell(timeouts[phase])


def _spell(seconds: float | None) -> str:
    return "" if seconds is None else f" within {seconds:g} s"
