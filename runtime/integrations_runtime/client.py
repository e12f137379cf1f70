"""`Client`: the base of all generated clients.

Its public attributes are part of every client, so no function may be called like one of them.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, cast

from . import flows
from .answers.downloads import Download
from .answers.streams import Stream
from .core import ClientCore
from .methods import Methods
from .options import RequestOptions, TimeoutOption
from .transport.seam import Transport

if TYPE_CHECKING:
    import httpx

    from .accounts.policy import Policy
    from .observers.observer import Observer
    from .retries import RetryOption
    from .spec import JSON


class Client(Methods, ClientCore):
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
    ) -> JSON | bytes:
        """The result of the function `name` as plain data, for plain arguments; a binary answer as bytes.

        A file may be given as plain data, too: `{"filename": "report.csv", "content": "…"}`, where `content_base64` in place
        of `content` carries what is not text, and `content_type` the media type. The full tool name (`groq_list_models`) works too. Arguments and result are checked as in the methods.
        Raises `ArgumentError` for an unknown function, and what the function's method raises.
        """
        begun = self._begin(self._plans.find(name), arguments, options)
        return cast("JSON | bytes", self._drive(flows.result(self._caller, begun, plain=True)))

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

    def _sender(self, http_client: object) -> Transport:
        import httpx

        from .transport.over_httpx import HttpxTransport

        if http_client is None or isinstance(http_client, httpx.Client):
            return HttpxTransport(http_client)
        # What builds requests is a client of a library like httpx, whose `send` takes its own requests.
        if hasattr(http_client, "build_request") or not isinstance(http_client, Transport):
            raise self._unusable("http_client must be an httpx.Client or a Transport")
        return http_client
