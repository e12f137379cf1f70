"""Answers that are read piece by piece, also from transports that only read to the end."""

from collections.abc import AsyncIterator, Iterator, Mapping

from ..errors import TransportError
from .seam import (
    AsyncOpeningTransport,
    AsyncOpenResponse,
    AsyncTransport,
    OpeningTransport,
    OpenResponse,
    Request,
    Response,
    Transport,
)


def open_response(transport: Transport, request: Request) -> OpenResponse:
    """The opened answer of a transport; one that cannot open has read it to the end."""
    if isinstance(transport, OpeningTransport):
        return transport.open(request)
    return _Read(transport.send(request))


async def open_async_response(transport: AsyncTransport, request: Request) -> AsyncOpenResponse:
    """The same as `open_response`, for tasks."""
    if isinstance(transport, AsyncOpeningTransport):
        return await transport.open(request)
    return _AsyncRead(await transport.send(request))


def read(opened: OpenResponse, limit: int) -> Response:
    """The answer with at most `limit` bytes of its body, closed. Raises `TransportError`, with what had arrived."""
    gathered = _Gathered(limit)
    try:
        for chunk in opened.chunks():
            fits = gathered.add(chunk)
            del chunk  # not in a traceback: it may repeat a credential
            if not fits:
                break
        return gathered.response(opened.status, opened.headers)
    except TransportError as error:
        error.partial = gathered.content
        raise
    finally:
        opened.close()


async def aread(opened: AsyncOpenResponse, limit: int) -> Response:
    """The same as `read`, for tasks."""
    gathered = _Gathered(limit)
    try:
        async for chunk in opened.chunks():
            fits = gathered.add(chunk)
            del chunk  # not in a traceback: it may repeat a credential
            if not fits:
                break
        return gathered.response(opened.status, opened.headers)
    except TransportError as error:
        error.partial = gathered.content
        raise
    finally:
        await opened.aclose()


class _Gathered:
    """The beginning of a body: as much of it as a limit allows."""

    __slots__ = ("_chunks", "_room", "complete")

    def __init__(self, limit: int) -> None:
        self._chunks: list[bytes] = []
        self._room = limit
        self.complete = True

    def add(self, chunk: bytes) -> bool:
        """Takes a chunk; false when it does not fit any more."""
        self._room -= len(chunk)
        self.complete = self._room >= 0
        self._chunks.append(chunk if self.complete else chunk[: self._room])
        return self.complete

    @property
    def content(self) -> bytes:
        """What was gathered."""
        return self._chunks[0] if len(self._chunks) == 1 else b"".join(self._chunks)

    def response(self, status: int, headers: Mapping[str, str]) -> Response:
        """The answer with what was gathered."""
        return Response(status, headers, self.content, self.complete)


class _Read:
    """A response that was read to the end, in the form of one that was not."""

    def __init__(self, response: Response) -> None:
        self.status, self.headers = response.status, response.headers
        self._content = response.content

    def chunks(self) -> Iterator[bytes]:
        yield self._content

    def close(self) -> None:
        """Nothing is open."""


class _AsyncRead:
    """The same as `_Read`, for tasks."""

    def __init__(self, response: Response) -> None:
        self.status, self.headers = response.status, response.headers
        self._content = response.content

    async def chunks(self) -> AsyncIterator[bytes]:
        yield self._content

    async def aclose(self) -> None:
        """Nothing is open."""
