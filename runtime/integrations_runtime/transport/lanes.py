"""Connection pools of "lanes": for each call in flight, an httpx transport of its own that holds one connection.

httpx's pool looks at every connection for every request, several times over, which is most of the cost when many calls are
made at once. Here a call takes the free lane that was used last, or makes one, and gives it back when its answer is closed;
nothing is searched. That a server has hung up, or that a connection was idle for too long, httpx notices by itself when
the lane is used again. A lane whose call did not come to a good end is closed, whatever state it is in.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from ssl import SSLContext

import httpx

from .idle_lanes import (
    LONGEST_IDLE,
    MOST,
    MOST_IDLE,
    IdleLanes,
    Lane,
    no_room,
    one_connection,
    origin_of,
    patience,
)


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
        self._verify, self._most, self._limits = verify, most, one_connection(longest_idle)
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
        origin = origin_of(request)
        with self._changed:
            if len(self._in_use) >= self._most and not self._changed.wait_for(
                lambda: len(self._in_use) < self._most, patience(request)
            ):
                raise no_room(request)
            lane = self._idle.take(origin)
            if lane is None:
                transport = httpx.HTTPTransport(verify=self._verify, limits=self._limits)
                lane = Lane(origin, transport)
            self._in_use.add(lane)
        return lane

    def _leave(self, lane: Lane[httpx.HTTPTransport]) -> None:
        self._in_use.discard(lane)
        self._changed.notify()


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


def _close(lane: Lane[httpx.HTTPTransport]) -> None:
    with suppress(Exception):  # what cannot be closed is gone already
        lane.transport.close()
