"""A refused access token is replaced once, for every kind of call, and token endpoints that misbehave."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count

import pytest

from integrations_runtime import AuthenticationFailed, RateLimited, ServerError, TransportError
from tests.faults import scripts
from tests.faults.shop import Outcome, Run, oauth, run_async, run_sync
from tests.support.loopback import Exchange, Server, closed_port, serving

both = pytest.mark.parametrize("run", [run_sync, run_async])
CREDENTIALS = {"client_id": "me", "client_secret": "secret-of-the-client"}
_numbers = count()


def _token(exchange: Exchange) -> None:
    token = {"access_token": f"token-{next(_numbers)}", "token_type": "bearer", "expires_in": 3600}
    exchange.reply(json.dumps(token).encode())


def _call(
    run: Run, function: str, answers: scripts.Script, tokens: scripts.Script = _token
) -> tuple[Outcome, Server, Server]:
    with serving(answers) as server, serving(tokens) as endpoint:
        kind = oauth(f"{endpoint.url}/token")
        outcome = run(server.url, function, kind=kind, credentials=CREDENTIALS)
    return outcome, server, endpoint


def _used(server: Server) -> Iterator[str]:
    for _, _, named, _ in server.seen:
        yield {name.lower(): value for name, value in named.items()}["authorization"]


@both
@pytest.mark.parametrize("function", ["read", "safe", "keyed", "plain"])
def test_a_refused_token_is_replaced_once(run: Run, function: str) -> None:
    outcome, server, endpoint = _call(run, function, scripts.first(scripts.status(401)))
    assert outcome.error is None
    first, second = _used(server)
    assert first != second
    assert len(endpoint.seen) == 2
    assert outcome.diary.waits == []


@both
@pytest.mark.parametrize("function", ["read", "plain"])
def test_a_second_refusal_is_final(run: Run, function: str) -> None:
    outcome, server, endpoint = _call(run, function, scripts.status(401))
    assert type(outcome.error) is AuthenticationFailed
    assert outcome.error.message == "401 unauthorized: Something is wrong"
    assert (len(server.seen), len(endpoint.seen)) == (2, 2)


@both
def test_a_body_from_a_pipe_is_not_sent_again(run: Run) -> None:
    outcome, server, _ = _call(run, "plain_upload", scripts.first(scripts.status(401)))
    assert type(outcome.error) is AuthenticationFailed
    assert len(server.seen) == 1


ENDPOINTS = [
    (scripts.status(400), 1, AuthenticationFailed, "400 bad request…"),
    (scripts.status(500), 3, ServerError, "500 internal server error…"),
    (scripts.status(429, retry_after="0.002"), 3, RateLimited, "429 too many requests…"),
    (scripts.no_answer, 3, TransportError, "the connection failed: …"),
    (scripts.answers(b"{}"), 1, AuthenticationFailed, "the token endpoint's answer has no…"),
]


@both
@pytest.mark.parametrize(("tokens", "attempts", "kind", "message"), ENDPOINTS)
def test_a_token_endpoint_that_misbehaves(
    run: Run, tokens: scripts.Script, attempts: int, kind: type[Exception], message: str
) -> None:
    outcome, server, endpoint = _call(run, "plain", scripts.good, tokens)
    assert type(outcome.error) is kind
    beginning = message.removesuffix("…")
    assert outcome.error.message.startswith(f"no access token from the vendor: {beginning}")
    assert len(endpoint.seen) == attempts
    assert server.seen == []


@both
def test_a_token_endpoint_that_is_not_there(run: Run) -> None:
    with serving(scripts.good) as server:
        outcome = run(server.url, "read", kind=oauth(closed_port()), credentials=CREDENTIALS)
    assert type(outcome.error) is TransportError
    assert outcome.error.message.startswith("no access token from the vendor: no connection: ")
    assert outcome.error.request_sent is False
    assert server.seen == []
