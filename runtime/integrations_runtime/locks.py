"""Locks that a forked process finds open, as the thread of its parent that holds one does not exist there."""

import os
import threading
from collections.abc import Callable
from types import TracebackType
from weakref import WeakSet


class ForkSafeLock:
    """A lock for `with`; `begin_anew` is called in a forked process, where what the lock protects may be half done."""

    def __init__(self, begin_anew: Callable[[], None] | None = None) -> None:
        self._lock = threading.RLock()
        self._begin_anew = begin_anew
        _all.add(self)

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._lock.release()

    def open(self) -> None:
        """Forgets who holds the lock."""
        self._lock = threading.RLock()
        if self._begin_anew is not None:
            self._begin_anew()


_all: WeakSet[ForkSafeLock] = WeakSet()


def _open_all() -> None:
    for each in list(_all):
        each.open()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_open_all)
