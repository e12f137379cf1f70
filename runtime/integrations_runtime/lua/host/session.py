"""Sessions: chunks of code that run one after another in one VM."""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Callable, Generator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from ...errors import ConfigurationError
from ..iterators import Iterators
from ..modules import Modules
from .access import Access
from .desk import Desk
from .pool import Pool
from .process import Worker
from .result import LuaResult
from .run import Limits, Run, source_of


class LuaSession:
    """A VM that keeps what chunks of code leave in it: globals, functions, coroutines. `LuaHost.session` makes it.

    Every chunk has limits of its own, but for the memory: what earlier chunks have left counts. Streams and lists that a
    chunk leaves open are closed at its end. The limits of memory and time end the process, as an exception such as
    `KeyboardInterrupt` during `execute` does, and that of CPU time may: the state is lost then, and the next chunk runs in
    a fresh VM, at once. A copy of this process (`os.fork`) has no part in the state, and begins anew.

    Runs one chunk at a time; a second thread that tries gets an error. Close it, or use it in a `with` block.
    """

    def __init__(
        self,
        host: object,
        pool: Pool,
        access: Access,
        modules: Modules,
        memory: int,
        *,
        whole: bool,
    ) -> None:
        """`host` lives as long as the session, `memory` is the bytes of the VM; `whole` says that numbers without a fraction are integers."""
        self._host, self._pool = host, pool
        self._access, self._modules = access, modules
        self._memory, self._whole = memory, whole
        self._iterators = Iterators()
        self._workers: list[Worker] = []  # one, or none before the first chunk and after a loss
        self._restarts = 0
        self._closed = False
        self._lock, self._owner = threading.Lock(), os.getpid()
        weakref.finalize(self, pool.abandon, self._workers, self._owner)

    @property
    def restarts(self) -> int:
        """How often the state was lost. Where a chunk raises it, the next one begins in a fresh VM."""
        return self._restarts

    def execute(
        self,
        code: str,
        name: str = "chunk",
        *,
        cpu_limit: float = 30.0,
        time_limit: float = 300.0,
        output_limit: int = 1024 * 1024,
        echo: bool = False,
        on_output: Callable[[str], object] | None = None,
    ) -> LuaResult:
        """What comes of a chunk, as `LuaHost.execute` tells it; messages call it `name`.

        With `echo` it may be an expression, and what it returns is no value of the result but written to the output as
        `dump` does, texts of several lines as they are. Raises `ConfigurationError` for arguments that are none, where the
        session or its host is closed, and where another chunk runs.
        """
        limits = Limits.checked(cpu_limit, time_limit, self._memory, output_limit)
        source = source_of(code, name)
        with self._turn():
            run = Run(
                self._worker(),
                limits,
                whole=self._whole,
                drop=self._pool.drop,
                keep=True,
                echo=echo,
                on_output=on_output,
            )
            try:
                desk = Desk(
                    self._access, self._modules, limits.memory, run.remaining, self._iterators
                )
                return run.make(source, name, desk)
            finally:
                if run.spent:
                    self._lose()

    def close(self) -> None:
        """Ends the process; one at work ends with its chunk."""
        self._closed = True
        if self._lock.acquire(blocking=False):
            try:
                while self._workers:
                    self._pool.drop(self._workers.pop())
                self._iterators.close_all()  # a call that was given up may have opened one late
            finally:
                self._lock.release()

    @contextmanager
    def _turn(self) -> Generator[None]:
        if os.getpid() != self._owner:  # whoever held the lock is in the other process
            self._lock, self._owner = threading.Lock(), os.getpid()
        if not self._lock.acquire(blocking=False):
            raise ConfigurationError("this session runs a chunk; the next one has to wait")
        try:
            if self._closed:
                raise ConfigurationError("this session is closed")
            yield
        finally:
            self._lock.release()
            if self._closed:
                self.close()

    def _worker(self) -> Worker:
        if self._workers and not self._is_alive(self._workers[0]):
            self._lose()
        if not self._workers:
            self._workers.append(self._pool.take())
        return self._workers[0]

    def _is_alive(self, worker: Worker) -> bool:
        return self._pool.holds(worker) and worker.alive()

    def _lose(self) -> None:
        self._pool.drop(self._workers.pop())
        self._restarts += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
