"""Streams and downloads: for observers, the call is over when what it returned is."""

from __future__ import annotations

import asyncio
import gc
import logging
import re
import threading
from collections.abc import Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from integrations_runtime import Observer, RetryPolicy, StreamError
from integrations_runtime.observers.log import LogObserver
from integrations_runtime.observers.observer import (
    ObservedCall,
    ObservedRequest,
    ObservedResponse,
)
from tests.streaming.talk import DONE, Script, Waiting, begin, chunk, event, streaming
from tests.support.acme import async_client_class, client_class, reads
from tests.support.loopback import Exchange, serving

SECRET = "key-that-stays-secret"

KIND = client_class(
    functions={
        "chat": reads(
            {"stream": {"schema": {"type": "boolean"}, "location": "query"}},
            streaming={"parameter": "stream", "terminator": "[DONE]", "error": "error"},
        ),
        "get_file": reads(http={"answer": "binary"}),
    }
)

FILE = b"0123456789"
OPENED = ["call", "request 1", "response 200", "returned"]
BROKEN = re.compile("acme.chat: the stream broke off: .*")


class Notes(Observer):
    """What an observer is told, in words."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.errors: list[BaseException | None] = []
        self.finished = threading.Event()

    def call_started(self, call: ObservedCall) -> None:
        self.words.append("call")

    def request_started(self, call: ObservedCall, request: ObservedRequest) -> None:
        self.words.append(f"request {request.attempt}")

    def response_received(
        self, call: ObservedCall, request: ObservedRequest, response: ObservedResponse
    ) -> None:
        assert response.size is None
        self.words.append(f"response {response.status}")

    def call_returned(self, call: ObservedCall) -> None:
        self.words.append("returned")

    def call_finished(self, call: ObservedCall, error: BaseException | None) -> None:
        self.words.append("finished" if error is None else f"finished {type(error).__name__}")
        self.errors.append(error)
        self.finished.set()


class Open:
    """Opens a stream or a download, in this thread or in a task, and does something with it."""

    def __init__(self, asynchronous: bool) -> None:
        self.asynchronous = asynchronous

    def __call__(
        self,
        door: str,
        observer: Observer,
        url: str,
        use: Callable[[Any], Any],
        use_async: Callable[[Any], Coroutine[Any, Any, Any]],
    ) -> Any:
        given: dict[str, Any] = {
            "credentials": {"api_key": SECRET},
            "base_url": url,
            "max_retries": RetryPolicy(first_delay=0),
            "observers": [observer],
        }
        called: tuple[str, dict[str, Any]] = (
            ("chat", {"stream": True}) if door == "stream" else ("get_file", {})
        )
        if not self.asynchronous:
            return use(getattr(KIND(**given), door)(*called))

        async def main() -> Any:
            return await use_async(await getattr(async_client_class(KIND)(**given), door)(*called))

        return asyncio.run(main())

    def all(self, door: str, observer: Observer, url: str) -> Any:
        """Everything that arrives."""

        async def gather(opened: Any) -> list[Any]:
            return [each async for each in opened]

        return self(door, observer, url, list, gather)

    def first(self, door: str, observer: Observer, url: str, after: Callable[[], object]) -> Any:
        """The first thing that arrives; what follows is given back unread, and `after` looks at that first."""

        def use(opened: Any) -> Any:
            with opened:
                each = next(iter(opened))
                after()
                return each

        async def use_async(opened: Any) -> Any:
            async with opened:
                each = await anext(aiter(opened))
                after()
                return each

        return self(door, observer, url, use, use_async)


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def opens(request: pytest.FixtureRequest) -> Open:
    return Open(request.param)


def cut(exchange: Exchange) -> None:
    """A file of which only a part arrives, and which cannot be taken up again."""
    exchange.send_response(200)
    exchange.send_header("content-length", str(len(FILE)))
    exchange.end_headers()
    exchange.wfile.write(FILE[:4])
    exchange.hang_up()


def whole(exchange: Exchange) -> None:
    exchange.reply(FILE)


WHOLE = [
    pytest.param("stream", streaming(event(b"1"), event(b"2"), DONE), [1, 2], id="stream"),
    pytest.param("download", whole, [FILE], id="download"),
]


@pytest.mark.parametrize(("door", "script", "arrives"), WHOLE)
def test_the_end(opens: Open, door: str, script: Script, arrives: list[Any]) -> None:
    notes = Notes()
    with serving(script) as server:
        assert opens.all(door, notes, server.url) == arrives
    assert notes.words == [*OPENED, "finished"]


@pytest.mark.parametrize(("door", "script", "arrives"), WHOLE)
def test_closing(opens: Open, door: str, script: Script, arrives: list[Any]) -> None:
    """Nobody is told that a call is over before its stream is; closing it is no failure."""
    notes = Notes()
    seen: list[list[str]] = []
    with serving(script) as server:
        first = opens.first(door, notes, server.url, lambda: seen.append(list(notes.words)))
        assert first == arrives[0]
    assert seen == [OPENED]
    assert notes.words == [*OPENED, "finished"]


@pytest.mark.parametrize(
    ("door", "script"),
    [("stream", streaming(event(b"1"), ends=False)), ("download", cut)],
    ids=["stream", "download"],
)
def test_breaking_off(opens: Open, door: str, script: Script) -> None:
    notes = Notes()
    with serving(script) as server, pytest.raises(StreamError) as caught:
        opens.all(door, notes, server.url)
    assert notes.words == [*OPENED, "finished StreamError"]
    assert notes.errors == [caught.value]


def test_an_event_that_carries_an_error(opens: Open) -> None:
    notes = Notes()
    with (
        serving(streaming(event(b'{"error": "too busy"}'))) as server,
        pytest.raises(StreamError, match=r"^acme\.chat: too busy$"),
    ):
        opens.all("stream", notes, server.url)
    assert notes.words == [*OPENED, "finished StreamError"]


@pytest.mark.parametrize(("door", "script", "arrives"), WHOLE)
def test_dropped_unread(opens: Open, door: str, script: Script, arrives: list[Any]) -> None:
    notes = Notes()

    def use(opened: Any) -> None:
        assert notes.words == OPENED

    async def use_async(opened: Any) -> None:
        assert notes.words == OPENED

    with serving(script) as server:
        opens(door, notes, server.url, use, use_async)
        gc.collect()
    assert notes.finished.wait(5)
    assert notes.words == [*OPENED, "finished GeneratorExit"]


def test_an_answer_that_is_no_stream_fails_at_once(opens: Open) -> None:
    notes = Notes()
    with serving(whole) as server, suppress(Exception):
        opens.all("stream", notes, server.url)
    assert notes.words == ["call", "request 1", "response 200", "finished ResponseError"]


def test_a_stream_behind_a_raw_response() -> None:
    notes = Notes()
    with serving(streaming(event(b"1"), DONE)) as server:
        acme = KIND(credentials={"api_key": SECRET}, base_url=server.url, observers=[notes])
        raw = acme.with_raw_response._call_or_stream(
            KIND.SPEC["functions"]["chat"], {"stream": True}, None
        )
        assert notes.words == OPENED
        assert list(raw.parse()) == [1]
    assert notes.words == [*OPENED, "finished"]


def test_a_cancelled_reader_gives_up() -> None:
    notes = Notes()

    async def read(acme: Any, begun: asyncio.Event) -> None:
        async with await acme.stream("chat", {"stream": True}) as events:
            async for _ in events:
                begun.set()

    async def main(url: str) -> None:
        acme = async_client_class(KIND)(
            credentials={"api_key": SECRET}, base_url=url, observers=[notes]
        )
        begun = asyncio.Event()
        task = asyncio.create_task(read(acme, begun))
        await begun.wait()
        await asyncio.sleep(0)  # it waits for the second event now
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    with serving(Waiting(event(b"1"))) as server:
        asyncio.run(main(server.url))
    assert notes.words == [*OPENED, "finished GeneratorExit"]


def test_closed_by_another_thread_while_it_is_read() -> None:
    """What the reader meets then is no failure of the call."""
    notes, begun, closed = Notes(), threading.Event(), threading.Event()

    def script(exchange: Exchange) -> None:
        begin(exchange)
        chunk(exchange, event(b"1"))
        closed.wait(10)
        exchange.hang_up()

    def read() -> None:
        with suppress(StreamError):
            for _ in events:
                begun.set()

    with serving(script) as server:
        acme = KIND(credentials={"api_key": SECRET}, base_url=server.url, observers=[notes])
        events = acme.stream("chat", {"stream": True})
        reader = threading.Thread(target=read)
        reader.start()
        assert begun.wait(10)
        events.close()
        closed.set()
        reader.join(10)
        assert not reader.is_alive()
    assert notes.words == [*OPENED, "finished"]


def test_a_download_that_is_resumed_is_the_same_call(opens: Open) -> None:
    notes = Notes()

    def script(exchange: Exchange) -> None:
        first = len(server.seen) == 1
        exchange.send_response(200 if first else 206)
        exchange.send_header("etag", '"v1"')
        exchange.send_header("content-length", str(len(FILE) if first else len(FILE) - 4))
        if not first:
            exchange.send_header("content-range", f"bytes 4-{len(FILE) - 1}/{len(FILE)}")
        exchange.end_headers()
        exchange.wfile.write(FILE[:4] if first else FILE[4:])
        if first:
            exchange.hang_up()

    with serving(script) as server:
        assert b"".join(opens.all("download", notes, server.url)) == FILE
    assert notes.words == [*OPENED, "request 2", "response 206", "finished"]


def test_a_file_that_cannot_be_saved(opens: Open, tmp_path: Path) -> None:
    notes = Notes()
    path = tmp_path / "missing" / "file"
    with serving(whole) as server, pytest.raises(FileNotFoundError):
        opens("download", notes, server.url, lambda each: each.save(path), lambda e: e.save(path))
    assert notes.words == [*OPENED, "finished FileNotFoundError"]


def test_the_log_has_the_error(opens: Open, caplog: pytest.LogCaptureFixture) -> None:
    with (
        serving(streaming(event(b"1"), ends=False)) as server,
        caplog.at_level(logging.INFO, "integrations"),
        pytest.raises(StreamError) as caught,
    ):
        opens.all("stream", LogObserver(), server.url)
    assert BROKEN.fullmatch(str(caught.value))
    (record,) = caplog.records
    assert record.levelname == "WARNING"
    assert record.getMessage().endswith(f" ms: StreamError: {caught.value}")


def test_a_retry_after_a_sentence(caplog: pytest.LogCaptureFixture) -> None:
    def script(exchange: Exchange) -> None:
        if len(server.seen) == 1:
            exchange.hang_up()
        else:
            exchange.reply(FILE)

    with (
        serving(script) as server,
        caplog.at_level(logging.WARNING, "integrations"),
    ):
        policy = RetryPolicy(first_delay=0)
        acme = KIND(
            credentials={"api_key": SECRET},
            base_url=server.url,
            max_retries=policy,
            observers=[LogObserver()],
        )
        acme.download("get_file").close()
    assert caplog.messages == [
        "acme.get_file: the connection failed: Server disconnected without sending a response; "
        "retry 1 in 0.00 s"
    ]
