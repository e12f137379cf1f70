"""A vendor that streams as a test scripts it, and clients that listen, synchronously and asynchronously."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from integrations_runtime import Client, IntegrationError, RetryPolicy
from integrations_runtime.options import RequestOptions
from tests.support.acme import async_client_class, client_class, reads
from tests.support.loopback import Exchange

KEY = "key-that-must-stay-secret"
AT_ONCE = RetryPolicy(first_delay=0.0)
DONE = b"data: [DONE]\n\n"

Script = Callable[[Exchange], None]
Heard = tuple[list[Any], IntegrationError | None]
Listen = Callable[..., Heard]


def event(data: bytes) -> bytes:
    """An event with one line of data."""
    return b"data: " + data + b"\n\n"


def begin(exchange: Exchange, content_type: str = "text/event-stream") -> None:
    """Sends the head of an answer whose body follows in chunks."""
    exchange.send_response(200)
    exchange.send_header("content-type", content_type)
    exchange.send_header("transfer-encoding", "chunked")
    exchange.send_header("x-request-id", "req-1")
    exchange.end_headers()


def chunk(exchange: Exchange, content: bytes) -> None:
    """Sends one chunk; an empty one ends the answer."""
    exchange.wfile.write(b"%x\r\n%b\r\n" % (len(content), content))


def streaming(*chunks: bytes, ends: bool = True) -> Script:
    """A vendor that sends these chunks, and then ends the answer, or hangs up."""

    def script(exchange: Exchange) -> None:
        begin(exchange)
        for each in chunks:
            chunk(exchange, each)
        if ends:
            chunk(exchange, b"")
        else:
            exchange.hang_up()

    return script


class Waiting:
    """A vendor that sends these chunks and then waits until the client is gone: `gone` is set then."""

    def __init__(self, *chunks: bytes) -> None:
        self._chunks = chunks
        self.gone = threading.Event()

    def __call__(self, exchange: Exchange) -> None:
        begin(exchange)
        try:
            for each in self._chunks:
                chunk(exchange, each)
        except ConnectionError:
            self.gone.set()
        self.wait(exchange)

    def wait(self, exchange: Exchange) -> None:
        """Waits until the client is gone."""
        exchange.connection.settimeout(10)
        try:
            if exchange.rfile.read(1) == b"":
                self.gone.set()
        except ConnectionError:
            self.gone.set()
        exchange.hang_up()


def vendor(
    *, terminator: str | None = "[DONE]", error: str | None = "error", **changes: Any
) -> type[Client]:
    """A client class with the function `chat`, which streams plain data."""
    spec = {"parameter": "stream", "terminator": terminator, "error": error}
    chat = reads(
        {"stream": {"schema": {"type": "boolean"}, "location": "query"}},
        streaming={name: value for name, value in spec.items() if value is not None},
    )
    return client_class(functions={"chat": chat}, **changes)


def arguments(url: str, more: Mapping[str, Any]) -> dict[str, Any]:
    """What a client is made with."""
    return {"credentials": {"api_key": KEY}, "base_url": url, "max_retries": AT_ONCE, **more}


def hear_sync(
    url: str,
    kind: type[Client] | None = None,
    options: RequestOptions | None = None,
    **more: Any,
) -> Heard:
    heard: list[Any] = []
    try:
        with (
            (kind or vendor())(**arguments(url, more)) as client,
            client.stream("chat", {"stream": True}, options=options) as events,
        ):
            for each in events:
                heard.append(each)  # noqa: PERF402 - what came before an error counts
    except IntegrationError as error:
        return heard, error
    return heard, None


def hear_async(
    url: str,
    kind: type[Client] | None = None,
    options: RequestOptions | None = None,
    **more: Any,
) -> Heard:
    heard: list[Any] = []

    async def run() -> None:
        made = async_client_class(kind or vendor())(**arguments(url, more))
        async with made as client:
            opened = await client.stream("chat", {"stream": True}, options=options)
            async with opened as events:
                async for each in events:
                    heard.append(each)  # noqa: PERF401 - what came before an error counts

    try:
        asyncio.run(run())
    except IntegrationError as error:
        return heard, error
    return heard, None


both = pytest.mark.parametrize("listen", [hear_sync, hear_async])
