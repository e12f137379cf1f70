"""Misbehaviour on request."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Cut: TypeAlias = Literal["before", "headers", "body"]
"""Where the connection breaks: before an answer, within its headers, or within its body."""


@dataclass(frozen=True, slots=True)
class Fault:
    """How an answer goes wrong; without any field it does not."""

    delay: float = 0.0
    """Seconds before the answer, which is right unless another field says otherwise."""
    status: int | None = None
    """An error with this status, in the vendor's shape; the request is not looked at."""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    """Further headers."""
    cut: Cut | None = None
    bad_json: bool = False
    """The JSON ends in the middle, though the length is right."""
    html: bool = False
    """A page for people in place of the answer."""
    rate_limit: float | None = None
    """Status 429, with these seconds as `Retry-After`."""


@dataclass(slots=True)
class _Planned:
    fault: Fault
    function: str | None
    left: int | None
    every: int
    seen: int = 0


class Faults:
    """The faults that wait for their requests. Safe to share between threads."""

    def __init__(self) -> None:
        self._planned: list[_Planned] = []
        self._lock = threading.Lock()

    def plan(self, fault: Fault, function: str | None, times: int | None, every: int) -> None:
        """Lets each `every`-th of the next requests of a function (or all) go wrong, `times` times or for ever."""
        with self._lock:
            self._planned.append(_Planned(fault, function, times, every))

    def clear(self) -> None:
        """Forgets what is planned."""
        with self._lock:
            self._planned.clear()

    def next(self, function: str | None) -> Fault | None:
        """The fault of a request that has arrived: the one that was planned first."""
        with self._lock:
            for each in self._planned:
                if each.function not in (None, function):
                    continue
                each.seen += 1
                if each.seen % each.every:
                    continue
                if each.left is not None:
                    each.left -= 1
                    if each.left == 0:
                        self._planned.remove(each)
                return each.fault
        return None
