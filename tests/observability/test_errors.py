"""What errors show of an answer: its headers, and nothing that a terminal would obey."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from integrations_runtime import IntegrationError, RateLimited, StreamError, TransportError
from tests.streaming.talk import Script, event, streaming, vendor
from tests.support.acme import client_class, reads
from tests.support.loopback import Exchange, serving

SECRET = "key-that-stays-secret"

KIND = client_class(
    functions={"find": reads(), "get_file": reads(http={"answer": "binary"})},
    errors={"code": "code"},
)


def fail(
    script: Script, door: str = "call", name: str = "find", kind: Any = KIND
) -> IntegrationError:
    """The error of a call that is not repeated."""
    with serving(script) as server, pytest.raises(IntegrationError) as caught:
        acme = kind(credentials={"api_key": SECRET}, base_url=server.url, max_retries=0)
        opened = getattr(acme, door)(name, {"stream": True} if door == "stream" else {})
        list(opened)
    return caught.value


def test_headers() -> None:
    def script(exchange: Exchange) -> None:
        exchange.reply(
            b"{}",
            status=429,
            X_RateLimit_Remaining="0",
            X_Echo=f"for {SECRET}",
            Set_Cookie="session=5",
        )

    error = fail(script)
    assert isinstance(error, RateLimited)
    assert error.headers["x-ratelimit-remaining"] == "0"
    assert error.headers["x-echo"] == "for [redacted]"
    assert error.headers["set-cookie"] == "[redacted]"
    assert type(vars(error)["headers"]) is dict
    assert all(name == name.lower() for name in error.headers)
    again = pickle.loads(pickle.dumps(error))
    assert again.headers == error.headers


def test_headers_of_a_stream_that_broke_off() -> None:
    error = fail(streaming(event(b"1"), ends=False), "stream", "chat", vendor())
    assert isinstance(error, StreamError)
    assert error.headers["x-request-id"] == "req-1"


def test_no_headers_without_an_answer() -> None:
    error = fail(Exchange.hang_up)
    assert isinstance(error, TransportError)
    assert error.headers == {}
    assert IntegrationError("made by hand").headers == {}


CONTROLS = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0)]))
NOTHING = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)])


def test_the_vendor_does_not_control_the_terminal() -> None:
    body = (
        rb'{"error": {"message": "a\u001b[2Jb\u0007c\u009bd\r\ne\u007f"}, "code": "\u001b[1m\nx"}'
        b"\x1b[0m"
    )
    error: Any = fail(lambda exchange: exchange.reply(body[:-4], status=400))
    assert str(error) == "acme.find: 400 bad request: a�[2Jb�c�d e�"
    assert error.detail == "a�[2Jb�c�d e�"
    assert error.code == "�[1m x"
    error = fail(lambda exchange: exchange.reply(body, status=400))
    assert error.body == body[:-4].decode() + "�[0m"


def test_every_control_character() -> None:
    error: Any = fail(lambda exchange: exchange.reply(f"a{CONTROLS}b".encode(), status=500))
    assert error.body.translate({**NOTHING, 9: 9, 10: 10, 13: 13}) == error.body
    assert error.body.count("�") == len(CONTROLS) - 3


def test_nor_does_a_stream() -> None:
    error = fail(
        streaming(event(rb'{"error": {"message": "a\u001b]0;title\u0007b"}}')),
        "stream",
        "chat",
        vendor(error="error.message"),
    )
    assert error.message == "a�]0;title�b"
