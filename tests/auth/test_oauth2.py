"""OAuth 2 tokens: asked for as RFC 6749 says, kept, renewed."""

from __future__ import annotations

import asyncio
import base64
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest

from integrations_runtime import AuthenticationFailed, ConfigurationError
from integrations_runtime.auth import tokens
from tests.auth.vendor import SECRET, Vendor, vendor
from tests.support.loopback import Exchange

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@pytest.fixture
def acme() -> Iterator[Vendor]:
    with vendor() as running:
        yield running


class Clock(SimpleNamespace):
    """A clock that tests wind."""

    now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(tokens, "time", clock)
    return clock


def test_client_credentials_as_the_rfc_says(acme: Vendor) -> None:
    auth = {"scopes": ["parts:read", "parts:write"]}
    acme.client(auth=auth).call("find")
    assert acme.forms == [{"grant_type": "client_credentials", "scope": "parts:read parts:write"}]
    (headers,) = acme.grants
    pair = base64.b64encode(f"{acme.account}:{SECRET}".encode()).decode()
    assert headers["authorization"] == f"Basic {pair}"
    assert headers["content-type"] == "application/x-www-form-urlencoded"
    assert headers["accept"] == "application/json"
    assert acme.calls == ["Bearer token-1"]


def test_identifier_and_secret_are_form_encoded_before_they_become_basic_auth(acme: Vendor) -> None:
    acme.client(credentials={"id": acme.account + ":é b", "secret": "p%ss+w:rd"}).call("find")
    pair = base64.b64decode(acme.grants[0]["authorization"].removeprefix("Basic ")).decode()
    assert pair == f"{acme.account}%3A%C3%A9+b:p%25ss%2Bw%3Ard"


def test_a_refresh_token_is_exchanged_and_replaced_when_the_vendor_does(
    acme: Vendor, clock: Clock
) -> None:
    acme.issue = lambda exchange, number: acme.give(
        exchange, number, refresh_token=f"refresh-{number}" if number < 3 else None
    )
    auth = {"grant": "refresh_token", "refresh_token": "refresh"}
    client = acme.client(auth=auth, credentials={"refresh": "refresh-0"})
    for _ in range(4):
        client.call("find")
        clock.now += 4000
    assert acme.forms == [
        {"grant_type": "refresh_token", "refresh_token": f"refresh-{number}"}
        for number in (0, 1, 2, 2)
    ]
    assert acme.calls == [f"Bearer token-{number}" for number in (1, 2, 3, 4)]


def test_a_refresh_token_may_be_of_any_bytes(acme: Vendor) -> None:
    auth = {"grant": "refresh_token", "refresh_token": "refresh"}
    credentials = {
        "refresh": b"r\xff+".decode(errors="surrogateescape")
    }  # as the environment has it
    acme.client(auth=auth, credentials=credentials).call("find")
    assert acme.forms[0]["refresh_token"] == b"r\xff+".decode(errors="replace")


def test_clients_of_one_account_share_a_token(acme: Vendor) -> None:
    first, second = acme.client(), acme.client()
    for client in (first, second, first):
        client.call("find")

    async def others() -> None:
        client = acme.async_client()
        await client.call("find")
        await client.call("look")

    asyncio.run(others())
    assert len(acme.grants) == 1
    assert acme.calls == ["Bearer token-1"] * 5


def test_other_accounts_and_scopes_have_tokens_of_their_own(acme: Vendor) -> None:
    acme.client().call("find")
    acme.client(credentials={"secret": "another-secret"}).call("find")
    acme.client(auth={"scopes": ["x"]}).call("find")
    assert acme.calls == ["Bearer token-1", "Bearer token-2", "Bearer token-3"]


@pytest.mark.parametrize(
    ("life", "kept", "renewed"),
    [
        (3600, 3539, 3541),  # a minute before the end
        (100, 89, 91),  # of a short life, a tenth
        ("100", 89, 91),
        ("99.5", 89, 90),
        (1.0, 0.8, 0.95),
        (0, None, 0),
        (-5, None, 0),
    ],
)
def test_a_token_is_renewed_before_its_end(
    acme: Vendor, clock: Clock, life: Any, kept: float | None, renewed: float
) -> None:
    acme.gives(expires_in=life)
    client = acme.client()
    client.call("find")
    start = clock.now
    if kept is not None:
        clock.now = start + kept
        client.call("find")
        assert len(acme.grants) == 1
    clock.now = start + renewed
    client.call("find")
    assert len(acme.grants) == 2


@pytest.mark.parametrize(
    "life", [None, "soon", True, [], "9" * 5000, 10**400, float("inf"), float("nan")]
)
def test_a_token_whose_end_is_not_told_is_kept(acme: Vendor, clock: Clock, life: Any) -> None:
    acme.gives(expires_in=life)
    client = acme.client()
    client.call("find")
    clock.now += 1e9
    client.call("find")
    assert len(acme.grants) == 1


@pytest.mark.parametrize("kind", ["bearer", "BEARER", "BearerToken", None, 7])
def test_bearer_tokens_by_every_name(acme: Vendor, kind: Any) -> None:
    acme.gives(token_type=kind)
    assert acme.client().call("find") == {}


def test_a_refused_token_is_renewed_once(acme: Vendor) -> None:
    client = acme.client()
    client.call("find")
    acme.withdrawn = {"token-1"}
    client.call("find")
    assert acme.calls == ["Bearer token-1", "Bearer token-1", "Bearer token-2"]
    assert len(acme.grants) == 2


def test_a_token_refused_again_is_an_error(acme: Vendor) -> None:
    acme.withdrawn = {"token-1", "token-2"}
    with pytest.raises(AuthenticationFailed, match=r"^acme\.find: 401 unauthorized$") as caught:
        acme.client().call("find")
    assert acme.calls == ["Bearer token-1", "Bearer token-2"]
    assert len(acme.grants) == 2
    assert caught.value.body == '{"told": "no"}'


def test_a_vendor_that_gives_the_refused_token_again(acme: Vendor) -> None:
    acme.gives(access_token="the-same-one")
    acme.withdrawn = {"the-same-one"}
    with pytest.raises(AuthenticationFailed):
        acme.client().call("find")
    assert len(acme.calls) == len(acme.grants) == 2


def test_a_header_of_the_caller_takes_the_place_of_the_token(acme: Vendor) -> None:
    acme.client().call("find", options={"headers": {"Authorization": "Bearer mine"}})
    assert acme.calls == ["Bearer mine"]
    assert acme.grants == []


def test_a_missing_credential_is_named(acme: Vendor) -> None:
    with pytest.raises(ConfigurationError) as caught:
        acme.client(credentials={"secret": None})
    assert str(caught.value).startswith(
        "acme: the credential secret is missing: pass secret=… or set VENDOR_SECRET or "
    )
    assert acme.account not in str(caught.value)


def exit_status_of_a_child(call: Callable[[], object]) -> int:
    """That of a forked process which makes a call: 0 if it succeeds."""
    child = os.fork()
    if child == 0:
        try:
            call()
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@forks
def test_a_forked_process_fetches_its_own_token(acme: Vendor) -> None:
    client = acme.client()
    client.call("find")
    assert exit_status_of_a_child(lambda: client.call("find")) == 0
    client.call("find")
    assert acme.calls == ["Bearer token-1", "Bearer token-2", "Bearer token-1"]


@forks
def test_a_forked_process_does_not_wait_for_a_thread_of_its_parent(acme: Vendor) -> None:
    reached, opened = threading.Event(), threading.Event()

    def issue(exchange: Exchange, number: int) -> None:
        if number == 1:
            reached.set()
            assert opened.wait(20)
        acme.give(exchange, number)

    acme.issue = issue
    client = acme.client()
    with ThreadPoolExecutor(1) as pool:
        parent = pool.submit(client.call, "find")
        assert reached.wait(20)
        status = exit_status_of_a_child(lambda: client.call("find"))
        opened.set()
        parent.result(20)
    assert status == 0
    assert acme.calls == ["Bearer token-2", "Bearer token-1"]
