"""One kind of code, ready to be measured: `python -m benchmarks.clients.worker MODULE URL`.

Says `ready`; then, for each line `NAME COUNT BATCHES` of standard input, does that COUNT times in each batch, and prints the
seconds of one in the fastest batch: what is slower was disturbed.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Mapping
from importlib import import_module
from time import perf_counter

from benchmarks.clients.kinds import AT_ONCE, EVENTS, MODELS, TEXT, Calls
from benchmarks.timing import fastest, undisturbed


class _WrongAnswerError(Exception):
    """The code does not read what the vendor sends."""


class _Worker:
    """Measures the calls of one kind of code."""

    def __init__(self, calls: Calls, loop: asyncio.Runner) -> None:
        self._calls, self._loop = calls, loop
        self._sync: Mapping[str, Callable[[], object]] = {
            "further": calls.further_client,
            "list": calls.list_models,
            "chat": calls.chat,
            "stream": calls.stream,
        }
        self._async: Mapping[str, Callable[[], Awaitable[object]]] = {
            "chat-async": calls.chat_async,
            "chat-after-burst": calls.chat_async,
            "burst": self._burst,
            "stream-async": calls.stream_async,
        }
        loop.run(self._open())

    async def _open(self) -> None:
        self._calls.open_async()

    def check(self) -> None:
        """Raises `_WrongAnswerError` unless all answers are read."""
        read: list[object] = [self._calls.list_models(), self._calls.chat(), self._calls.stream()]
        read += [
            self._loop.run(self._once(self._async[name])) for name in ("chat-async", "stream-async")
        ]
        if read != [MODELS, TEXT, EVENTS, TEXT, EVENTS]:
            raise _WrongAnswerError(repr(read))

    def measure(self, name: str, count: int, batches: int) -> float:
        """The seconds of doing it once; where that is short, after a first time that is not counted."""
        if name in self._sync:
            return self._timed(self._sync[name], count, batches)
        if name == "chat-after-burst":
            self._loop.run(self._burst())
        return self._loop.run(self._timed_async(self._async[name], count, batches))

    def close(self) -> None:
        """Closes the asynchronous client."""
        self._loop.run(self._calls.aclose())

    def _timed(self, function: Callable[[], object], count: int, batches: int) -> float:
        if count > 1:
            function()
        return fastest(function, count, batches)

    async def _timed_async(
        self, function: Callable[[], Awaitable[object]], count: int, batches: int
    ) -> float:
        if count > 1:
            await function()
        seconds: list[float] = []
        with undisturbed():
            for _ in range(batches):
                start = perf_counter()
                for _ in range(count):
                    await function()
                seconds.append(perf_counter() - start)
        return min(seconds) / count

    async def _burst(self) -> None:
        await asyncio.gather(*(self._calls.chat_async() for _ in range(AT_ONCE)))

    async def _once(self, function: Callable[[], Awaitable[object]]) -> object:
        return await function()


def _main(module: str, url: str) -> None:
    calls: Calls = import_module(f"benchmarks.clients.{module}").calls(url)
    with asyncio.Runner() as loop:
        worker = _Worker(calls, loop)
        worker.check()
        print("ready", flush=True)
        for line in sys.stdin:
            name, count, batches = line.split()
            print(worker.measure(name, int(count), int(batches)), flush=True)
        worker.close()


if __name__ == "__main__":
    _main(*sys.argv[1:])
