"""`AsyncClient`: the base of all generated asynchronous clients. It mirrors `Client`."""

from __future__ import annotations

import copy
from collections.abc import AsyncIterator, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from . import flows
from .answers.downloads import AsyncDownload
from .answers.streams import AsyncStream
from .core import ClientCore
from .options import RequestOptions, TimeoutOption
from .steps import Steps
from .transport.seam import AsyncTransport, Request

if TYPE_CHECKING:
    import httpx

    from .accounts.policy import Policy
    from .caller import Begun
    from .observers.observer import Observer
    from .paging.walk import Page
    from .retries import RetryOption
    from .spec import JSON, Function, PagedFunction, StreamingFunction

ResultT = TypeVar("ResultT")
EventT = TypeVar("EventT")
ItemT = TypeVar("ItemT")


class AsyncClient(ClientCore):
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
    ) -> JSON:
        """The same as `Client.call`."""
        begun = self._begin(self._plans.find(name), arguments, options)
        return cast("JSON", await self._drive(flows.result(self._caller, begun, plain=True)))

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

    async def _call(
        self,
        function: Function[ResultT],
        arguments: Mapping[str, object],
        options: RequestOptions | None,
    ) -> ResultT:
        """What every generated method does."""
        begun = self._begin(function, arguments, options)
        return cast(ResultT, await self._drive(self._flow(begun, AsyncStream)))

    async def _call_or_stream(
        self,
        function: StreamingFunction[ResultT, EventT],
        arguments: Mapping[str, object],
        options: RequestOptions | None,
    ) -> ResultT | AsyncStream[EventT]:
        """What the method of a function does that can stream."""
        begun = self._begin(function, arguments, options)
        if self._raw or not begun.plan.streams(begun.values):
            return cast(ResultT, await self._drive(self._flow(begun, AsyncStream)))
        flow = flows.stream(self._caller, begun, AsyncStream, plain=False)
        return cast("AsyncStream[EventT]", await self._drive(flow))

    def _iterate(
        self,
        function: PagedFunction[Any, ItemT],
        arguments: Mapping[str, object],
        options: RequestOptions | None,
    ) -> AsyncIterator[ItemT]:
        """What every generated iterator does. The arguments are checked at once."""
        return self._items(self._begin(function, arguments, options), plain=False)

    def _items(self, begun: Begun, *, plain: bool) -> AsyncIterator[Any]:
        walk = flows.begin_walk(begun)

        async def items() -> AsyncIterator[Any]:
            page, draft = cast("Page | None", walk.first), None
            while page is not None:
                flow = flows.page(self._caller, begun, walk, page, draft, plain=plain)
                found, page, draft = await self._drive(flow)
                for item in found:
                    yield item

        return items()

    async def _download(
        self,
        function: Function[Any],
        arguments: Mapping[str, object] | None,
        options: RequestOptions | None,
    ) -> AsyncDownload:
        """What the method of a function does that answers with binary data."""

        def make(opened: Any, transfer: Any, reopen: Any) -> AsyncDownload:
            return AsyncDownload(
                opened, transfer, lambda headers, n: self._drive(reopen(headers, n))
            )

        begun = self._begin(function, arguments, options)
        return cast(AsyncDownload, await self._drive(flows.download(self._caller, begun, make)))

    def _sender(self, http_client: object) -> AsyncTransport:
        import httpx

        from .transport.async_over_httpx import AsyncHttpxTransport

        if http_client is None or isinstance(http_client, httpx.AsyncClient):
            return AsyncHttpxTransport(http_client)
        # What builds requests is a client of a library like httpx, whose `send` takes its own requests.
        if hasattr(http_client, "build_request") or not isinstance(http_client, AsyncTransport):
            raise self._unusable("http_client must be an httpx.AsyncClient or an AsyncTransport")
        return http_client

    async def _drive(self, steps: Steps[ResultT]) -> ResultT:
        try:
            step = next(steps)
            while True:
                try:
                    if isinstance(step, Request):
                        outcome: object = await self._transport.send(step)
                    else:
                        outcome = await step.run_async(self._transport)
                except Exception as error:
                    step = steps.throw(error)
                else:
                    step = steps.send(outcome)
        except StopIteration as done:
            return cast(ResultT, done.value)
        finally:
            steps.close()
