"""What a token endpoint can answer besides a token, and that no secret is shown on the way."""

from __future__ import annotations

import asyncio
import base64
import logging
import pickle
import traceback
from collections.abc import Iterator
from typing import Any

import pytest

from integrations_runtime import (
    AuthenticationFailed,
    IntegrationError,
    RateLimited,
    RetryPolicy,
    ServerError,
    TransportError,
    TransportTimeout,
)
from tests.auth.vendor import SECRET, Vendor, vendor
from tests.support.loopback import Exchange


@pytest.fixture
def acme() -> Iterator[Vendor]:
    with vendor() as running:
        yield running


def failing(acme: Vendor, **more: Any) -> IntegrationError:
    """The error of a call, the same for threads and for tasks."""
    with pytest.raises(IntegrationError) as caught:
        acme.client(**more).call("find")

    async def again() -> None:
        await acme.async_client(**more).call("find")

    with pytest.raises(type(caught.value)) as repeated:
        asyncio.run(again())
    assert str(repeated.value) == str(caught.value)
    assert acme.calls == []
    return caught.value


REFUSALS: list[tuple[int, bytes, str, type[IntegrationError], str]] = [
    (
        400,
        b'{"error": "invalid_client", "error_description": "No such client."}',
        "application/json",
        AuthenticationFailed,
        "400 bad request: No such client.",
    ),
    (
        401,
        b'{"error": "invalid_client"}',
        "application/json",
        AuthenticationFailed,
        "401 unauthorized: invalid_client",
    ),
    (403, b"<h1>Go away</h1>", "text/html", AuthenticationFailed, "403 forbidden"),
    (302, b"", "text/html", IntegrationError, "302 found"),
    (
        200,
        b"<h1>Welcome</h1>",
        "text/html",
        AuthenticationFailed,
        "the token endpoint's answer is not JSON",
    ),
    (
        200,
        b"[]",
        "application/json",
        AuthenticationFailed,
        "the token endpoint's answer is not an object",
    ),
    (
        200,
        b"{}",
        "application/json",
        AuthenticationFailed,
        "the token endpoint's answer has no usable access_token",
    ),
    (
        200,
        b'{"error": "bad_code", "error_description": "The code is old."}',
        "application/json",
        AuthenticationFailed,
        "the token endpoint's answer has no usable access_token: The code is old.",
    ),
    (
        200,
        b'{"access_token": ""}',
        "application/json",
        AuthenticationFailed,
        "the token endpoint's answer has no usable access_token",
    ),
    (
        200,
        b'{"access_token": "a\\nb"}',
        "application/json",
        AuthenticationFailed,
        "the token endpoint's answer has no usable access_token",
    ),
    (
        200,
        b'{"access_token": "token-1", "token_type": "mac"}',
        "application/json",
        AuthenticationFailed,
        "the token endpoint's answer has a token of the type 'mac'",
    ),
]


@pytest.mark.parametrize(("status", "body", "media_type", "kind", "message"), REFUSALS)
def test_an_answer_without_a_token(
    acme: Vendor,
    status: int,
    body: bytes,
    media_type: str,
    kind: type[IntegrationError],
    message: str,
) -> None:
    acme.issue = lambda exchange, _: exchange.reply(body, status=status, content_type=media_type)
    error = failing(acme)
    assert isinstance(error, kind)
    assert str(error) == f"acme.find: no access token from the vendor: {message}"
    assert len(acme.grants) == 2
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_the_error_carries_what_the_endpoint_said(acme: Vendor) -> None:
    body = b'{"error": "invalid_scope", "error_description": "Not yours."}'
    acme.issue = lambda exchange, _: exchange.reply(body, status=400, X_Request_Id="r7")
    error = failing(acme)
    assert isinstance(error, AuthenticationFailed)
    assert (error.status, error.code, error.detail) == (400, "invalid_scope", "Not yours.")
    assert (error.request_id, error.body) == ("r7", body.decode())


def test_a_cut_connection(acme: Vendor) -> None:
    acme.issue = lambda exchange, _: exchange.hang_up()
    error = failing(acme)
    assert type(error) is TransportError
    assert str(error).startswith(
        "acme.find: no access token from the vendor: the connection failed"
    )
    assert len(acme.grants) == 6  # two calls, three attempts each
    assert error.request_sent is False


def test_an_endpoint_that_comes_back(acme: Vendor) -> None:
    def issue(exchange: Exchange, number: int) -> None:
        if number == 1:
            exchange.reply(status=503)
        elif number == 2:
            exchange.hang_up()
        else:
            acme.give(exchange, number)

    acme.issue = issue
    acme.client().call("find")
    assert acme.calls == ["Bearer token-3"]


def test_an_endpoint_that_stays_away(acme: Vendor) -> None:
    acme.issue = lambda exchange, _: exchange.reply(b"down", status=503)
    error = failing(acme, max_retries=RetryPolicy(max_retries=1, first_delay=0))
    assert isinstance(error, ServerError)
    assert str(error) == "acme.find: no access token from the vendor: 503 service unavailable"
    assert len(acme.grants) == 4


def test_an_endpoint_that_asks_to_come_back_much_later(acme: Vendor) -> None:
    acme.issue = lambda exchange, _: exchange.reply(status=429, Retry_After="3600")
    error = failing(acme)
    assert isinstance(error, RateLimited)
    assert str(error) == "acme.find: no access token from the vendor: 429 too many requests"
    assert error.retry_after == 3600
    assert len(acme.grants) == 2


def test_a_deadline_holds_for_the_token_too(acme: Vendor) -> None:
    acme.issue = lambda exchange, _: exchange.reply(status=503)
    policy = RetryPolicy(max_retries=9, first_delay=60, longest_delay=60, deadline=5)
    error = failing(acme, max_retries=policy)
    assert isinstance(error, ServerError)
    assert len(acme.grants) == 2


def test_an_endpoint_that_does_not_answer_before_the_deadline(acme: Vendor) -> None:
    def issue(exchange: Exchange, _: int) -> None:
        exchange.rfile.read(1)  # nothing comes before the client hangs up

    acme.issue = issue
    error = failing(acme, max_retries=RetryPolicy(max_retries=0, deadline=0.03))
    assert isinstance(error, TransportTimeout)
    assert str(error) == "acme.find: no access token from the vendor: no answer before the deadline"


def test_a_port_where_nobody_listens() -> None:
    with vendor() as acme:
        pass
    with pytest.raises(TransportError) as caught:
        acme.client().call("find")
    message = str(caught.value)
    assert message.startswith("acme.find: no access token from the vendor: no connection: [Errno")


@pytest.mark.parametrize("secret", [SECRET, 'q"uote/and+pl us', "ünï-cödé"])
def test_no_secret_is_shown(acme: Vendor, secret: str, caplog: pytest.LogCaptureFixture) -> None:
    """The endpoint sends everything back that it was sent; so does the vendor with the token, and refuses it."""
    seen: list[str] = []

    def issue(exchange: Exchange, number: int) -> None:
        pair = exchange.headers["authorization"].removeprefix("Basic ")
        decoded = base64.b64decode(pair).decode()
        echo = f"{pair} {decoded} {exchange.body.decode()} {secret}"
        seen.extend([pair, decoded.partition(":")[2], secret])
        exchange.reply(echo.encode(), status=400)

    caplog.set_level(logging.DEBUG)
    acme.issue = issue
    auth = {"grant": "refresh_token", "refresh_token": "refresh"}
    more = {"auth": auth, "credentials": {"secret": secret, "refresh": "refresh-me-please"}}
    client = acme.client(**more)
    errors = [failing(acme, **more)]
    tokens = {"access_token": "tok/en+one==", "refresh_token": "following-refresh"}
    acme.gives(**tokens)
    acme.withdrawn = {"tok/en+one=="}
    with pytest.raises(AuthenticationFailed) as caught:
        client.call("find")
    errors.append(caught.value)
    auth_ = client._caller._auth
    shown = [repr(client), repr(auth_), repr(auth_.tokens), caplog.text]
    for error in errors:
        stack = traceback.TracebackException.from_exception(error, capture_locals=True)
        ours = [
            str(frame.locals) for frame in stack.stack if "integrations_runtime" in frame.filename
        ]
        shown += [str(error), repr(error), str(vars(error)), *ours]
    hidden = {*seen, *tokens.values(), "refresh-me-please"}
    assert hidden
    assert not [(each, text) for each in hidden for text in shown if each in text]
