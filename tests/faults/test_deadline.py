"""The time that a call may take with all its attempts and waits, and the retries that clients and calls allow."""

from __future__ import annotations

import time
from typing import Any

import httpx
import pytest

from integrations_runtime import RateLimited, RetryPolicy, ServerError, TransportTimeout
from integrations_runtime.options import RequestOptions
from integrations_runtime.transport.seam import Request, Response
from tests.faults import scripts
from tests.faults.shop import KEY, POLICY, Run, Shop, run_async, run_sync
from tests.support.loopback import Exchange, serving
from tests.support.seams import Recorder, answer

both = pytest.mark.parametrize("run", [run_sync, run_async])

PATIENT = RetryPolicy(max_retries=5, first_delay=20, longest_delay=20)
"""Waits so long that a test that waited would be noticed."""

SETTINGS: list[tuple[Any, RequestOptions | None, int]] = [
    (0, None, 1),
    (POLICY, {"max_retries": 0}, 1),
    (POLICY, {"max_retries": 1}, 2),
    (POLICY, {"max_retries": 4}, 5),
    (RetryPolicy(max_retries=1, first_delay=0), None, 2),
    (0, {"max_retries": POLICY}, 3),
    (PATIENT, {"max_retries": POLICY}, 3),
]


@both
@pytest.mark.parametrize(("client", "options", "attempts"), SETTINGS)
def test_how_often(run: Run, client: Any, options: RequestOptions | None, attempts: int) -> None:
    with serving(scripts.status(500)) as server:
        outcome = run(server.url, "read", options=options, max_retries=client)
    assert type(outcome.error) is ServerError
    assert len(server.seen) == attempts
    assert outcome.error.retries == attempts - 1


@both
@pytest.mark.parametrize("failures", [1, 2, 3])
def test_a_server_that_recovers(run: Run, failures: int) -> None:
    kinds = [scripts.status(500), scripts.no_answer, scripts.status(429, retry_after="0.002")]
    with serving(scripts.first(*kinds[:failures])) as server:
        outcome = run(server.url, "read", options={"max_retries": failures})
    assert outcome.result == {"id": "p1", "name": "cog"}
    assert len(server.seen) == failures + 1
    assert (
        outcome.diary.reasons
        == [
            "status 500",
            "the connection failed: Server disconnected without sending a response.",
            "status 429",
        ][:failures]
    )


@both
def test_an_error_after_retries_knows_how_many_there_were(run: Run) -> None:
    html = scripts.answers(b"<html>", content_type="text/html")
    with serving(scripts.first(scripts.status(500), scripts.no_answer, then=html)) as server:
        outcome = run(server.url, "read")
    assert outcome.error is not None
    assert outcome.error.message == "the answer (200) is not JSON: its type is text/html"
    assert outcome.error.retries == 2


DEADLINES: list[tuple[Any, RequestOptions | None]] = [
    (RetryPolicy(first_delay=20, longest_delay=20, deadline=5), None),
    (PATIENT, {"deadline": 5}),
    (RetryPolicy(first_delay=20, longest_delay=20, deadline=1000), {"deadline": 5}),
    (POLICY, {"max_retries": RetryPolicy(first_delay=20, longest_delay=20, deadline=5)}),
]


@both
@pytest.mark.parametrize(("client", "options"), DEADLINES)
def test_a_wait_that_would_pass_the_deadline_is_not_begun(
    run: Run, client: Any, options: RequestOptions | None
) -> None:
    with serving(scripts.status(500)) as server:
        outcome = run(server.url, "read", options=options, max_retries=client)
    assert type(outcome.error) is ServerError
    assert outcome.error.message == "500 internal server error: Something is wrong"
    assert len(server.seen) == 1


@both
def test_a_retry_after_beyond_the_deadline_is_not_awaited(run: Run) -> None:
    with serving(scripts.status(429, retry_after="50")) as server:
        outcome = run(server.url, "read", options={"deadline": 10, "max_retries": 3})
    assert type(outcome.error) is RateLimited
    assert outcome.error.retry_after == 50
    assert len(server.seen) == 1


@both
@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("script", [scripts.stalled, scripts.stalled_body])
def test_a_server_that_stalls_at_a_deadline(run: Run, script: scripts.Script, own: bool) -> None:
    settings: dict[str, Any] = {"timeout": None}
    if own:
        client = httpx.Client if run is run_sync else httpx.AsyncClient
        settings["http_client"] = client(timeout=None)
    with serving(script) as server:
        outcome = run(server.url, "read", options={"deadline": 0.05}, **settings)
    assert type(outcome.error) is TransportTimeout
    assert outcome.error.message == "no answer before the deadline"
    assert len(server.seen) == 1
    if own and run is run_sync:
        settings["http_client"].close()


@both
def test_a_deadline_does_not_lengthen_the_limits_of_an_http_client(run: Run) -> None:
    kind = httpx.Client if run is run_sync else httpx.AsyncClient
    client: Any = kind(timeout=0.02)
    with serving(scripts.stalled) as server:
        options: RequestOptions = {"deadline": 5, "max_retries": 0}
        outcome = run(server.url, "read", options=options, timeout=None, http_client=client)
    assert type(outcome.error) is TransportTimeout
    assert outcome.error.message == "no answer within 0.02 s"
    if run is run_sync:
        client.close()


def drip(exchange: Exchange) -> None:
    """Sends a body of a million bytes, one at a time, until nobody listens."""
    exchange.reply(b"{", length=1_000_000)
    while not exchange.server.over.wait(0.002):
        exchange.wfile.write(b" ")


@both
def test_a_server_that_drips(run: Run) -> None:
    with serving(drip) as server:
        outcome = run(server.url, "read", options={"deadline": 0.05})
    assert type(outcome.error) is TransportTimeout
    assert outcome.error.message == "the answer did not end before the deadline"
    assert outcome.error.body == "{"
    assert len(server.seen) == 1


@both
def test_each_page_has_its_own_retries(run: Run) -> None:
    """A list of many pages would else be given up after a few troubles."""
    trouble = scripts.status(503)
    pages = [b'{"data": [{"id": "1"}], "more": true}', b'{"data": [{"id": "2"}], "more": true}']
    last = scripts.answers(b'{"data": [{"id": "3"}], "more": false}')
    script = scripts.first(
        *(step for page in pages for step in (trouble, trouble, scripts.answers(page))),
        trouble,
        trouble,
        then=last,
    )
    with serving(script) as server:
        outcome = run(server.url, "pages")
    assert outcome.error is None
    assert [each["id"] for each in outcome.result["data"]] == ["1", "2", "3"]
    assert len(server.seen) == 9
    # The backoff begins anew with each page.
    assert all(wait <= POLICY.first_delay for wait in outcome.diary.waits[::2])


def test_a_deadline_that_is_over_before_the_next_page() -> None:
    class Slow(Recorder):
        def send(self, request: Request) -> Response:
            time.sleep(0.04)
            return super().send(request)

    recorder = Slow(answer({"data": [], "more": True}))
    with pytest.raises(TransportTimeout) as caught:
        Shop(credentials={"api_key": KEY}, http_client=recorder).call(
            "pages", options={"deadline": 0.03}
        )
    assert str(caught.value) == "acme.pages: the deadline is over"
    assert caught.value.request_sent is False
    assert len(recorder.requests) == 1
