"""Connection pools of lanes for tasks; see `lanes`. A module of its own, because asyncio takes its time to load."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from ssl import SSLContext

import httpx

from .idle_lanes import (
    LONGEST_IDLE,
    MOST,
    MOST_IDLE,
    IdleLanes,
    Lane,
    Origin,
    no_room,
    one_connection,
    origin_of,
    patience,
)


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
        self._verify, self._limits = verify, one_connection(longest_idle)
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
        lane = self._take(origin_of(request))  # nothing suspends between here and the call
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
            async with asyncio.timeout(patience(request)):
                await self._room.acquire()
        except TimeoutError:
            raise no_room(request) from None

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
