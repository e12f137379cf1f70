"""Answers that arrive piece by piece, as typed iterators.

    with groq.create_completion(model=…, messages=…, stream=True) as chunks:
        for chunk in chunks:
            …

A stream holds a connection until it has been read to its end or closed. Leaving the `with` block closes it; one that is
dropped unread closes itself.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator, Mapping
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Generic, Self, TypeVar

from ..errors import TransportError
from ..observers.ending import Ending

if TYPE_CHECKING:
    from ..observers.ending import Listener
    from ..transport.seam import AsyncOpenResponse, OpenResponse
    from .events import EventReader

EventT = TypeVar("EventT", covariant=True)

_MOST_CHUNKS_AFTERWARDS: Final = 8
"""How much is read after the last event, which lets the connection be used again, before the vendor is cut off."""


class _Known:
    """What a stream knows from the beginning."""

    status: int
    headers: Mapping[str, str]
    request_id: str | None
    """The vendor's name for this request, if it gave one."""

    def __init__(self, opened: OpenResponse | AsyncOpenResponse, reader: EventReader) -> None:
        self.status, self.headers = opened.status, opened.headers
        self.request_id = reader.request_id
        self._ending = Ending()

    def _observed_by(self, listener: Listener) -> None:
        """Tells `listener` how the reading ends."""
        self._ending.listener = listener

    def __repr__(self) -> str:
        return f"<{type(self).__name__} status={self.status}>"


class Stream(_Known, Generic[EventT]):
    """The events of one answer, in the order in which they arrive. They can be read once.

    Iterating raises `StreamError` when the stream breaks off or carries an error, and `ResponseError` for an event that is
    not of the documented shape; the connection is then closed.
    """

    def __init__(self, opened: OpenResponse, reader: EventReader) -> None:
        super().__init__(opened, reader)
        self._opened = opened
        self._events: Generator[EventT, None, None] = _read(opened, reader, self._ending)
        next(self._events)

    def __iter__(self) -> Iterator[EventT]:
        return self._events

    def __next__(self) -> EventT:
        return next(self._events)

    def close(self) -> None:
        """Frees the connection. Further events are not read: iterating ends."""
        self._ending.tell()
        self._opened.close()
        with suppress(ValueError):  # another thread waits for an event; its connection is gone
            self._events.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


class AsyncStream(_Known, Generic[EventT]):
    """The same as `Stream`, for tasks: `async with await groq.create_completion(…, stream=True) as chunks`."""

    def __init__(self, opened: AsyncOpenResponse, reader: EventReader) -> None:
        super().__init__(opened, reader)
        self._opened = opened
        self._events: AsyncGenerator[EventT, None] = _read_async(opened, reader, self._ending)
        with suppress(StopIteration):
            self._events.asend(None).send(None)  # does not suspend

    def __aiter__(self) -> AsyncIterator[EventT]:
        return self._events

    async def __anext__(self) -> EventT:
        return await anext(self._events)

    async def aclose(self) -> None:
        """Frees the connection. Further events are not read: iterating ends."""
        self._ending.tell()
        await self._opened.aclose()
        with suppress(RuntimeError):  # another task waits for an event; its connection is gone
            await self._events.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()


# The generators below know nothing of their stream, so that no cycle keeps a dropped one alive. What they yield first is
# no event: a generator that has been started is sure to come to its `finally`, also when it is dropped.


def _read(opened: OpenResponse, reader: EventReader, ending: Ending) -> Generator[Any, None, None]:
    with ending:
        try:
            yield None
            chunks = iter(opened.chunks())
            for values in map(reader.values, chunks):  # no chunk in a traceback: see `values`
                yield from values
                if reader.ended:
                    with suppress(TransportError):
                        for _ in zip(range(_MOST_CHUNKS_AFTERWARDS), chunks, strict=False):
                            pass
                    return
            reader.finish()
        except TransportError as error:
            raise reader.broken(error) from error.__cause__
        finally:
            opened.close()


async def _read_async(
    opened: AsyncOpenResponse, reader: EventReader, ending: Ending
) -> AsyncGenerator[Any, None]:
    with ending:
        try:
            yield None
            chunks = aiter(opened.chunks())
            async for chunk in chunks:
                values = reader.values(chunk)
                del chunk  # not in a traceback: it may repeat a credential
                for value in values:
                    yield value
                    del value
                if reader.ended:
                    with suppress(TransportError):
                        for _ in range(_MOST_CHUNKS_AFTERWARDS):
                            await anext(chunks, None)
                    return
            reader.finish()
        except TransportError as error:
            raise reader.broken(error) from error.__cause__
        finally:
            await opened.aclose()
