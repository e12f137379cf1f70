"""What a whole process takes, with all that it starts: seconds, seconds of the processor, and memory."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

LONGEST: Final = 1800.0
"""Seconds after which a process is ended."""

_INTERVAL: Final = 0.1


@dataclass(frozen=True, slots=True)
class Usage:
    """`cpu` are seconds of all its processes; `peak` are bytes, the most that they had together at one time."""

    seconds: float
    cpu: float
    peak: int

    def __add__(self, other: "Usage") -> "Usage":
        """One after the other."""
        return Usage(self.seconds + other.seconds, self.cpu + other.cpu, max(self.peak, other.peak))


@dataclass(frozen=True, slots=True)
class Finished:
    """A process that ended: what it took, its exit status, and what it printed."""

    usage: Usage
    status: int
    output: str
    errors: str


def measured(
    command: Sequence[str],
    variables: Mapping[str, str],
    folder: Path,
    longest: float = LONGEST,
) -> Finished:
    """Runs a process in a folder to its end, or for `longest` seconds; then its status is that of a killed one."""
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            env=variables,
            cwd=folder,
            start_new_session=True,
        )
        with _Watch(process.pid, start + longest) as watch:
            _, status, resources = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        unit = 1 if sys.platform == "darwin" else 1024
        # What this process had when it started the other one counts as well in `ru_maxrss`.
        peak = watch.peak or resources.ru_maxrss * unit
        usage = Usage(seconds, resources.ru_utime + resources.ru_stime, peak)
        output.seek(0)
        errors.seek(0)
        return Finished(usage, process.returncode, output.read(), errors.read())


class _Watch:
    """Looks at the memory of a process and its descendants meanwhile, and ends them when it is time."""

    def __init__(self, pid: int, end: float) -> None:
        self.peak = 0
        self._pid, self._end = pid, end
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> "_Watch":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(_INTERVAL):
            processes = list(_tree(self._pid))
            together = sum(_amount(each, "smaps_rollup", "Pss") for each in processes)
            largest = max((_amount(each, "status", "VmHWM") for each in processes), default=0)
            self.peak = max(self.peak, together, largest)
            if time.perf_counter() > self._end:
                os.killpg(self._pid, signal.SIGKILL)
                return


def _tree(pid: int) -> Iterator[int]:
    """Yields a process and its descendants, where the system tells them: on Linux."""
    yield pid
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        for each in _text(path).split():
            yield from _tree(int(each))


def _amount(pid: int, file: str, name: str) -> int:
    """Returns an amount of memory of a process, in bytes; 0 where it has ended or the system does not tell."""
    for line in _text(Path(f"/proc/{pid}/{file}")).splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024
    return 0


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
