"""`Client` and `AsyncClient`: the bases of all generated clients.

Their public attributes are part of every client, so no function may be called like one of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar, cast

from .core import ClientCore, Steps
from .errors import TransportError
from .options import RequestOptions, TimeoutOption
from .spec import JSON, Function
from .transport.seam import AsyncTransport, Transport

if TYPE_CHECKING:
    import httpx

ResultT = TypeVar("ResultT")


class Client(ClientCore):
    """Calls the functions of one integration for one account. Safe to share between threads."""

    def __init__(
        self,
        *,
        account: str | None = None,
        credentials: Mapping[str, str | None] | None = None,
        base_url: str | None = None,
        timeout: TimeoutOption | None = None,
        http_client: httpx.Client | Transport | None = None,
    ) -> None:
        """Resolves the account; nothing is sent, and no connection is opened.

        `credentials` holds credentials and settings by key. `timeout` is seconds (60, and 10 to connect, unless given).
        An `http_client` stays the caller's to close; without one, all clients share one connection pool.
        Raises `ConfigurationError`.
        """
        super().__init__(account, credentials, base_url, timeout)
        self._transport = self._sender(http_client)

    def call(
        self,
        name: str,
        arguments: Mapping[str, object] | None = None,
        *,
        options: RequestOptions | None = None,
    ) -> JSON:
        """The result of the function `name` as plain data, for plain arguments.

        The full tool name (`groq_list_models`) works too. Arguments and result are checked as in the methods.
        Raises `ArgumentError` for an unknown function, and what the function's method raises.
        """
        function = self._plans.find(name)
        return cast(JSON, self._drive(self._steps(function, arguments, options, plain=True)))

    def close(self) -> None:
        """Ends the use of this client; its calls raise `ConfigurationError` from now on."""
        self._closed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _call(
        self,
        function: Function[ResultT],
        arguments: Mapping[str, object],
        options: RequestOptions | None,
    ) -> ResultT:
        """What every generated method does."""
        return self._drive(self._steps(function, arguments, options))

    def _sender(self, http_client: object) -> Transport:
        import httpx

        from .transport.over_httpx import HttpxTransport

        if http_client is None or isinstance(http_client, httpx.Client):
            return HttpxTransport(http_client)
        if isinstance(http_client, httpx.AsyncClient) or not isinstance(http_client, Transport):
            raise self._unusable("http_client must be an httpx.Client or a Transport")
        return http_client

    def _drive(self, steps: Steps[ResultT]) -> ResultT:
        try:
            request = next(steps)
            while True:
                try:
                    response = self._transport.send(request)
                except TransportError as error:
                    request = steps.throw(error)
                else:
                    request = steps.send(response)
        except StopIteration as done:
            return cast(ResultT, done.value)


class AsyncClient(ClientCore):
    """Calls the functions of one integration for one account. Safe to share between tasks."""

    def __init__(
        self,
        *,
        account: str | None = None,
        credentials: Mapping[str, str | None] | None = None,
        base_url: str | None = None,
        timeout: TimeoutOption | None = None,
        http_client: httpx.AsyncClient | AsyncTransport | None = None,
    ) -> None:
        """The same as for `Client`; without an `http_client`, all clients of an event loop share one connection pool."""
        super().__init__(account, credentials, base_url, timeout)
        self._transport = self._sender(http_client)

    async def call(
        self,
        name: str,
        arguments: Mapping[str, object] | None = None,
        *,
        options: RequestOptions | None = None,
    ) -> JSON:
        """The same as `Client.call`."""
        function = self._plans.find(name)
        return cast(JSON, await self._drive(self._steps(function, arguments, options, plain=True)))

    async def aclose(self) -> None:
        """Ends the use of this client; its calls raise `ConfigurationError` from now on."""
        self._closed = True

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def _call(
        self,
        function: Function[ResultT],
        arguments: Mapping[str, object],
        options: RequestOptions | None,
    ) -> ResultT:
        """What every generated method does."""
        return await self._drive(self._steps(function, arguments, options))

    def _sender(self, http_client: object) -> AsyncTransport:
        import httpx

        from .transport.over_httpx import AsyncHttpxTransport

        if http_client is None or isinstance(http_client, httpx.AsyncClient):
            return AsyncHttpxTransport(http_client)
        if isinstance(http_client, httpx.Client) or not isinstance(http_client, AsyncTransport):
            raise self._unusable("http_client must be an httpx.AsyncClient or an AsyncTransport")
        return http_client

    async def _drive(self, steps: Steps[ResultT]) -> ResultT:
        try:
            request = next(steps)
            while True:
                try:
                    response = await self._transport.send(request)
                except TransportError as error:
                    request = steps.throw(error)
                else:
                    request = steps.send(response)
        except StopIteration as done:
            return cast(ResultT, done.value)
