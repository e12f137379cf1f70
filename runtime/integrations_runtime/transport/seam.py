"""The seam between the clients and an HTTP library.

A client hands a `Request` to its transport and gets the `Response` back, read to the end. Everything else (accounts,
arguments, errors, pages) stands on this side of the seam. `integrations_runtime.transport.over_httpx` is the implementation
that clients use; another library, or a test, can take its place as `http_client`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from ..options import Timeouts


@dataclass(slots=True)
class Request:
    """One HTTP request, complete with credentials; its repr shows none of them."""

    method: str
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)  # names in lower case
    content: bytes | None = field(default=None, repr=False)
    timeouts: Timeouts | None = None  # None: the transport's own


@dataclass(slots=True)
class Response:
    """An answer, read to the end and decompressed; its repr does not show what it says."""

    status: int
    headers: Mapping[str, str] = field(repr=False)  # to be asked by lower-case names
    content: bytes = field(repr=False)


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
