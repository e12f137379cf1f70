"""The seam between the clients and an HTTP library.

A client hands a `Request` to its transport and gets the `Response` back, read to the end, or opened to be read piece by
piece. Everything else (accounts, arguments, retries, errors, pages, events) stands on this side of the seam.
`integrations_runtime.transport.over_httpx` is the implementation that clients use; another library, or a test, can take
its place as `http_client`. A transport that cannot open answers (it has no `open`) still serves every function: what
arrives piece by piece is then read to the end first.
"""

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol, runtime_checkable

from ..options import Timeouts

LARGEST_ANSWER: Final = 64 * 1024 * 1024
"""Bytes of an answer that is read into memory, unless a call's options say otherwise."""


class Body(Protocol):
    """What a request carries when it is too large, or too far away, to be read into memory first."""

    @property
    def length(self) -> int | None:
        """The number of bytes, where it is known."""
        ...

    @property
    def repeatable(self) -> bool:
        """Whether the body can be sent again: not once a pipe has been read."""
        ...

    def __iter__(self) -> Iterator[bytes]:
        """The bytes, from the beginning each time."""
        ...


@dataclass(slots=True)
class Request:
    """One HTTP request, complete with credentials; its repr shows none of them."""

    method: str
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)  # names in lower case
    content: bytes | Body | None = field(default=None, repr=False)
    timeouts: Timeouts | None = None  # None: the transport's own
    deadline: float | None = None  # on the clock of time.monotonic
    largest_answer: int = LARGEST_ANSWER
    bare: bool = False
    """Whether the vendor redirected it to a stranger: a transport adds no headers, cookies or credentials of its user's."""


@dataclass(slots=True)
class Response:
    """An answer, decompressed and read to the end; its repr does not show what it says.

    `complete` is false for an answer larger than the request allows: `content` is then its beginning.
    """

    status: int
    headers: Mapping[str, str] = field(repr=False)  # to be asked by lower-case names
    content: bytes = field(repr=False)
    complete: bool = True


class OpenResponse(Protocol):
    """An answer whose body is still to be read. Whoever opened it closes it, which frees its connection."""

    status: int
    headers: Mapping[str, str]

    def chunks(self) -> Iterator[bytes]:
        """The decompressed body as it arrives; raises `TransportError` when it breaks off."""
        ...

    def close(self) -> None:
        """Gives the connection back, or cuts it when the body was not read to the end."""
        ...


class AsyncOpenResponse(Protocol):
    """The same as `OpenResponse`, for tasks."""

    status: int
    headers: Mapping[str, str]

    def chunks(self) -> AsyncIterator[bytes]:
        """The decompressed body as it arrives."""
        ...

    async def aclose(self) -> None:
        """Gives the connection back."""
        ...


@runtime_checkable
class Transport(Protocol):
    """Sends requests, from any thread."""

    def send(self, request: Request) -> Response:
        """The answer, whatever its status; redirects are answers too.

        Raises `TransportError`, or `TransportTimeout`, when there is none.
        """
        ...


@runtime_checkable
class AsyncTransport(Protocol):
    """Sends requests, from any task."""

    async def send(self, request: Request) -> Response:
        """The same as `Transport.send`."""
        ...


@runtime_checkable
class OpeningTransport(Transport, Protocol):
    """A transport that can hand over an answer before its end has arrived."""

    def open(self, request: Request) -> OpenResponse:
        """The answer, as soon as its status and headers are there; raises as `send` does."""
        ...


@runtime_checkable
class AsyncOpeningTransport(AsyncTransport, Protocol):
    """The same as `OpeningTransport`, for tasks."""

    async def open(self, request: Request) -> AsyncOpenResponse:
        """The answer, as soon as its status and headers are there."""
        ...
