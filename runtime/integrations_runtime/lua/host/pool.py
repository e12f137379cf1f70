"""A pool of workers, of which one more than needed is kept warm."""

from __future__ import annotations

import os
import threading
import weakref
from collections import deque
from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar

from ...errors import ConfigurationError
from .process import Worker

_LONGEST_USE = 500
"""Scripts that a worker runs before another one takes its place."""

_AT_WORK: ContextVar[tuple[object, ...]] = ContextVar("_AT_WORK", default=())
"""The pools whose turns the code that runs here is part of: that of a callback, for one."""

Start = Callable[[], Worker]


class Pool:
    """At most `size` workers at work at once, and one that waits. Safe to share between threads; survives a fork."""

    def __init__(self, size: int, start: Start) -> None:
        self._size, self._start = size, start
        self._closed = False
        self._renew()
        self._idle.append(self._started())
        _POOLS.add(self)

    def _renew(self) -> None:
        self._lock = threading.Lock()
        self._turns = threading.BoundedSemaphore(self._size)
        self._idle: deque[Worker] = deque()
        self._uses: dict[Worker, int] = {}

    def _started(self) -> Worker:
        worker = self._start()
        self._uses[worker] = 0
        return worker

    @contextmanager
    def turn(self) -> Generator[Callable[[], Worker]]:
        """Waits until there may be one more script at work; gives what takes a worker.

        Raises `ConfigurationError` where that would be a wait for the script whose callback this is.
        """
        turns, outer = self._turns, _AT_WORK.get()
        if not turns.acquire(blocking=self not in outer):
            raise ConfigurationError(
                "a script was run within a callback of another one, and there is no worker left; "
                f"this LuaHost has workers={self._size}"
            )
        token = _AT_WORK.set((*outer, self))
        try:
            yield self.take
        finally:
            _AT_WORK.reset(token)
            turns.release()

    def take(self) -> Worker:
        """A worker that runs scripts from now on; it counts as one at work only within a turn. Raises `ConfigurationError`."""
        with self._lock:
            if self._closed:
                raise ConfigurationError("this LuaHost is closed")
            while self._idle and not self._idle[0].alive():
                self._drop(self._idle.popleft())
            worker = self._idle.popleft() if self._idle else self._started()
            self._uses[worker] += 1
            if not self._idle:
                self._idle.append(self._started())
            return worker

    def give_back(self, worker: Worker) -> None:
        """Takes a worker that waits for its next script."""
        with self._lock:
            if worker not in self._uses:  # of the process that this one is a copy of
                return
            worn = self._uses[worker] >= _LONGEST_USE
            if self._closed or worn or len(self._idle) > self._size:
                self._drop(worker)
            else:
                self._idle.appendleft(worker)

    def drop(self, worker: Worker) -> tuple[int, float]:
        """Ends a worker: its exit status and the CPU seconds of its last script."""
        with self._lock:
            if worker not in self._uses:
                return 0, 0.0
            return self._drop(worker)

    def holds(self, worker: Worker) -> bool:
        """Whether a worker is one of this process that has not been dropped."""
        return worker in self._uses

    def abandon(self, workers: list[Worker], owner: int) -> None:
        """Ends workers of the process `owner` that nobody gives back. Waits for no lock, so that collecting garbage may call it."""
        if os.getpid() == owner:
            for worker in filter(self.holds, workers):
                self._drop(worker)

    def _drop(self, worker: Worker) -> tuple[int, float]:
        del self._uses[worker]
        return worker.kill()

    def close(self) -> None:
        """Ends all workers that wait; those at work end with their script."""
        with self._lock:
            self._closed = True
            while self._idle:
                self._drop(self._idle.popleft())

    def end(self, owner: int) -> None:
        """Ends all workers, if this is the process that started them."""
        if os.getpid() == owner:
            self._closed = True
            for worker in list(self._uses):
                self._drop(worker)

    def after_fork(self) -> None:
        """Forgets the workers of the process that this one is a copy of."""
        for worker in self._uses:
            worker.forget()
        self._renew()


_POOLS: weakref.WeakSet[Pool] = weakref.WeakSet()


def _after_fork() -> None:
    for pool in list(_POOLS):
        pool.after_fork()


os.register_at_fork(after_in_child=_after_fork)
