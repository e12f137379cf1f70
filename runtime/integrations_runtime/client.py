"""`Client`: the base of all generated clients.

Its public attributes are part of every client, so no function may be called like one of them.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from . import flows
from .answers.downloads import Download
from .answers.streams import Stream
from .core import ClientCore
from .options import RequestOptions, TimeoutOption
from .steps import Steps
from .transport.seam import Request, Transport

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


class Client(ClientCore):
    """Calls the functions of one integration for one account. Safe to share between threads."""

    def __init__(
        self,
        *,
        account: str | None = None,
        credentials: Mapping[str, str | None] | None = None,
        base_url: str | None = None,
        timeout: TimeoutOption | None = None,
        max_retries: RetryOption | None = None,
        http_client: httpx.Client | Transport | None = None,
        policy: Policy | None = None,
        observers: Sequence[Observer] | None = None,
    ) -> None:
        """Resolves the account; nothing is sent, and no connection is opened.

        `credentials` holds credentials and settings by key. `timeout` is seconds (60, and 10 to connect, unless given),
        `max_retries` how often an attempt is repeated (2, unless given). An `http_client` stays the caller's to close;
        without one, all clients share one connection pool. Raises `ConfigurationError`.
        """
        super().__init__(account, credentials, base_url, timeout, max_retries, policy, observers)
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
        begun = self._begin(self._plans.find(name), arguments, options)
        return cast("JSON", self._drive(flows.result(self._caller, begun, plain=True)))

    def stream(
        self,
        name: str,
        arguments: Mapping[str, object] | None = None,
        *,
        options: RequestOptions | None = None,
    ) -> Stream[JSON]:
        """The events of the function `name` as plain data; the arguments turn its streaming switch on.

        Raises `ArgumentError` for a call that does not stream, and what the function's method raises.
        """
        begun = self._begin(self._plans.find(name), arguments, options)
        return cast(
            "Stream[JSON]", self._drive(flows.stream(self._caller, begun, Stream, plain=True))
        )

    def iterate(
        self,
        name: str,
        arguments: Mapping[str, object] | None = None,
        *,
        options: RequestOptions | None = None,
    ) -> Iterator[JSON]:
        """The items of all pages of the function `name`, as plain data; each page is asked for when it is reached.

        Raises `ArgumentError` at once for arguments that do not fit, and for a function without pages; what else the
        function's method raises, it raises while the items are read.
        """
        begun = self._begin(self._plans.find(name), arguments, options)
        return self._items(begun, plain=True)

    def download(
        self,
        name: str,
        arguments: Mapping[str, object] | None = None,
        *,
        options: RequestOptions | None = None,
    ) -> Download:
        """The binary answer of the function `name`, to be read as it arrives.

        Raises `ArgumentError` for a function that does not answer with one, and what the function's method raises.
        """
        return self._download(self._plans.find(name), arguments, options)

    @property
    def with_raw_response(self) -> Any:
        """The same client, whose methods return the vendor's answer as a `RawResponse`.

        Downloads, iterators and what takes the name of a function are as before.
        """
        client = copy.copy(self)
        client._raw = True
        return client

    def close(self) -> None:
        """Ends the use of this client; its calls raise `ConfigurationError` from now on."""
        self._caller.close()

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
        begun = self._begin(function, arguments, options)
        return cast(ResultT, self._drive(self._flow(begun, Stream)))

    def _call_or_stream(
        self,
        function: StreamingFunction[ResultT, EventT],
        arguments: Mapping[str, object],
        options: RequestOptions | None,
    ) -> ResultT | Stream[EventT]:
        """What the method of a function does that can stream."""
        begun = self._begin(function, arguments, options)
        if self._raw or not begun.plan.streams(begun.values):
            return cast(ResultT, self._drive(self._flow(begun, Stream)))
        flow = flows.stream(self._caller, begun, Stream, plain=False)
        return cast("Stream[EventT]", self._drive(flow))

    def _iterate(
        self,
        function: PagedFunction[Any, ItemT],
        arguments: Mapping[str, object],
        options: RequestOptions | None,
    ) -> Iterator[ItemT]:
        """What every generated iterator does. The arguments are checked at once."""
        return self._items(self._begin(function, arguments, options), plain=False)

    def _items(self, begun: Begun, *, plain: bool) -> Iterator[Any]:
        walk = flows.begin_walk(begun)

        def items() -> Iterator[Any]:
            page, draft = cast("Page | None", walk.first), None
            while page is not None:
                flow = flows.page(self._caller, begun, walk, page, draft, plain=plain)
                found, page, draft = self._drive(flow)
                yield from found

        return items()

    def _download(
        self,
        function: Function[Any],
        arguments: Mapping[str, object] | None,
        options: RequestOptions | None,
    ) -> Download:
        """What the method of a function does that answers with binary data."""

        def make(opened: Any, transfer: Any, reopen: Any) -> Download:
            return Download(opened, transfer, lambda headers, n: self._drive(reopen(headers, n)))

        begun = self._begin(function, arguments, options)
        return cast(Download, self._drive(flows.download(self._caller, begun, make)))

    def _sender(self, http_client: object) -> Transport:
        import httpx

        from .transport.over_httpx import HttpxTransport

        if http_client is None or isinstance(http_client, httpx.Client):
            return HttpxTransport(http_client)
        # What builds requests is a client of a library like httpx, whose `send` takes its own requests.
        if hasattr(http_client, "build_request") or not isinstance(http_client, Transport):
            raise self._unusable("http_client must be an httpx.Client or a Transport")
        return http_client

    def _drive(self, steps: Steps[ResultT]) -> ResultT:
        try:
            step = next(steps)
            while True:
                try:
                    if isinstance(step, Request):
                        outcome: object = self._transport.send(step)
                    else:
                        outcome = step.run(self._transport)
                except Exception as error:
                    step = steps.throw(error)
                else:
                    step = steps.send(outcome)
        except StopIteration as done:
            return cast(ResultT, done.value)
        finally:
            steps.close()
