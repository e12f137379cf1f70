"""What both kinds of pools of lanes share: lanes, and those that no call uses."""

from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Final, Generic, TypeAlias, TypeVar

import httpx

MOST: Final = 1000
"""Connections in use at once."""

MOST_IDLE: Final = 100
"""Connections that are kept for later calls."""

LONGEST_IDLE: Final = 30.0
"""Seconds: long enough for an agent that thinks between two calls."""

Origin: TypeAlias = tuple[bytes, bytes]
"""Scheme, and host with port."""

_TransportT = TypeVar("_TransportT")


class Lane(Generic[_TransportT]):
    """One connection to one origin, perhaps not made yet, or ended by the server."""

    __slots__ = ("origin", "transport")

    def __init__(self, origin: Origin, transport: _TransportT) -> None:
        self.origin, self.transport = origin, transport


class IdleLanes(Generic[_TransportT]):
    """The free lanes: a stack for each origin, and all of them in the order in which they became free."""

    def __init__(self, most: int, longest: float, clock: Callable[[], float]) -> None:
        self._most, self._longest, self._clock = most, longest, clock
        self._stacks: dict[Origin, deque[Lane[_TransportT]]] = {}
        self._since: OrderedDict[Lane[_TransportT], float] = OrderedDict()

    def take(self, origin: Origin) -> Lane[_TransportT] | None:
        """The lane that became free last, so that the others can grow old."""
        stack = self._stacks.get(origin)
        if stack is None:
            return None
        lane = stack.pop()
        self._forget(lane)
        return lane

    def put(self, lane: Lane[_TransportT]) -> list[Lane[_TransportT]]:
        """Takes a lane, and gives out those that were free for too long or are too many: they are to be closed."""
        now, surplus = self._clock(), list[Lane[_TransportT]]()
        self._stacks.setdefault(lane.origin, deque()).append(lane)
        self._since[lane] = now
        while self._since:
            oldest, since = next(iter(self._since.items()))
            if len(self._since) <= self._most and now - since <= self._longest:
                break
            self._stacks[oldest.origin].popleft()
            self._forget(oldest)
            surplus.append(oldest)
        return surplus

    def clear(self) -> list[Lane[_TransportT]]:
        """All lanes, which are to be closed."""
        lanes = list(self._since)
        self._stacks.clear()
        self._since.clear()
        return lanes

    def _forget(self, lane: Lane[_TransportT]) -> None:
        del self._since[lane]
        if not self._stacks[lane.origin]:
            del self._stacks[lane.origin]


def one_connection(longest_idle: float) -> httpx.Limits:
    """The limits of the transport of a lane."""
    return httpx.Limits(
        max_connections=1, max_keepalive_connections=1, keepalive_expiry=longest_idle
    )


def origin_of(request: httpx.Request) -> Origin:
    """Where a request goes."""
    return request.url.raw_scheme, request.url.netloc


def patience(request: httpx.Request) -> float | None:
    """How many seconds a request waits for others to end."""
    seconds: float | None = request.extensions.get("timeout", {}).get("pool")
    return seconds


def no_room(request: httpx.Request) -> httpx.PoolTimeout:
    """The error of a request that has waited too long."""
    return httpx.PoolTimeout("all connections are in use", request=request)
