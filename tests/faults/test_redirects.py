"""Reads are followed to where the vendor redirects them: with what, how far, and what is refused."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import pytest

from integrations_runtime import (
    ObservedCall,
    ObservedRequest,
    ObservedResponse,
    Observer,
    ResponseError,
    StatusError,
    TransportTimeout,
)
from integrations_runtime.transport.seam import Request, Response
from tests.faults import scripts
from tests.faults.shop import KEY, READ, Run, Shop, oauth, run_async, run_sync
from tests.faults.test_secrets import ACCOUNTS, SECRET
from tests.support.acme import async_client_class, client_class, reads
from tests.support.loopback import Exchange, serving
from tests.support.seams import AsyncRecorder, Recorder, answer

both = pytest.mark.parametrize("run", [run_sync, run_async])
codes = pytest.mark.parametrize("code", [301, 302, 303, 307, 308])

CREDENTIALS = {"api_key": KEY}


def moved(location: str, status: int = 302) -> Response:
    return answer(b"", status=status, headers={"Location": location})


@both
@codes
def test_within_its_origin_a_read_goes_on_as_it_is(run: Run, code: int) -> None:
    redirect = scripts.status(code, location="../elsewhere?v=1")
    with serving(scripts.first(redirect)) as server:
        outcome = run(server.url, "read", options={"headers": {"X-Mine": "mine"}})
    assert outcome.error is None
    assert outcome.result == {"id": "p1", "name": "cog"}
    assert [each[:2] for each in server.seen] == [("GET", "/parts/1"), ("GET", "/elsewhere?v=1")]
    assert server.seen[0][2] == server.seen[1][2]
    assert server.seen[1][2]["authorization"] == f"Bearer {KEY}"
    assert outcome.diary.attempts == 2
    assert outcome.diary.waits == []


@both
@pytest.mark.parametrize("way", [way for way in ACCOUNTS if ACCOUNTS[way].auth])
def test_within_its_origin_a_read_stays_authenticated(run: Run, way: str) -> None:
    account = ACCOUNTS[way]
    listed: Any = [{"key": key, "env": []} for key in account.credentials]
    kind = client_class(auth=account.auth, credentials=listed, functions={"read": READ})
    with serving(scripts.first(scripts.status(302, location="/elsewhere?v=1"))) as server:
        outcome = run(server.url, "read", kind=kind, credentials=account.credentials)
    assert outcome.error is None
    first, second = server.seen
    assert first[2] == second[2]
    sign = f"&key={quote(SECRET, safe='')}" if way == "query" else ""
    assert second[1] == f"/elsewhere?v=1{sign}"


@both
def test_a_token_is_renewed_where_it_is_refused_after_a_redirect(run: Run) -> None:
    tokens = iter(["old", "new"])

    def issue(exchange: Exchange) -> None:
        exchange.reply(f'{{"access_token": "{next(tokens)}"}}'.encode())

    def script(exchange: Exchange) -> None:
        if exchange.path == "/parts/1":
            exchange.reply(b"", status=302, location="/elsewhere")
        elif exchange.headers["authorization"] == "Bearer old":
            exchange.reply(status=401)
        else:
            exchange.reply(scripts.PART)

    with serving(issue) as endpoint, serving(script) as server:
        outcome = run(
            server.url,
            "read",
            kind=oauth(f"{endpoint.url}/token"),
            credentials={"client_id": "another", "client_secret": SECRET},
        )
    assert outcome.error is None
    assert [path for _, path, _, _ in server.seen] == ["/parts/1", "/elsewhere"] * 2


REFUSED: Mapping[str, tuple[list[Response], str]] = {
    "too many": (
        [moved(f"/{number}") for number in range(9)],
        "302 found; it redirects more than 5 times (redirected to https://a.example.com/4)",
    ),
    "itself": ([moved("#here")], "302 found; it redirects in a circle"),
    "circle": (
        [moved("/b"), moved("https://other.example.com/c"), moved("https://a.example.com/b")],
        "302 found; it redirects in a circle (redirected to https://other.example.com/c)",
    ),
    "no location": (
        [answer(b"", status=307)],
        "307 temporary redirect; it redirects, but names no address",
    ),
    "empty": ([moved("")], "302 found; it redirects, but names no address"),
    "downgrade": (
        [moved("http://a.example.com/b")],
        "302 found; it redirects from https to http (a.example.com), and was not followed",
    ),
    "late downgrade": (
        [moved("https://b.example.com/"), moved("http://c.example.com:80/")],
        "302 found; it redirects from https to http (c.example.com:80), and was not followed"
        " (redirected to https://b.example.com/)",
    ),
    **{
        location: ([moved(location)], "302 found; it redirects to an unusable address")
        for location in (
            "ftp://b.example.com/",
            "file:///etc/passwd",
            "data:application/json,{}",
            "https://me@b.example.com/",
            "https://a.example.com:x/",
            "https://a.example.com:0/",
            "https://a.example.com:99999/",
            "https://a.example.com\\@b.example.com/",
            "https://[::1/",
            "https://b example.com/",
        )
    },
}


@pytest.mark.parametrize("asynchronous", [False, True])
@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_followed(case: str, asynchronous: bool) -> None:
    answers, message = REFUSED[case]
    settings: Any = {"credentials": CREDENTIALS, "base_url": "https://a.example.com"}
    recorder = AsyncRecorder(*answers) if asynchronous else Recorder(*answers)
    settings["http_client"] = recorder
    with pytest.raises(StatusError) as caught:
        if asynchronous:
            asyncio.run(async_client_class(Shop)(**settings).call("read"))
        else:
            Shop(**settings).call("read")
    assert caught.value.message == message
    assert caught.value.status == answers[0].status
    assert caught.value.retries == 0
    assert {request.url.partition(":")[0] for request in recorder.requests} == {"https"}
    assert len(recorder.requests) == (6 if case == "too many" else len(answers))


def test_five_redirects_are_followed() -> None:
    recorder = Recorder(*(moved(f"/{number}") for number in range(5)), answer({"id": "p1"}))
    client = Shop(credentials=CREDENTIALS, base_url="https://a.example.com", http_client=recorder)
    assert client.call("read") == {"id": "p1"}


def test_the_usual_port_and_capitals_are_the_same_origin_and_what_is_illegal_is_encoded() -> None:
    recorder = Recorder(
        moved("https://A.example.com:443/Köln nord?q=a|b%20c"), answer({"id": "p1"})
    )
    client = Shop(credentials=CREDENTIALS, base_url="https://a.example.com", http_client=recorder)
    assert client.call("read") == {"id": "p1"}
    assert recorder.last.url == "https://A.example.com:443/K%C3%B6ln%20nord?q=a%7Cb%20c"
    assert recorder.last.headers["authorization"] == f"Bearer {KEY}"
    assert recorder.last.bare is False


@pytest.mark.parametrize("location", ["https://a.example.com", "http://a.example.com:8080"])
def test_another_scheme_or_port_is_another_origin(location: str) -> None:
    recorder = Recorder(moved(location), answer({"id": "p1"}))
    client = Shop(credentials=CREDENTIALS, base_url="http://a.example.com", http_client=recorder)
    assert client.call("read") == {"id": "p1"}
    assert recorder.last.headers == {"accept": "application/json"}
    assert recorder.last.bare is True


@pytest.mark.parametrize("code", [302, 303])
def test_head_stays_head(code: int) -> None:
    spec = reads(http={"method": "HEAD", "answer": "empty"})
    recorder = Recorder(moved("/b", code), answer(b""))
    kind = client_class(functions={"probe": spec})
    kind(credentials=CREDENTIALS, http_client=recorder).call("probe")
    assert [request.method for request in recorder.requests] == ["HEAD", "HEAD"]


def test_a_status_that_the_definition_accepts_is_an_answer() -> None:
    recorder = Recorder(moved("/b"))
    kind = client_class(functions={"probe": reads(http={"accepts": [302], "answer": "text"})})
    client = kind(credentials=CREDENTIALS, http_client=recorder)
    assert client.call("probe") == ""
    assert len(recorder.requests) == 1


@both
def test_a_fault_after_redirects_is_repeated_from_the_start(run: Run) -> None:
    redirect = scripts.status(302, location="/elsewhere")
    trouble = scripts.status(503)
    script = scripts.first(redirect, trouble, redirect, scripts.no_answer, redirect)
    with serving(script) as server:
        outcome = run(server.url, "read")
    assert outcome.error is None
    assert [path for _, path, _, _ in server.seen] == ["/parts/1", "/elsewhere"] * 3
    failed = "the connection failed: Server disconnected without sending a response."
    assert outcome.diary.reasons == [
        "status 503",
        f"{failed} (redirected to {server.url}/elsewhere)",
    ]


@both
def test_redirects_use_up_no_retries(run: Run) -> None:
    redirects = [scripts.status(302, location=f"/{number}") for number in range(3)]
    with serving(scripts.first(*redirects, then=scripts.status(500))) as server:
        outcome = run(server.url, "read", options={"max_retries": 0})
    assert outcome.error is not None
    assert outcome.error.retries == 0
    assert outcome.error.message == (
        f"500 internal server error: Something is wrong (redirected to {server.url}/2)"
    )


@both
def test_an_answer_that_cannot_be_read_names_who_gave_it(run: Run) -> None:
    page = scripts.answers(b"<html>", content_type="text/html")
    redirect = scripts.status(302, location="/login?next=%2Fparts%2F1")
    with serving(scripts.first(redirect, then=page)) as server:
        outcome = run(server.url, "read")
    assert type(outcome.error) is ResponseError
    assert outcome.error.message == (
        "the answer (200) is not JSON: its type is text/html " f"(redirected to {server.url}/login)"
    )
    assert outcome.error.path == "/parts/1"


def test_the_deadline_holds_for_redirects_too() -> None:
    class Late(Recorder):
        def send(self, request: Request) -> Response:
            deadline = request.deadline
            assert deadline is not None
            time.sleep(max(0.0, deadline - time.monotonic()))
            return super().send(request)

    recorder = Late(moved("/b"))
    client = Shop(credentials=CREDENTIALS, base_url="https://a.example.com", http_client=recorder)
    with pytest.raises(TransportTimeout) as caught:
        client.call("read", options={"deadline": 0.01})
    assert caught.value.message == "the deadline is over (redirected to https://a.example.com/b)"
    assert caught.value.request_sent is True
    assert len(recorder.requests) == 1


class Watcher(Observer):
    """Writes down what is sent, and what comes."""

    def __init__(self) -> None:
        self.told: list[object] = []

    def request_started(self, call: ObservedCall, request: ObservedRequest) -> None:
        self.told.append((request.attempt, request.url, "authorization" in request.headers))

    def response_received(
        self, call: ObservedCall, request: ObservedRequest, response: ObservedResponse
    ) -> None:
        self.told.append((request.attempt, response.status, response.headers.get("location")))


def test_observers_are_told() -> None:
    watcher = Watcher()
    recorder = Recorder(moved("https://b.example.com/c?sig=1&x#part"), answer({"id": "p1"}))
    Shop(
        credentials=CREDENTIALS,
        base_url="https://a.example.com",
        http_client=recorder,
        observers=[watcher],
    ).call("read")
    shown = "https://b.example.com/c?sig=[redacted]&[redacted]"
    assert watcher.told == [
        (1, "https://a.example.com/parts/1", True),
        (1, 302, shown),
        (2, shown, False),
        (2, 200, None),
    ]
