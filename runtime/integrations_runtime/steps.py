"""What a call asks of whoever drives it, besides sending a request: each is one thing to do, now or in a task.

A call is a generator (see `core`). It yields a `Request` to be sent, or one of the commands here, and is given what comes
of it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Generator
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar

from .accounts.policy import Ask, OperationPolicy, PendingCall
from .errors import TransportTimeout
from .transport.opening import aread, open_async_response, open_response, read
from .transport.seam import AsyncTransport, Request, Transport

if TYPE_CHECKING:
    from concurrent.futures import Future

ResultT = TypeVar("ResultT")


class Command(Protocol):
    """Something to do."""

    def run(self, transport: Transport) -> Any:
        """Does it in this thread."""
        ...

    async def run_async(self, transport: AsyncTransport) -> Any:
        """Does it in this task."""
        ...


Steps: TypeAlias = Generator[Request | Command, Any, ResultT]
"""A call: requests and commands out, responses in, the result at the end."""


class Pause:
    """Waits. Gives None."""

    __slots__ = ("_seconds",)

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def run(self, transport: Transport) -> None:
        time.sleep(self._seconds)

    async def run_async(self, transport: AsyncTransport) -> None:
        import anyio  # as httpx does, so that it works wherever httpx works

        await anyio.sleep(self._seconds)


class Open:
    """Opens an answer to be read piece by piece. Gives an opened response with a status in `accepted`, or a `Response`."""

    __slots__ = ("_accepted", "_request")

    def __init__(self, request: Request, accepted: frozenset[int]) -> None:
        self._request, self._accepted = request, accepted

    def run(self, transport: Transport) -> Any:
        opened = open_response(transport, self._request)
        if opened.status in self._accepted:
            return opened
        return read(opened, self._request.largest_answer)

    async def run_async(self, transport: AsyncTransport) -> Any:
        opened = await open_async_response(transport, self._request)
        if opened.status in self._accepted:
            return opened
        return await aread(opened, self._request.largest_answer)


class Read:
    """Reads the beginning of an opened answer, and closes it. Gives a `Response`."""

    __slots__ = ("_limit", "_opened")

    def __init__(self, opened: Any, limit: int) -> None:
        self._opened, self._limit = opened, limit

    def run(self, transport: Transport) -> Any:
        return read(self._opened, self._limit)

    async def run_async(self, transport: AsyncTransport) -> Any:
        return await aread(self._opened, self._limit)


class Wait:
    """Waits for what another thread or task is doing. Gives its result, or raises its error.

    Raises `TransportTimeout` at the deadline. Gives None where waiting would never end: a thread cannot wait for one of its
    own tasks.
    """

    __slots__ = ("_deadline", "_future", "_thread")

    def __init__(self, future: Future[Any], thread: int, deadline: float | None) -> None:
        """`thread` is where the work is being done."""
        self._future, self._thread, self._deadline = future, thread, deadline

    def run(self, transport: Transport) -> Any:
        if self._thread == threading.get_ident() and not self._future.done():
            return None
        try:
            return self._future.result(self._left())
        except TimeoutError:
            raise TransportTimeout("the deadline is over") from None

    async def run_async(self, transport: AsyncTransport) -> Any:
        import asyncio

        try:
            async with asyncio.timeout(self._left()):
                # Shielded: one who gives up waiting must not take the result from the others.
                return await asyncio.shield(asyncio.wrap_future(self._future))
        except TimeoutError:
            raise TransportTimeout("the deadline is over") from None

    def _left(self) -> float | None:
        return None if self._deadline is None else max(0.0, self._deadline - time.monotonic())


class Approve:
    """Asks the host's callback. Gives None; raises `OperationDenied` when it says no."""

    __slots__ = ("_ask", "_pending", "_policy")

    def __init__(self, policy: OperationPolicy, ask: Ask, pending: PendingCall) -> None:
        self._policy, self._ask, self._pending = policy, ask, pending

    def run(self, transport: Transport) -> None:
        self._policy.ask(self._ask, self._pending)

    async def run_async(self, transport: AsyncTransport) -> None:
        await self._policy.ask_async(self._ask, self._pending)
