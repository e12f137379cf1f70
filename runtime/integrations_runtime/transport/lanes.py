"""Connection pools of "lanes": for each call in flight, an httpx transport of its own that holds one connection.

httpx's pool looks at every connection for every request, several times over, which is most of the cost when many calls are
made at once. Here a call takes the free lane that was used last, or makes one, and gives it back when its answer is closed;
nothing is searched. That a server has hung up, or that a connection was idle for too long, httpx notices by itself when
the lane is used again. A lane whose call did not come to a good end is closed, whatever state it is in.
"""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from ssl import SSLContext
from typing import Final

import httpx

from .idle_lanes import LONGEST_IDLE, MOST_IDLE, IdleLanes, Lane, Origin

MOST: Final = 1000
"""Connections in use at once."""


class Lanes(httpx.BaseTransport):
    """A pool for threads."""

    def __init__(
        self,
        verify: SSLContext,
        *,
        most: int = MOST,
        most_idle: int = MOST_IDLE,
        longest_idle: float = LONGEST_IDLE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._verify, self._most, self._limits = verify, most, _one_connection(longest_idle)
        # Reentrant: an answer that nobody closed may be collected, and gives its lane up, at any moment.
        self._changed = threading.Condition(threading.RLock())
        self._idle: IdleLanes[httpx.HTTPTransport] = IdleLanes(most_idle, longest_idle, clock)
        self._in_use: set[Lane[httpx.HTTPTransport]] = set()
        self._closed = False

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer, whose stream holds its connection until it is closed.

        Raises `httpx.PoolTimeout` when too many connections are in use for too long, and what httpx raises.
        """
        lane = self._take(request)
        try:
            response = lane.transport.handle_request(request)
        except BaseException:
            self.drop(lane)
            raise
        assert isinstance(response.stream, httpx.SyncByteStream)
        response.stream = _Held(response.stream, lane, self)
        return response

    def close(self) -> None:
        """Closes all lanes; answers that are still being read break off."""
        with self._changed:
            self._closed = True
            lanes = [*self._idle.clear(), *self._in_use]
        for lane in lanes:
            _close(lane)

    def give_back(self, lane: Lane[httpx.HTTPTransport]) -> None:
        """Takes a lane whose call has ended well."""
        with self._changed:
            surplus = [lane] if self._closed else self._idle.put(lane)
            self._leave(lane)
        for old in surplus:
            _close(old)

    def drop(self, lane: Lane[httpx.HTTPTransport]) -> None:
        """Closes a lane whose call has not ended well."""
        with self._changed:
            self._leave(lane)
        _close(lane)

    def _take(self, request: httpx.Request) -> Lane[httpx.HTTPTransport]:
        origin = _origin(request)
        with self._changed:
            if len(self._in_use) >= self._most and not self._changed.wait_for(
                lambda: len(self._in_use) < self._most, _patience(request)
            ):
                raise _no_room(request)
            lane = self._idle.take(origin)
            if lane is None:
                transport = httpx.HTTPTransport(verify=self._verify, limits=self._limits)
                lane = Lane(origin, transport)
            self._in_use.add(lane)
        return lane

    def _leave(self, lane: Lane[httpx.HTTPTransport]) -> None:
        self._in_use.discard(lane)
        self._changed.notify()


class AsyncLanes(httpx.AsyncBaseTransport):
    """A pool for the tasks of one event loop."""

    def __init__(
        self,
        verify: SSLContext,
        *,
        most: int = MOST,
        most_idle: int = MOST_IDLE,
        longest_idle: float = LONGEST_IDLE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._verify, self._limits = verify, _one_connection(longest_idle)
        self._room = asyncio.Semaphore(most)
        self._idle: IdleLanes[httpx.AsyncHTTPTransport] = IdleLanes(most_idle, longest_idle, clock)
        self._open: set[Lane[httpx.AsyncHTTPTransport]] = (
            set()
        )  # idle, in use or about to be closed
        self._closing: set[asyncio.Task[None]] = set()
        self._closed = False

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The same as `Lanes.handle_request`, for tasks."""
        await self._enter(request)
        lane = self._take(_origin(request))  # nothing suspends between here and the call
        try:
            response = await lane.transport.handle_async_request(request)
        except BaseException:
            self.drop(lane)
            raise
        assert isinstance(response.stream, httpx.AsyncByteStream)
        response.stream = _AsyncHeld(response.stream, lane, self)
        return response

    async def aclose(self) -> None:
        """The same as `Lanes.close`, for tasks."""
        self._closed = True
        self._idle.clear()
        while self._open:
            await self._close(next(iter(self._open)))
        await asyncio.gather(*self._closing, return_exceptions=True)

    def give_back(self, lane: Lane[httpx.AsyncHTTPTransport]) -> None:
        """Takes a lane whose call has ended well."""
        self._room.release()
        if not self._closed:
            for old in self._idle.put(lane):
                self._close_later(old)

    def drop(self, lane: Lane[httpx.AsyncHTTPTransport]) -> None:
        """Closes a lane whose call has not ended well."""
        self._room.release()
        if not self._closed:  # else `aclose` has closed it, or is about to
            self._close_later(lane)

    async def _enter(self, request: httpx.Request) -> None:
        if not self._room.locked():
            await self._room.acquire()  # does not suspend
            return
        try:
            async with asyncio.timeout(_patience(request)):
                await self._room.acquire()
        except TimeoutError:
            raise _no_room(request) from None

    def _take(self, origin: Origin) -> Lane[httpx.AsyncHTTPTransport]:
        lane = self._idle.take(origin)
        if lane is None:
            transport = httpx.AsyncHTTPTransport(verify=self._verify, limits=self._limits)
            lane = Lane(origin, transport)
            self._open.add(lane)
        return lane

    def _close_later(self, lane: Lane[httpx.AsyncHTTPTransport]) -> None:
        """Closes the lane in a task of its own: no call waits for that, or can be cancelled in the midst of it."""
        task = asyncio.get_running_loop().create_task(self._close(lane))
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)

    async def _close(self, lane: Lane[httpx.AsyncHTTPTransport]) -> None:
        with suppress(Exception):  # what cannot be closed is gone already
            await lane.transport.aclose()
        self._open.discard(lane)  # not when cancelled: `aclose` closes it then


class _Held(httpx.SyncByteStream):
    """The body of an answer, which gives its lane back when it is closed."""

    def __init__(
        self, stream: httpx.SyncByteStream, lane: Lane[httpx.HTTPTransport], lanes: Lanes
    ) -> None:
        self._stream, self._lanes, self._whole = stream, lanes, False
        self._lane: Lane[httpx.HTTPTransport] | None = lane

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._stream
            self._whole = True
        except BaseException:  # also when nobody reads on, and the iterator is collected
            self.close()
            raise

    def close(self) -> None:
        lane, self._lane = self._lane, None
        if lane is None:
            return
        try:
            self._stream.close()
        except BaseException:
            self._lanes.drop(lane)
            raise
        if self._whole:
            self._lanes.give_back(lane)
        else:
            self._lanes.drop(lane)


class _AsyncHeld(httpx.AsyncByteStream):
    """The same as `_Held`, for tasks."""

    def __init__(
        self,
        stream: httpx.AsyncByteStream,
        lane: Lane[httpx.AsyncHTTPTransport],
        lanes: AsyncLanes,
    ) -> None:
        self._stream, self._lanes, self._whole = stream, lanes, False
        self._lane: Lane[httpx.AsyncHTTPTransport] | None = lane

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for part in self._stream:
                yield part
            self._whole = True
        except BaseException:
            await self.aclose()
            raise

    async def aclose(self) -> None:
        lane, self._lane = self._lane, None
        if lane is None:
            return
        try:
            await self._stream.aclose()
        except BaseException:
            self._lanes.drop(lane)
            raise
        if self._whole:
            self._lanes.give_back(lane)
        else:
            self._lanes.drop(lane)


def _close(lane: Lane[httpx.HTTPTransport]) -> None:
    with suppress(Exception):  # what cannot be closed is gone already
        lane.transport.close()


def _one_connection(longest_idle: float) -> httpx.Limits:
    return httpx.Limits(
        max_connections=1, max_keepalive_connections=1, keepalive_expiry=longest_idle
    )


def _origin(request: httpx.Request) -> Origin:
    return request.url.raw_scheme, request.url.netloc


def _patience(request: httpx.Request) -> float | None:
    """How many seconds the request waits for others to end."""
    seconds: float | None = request.extensions.get("timeout", {}).get("pool")
    return seconds


def _no_room(request: httpx.Request) -> httpx.PoolTimeout:
    return httpx.PoolTimeout("all connections are in use", request=request)
