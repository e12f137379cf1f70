"""Calls, measured by workers that take turns."""

import subprocess
import sys
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import IO, Final

from benchmarks.clients.kinds import AT_ONCE, EVENTS, Kind
from benchmarks.clients.processes import rotated
from benchmarks.clients.rows import BUDGET, Row, Samples
from benchmarks.timing import REPOSITORY

_SLICE: Final = 0.05
"""Seconds that a measurement should take: long beside the clock and the scheduler, short beside what disturbs the machine."""

_MOST: Final = 200
_BATCHES: Final = 5


@dataclass(frozen=True)
class _Measured:
    """Something that workers can do, as its row calls it.

    `calls` is how many calls that makes. What is `quick` for all kinds gets more rounds, and a measurement batches.
    """

    label: str
    name: str
    largest_ratio: float | None = None
    largest: float | None = None
    calls: int = 1
    quick: bool = False


_MEASURED: Final = (
    _Measured("another account's client", "further", largest=0.0002, quick=True),
    _Measured("list call", "list", BUDGET, quick=True),
    _Measured("chat call", "chat", BUDGET, quick=True),
    _Measured("chat call, async", "chat-async", quick=True),
    _Measured(f"{AT_ONCE} chat calls at once, async, each", "burst", calls=AT_ONCE),
    _Measured("chat call, async, after such a burst", "chat-after-burst"),
    _Measured(f"stream of {EVENTS:,} events", "stream"),
    _Measured(f"stream of {EVENTS:,} events, async", "stream-async"),
)


class Worker:
    """A process that measures one kind of code."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self._counts: dict[str, int] = {}

    def ready(self) -> None:
        """Waits until it has shown that it reads all answers. Raises `EOFError` when it does not."""
        _line(self._process)

    def measure(self, name: str, batches: int) -> float:
        """The seconds of doing it once, in the fastest of some batches."""
        if name not in self._counts:
            count = round(_SLICE / batches / self._ask(name, 1, 1))
            self._counts[name] = max(1, min(_MOST, count))
        return self._ask(name, self._counts[name], batches)

    def _ask(self, name: str, count: int, batches: int) -> float:
        print(name, count, batches, file=_stream(self._process.stdin), flush=True)
        return float(_line(self._process))


def rows(
    kinds: Sequence[Kind], url: str, variables: Mapping[str, str], rounds: int
) -> Iterator[Row]:
    """Yields the rows in their order."""
    with ExitStack() as stack:
        workers = {
            each.name: Worker(stack.enter_context(_running("worker", variables, each.module, url)))
            for each in kinds
        }
        for worker in workers.values():
            worker.ready()

        for each in _MEASURED:
            taken = _take(workers, each, rounds)
            samples = {
                kind: [one / each.calls for one in seconds] for kind, seconds in taken.items()
            }
            yield Row(each.label, samples, largest_ratio=each.largest_ratio, largest=each.largest)


@contextmanager
def vendor(variables: Mapping[str, str]) -> Generator[str, None, None]:
    """The vendor's URL, while it runs."""
    with _running("server", variables) as process:
        yield f"http://127.0.0.1:{_line(process)}"


def _take(workers: Mapping[str, Worker], what: _Measured, rounds: int) -> Samples:
    often, batches = (3, _BATCHES) if what.quick else (1, 1)
    taken: dict[str, list[float]] = {kind: [] for kind in workers}
    for number in range(-1, rounds * often):  # one round more, in which everybody warms up
        for kind in rotated(list(workers), number):
            seconds = workers[kind].measure(what.name, batches)
            if number >= 0:
                taken[kind].append(seconds)
    return taken


@contextmanager
def _running(
    module: str, variables: Mapping[str, str], *arguments: str
) -> Generator["subprocess.Popen[str]", None, None]:
    """A process of this package that ends when its standard input does."""
    process = subprocess.Popen(
        [sys.executable, "-m", f"benchmarks.clients.{module}", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=variables,
        cwd=REPOSITORY,
        text=True,
    )
    with process:  # closes its input and waits
        yield process


def _line(process: "subprocess.Popen[str]") -> str:
    line = _stream(process.stdout).readline()
    if not line:
        raise EOFError(f"{process.args!r} ended without an answer; its error is above")
    return line.strip()


def _stream(stream: IO[str] | None) -> IO[str]:
    assert stream is not None
    return stream
