"""What arrives at another origin to which a vendor redirects a read: nothing of the account. Two ports are two origins."""

from __future__ import annotations

import asyncio
import base64
import json
import logging
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import quote

import httpx
import pytest

from integrations_runtime import AuthenticationFailed, IntegrationError, NotFound, StatusError
from integrations_runtime.observers.log import LogObserver
from integrations_runtime.options import RequestOptions
from tests.faults import scripts
from tests.faults.shop import FUNCTIONS, KEY, Run, Shop, run_async, run_sync
from tests.faults.test_secrets import ACCOUNTS, SECRET, SPELLINGS, TOKEN, leaks
from tests.support.acme import async_client_class, client_class, reads
from tests.support.loopback import Exchange, Server, serving

both = pytest.mark.parametrize("run", [run_sync, run_async])

STANDARD: Final = {"host", "accept", "accept-encoding", "connection", "user-agent"}
SIGNATURE: Final = "signature-of-the-vendor-0123456789"


def to(url: Callable[[], str], code: int = 302) -> scripts.Script:
    """Redirects to an address that is known when the request comes."""
    return lambda exchange: exchange.reply(b"", status=code, location=url())


def heard(server: Server) -> dict[str, str]:
    """The headers of the only request, by lower-case name."""
    assert len(server.seen) == 1
    return {name.lower(): value for name, value in server.seen[0][2].items()}


def _issue(exchange: Exchange) -> None:
    exchange.reply(json.dumps({"access_token": TOKEN, "token_type": "bearer"}).encode())


@contextmanager
def _account(way: str) -> Generator[type[Any]]:
    account = ACCOUNTS[way]
    with serving(_issue) as endpoint:
        listed: Any = [{"key": key, "env": []} for key in account.credentials]
        auth: Any = account.auth or {
            "strategy": "oauth2",
            "grant": "client_credentials",
            "token_url": f"{endpoint.url}/token",
            "client_id": "client_id",
            "client_secret": "client_secret",
        }
        headers = {"X-Plain": "1", "X-Tenant": "{tenant}", "User-Agent": "shop of {tenant}"}
        yield client_class(
            auth=auth,
            credentials=listed,
            settings=[{"key": "tenant", "env": []}],
            headers=headers,
            functions=FUNCTIONS,
        )


@both
@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("way", ACCOUNTS)
def test_no_credential_travels(run: Run, way: str, code: int) -> None:
    options: RequestOptions = {
        "headers": {"X-Mine": "mine", "Cookie": f"s={SECRET}", "Accept": "text/mine", "Range": "x"}
    }
    credentials = {**ACCOUNTS[way].credentials, "tenant": "tenant-7"}
    with (
        _account(way) as kind,
        serving(scripts.good) as other,
        serving(to(lambda: f"{other.url}/elsewhere?v=1", code)) as server,
    ):
        outcome = run(server.url, "read", kind=kind, credentials=credentials, options=options)
    assert outcome.error is None
    assert outcome.result == {"id": "p1", "name": "cog"}
    first = heard(server)
    assert first["x-tenant"] == "tenant-7"
    assert any(spelling in f"{server.seen}" for spelling in SPELLINGS)
    assert other.seen[0][:2] == ("GET", "/elsewhere?v=1")
    assert set(heard(other)) <= STANDARD
    shown = f"{other.seen}"
    for secret in (*SPELLINGS, "tenant-7", "mine"):
        assert secret not in shown


@both
@pytest.mark.parametrize("query", ["key={}&v=1", "v=1&key={}"])
def test_a_key_that_the_vendor_copies_into_the_address_is_taken_out(run: Run, query: str) -> None:
    copied = query.format(quote(SECRET, safe=""))
    with (
        _account("query") as kind,
        serving(scripts.good) as other,
        serving(to(lambda: f"{other.url}/elsewhere?{copied}")) as server,
    ):
        outcome = run(server.url, "read", kind=kind, credentials={"key": SECRET})
    assert outcome.error is None
    assert server.seen[0][1] == f"/parts/1?key={quote(SECRET, safe='')}"
    assert other.seen[0][1] == "/elsewhere?v=1"


ECHOES = {
    "path": SECRET,
    "encoded": quote(SECRET, safe=""),
    "small": quote(SECRET, safe="").replace("%2F", "%2f").replace("%3D", "%3d"),
    "twice": quote(quote(SECRET, safe=""), safe=""),
    "query": f"?next={quote('/parts?key=' + quote(SECRET, safe=''), safe='')}",
    "basic": f"?auth={base64.b64encode(f'me:{SECRET}'.encode()).decode()}",
}


@both
@pytest.mark.parametrize("echo", ECHOES)
def test_an_address_that_repeats_a_credential_is_not_asked(run: Run, echo: str) -> None:
    credentials = ACCOUNTS["basic"].credentials
    with (
        _account("basic") as kind,
        serving(scripts.good) as other,
        serving(to(lambda: f"{other.url}/{ECHOES[echo]}")) as server,
    ):
        outcome = run(server.url, "read", kind=kind, credentials=credentials)
    assert outcome.error is not None
    place = other.url.removeprefix("http://")
    assert outcome.error.message == (
        f"302 found; it repeats a credential in an address at {place}, and was not followed"
    )
    assert other.connections == 0
    assert leaks(outcome.error) == []


@both
def test_a_key_is_not_added_further_on(run: Run) -> None:
    further = scripts.first(scripts.status(302, location="/further"))
    with (
        _account("query") as kind,
        serving(further) as other,
        serving(to(lambda: other.url)) as server,
    ):
        outcome = run(server.url, "read", kind=kind, credentials={"key": SECRET})
    assert outcome.error is None
    assert [path for _, path, _, _ in other.seen] == ["/", "/further"]


@both
def test_a_read_that_is_sent_back_stays_a_stranger(run: Run) -> None:
    def script(exchange: Exchange) -> None:
        if exchange.path == "/back":
            exchange.reply(scripts.PART)
        else:
            exchange.reply(b"", status=302, location=other.url)

    with serving(to(lambda: f"{server.url}/back")) as other, serving(script) as server:
        outcome = run(server.url, "read")
    assert outcome.error is None
    assert [path for _, path, _, _ in server.seen] == ["/parts/1", "/back"]
    assert [KEY in f"{each}" for each in server.seen] == [True, False]


OWN: Final[Mapping[str, Any]] = {
    "headers": {"X-Own": SECRET, "Authorization": SECRET},
    "cookies": {"session": SECRET},
    "params": {"own": SECRET},
    "auth": ("me", SECRET),
    "follow_redirects": True,
}


def _own_sync(url: str) -> None:
    with httpx.Client(**OWN) as own:
        Shop(credentials={"api_key": KEY}, base_url=url, http_client=own).call("read")


def _own_async(url: str) -> None:
    async def read() -> None:
        async with httpx.AsyncClient(**OWN) as own:
            shop = async_client_class(Shop)(
                credentials={"api_key": KEY}, base_url=url, http_client=own
            )
            await shop.call("read")

    asyncio.run(read())


@pytest.mark.parametrize("call", [_own_sync, _own_async])
def test_an_http_client_adds_nothing_of_its_own(call: Callable[[str], None]) -> None:
    with serving(scripts.good) as other, serving(to(lambda: other.url)) as server:
        call(server.url)
    first = heard(server)
    assert first["x-own"] == SECRET
    assert first["cookie"] == f"session={SECRET}"
    assert "own=" in server.seen[0][1]
    assert set(heard(other)) <= STANDARD
    assert other.seen[0][1] == "/"


@both
def test_a_refusal_elsewhere_does_not_renew_the_token(run: Run) -> None:
    with (
        _account("oauth") as kind,
        serving(scripts.status(401)) as other,
        serving(to(lambda: f"{other.url}/elsewhere")) as server,
    ):
        outcome = run(server.url, "read", kind=kind, credentials=ACCOUNTS["oauth"].credentials)
    assert type(outcome.error) is AuthenticationFailed
    assert len(server.seen) == len(other.seen) == 1
    assert outcome.error.message == (
        f"401 unauthorized: Something is wrong (redirected to {other.url}/elsewhere)"
    )


@both
def test_what_lets_anyone_in_is_in_no_error(run: Run) -> None:
    def echo(exchange: Exchange) -> None:
        body = json.dumps({"problem": {"text": f"no {SIGNATURE}", "code": "E"}}).encode()
        exchange.reply(body, status=404, x_request_id=SIGNATURE)

    query = f"?X-Sig={SIGNATURE}&{SIGNATURE}#{SIGNATURE}"
    with serving(echo) as other, serving(to(lambda: f"{other.url}/file{query}")) as server:
        outcome = run(server.url, "read")
    assert type(outcome.error) is NotFound
    assert other.seen[0][1] == f"/file?X-Sig={SIGNATURE}&{SIGNATURE}"
    assert outcome.error.message == (
        f"404 not found: no [redacted] (redirected to {other.url}/file)"
    )
    assert SIGNATURE not in f"{outcome.error!r} {vars(outcome.error)}"


@both
def test_the_address_of_a_write_is_named_and_what_lets_anyone_in_is_not(run: Run) -> None:
    location = f"http://me:{SIGNATURE}@files.example.com/a?sig={SIGNATURE}&{SIGNATURE}"
    with serving(scripts.status(303, content=b"", location=location)) as server:
        outcome = run(server.url, "plain")
    assert type(outcome.error) is StatusError
    assert outcome.error.message == "303 see other; it redirects to an unusable address"
    shown = "http://[redacted]@files.example.com/a?sig=[redacted]&[redacted]"
    assert outcome.error.headers["location"] == shown


@pytest.mark.parametrize("asynchronous", [False, True])
def test_logs_tell_of_redirects_without_what_lets_anyone_in(
    asynchronous: bool, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("integrations", "httpx"):
        caplog.set_level(logging.DEBUG, logger=name)
    with serving(scripts.good) as other:
        location = f"{other.url}/file?X-Sig={SIGNATURE}&v=1"
        with serving(to(lambda: location)) as server:
            settings: Any = {"credentials": {"api_key": KEY}, "base_url": server.url}
            settings["observers"] = [LogObserver()]
            if asynchronous:
                asyncio.run(async_client_class(Shop)(**settings).call("read"))
            else:
                Shop(**settings).call("read")
    lines = [record.getMessage() for record in caplog.records]
    shown = f"{other.url}/file?X-Sig=[redacted]&v=[redacted]"
    assert any(line.startswith(f"acme.read → GET {shown} ") for line in lines)
    assert any(line.startswith("acme.read ← 302 ") and shown in line for line in lines)
    assert any(
        line.startswith("HTTP Request: GET") and "X-Sig=[redacted]" in line for line in lines
    )
    assert SIGNATURE not in "\n".join(lines)


FAULTS: Mapping[str, scripts.Script] = {
    "closed": scripts.no_answer,
    "500": scripts.status(500, content=f"no {SECRET}".encode()),
    "not JSON": scripts.answers(SECRET.encode()),
    "moved on": scripts.status(302, content=b"", location=f"/{quote(SECRET, safe='')}"),
    "bad location": scripts.status(302, content=b"", location=f"http://{SECRET}:b:c/"),
}


@both
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("way", ACCOUNTS)
def test_no_error_gives_a_credential_away(run: Run, way: str, fault: str) -> None:
    with (
        _account(way) as kind,
        serving(FAULTS[fault]) as other,
        serving(to(lambda: other.url)) as server,
    ):
        outcome = run(server.url, "read", kind=kind, credentials=ACCOUNTS[way].credentials)
    assert isinstance(outcome.error, IntegrationError)
    assert leaks(outcome.error) == []


def test_a_body_and_arguments_in_headers_stay() -> None:
    trace: Any = {"schema": {"type": "string"}, "location": "header", "wire_name": "X-Trace"}
    kind = client_class(functions={"find": reads({"trace": trace})})
    with serving(scripts.good) as other, serving(to(lambda: other.url, 307)) as server:
        client = kind(credentials={"api_key": KEY}, base_url=server.url)
        client.call("find", {"trace": "t1"}, options={"body": {"mine": 1}})
    assert heard(server)["x-trace"] == "t1"
    assert server.seen[0][3] == b'{"mine":1}'
    assert other.seen[0][3] == b""
    assert set(heard(other)) <= STANDARD
