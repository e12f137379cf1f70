"""Clients against a real server that behaves, and one that does not; synchronously and asynchronously."""

from __future__ import annotations

import asyncio
import gzip
import json
import socket
import threading
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from integrations_runtime import (
    IntegrationError,
    ResponseError,
    ServerError,
    TransportError,
    TransportTimeout,
    __version__,
)
from integrations_runtime.options import RequestOptions
from tests.support.acme import Acme, AsyncAcme
from tests.support.loopback import Exchange, serving

KEY = "key-that-must-stay-secret"

Caller = Callable[..., Any]


def call_sync(url: str, *, calls: int = 1, options: RequestOptions | None = None) -> Any:
    with Acme(api_key=KEY, base_url=url, max_retries=0) as acme:
        return [acme.get_part(part_id="p1", options=options).id for _ in range(calls)]


def call_async(url: str, *, calls: int = 1, options: RequestOptions | None = None) -> Any:
    async def run() -> Any:
        async with AsyncAcme(api_key=KEY, base_url=url, max_retries=0) as acme:
            return [(await acme.get_part(part_id="p1", options=options)).id for _ in range(calls)]

    return asyncio.run(run())


both = pytest.mark.parametrize("call", [call_sync, call_async])


def good(exchange: Exchange) -> None:
    exchange.reply(b'{"id": "p1"}')


@both
def test_a_call_over_a_real_connection(call: Caller) -> None:
    with serving(good) as server:
        assert call(server.url) == ["p1"]
    method, path, headers, body = server.seen[0]
    assert (method, path, body) == ("GET", "/parts/p1", b"")
    named = {name.lower(): value for name, value in headers.items()}
    assert named["authorization"] == f"Bearer {KEY}"
    assert named["accept"] == "application/json"
    assert "gzip" in named["accept-encoding"]
    assert named["user-agent"].startswith(f"integrations/{__version__} python/3.")
    assert "cookie" not in named


@both
def test_connections_are_kept_alive_across_clients(call: Caller) -> None:
    with serving(good) as server:
        assert call(server.url, calls=3) == ["p1"] * 3
        assert server.connections == 1
        if call is call_sync:  # an event loop ends with its connections
            call(server.url)
            assert server.connections == 1


@both
def test_a_body_arrives_as_it_was_written(call: Caller) -> None:
    with serving(good) as server:
        arguments = {"name": "Größe", "anything": ["x" * 100_000]}
        with Acme(api_key=KEY, base_url=server.url) as acme:
            acme.call("create_part", arguments)
    assert json.loads(server.seen[0][3]) == arguments


@both
def test_a_compressed_answer_is_read(call: Caller) -> None:
    def script(exchange: Exchange) -> None:
        exchange.reply(gzip.compress(b'{"id": "p1"}'), content_encoding="gzip")

    with serving(script) as server:
        assert call(server.url) == ["p1"]


@both
def test_cookies_are_neither_kept_nor_sent(call: Caller) -> None:
    def script(exchange: Exchange) -> None:
        exchange.reply(b'{"id": "p1"}', set_cookie="session=of-another-account; Path=/")

    with serving(script) as server:
        call(server.url, calls=2)
        call(server.url)
    assert not [headers for _, _, headers, _ in server.seen if "cookie" in map(str.lower, headers)]


@both
def test_a_server_that_does_not_answer_in_time(call: Caller) -> None:
    done = threading.Event()

    def script(exchange: Exchange) -> None:
        done.wait(10)
        exchange.hang_up()

    with serving(script) as server:
        with pytest.raises(TransportTimeout) as caught:
            call(server.url, options={"timeout": 0.05})
        done.set()
    assert str(caught.value) == "acme.get_part: no answer within 0.05 s"
    assert isinstance(caught.value.__cause__, httpx.ReadTimeout)


def cut_before(exchange: Exchange) -> None:
    exchange.hang_up()


def cut_within(exchange: Exchange) -> None:
    exchange.reply(b'{"id": ', length=100)
    exchange.hang_up()


def not_http(exchange: Exchange) -> None:
    exchange.wfile.write(b"220 welcome to FTP\r\n\r\n")
    exchange.hang_up()


def bad_gzip(exchange: Exchange) -> None:
    exchange.reply(b"not gzip", content_encoding="gzip")


def html(exchange: Exchange) -> None:
    exchange.reply(b"<html>Sign in</html>", content_type="text/html")


def empty(exchange: Exchange) -> None:
    exchange.reply(b"")


def truncated(exchange: Exchange) -> None:
    exchange.reply(b'{"id": "p1", "name": "co')


def html_error(exchange: Exchange) -> None:
    exchange.reply(b"<html>Bad gateway</html>", status=502, content_type="text/html")


FAULTS: list[tuple[Callable[[Exchange], None], type[IntegrationError], str]] = [
    (cut_before, TransportError, "the connection failed: "),
    (cut_within, TransportError, "the connection failed: "),
    (not_http, TransportError, "the connection failed: "),
    (bad_gzip, TransportError, "the answer could not be decompressed: "),
    (html, ResponseError, "is not JSON: its type is text/html"),
    (empty, ResponseError, "is empty"),
    (truncated, ResponseError, "is not JSON: EOF while parsing"),
    (html_error, ServerError, "502 bad gateway"),
]


@both
@pytest.mark.parametrize(("script", "kind", "message"), FAULTS)
def test_a_fault_of_the_server_is_the_right_error(
    call: Caller,
    script: Callable[[Exchange], None],
    kind: type[IntegrationError],
    message: str,
) -> None:
    with serving(script) as server, pytest.raises(IntegrationError) as caught:
        call(server.url)
    assert type(caught.value) is kind
    assert str(caught.value).startswith("acme.get_part: ")
    assert message in str(caught.value)
    assert len(server.seen) == 1


@both
def test_nobody_listens(call: Caller) -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    with pytest.raises(TransportError, match=r"^acme\.get_part: no connection: ") as caught:
        call(f"http://127.0.0.1:{port}")
    assert type(caught.value) is TransportError


def test_many_tasks_share_one_client() -> None:
    async def run(url: str) -> list[str]:
        async with AsyncAcme(api_key=KEY, base_url=url) as acme:
            parts = await asyncio.gather(*(acme.get_part(part_id=str(n)) for n in range(30)))
        return [part.id for part in parts]

    with serving(good) as server:
        assert asyncio.run(run(server.url)) == ["p1"] * 30
    assert sorted(path for _, path, _, _ in server.seen) == sorted(f"/parts/{n}" for n in range(30))
