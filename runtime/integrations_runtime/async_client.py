"""`AsyncClient`: the base of all generated asynchronous clients. It mirrors `Client`."""

from __future__ import annotations

import copy
from collections.abc import AsyncIterator, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, cast

from . import flows
from .answers.downloads import AsyncDownload
from .answers.streams import AsyncStream
from .async_methods import AsyncMethods
from .core import ClientCore
from .options import RequestOptions, TimeoutOption
from .transport.seam import AsyncTransport

if TYPE_CHECKING:
    import httpx

    from .accounts.policy import Policy
    from .observers.observer import Observer
    from .retries import RetryOption
    from .spec import JSON


class AsyncClient(AsyncMethods, ClientCore):
    """Calls the functions of one integration for one account. Safe to share between tasks."""

    def __init__(
        self,
        *,
        account: str | None = None,
        credentials: Mapping[str, str | None] | None = None,
        base_url: str | None = None,
        timeout: TimeoutOption | None = None,
        max_retries: RetryOption | None = None,
        http_client: httpx.AsyncClient | AsyncTransport | None = None,
        policy: Policy | None = None,
        observers: Sequence[Observer] | None = None,
    ) -> None:
        """The same as for `Client`; without an `http_client`, all clients of an event loop share one connection pool."""
        super().__init__(account, credentials, base_url, timeout, max_retries, policy, observers)
        self._transport = self._sender(http_client)

    async def call(
        self,
        name: str,
        arguments: Mapping[str, object] | None = None,
        *,
        options: RequestOptions | None = None,
    ) -> JSON | bytes:
        """The same as `Client.call`."""
        begun = self._begin(self._plans.find(name), arguments, options)
        flow = flows.result(self._caller, begun, plain=True)
        return cast("JSON | bytes", await self._drive(flow))

    async def stream(
        self,
        name: str,
        arguments: Mapping[str, object] | None = None,
        *,
        options: RequestOptions | None = None,
    ) -> AsyncStream[JSON]:
        """The same as `Client.stream`."""
        begun = self._begin(self._plans.find(name), arguments, options)
        return cast(
            "AsyncStream[JSON]",
            await self._drive(flows.stream(self._caller, begun, AsyncStream, plain=True)),
        )

    def iterate(
        self,
        name: str,
        arguments: Mapping[str, object] | None = None,
        *,
        options: RequestOptions | None = None,
    ) -> AsyncIterator[JSON]:
        """The same as `Client.iterate`."""
        begun = self._begin(self._plans.find(name), arguments, options)
        return self._items(begun, plain=True)

    async def download(
        self,
        name: str,
        arguments: Mapping[str, object] | None = None,
        *,
        options: RequestOptions | None = None,
    ) -> AsyncDownload:
        """The same as `Client.download`."""
        return await self._download(self._plans.find(name), arguments, options)

    @property
    def with_raw_response(self) -> Any:
        """The same as `Client.with_raw_response`."""
        client = copy.copy(self)
        client._raw = True
        return client

    async def aclose(self) -> None:
        """Ends the use of this client; its calls raise `ConfigurationError` from now on."""
        self._caller.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

    def _sender(self, http_client: object) -> AsyncTransport:
        import httpx

        from .transport.async_over_httpx import AsyncHttpxTransport

        if http_client is None or isinstance(http_client, httpx.AsyncClient):
            return AsyncHttpxTransport(http_client)
        # What builds requests is a client of a library like httpx, whose `send` takes its own requests.
        if hasattr(http_client, "build_request") or not isinstance(http_client, AsyncTransport):
            raise self._unusable("http_client must be an httpx.AsyncClient or an AsyncTransport")
        return http_client
