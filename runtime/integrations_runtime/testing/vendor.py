"""`MockVendor`: a vendor on this machine."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Any, Self, get_args

from ..errors import ConfigurationError
from ..spec import JSON
from . import checks
from .answers import AnswerKind, Given
from .clients import Connections, open_client
from .credentials import made_up
from .desk import Desk
from .faults import Cut, Fault
from .messages import Recorded
from .server import VendorServer
from .source import Source, source_of
from .tokens import PATH


class MockVendor:
    """A vendor: an HTTP server on the loopback interface that runs from construction until `close`.

    It checks requests against the definition, and answers with the example that has made the request, else with the
    function's first example, else with data made from the schema of the answer; a stream brings the events of its
    example, else made ones. What is wrong with a request it says in the vendor's own error shape: 404, 401 or 400.
    """

    def __init__(
        self,
        integration: str | Source,
        *,
        answer: AnswerKind = "example",
        credentials: Mapping[str, str | Sequence[str]] | None = None,
        strict: bool = True,
        host: str = "127.0.0.1",
        port: int = 0,
        on_request: Callable[[Recorded], None] | None = None,
    ) -> None:
        """Begins to serve.

        `answer="schema"` makes all data from schemas. `credentials` names the values that are accepted, by key; any
        others are answered with 401. Without `strict`, fields and parameters that the definition does not know are
        overlooked, as many vendors do: for clients that are not ours. `on_request` is told of every request, in
        whatever thread serves it; that it fails is logged once, by the logger `integrations`, and the vendor goes on.
        Raises `ConfigurationError` for an unknown integration, for one without HTTP binding, and for arguments that make no sense, OSError for an
        address that cannot be used.
        """
        self._source = checks.served(source_of(integration))
        checks.choice("answer", answer, get_args(AnswerKind), ConfigurationError)
        checks.place(host, port)
        checks.callback(on_request)
        self._valid = checks.credentials(credentials, self._source.spec)
        self._requests: list[Recorded] = []
        self._lock = threading.Lock()
        self._on_request, self._callback_failed = on_request, False
        self._connections = Connections()
        self._desk = Desk(self._source, answer, self._valid, self._record, strict=strict)
        self._server = VendorServer(host, port, self._desk.answer)
        self._desk.root = self._server.url

    @property
    def url(self) -> str:
        """The base URL for clients: what stands in place of the vendor's own."""
        return self._server.url + self._desk.prefix

    @property
    def token_url(self) -> str:
        """The endpoint for tokens of a vendor with OAuth 2; `client` leads its clients there."""
        return self._server.url + PATH

    @property
    def requests(self) -> list[Recorded]:
        """The requests so far, without credentials, in the order of their arrival."""
        with self._lock:
            return list(self._requests)

    @property
    def credentials(self) -> dict[str, str]:
        """Made-up credentials that are accepted, by key."""
        return made_up(self._source.spec, self._valid)

    def environment(self) -> dict[str, str]:
        """The environment variables that lead clients of the default account here."""
        made = self.credentials
        spec = self._source.spec
        variables = {each["env"][0]: made[each["key"]] for each in spec["credentials"]}
        for name in spec["auth"].get("token_url_env", ()):
            variables[name] = self.token_url
        return {spec["base_url_env"][0]: self.url, **variables}

    def client(self, **options: Any) -> Any:
        """A client of this vendor; `options` are further arguments of its constructor, or others in place of ours.

        It goes straight to this machine, whatever the environment says of proxies, unless it gets an `http_client`.
        """
        return self._open(self._source.client, self._connections.for_threads, options)

    def async_client(self, **options: Any) -> Any:
        """The same for an asynchronous client."""
        return self._open(self._source.async_client, self._connections.for_tasks, options)

    def answers(
        self,
        function: str,
        body: JSON | bytes = None,
        *,
        status: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Sets the answer to all further calls of a function: data, or bytes as they are.

        What is said last of a function counts, and `reset` takes it back. Raises `ArgumentError` for an unknown function
        and for what cannot be sent, as the following methods do.
        """
        checks.body(body)
        checks.status(status)
        checks.headers(headers or {})
        self._desk.answers(function).give(Given(body, status, headers or {}))

    def pages(self, function: str, pages: Sequence[Sequence[JSON]]) -> None:
        """Sets the items of a list, page by page; how a page leads to the next one is the vendor's own style."""
        self._desk.answers(function).give_pages(checks.pages(pages))

    def streams(self, function: str, events: Sequence[JSON | bytes]) -> None:
        """Sets the events of a stream: data each, or bytes of the stream as they are. The terminator follows."""
        self._desk.answers(function).give_events(checks.events(events))

    def reset(self, function: str | None = None) -> None:
        """Takes back what `answers`, `pages` and `streams` have set, for a function or for all.

        Misbehaviour stays: `behave` ends that.
        """
        self._desk.reset(function)

    def misbehave(
        self,
        function: str | None = None,
        *,
        times: int | None = 1,
        every: int = 1,
        delay: float = 0.0,
        status: int | None = None,
        headers: Mapping[str, str] | None = None,
        cut: Cut | None = None,
        bad_json: bool = False,
        html: bool = False,
        rate_limit: float | None = None,
    ) -> None:
        """Lets the next `times` calls of a function (or of all) go wrong.

        `delay` are seconds before the answer. `status` answers with an error in the vendor's shape, `rate_limit` with
        429 and these seconds as `Retry-After`, `html` with a page for people, `bad_json` with JSON that ends in the
        middle. `headers` are further headers. `cut` breaks the connection before the answer, within its headers or
        within its body.

        None for `times` means for ever; `every` lets only each `every`-th call go wrong. Misbehaviours that are told
        one after the other happen one after the other. Raises `ArgumentError` where nothing goes wrong, or cannot.
        """
        fault = Fault(delay, status, headers or {}, cut, bad_json, html, rate_limit)
        checks.fault(fault, times, every)
        self._desk.faults.plan(fault, self._desk.name(function), times, every)

    def behave(self) -> None:
        """Forgets all misbehaviour that has not happened yet; for answers that were set there is `reset`."""
        self._desk.faults.clear()

    def expire_tokens(self) -> None:
        """Ends every access token that was issued so far: requests with one are answered with 401."""
        self._desk.tokens.expire()

    def close(self) -> None:
        """Ends the server and its connections."""
        self._server.close()
        self._connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"MockVendor({self._source.spec['name']!r}, url={self.url!r})"

    def _record(self, request: Recorded) -> None:
        with self._lock:
            self._requests.append(request)
        if self._on_request is None:
            return
        try:
            self._on_request(request)
        except (
            BaseException
        ):  # what `pytest.fail` raises is no Exception, and a thread has nobody above it
            with self._lock:
                known, self._callback_failed = self._callback_failed, True
            if not known:
                _report()

    def _open(
        self, kind: type[Any], connections: Callable[[], Any], options: Mapping[str, Any]
    ) -> Any:
        given = {"base_url": self.url, **options}
        if "http_client" not in given and str(given["base_url"]).startswith(self._server.url):
            given["http_client"] = connections()
        return open_client(kind, self._source.spec, self.credentials, self.token_url, given)


def _report() -> None:
    import logging

    logging.getLogger("integrations").exception(
        "on_request failed; the vendor goes on, and tells of no further failure"
    )
