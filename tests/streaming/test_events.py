"""What a stream gives and raises, over a real connection."""

from __future__ import annotations

import json
import pickle
import threading
import time
from typing import Any

import pytest

from integrations_runtime import (
    BadRequest,
    IntegrationError,
    ResponseError,
    StreamError,
    TransportError,
)
from integrations_runtime.answers import events as events_module
from tests.streaming.talk import (
    DONE,
    KEY,
    Listen,
    Script,
    begin,
    both,
    chunk,
    event,
    streaming,
    vendor,
)
from tests.support.loopback import Exchange, serving

A, B = event(b'{"a": 1}'), event(b'{"b": 2}')
IN_AB = [{"a": 1}, {"b": 2}]


@both
def test_events_come_in_order(listen: Listen) -> None:
    with serving(streaming(A, B, DONE)) as server:
        assert listen(server.url) == (IN_AB, None)
    headers = {name.lower(): value for name, value in server.seen[0][2].items()}
    assert headers["accept"] == "text/event-stream"
    assert server.seen[0][1] == "/things?stream=true"


TRICKY = "\ufeff: hi\r\nid: 1\rdata: {\"a\":\r\ndata:\"ü🎉\"}\n\r\nretry: 5\r\rdata: {}\r\n\r\n: bye\n\ndata: [DONE]\r\r".encode()  # fmt: skip


@both
@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_chunks_end_anywhere(listen: Listen, size: int) -> None:
    chunks = [TRICKY[start : start + size] for start in range(0, len(TRICKY), size)]
    with serving(streaming(*chunks)) as server:
        assert listen(server.url) == ([{"a": "ü🎉"}, {}], None)


@both
@pytest.mark.parametrize("quiet", [b":\n\n", b"data\n\n", b"event: ping\ndata:\n\n", b"id: 1\n\n"])
def test_what_carries_no_data_is_passed_over(listen: Listen, quiet: bytes) -> None:
    with serving(streaming(quiet, A, quiet, B, quiet, DONE)) as server:
        assert listen(server.url) == (IN_AB, None)


@both
def test_nothing_is_read_after_the_last_event(listen: Listen) -> None:
    with serving(streaming(A + DONE + b"data: no JSON\n\n" + B)) as server:
        assert listen(server.url) == ([{"a": 1}], None)


@both
def test_a_stream_without_a_terminator_ends_with_the_answer(listen: Listen) -> None:
    kind = vendor(terminator=None)
    with serving(streaming(A, B, b"data: {}\n")) as server:  # the last one has no empty line
        assert listen(server.url, kind) == (IN_AB, None)


@both
def test_a_stream_without_events(listen: Listen) -> None:
    with serving(streaming(DONE)) as server:
        assert listen(server.url) == ([], None)


@both
def test_an_answer_with_a_length_streams_too(listen: Listen) -> None:
    def script(exchange: Exchange) -> None:
        exchange.reply(A + B + DONE, content_type="Text/Event-Stream; charset=utf-8")

    with serving(script) as server:
        assert listen(server.url) == (IN_AB, None)


def fails(listen: Listen, script: Script, /, *arguments: Any, **more: Any) -> IntegrationError:
    """The error after the first event."""
    with serving(script) as server:
        heard, error = listen(server.url, *arguments, **more)
    assert heard == [{"a": 1}]
    assert error is not None
    assert (error.integration, error.function) == ("acme", "chat")
    assert (error.method, error.path) == ("GET", "/things")
    assert (error.status, error.request_id) == (200, "req-1")
    assert KEY not in "".join(map(repr, (error.message, error.body, error.__cause__)))
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
    return error


ERRORS: list[tuple[bytes, str]] = [
    (b'data: {"error": {"message": "Too busy.", "code": "busy"}}\n\n', "Too busy."),
    (b'data: {"error": "Too busy."}\n\n', "Too busy."),
    (b'data: {"error": {"message": "Too\\n busy."}}\n\n', "Too busy."),
    (b'data: {"error": {"code": 7}}\n\n', "the vendor sent an error"),
    (b'data: {"error": {"text": "?"}, "problem": {"text": "Too busy."}}\n\n', "Too busy."),
    (b'event: error\ndata: {"message": "Too busy."}\n\n', "Too busy."),
    (b'event: error\ndata: {"detail": "Too busy."}\n\n', "Too busy."),
    (b'event: error\ndata: "Too busy."\n\n', "Too busy."),
    (b"event: error\ndata: Too busy.\ndata: Sorry.\n\n", "Too busy. Sorry."),
    (b"event: error\ndata: []\n\n", "the vendor sent an error"),
    (b"event: error\ndata:\n\n", "the vendor sent an error"),
]


@both
@pytest.mark.parametrize(("sent", "message"), ERRORS)
def test_an_error_event_raises(listen: Listen, sent: bytes, message: str) -> None:
    error = fails(listen, streaming(A, sent, DONE))
    assert type(error) is StreamError
    assert str(error) == f"acme.chat: {message}"
    assert error.body == (b"\n".join(sent.partition(b"data:")[2].strip().split(b"\ndata: ")).decode() or None)  # fmt: skip


@both
@pytest.mark.parametrize(
    ("expression", "sent", "message"),
    [
        ("kind == 'failure'", b'{"kind": "failure", "message": "No."}', "No."),
        ("problem || failure", b'{"failure": "No."}', "No."),
        ("problem || failure", b'{"failure": {"message": "No."}}', "No."),
        ("not_null(problem, failure)", b'{"failure": "No."}', "No."),
        ("status.failure", b'{"status": {"failure": "No."}}', "No."),
        ('"the-error".text', b'{"the-error": {"text": "No."}}', "No."),
        ("@.failure", b'{"failure": {"detail": "No."}}', "No."),
    ],
)
def test_where_errors_stand_is_any_expression(
    listen: Listen, expression: str, sent: bytes, message: str
) -> None:
    error = fails(listen, streaming(A, event(sent), DONE), vendor(error=expression))
    assert (type(error), error.message) == (StreamError, message)


@both
@pytest.mark.parametrize("nothing", ["null", "false", '""', "{}", "[]"])
@pytest.mark.parametrize("expression", ["error", "error != null && error", "length(error)"])
def test_an_empty_error_is_none(listen: Listen, nothing: str, expression: str) -> None:
    if expression == "length(error)":
        nothing = "null"  # a query that fails finds nothing
    sent = f'{{"error": {nothing}}}'.encode()
    with serving(streaming(event(sent), DONE)) as server:
        assert listen(server.url, vendor(error=expression)) == ([json.loads(sent)], None)


@both
def test_without_an_expression_only_the_type_tells(listen: Listen) -> None:
    sent = event(b'{"error": "data"}') + b"event: error\ndata: Sorry.\n\n"
    with serving(streaming(sent)) as server:
        heard, error = listen(server.url, vendor(error=None))
    assert heard == [{"error": "data"}]
    assert str(error) == "acme.chat: Sorry."


@both
@pytest.mark.parametrize("before", [0, 480, 490, 495, 500, 1990])
def test_credentials_in_an_error_event_are_blacked_out(listen: Listen, before: int) -> None:
    text = f"{'x' * before}{KEY} is not good"
    error = fails(listen, streaming(A, event(json.dumps({"error": text}).encode())))
    shown = f"{'x' * before}[redacted] is not good"
    assert error.message == (shown if len(shown) <= 500 else f"{shown[:499]}…")
    assert error.body is not None
    for length in range(4, len(KEY)):
        assert KEY[:length] not in error.message + error.body


BROKEN: list[tuple[str, Script, str]] = [
    (
        "cut in an event",
        streaming(A, b'data: {"b', ends=False),
        "the stream broke off: the connection failed: peer closed connection without sending complete message body (incomplete chunked read)",
    ),
    (
        "cut between events",
        streaming(A, ends=False),
        "the stream broke off: the connection failed: peer closed connection without sending complete message body (incomplete chunked read)",
    ),
    ("no last event", streaming(A), "the stream ended without [DONE]"),
    ("an event is cut", streaming(A, b'data: {"b'), "the stream ended without [DONE]"),
    ("the last one is cut", streaming(A, b"data: [DONE]\n"), "the stream ended without [DONE]"),
]


@both
@pytest.mark.parametrize(("script", "message"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])  # fmt: skip
def test_a_stream_that_breaks_off_raises(listen: Listen, script: Script, message: str) -> None:
    error = fails(listen, script)
    assert (type(error), error.message, error.body) == (StreamError, message, None)


@both
def test_chunks_that_are_none(listen: Listen) -> None:
    def script(exchange: Exchange) -> None:
        begin(exchange)
        chunk(exchange, A)
        exchange.wfile.write(f"{KEY}\r\n".encode())
        exchange.hang_up()

    error = fails(listen, script)
    assert type(error) is StreamError
    assert error.message.startswith("the stream broke off: the connection failed: illegal chunk header: ")  # fmt: skip
    assert "[redacted]" in error.message


@both
@pytest.mark.parametrize(
    ("sent", "message"),
    [
        (b'{"b":', "Expecting value at character 6"),
        (b"Hello", "Expecting value at character 1"),
        (b'"\xff"', "'utf-8' codec can't decode byte 0xff in position 1: invalid start byte"),
    ],
)
def test_an_event_that_is_not_json(listen: Listen, sent: bytes, message: str) -> None:
    error = fails(listen, streaming(A, event(sent), B, DONE))
    assert type(error) is ResponseError
    assert error.message == f"an event is not JSON: {message}"
    assert error.body == sent.decode("utf-8", "replace")
    assert error.__cause__ is None


@both
def test_an_event_without_end(listen: Listen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events_module, "_LARGEST_EVENT", 100)
    large = event(b'"' + b"x" * 200 + b'"')
    error = fails(listen, streaming(A, large[:80], large[80:160], large[160:], B))
    assert type(error) is ResponseError
    assert error.message == "an event is larger than 100 bytes"
    error = fails(listen, streaming(A, *([b"data:\n"] * 30)))
    assert (type(error), error.message) == (ResponseError, "an event is larger than 100 bytes")


def answering(content: bytes, **how: Any) -> Script:
    return lambda exchange: exchange.reply(content, **how)


@both
@pytest.mark.parametrize(
    ("script", "message"),
    [
        (answering(b'{"choices": []}'), "its type is application/json"),
        (answering(b"<html>", content_type="Text/HTML; charset=utf-8"), "its type is text/html"),
        (answering(b"", content_type=""), "it has no type"),
        (answering(b"", content_type=f"a/{KEY}"), "its type is a/[redacted]"),
        (answering(b"", content_type="x" * 70), f"its type is {'x' * 59}…"),
        (answering(b"{}", length=9), "its type is application/json"),
    ],
)
def test_an_answer_that_is_not_a_stream(listen: Listen, script: Script, message: str) -> None:
    def hanging_up(exchange: Exchange) -> None:
        script(exchange)
        exchange.hang_up()

    with serving(hanging_up) as server:
        heard, error = listen(server.url)
    assert (heard, len(server.seen)) == ([], 1)
    assert type(error) is ResponseError
    assert str(error) == f"acme.chat: the answer is not a stream of events: {message}"


@both
def test_the_answer_that_is_not_a_stream_is_shown(listen: Listen) -> None:
    with serving(answering(b'{"choices": "none"}')) as server:
        error = listen(server.url)[1]
    assert error is not None
    assert error.body == '{"choices": "none"}'


@both
def test_a_refusal_in_place_of_a_stream(listen: Listen) -> None:
    with serving(answering(b'{"problem": {"text": "No."}}', status=400)) as server:
        heard, error = listen(server.url)
    assert (heard, len(server.seen)) == ([], 1)
    assert type(error) is BadRequest
    assert (str(error), error.body) == ("acme.chat: 400 bad request: No.", '{"problem": {"text": "No."}}')  # fmt: skip


@both
def test_opening_is_tried_again(listen: Listen) -> None:
    def script(exchange: Exchange) -> None:
        match len(exchange.server.seen):
            case 1:
                exchange.reply(b"{}", status=429)
            case 2:
                exchange.hang_up()
            case _:
                streaming(A, DONE)(exchange)

    with serving(script) as server:
        assert listen(server.url) == ([{"a": 1}], None)
    assert len(server.seen) == 3


@both
def test_a_broken_stream_is_not_tried_again(listen: Listen) -> None:
    with serving(streaming(A, ends=False)) as server:
        assert isinstance(listen(server.url)[1], StreamError)
        assert len(server.seen) == 1


@both
def test_no_connection(listen: Listen) -> None:
    with serving(streaming(A)) as server:
        url = server.url
    heard, error = listen(url)
    assert heard == []
    assert isinstance(error, TransportError)


@both
def test_a_vendor_that_falls_silent(listen: Listen) -> None:
    done = threading.Event()

    def script(exchange: Exchange) -> None:
        begin(exchange)
        chunk(exchange, A)
        done.wait(10)
        exchange.hang_up()

    with serving(script) as server:
        heard, error = listen(server.url, options={"timeout": 0.05})
        done.set()
    assert heard == [{"a": 1}]
    assert type(error) is StreamError
    assert error.message == "the stream broke off: no answer within 0.05 s"


@both
def test_a_stream_that_does_not_end_before_the_deadline(listen: Listen) -> None:
    def script(exchange: Exchange) -> None:
        begin(exchange)
        chunk(exchange, A)
        for _ in range(500):
            time.sleep(0.01)
            chunk(exchange, b": still here\n\n")

    with serving(script) as server:
        heard, error = listen(server.url, options={"deadline": 0.2})
    assert heard == [{"a": 1}]
    assert type(error) is StreamError
    assert error.message == "the stream broke off: the answer did not end before the deadline"
