"""A worker process, seen from its parent."""

from __future__ import annotations

import os
import select
import signal
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from time import monotonic
from typing import Final

from ..versions import lupa_missing
from .protocol import HEADER, frame, read_header

_BOOT: Final = (
    "import sys; version, *folders = sys.argv[1:]; sys.path += folders; "
    "from integrations_runtime.lua.host.worker import main; main(version)"
)
_CHUNK: Final = 1 << 18


class WorkerTimeoutError(Exception):
    """A worker that is still busy at the deadline."""


class WorkerGoneError(Exception):
    """A worker that has ended, or broke the rules of the pipe."""


class Worker:
    """A child process with an empty environment that runs scripts, one after another.

    It is a clean interpreter, no copy of this process, and shares nothing with it but a pipe each way.
    """

    def __init__(self, version: str) -> None:
        self.cpu_before = 0.0
        """Seconds of CPU time that it has used up to the script that it runs."""
        self.ready = False
        self._buffer = bytearray()
        self._status: int | None = None
        self._cpu = 0.0
        child_in, self._to = _pipe()
        self._from, child_out = _pipe()
        try:
            self._pid = _spawn(version, child_in, child_out)
        except BaseException:
            self.forget()
            raise
        finally:
            os.close(child_in)
            os.close(child_out)
        os.set_blocking(self._to, False)
        self._readable, self._writable = select.poll(), select.poll()
        self._readable.register(self._from, select.POLLIN)
        self._writable.register(self._to, select.POLLOUT)

    def send(self, kind: bytes, payload: bytes, deadline: float) -> None:
        """Sends a frame. Raises `WorkerTimeoutError` and `WorkerGoneError`."""
        rest = memoryview(frame(kind, payload))
        while rest:
            try:
                rest = rest[os.write(self._to, rest) :]
            except BlockingIOError:
                _wait(self._writable, deadline)
            except OSError:
                raise WorkerGoneError from None

    def receive(self, deadline: float, largest: int) -> tuple[bytes, bytes]:
        """The kind and payload of the next frame. Raises `WorkerTimeoutError` and `WorkerGoneError`."""
        self._fill(HEADER, deadline)
        kind, length = read_header(bytes(self._buffer[:HEADER]))
        if length > largest:
            raise WorkerGoneError
        self._fill(HEADER + length, deadline)
        payload = bytes(self._buffer[HEADER : HEADER + length])
        del self._buffer[: HEADER + length]
        return kind, payload

    def _fill(self, size: int, deadline: float) -> None:
        while len(self._buffer) < size:
            _wait(self._readable, deadline)
            piece = os.read(self._from, _CHUNK)
            if not piece:
                raise WorkerGoneError
            self._buffer += piece

    def alive(self) -> bool:
        """Whether the process has not ended."""
        if self._status is None:
            self._reap(os.WNOHANG)
        return self._status is None

    def kill(self) -> tuple[int, float]:
        """Ends the process, and waits for its end: its exit status, negative where a signal ended it, and the CPU seconds of its last script."""
        if self.alive():
            os.kill(self._pid, signal.SIGKILL)
            self._reap(0)
        self.forget()
        return os.waitstatus_to_exitcode(self._status or 0), self._cpu

    def _reap(self, flags: int) -> None:
        try:
            pid, status, usage = os.wait4(self._pid, flags)
        except ChildProcessError:  # somebody else has waited for it
            self._status = 0
            return
        if pid:
            self._status = status
            self._cpu = max(0.0, usage.ru_utime + usage.ru_stime - self.cpu_before)

    def forget(self) -> None:
        """Closes the pipes and nothing else; what a copy of this process does with workers that are not its own."""
        for name in ("_to", "_from"):
            descriptor = getattr(self, name)
            setattr(self, name, -1)
            if descriptor >= 0:
                os.close(descriptor)


def check_packages() -> None:
    """Raises `ConfigurationError` where workers could not start."""
    if find_spec("lupa") is None:
        raise lupa_missing()


def _wait(poll: select.poll, deadline: float) -> None:
    while not poll.poll(max(0.0, deadline - monotonic()) * 1000):
        if monotonic() >= deadline:
            raise WorkerTimeoutError


def _pipe() -> tuple[int, int]:
    """A pipe whose ends are no standard streams, so that giving them to a child is always a copy."""
    from fcntl import F_DUPFD_CLOEXEC, fcntl

    ends: list[int] = []
    for end in os.pipe():
        ends.append(fcntl(end, F_DUPFD_CLOEXEC, 3))
        os.close(end)
    return ends[0], ends[1]


def _spawn(version: str, child_in: int, child_out: int) -> int:
    program = sys.executable
    arguments = [program, "-I", "-S", "-B", "-c", _BOOT, version, *_folders()]
    return os.posix_spawn(
        program,
        arguments,
        {},
        file_actions=[
            (os.POSIX_SPAWN_DUP2, child_in, 0),
            (os.POSIX_SPAWN_DUP2, child_out, 1),
            (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
        ],
        setpgroup=0,  # Ctrl-C on a terminal is for the parent
        setsigmask=(),
        setsigdef=(signal.SIGINT, signal.SIGTERM, signal.SIGPROF, signal.SIGXCPU),
    )


@cache
def _folders() -> list[str]:
    """Where a worker finds this package, lupa and regex; it knows no other folder but the standard library."""
    here = Path(__file__).resolve().parents[3]
    folders = [str(here)]
    for name in ("lupa", "regex"):
        spec = find_spec(name)
        if spec is not None and spec.origin is not None:
            folders.append(str(Path(spec.origin).resolve().parents[1]))
    return list(dict.fromkeys(folders))
