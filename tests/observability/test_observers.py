"""Observers: what they are told, in which order, and what is kept from them."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from integrations_runtime import (
    ConfigurationError,
    NotFound,
    Observer,
    RetryPolicy,
    StatusError,
    TransportError,
)
from integrations_runtime.observers.log import LogObserver
from integrations_runtime.observers.observer import (
    ObservedCall,
    ObservedRequest,
    ObservedResponse,
)
from integrations_runtime.spec import AuthSpec
from tests.support.acme import async_client_class, client_class, reads
from tests.support.loopback import Exchange, Server, serving

SECRET = "key/that+stays secret"

IN_HEADER: AuthSpec = {
    "strategy": "api_key",
    "header": {"name": "X-Acme-Auth", "value": "Key {api_key}"},
}
IN_QUERY: AuthSpec = {"strategy": "api_key", "query": {"name": "apikey", "value": "{api_key}"}}

CREATE: Any = {
    "operation": "write",
    "http": {"method": "POST", "path": "/things/{id}"},
    "parameters": {"id": {"schema": {"type": "string"}, "location": "path", "required": True}},
    "idempotency_header": "Idempotency-Key",
}


class Notes(Observer):
    """Keeps what it is told, in words and as it is."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.calls: list[ObservedCall] = []
        self.requests: list[ObservedRequest] = []
        self.responses: list[ObservedResponse] = []
        self.errors: list[BaseException | None] = []

    def call_started(self, call: ObservedCall) -> None:
        self.words.append("call")
        self.calls.append(call)

    def request_started(self, call: ObservedCall, request: ObservedRequest) -> None:
        assert call is self.calls[-1]
        self.words.append(f"request {request.attempt}")
        self.requests.append(request)

    def response_received(
        self, call: ObservedCall, request: ObservedRequest, response: ObservedResponse
    ) -> None:
        assert call is self.calls[-1]
        assert request is self.requests[-1]
        self.words.append(f"response {response.status}")
        self.responses.append(response)

    def request_failed(self, call: ObservedCall, request: ObservedRequest, error: Any) -> None:
        assert request is self.requests[-1]
        self.words.append(f"failed {type(error).__name__}")

    def retry_scheduled(self, call: ObservedCall, retry: int, delay: float, reason: str) -> None:
        self.words.append(f"retry {retry} in {delay:g}: {reason.partition(':')[0]}")

    def call_finished(self, call: ObservedCall, error: BaseException | None) -> None:
        assert call in self.calls
        self.words.append("finished" if error is None else f"finished {type(error).__name__}")
        self.errors.append(error)


def arguments(server: Server, *observers: Observer, **more: Any) -> dict[str, Any]:
    return {
        "credentials": {"api_key": SECRET},
        "base_url": f"{server.url}/v1",
        "max_retries": RetryPolicy(first_delay=0),
        "observers": observers,
        **more,
    }


KIND = client_class(
    functions={
        "find": reads(),
        "create": CREATE,
        "get_file": reads(http={"answer": "binary"}),
        "all_things": reads(
            paging={
                "style": "cursor",
                "parameter": "after",
                "items": "data",
                "next": "next",
                "collect": True,
            }
        ),
    }
)


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def call(request: pytest.FixtureRequest) -> Callable[..., Any]:
    def call(
        name: str, kind: Any = KIND, *, given: Any = None, options: Any = None, **more: Any
    ) -> Any:
        if not request.param:
            return kind(**more).call(name, given, options=options)
        return asyncio.run(async_client_class(kind)(**more).call(name, given, options=options))

    return call


def test_a_call(call: Callable[..., Any]) -> None:
    notes = Notes()
    with serving(lambda exchange: exchange.reply(b'{"a": 1}', X_Request_Id="r1")) as server:
        call("create", given={"id": "a/b"}, **arguments(server, notes))
        assert notes.words == ["call", "request 1", "response 200", "finished"]
        (observed,), (request,), (response,) = notes.calls, notes.requests, notes.responses
        assert (observed.integration, observed.function) == ("acme", "create")
        assert (observed.account, observed.operation) == ("default", "write")
        assert (observed.method, observed.path_template) == ("POST", "/things/{id}")
        assert observed.base_url == f"{server.url}/v1"
        assert (request.method, request.url) == ("POST", f"{server.url}/v1/things/a%2Fb")
    assert (response.status, response.request_id, response.size) == (200, "r1", 8)
    assert 0 < response.seconds < 10
    assert notes.errors == [None]


def test_retries(call: Callable[..., Any]) -> None:
    notes = Notes()

    def script(exchange: Exchange) -> None:
        match len(server.seen):
            case 1:
                exchange.reply(status=503)
            case 2:
                exchange.hang_up()
            case _:
                exchange.reply()

    with serving(script) as server:
        call("find", **arguments(server, notes))
    assert notes.words == [
        "call",
        "request 1",
        "response 503",
        "retry 1 in 0: status 503",
        "request 2",
        "failed TransportError",
        "retry 2 in 0: the connection failed",
        "request 3",
        "response 200",
        "finished",
    ]


def test_every_page_is_a_request_of_the_same_call(call: Callable[..., Any]) -> None:
    notes = Notes()

    def script(exchange: Exchange) -> None:
        exchange.reply(b'{"data": [1], "next": "n"}' if len(server.seen) == 1 else b'{"data": []}')

    with serving(script) as server:
        call("all_things", **arguments(server, notes))
    assert notes.words == [
        "call",
        *("request 1", "response 200"),
        *("request 2", "response 200"),
        "finished",
    ]


def test_a_failed_call(call: Callable[..., Any]) -> None:
    notes = Notes()
    with serving(lambda exchange: exchange.reply(status=404)) as server:
        with pytest.raises(NotFound) as caught:
            call("find", **arguments(server, notes))
        assert notes.errors == [caught.value]
    assert notes.words == ["call", "request 1", "response 404", "finished NotFound"]


def test_a_cancelled_task_is_a_call_given_up() -> None:
    notes = Notes()

    async def main(server: Server) -> None:
        acme = async_client_class(KIND)(**arguments(server, notes))
        task = asyncio.create_task(acme.call("find"))
        await asyncio.to_thread(reached.wait, 20)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    reached = threading.Event()

    def script(exchange: Exchange) -> None:
        reached.set()
        exchange.stall()

    with serving(script) as server:
        asyncio.run(main(server))
    assert notes.words == ["call", "request 1", "finished GeneratorExit"]


ECHO = SECRET, "key%2Fthat%2Bstays%20secret"


@pytest.mark.parametrize("auth", [IN_HEADER, IN_QUERY], ids=["header", "query"])
def test_no_secret_is_told(call: Callable[..., Any], auth: AuthSpec) -> None:
    notes = Notes()
    kind = client_class(auth=auth, functions={"find": reads()})

    def script(exchange: Exchange) -> None:
        exchange.reply(
            SECRET.encode(),
            status=400,
            X_Echo=f"got {SECRET}",
            Location=f"/?k={ECHO[1]}",
            Set_Cookie="id=5",
        )

    headers = {
        "Authorization": "Bearer of-the-caller",
        "X-Goog-Api-Key": "of-the-caller",
        "X-Auth-Token": "of-the-caller",
        "Cookie": "of-the-caller",
        "X-Trace": f"trace {SECRET}",
        "Idempotency-Key": "shown",
    }
    with serving(script) as server, pytest.raises(StatusError):
        call("find", kind, options={"headers": headers}, **arguments(server, notes))
    told = str([notes.calls, notes.requests, notes.responses, notes.errors, notes.words])
    for secret in (*ECHO, "of-the-caller", "id=5"):
        assert secret not in told
    sent, received = notes.requests[0].headers, notes.responses[0].headers
    assert sent["x-trace"] == "trace [redacted]"
    assert sent["idempotency-key"] == "shown"
    assert sent["authorization"] == sent["cookie"] == sent["x-auth-token"] == "[redacted]"
    assert received["x-echo"] == "got [redacted]"
    assert received["location"] == "/?k=[redacted]"
    if auth is IN_QUERY:
        assert notes.requests[0].url.endswith("/things?apikey=[redacted]")
        assert "apikey=key%2Fthat" in server.seen[0][1]
    else:
        assert sent["x-acme-auth"] == "[redacted]"


def test_a_key_of_three_characters_is_not_told_either() -> None:
    notes = Notes()
    kind = client_class(auth=IN_QUERY, functions={"find": reads()})
    with serving(lambda exchange: exchange.reply()) as server:
        more = arguments(server, notes, credentials={"api_key": "abc"})
        kind(**more).call("find", options={"query": {"a": "b"}})
    assert notes.requests[0].url.endswith("/things?a=b&apikey=[redacted]")


def test_of_several_places_none_is_told() -> None:
    for kind_of_place in ("header", "query"):
        notes = Notes()
        places = [{"name": "x-one", "value": "{api_key}"}, {"name": "x-two", "value": "2{api_key}"}]
        auth: Any = {"strategy": "api_key", kind_of_place: places}
        kind = client_class(auth=auth, functions={"find": reads()})
        with serving(lambda exchange: exchange.reply()) as server:
            more = arguments(server, notes, credentials={"api_key": "abc"})
            kind(**more).call("find")
        (request,) = notes.requests
        if kind_of_place == "query":
            assert request.url.endswith("/things?x-one=[redacted]&x-two=[redacted]")
        else:
            assert [request.headers[each] for each in ("x-one", "x-two")] == ["[redacted]"] * 2


class Broken(Observer):
    """Fails at everything."""

    def __getattribute__(self, name: str) -> Any:
        if name in vars(Observer) and not name.startswith("_"):

            def fail(*_: object) -> None:
                raise RuntimeError(f"no {name}")

            return fail
        return super().__getattribute__(name)


def test_an_observer_that_fails_is_logged_and_changes_nothing(
    call: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    notes = Notes()
    with serving(lambda exchange: exchange.reply()) as server, caplog.at_level(logging.ERROR):
        assert call("find", **arguments(server, Broken(), notes)) == {}
    assert notes.words == ["call", "request 1", "response 200", "finished"]
    assert [(record.name, record.getMessage()) for record in caplog.records] == [
        ("integrations", f"Broken.{event} failed; the call goes on")
        for event in ("call_started", "request_started", "response_received", "call_finished")
    ]
    assert "RuntimeError: no call_started" in caplog.text
    assert SECRET not in caplog.text


def test_threads_share_an_observer() -> None:
    class Counts(Observer):
        def __init__(self) -> None:
            self.running: dict[ObservedCall, int] = {}

        def call_started(self, call: ObservedCall) -> None:
            self.running[call] = threading.get_ident()

        def call_finished(self, call: ObservedCall, error: BaseException | None) -> None:
            assert self.running.pop(call) == threading.get_ident()

    counts, log = Counts(), LogObserver()
    with serving(lambda exchange: exchange.reply()) as server, ThreadPoolExecutor(8) as pool:
        acme = KIND(**arguments(server, counts, log))
        assert list(pool.map(lambda _: acme.call("find"), range(64))) == [{}] * 64
    assert counts.running == {}


@pytest.mark.parametrize(
    ("observers", "message"),
    [
        (Notes(), "acme: observers must be a sequence, not Notes"),
        ([Notes], f"acme: observers must be instances of Observer, not {Notes!r}"),
        (5, "acme: observers must be a sequence, not int"),
    ],
)
def test_wrong_observers(observers: Any, message: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        KIND(credentials={"api_key": SECRET}, observers=observers)
    assert str(caught.value) == message


def test_a_refused_connection_is_told() -> None:
    notes = Notes()
    with serving(Exchange.reply) as server:
        pass
    with pytest.raises(TransportError):
        KIND(**arguments(server, notes, max_retries=0)).call("find")
    assert notes.words == ["call", "request 1", "failed TransportError", "finished TransportError"]
