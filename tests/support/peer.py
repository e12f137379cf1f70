"""An HTTP server, in the event loop of a test or in a thread, which says how many of its connections are open."""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Final

_ANSWER: Final = b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n"

ANSWERS: Final = {
    "/": _ANSWER + b"good",
    "/bye": _ANSWER + b"good",  # and the connection is closed, which no header announces
    "/half": _ANSWER + b"go",
    "/silent": b"",
    "/nonsense": b"220 welcome to FTP\r\n\r\n",
}


class Peer:
    """Counts connections; answers as `ANSWERS` says. A `/bye` ends its connection."""

    def __init__(self) -> None:
        self.opened = self.closed = 0
        self.seen: list[str] = []
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, from its beginning to its end."""
        self.opened += 1
        try:
            path = "/"
            while path != "/bye":
                head = await reader.readuntil(b"\r\n\r\n")
                path = head.split()[1].decode()
                self.seen.append(path)
                writer.write(ANSWERS[path])
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the client has hung up
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()
            self.closed += 1


@contextlib.asynccontextmanager
async def peering() -> AsyncIterator[Peer]:
    """A server until the block is left; by then its clients have closed their connections."""
    peer = Peer()
    server = await asyncio.start_server(peer.serve, "127.0.0.1", 0, backlog=100)
    peer.port = server.sockets[0].getsockname()[1]
    try:
        yield peer
        await until(lambda: peer.opened == peer.closed)
    finally:
        server.close()


async def until(condition: Callable[[], bool]) -> None:
    """Waits for what other tasks are about to do; raises `TimeoutError` when they do not."""
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.001)


@contextlib.contextmanager
def peering_thread() -> Iterator[Peer]:
    """The same as `peering`, for a test without an event loop."""
    started: queue.SimpleQueue[tuple[Peer, Callable[[], object]]] = queue.SimpleQueue()

    async def main() -> None:
        ended, loop = asyncio.Event(), asyncio.get_running_loop()
        async with peering() as peer:
            started.put((peer, lambda: loop.call_soon_threadsafe(ended.set)))
            await ended.wait()

    thread = threading.Thread(target=lambda: asyncio.run(main()))
    thread.start()
    peer, end = started.get(timeout=10)
    try:
        yield peer
    finally:
        end()
        thread.join()


def wait_until(condition: Callable[[], bool]) -> None:
    """The same as `until`, without an event loop."""
    give_up = time.monotonic() + 10
    while not condition():
        if time.monotonic() > give_up:
            raise TimeoutError
        time.sleep(0.001)
