"""When a stream lets go of its connection, and when that is used again."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest

from integrations_runtime import AsyncClient, Client, StreamError
from tests.streaming.talk import (
    DONE,
    Listen,
    Waiting,
    arguments,
    begin,
    both,
    chunk,
    event,
    hear_sync,
    streaming,
    vendor,
)
from tests.support.acme import async_client_class
from tests.support.loopback import Exchange, serving

A = event(b"1")
ON = {"stream": True}


def client(url: str) -> Client:
    return vendor()(**arguments(url, {}))


def async_client(url: str) -> AsyncClient:
    return async_client_class(vendor())(**arguments(url, {}))


def late_end(exchange: Exchange) -> None:
    """A vendor whose answer ends some time after the last event."""
    begin(exchange)
    chunk(exchange, A + DONE)
    threading.Event().wait(0.02)
    chunk(exchange, b"")


@pytest.mark.parametrize(
    "script", [streaming(A, DONE), streaming(A + DONE), streaming(A, DONE, b"\n\n"), late_end]
)
def test_a_stream_that_was_read_to_its_end_leaves_its_connection(
    script: Callable[[Exchange], None],
) -> None:
    async def run(url: str) -> None:
        async with async_client(url) as talking:
            for _ in range(3):
                assert [each async for each in await talking.stream("chat", ON)] == [1]

    with serving(script) as server:
        talking = client(server.url)
        for _ in range(3):
            assert list(talking.stream("chat", ON)) == [1]
        assert server.connections == 1
        asyncio.run(run(server.url))
        assert (len(server.seen), server.connections) == (6, 2)


@both
@pytest.mark.parametrize(
    ("options", "afterwards"),
    [({"timeout": 0.05}, b""), ({}, b": and on\n\n" * 20), ({"deadline": 0.1}, b"")],
)
def test_a_vendor_that_does_not_end_after_the_last_event_is_cut_off(
    listen: Listen, options: Any, afterwards: bytes
) -> None:
    script = Waiting(A, DONE, *(afterwards[at : at + 10] for at in range(0, len(afterwards), 10)))
    with serving(script) as server:
        assert listen(server.url, options=options) == ([1], None)
        assert script.gone.wait(10)


def close(url: str) -> None:
    events = client(url).stream("chat", ON)
    assert next(events) == 1
    events.close()
    events.close()
    assert list(events) == []
    with pytest.raises(StopIteration):
        next(events)


def close_unread(url: str) -> None:
    events = client(url).stream("chat", ON)
    events.close()
    assert list(events) == []


def close_in_the_loop(url: str) -> None:
    events, heard = client(url).stream("chat", ON), list[Any]()
    for each in events:
        heard.append(each)
        events.close()
    assert heard == [1]  # the second one has arrived, but is not read


def leave_the_block(url: str) -> None:
    with client(url).stream("chat", ON) as events:
        assert next(events) == 1
    assert list(events) == []


def fail_in_the_block(url: str) -> None:
    with pytest.raises(ZeroDivisionError), client(url).stream("chat", ON) as events:
        assert next(events) == 1
        raise ZeroDivisionError


def leave_the_loop(url: str) -> None:
    for each in client(url).stream("chat", ON):
        assert each == 1
        break


def drop_unread(url: str) -> None:
    client(url).stream("chat", ON)


def drop_an_iterator(url: str) -> None:
    iter(client(url).stream("chat", ON))


@pytest.mark.parametrize(
    "leave",
    [
        close,
        close_unread,
        close_in_the_loop,
        leave_the_block,
        fail_in_the_block,
        leave_the_loop,
        drop_unread,
        drop_an_iterator,
    ],
)
def test_a_stream_that_is_left_early_frees_its_connection(leave: Callable[[str], None]) -> None:
    script = Waiting(A + event(b"2"))
    with serving(script) as server:
        leave(server.url)
        assert script.gone.wait(10)


async def aclose(url: str) -> None:
    events = await async_client(url).stream("chat", ON)
    assert await anext(events) == 1
    await events.aclose()
    await events.aclose()
    assert [each async for each in events] == []
    with pytest.raises(StopAsyncIteration):
        await anext(events)


async def aclose_unread(url: str) -> None:
    events = await async_client(url).stream("chat", ON)
    await events.aclose()
    assert [each async for each in events] == []


async def aclose_in_the_loop(url: str) -> None:
    events, heard = await async_client(url).stream("chat", ON), list[Any]()
    async for each in events:
        heard.append(each)
        await events.aclose()
    assert heard == [1]


async def aleave_the_block(url: str) -> None:
    async with await async_client(url).stream("chat", ON) as events:
        assert await anext(events) == 1
    assert [each async for each in events] == []


async def aleave_the_loop(url: str) -> None:
    async for each in await async_client(url).stream("chat", ON):
        assert each == 1
        break


async def adrop_unread(url: str) -> None:
    await async_client(url).stream("chat", ON)


async def cancel(url: str) -> None:
    first = asyncio.Event()

    async def read() -> None:
        async for each in await async_client(url).stream("chat", ON):
            if each == 2:
                first.set()

    task = asyncio.create_task(read())
    await first.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def time_out_a_wait(url: str) -> None:
    async with await async_client(url).stream("chat", ON) as events:
        assert [await anext(events), await anext(events)] == [1, 2]
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(anext(events), 0.01)
        assert [each async for each in events] == []


async def aclose_while_another_task_waits(url: str) -> None:
    events = await async_client(url).stream("chat", ON)
    assert [await anext(events), await anext(events)] == [1, 2]
    waiting = asyncio.ensure_future(anext(events))
    await asyncio.sleep(0.01)
    await events.aclose()
    with pytest.raises(StreamError, match=r"^acme\.chat: the stream broke off: "):
        await waiting


@pytest.mark.parametrize(
    "leave",
    [
        aclose,
        aclose_unread,
        aclose_in_the_loop,
        aleave_the_block,
        aleave_the_loop,
        adrop_unread,
        cancel,
        time_out_a_wait,
        aclose_while_another_task_waits,
    ],
)
def test_an_asynchronous_stream_that_is_left_early_frees_its_connection(leave: Any) -> None:
    script = Waiting(A + event(b"2"))

    async def run(url: str) -> None:
        await leave(url)
        assert await asyncio.to_thread(script.gone.wait, 10)  # before the loop ends

    with serving(script) as server:
        asyncio.run(run(server.url))


def test_a_loop_that_ends_with_an_open_stream_closes_it() -> None:
    script = Waiting(A)
    kept: list[Any] = []

    async def run(url: str) -> None:
        kept.append(await async_client(url).stream("chat", ON))
        assert await anext(kept[0]) == 1

    with serving(script) as server:
        asyncio.run(run(server.url))
        assert script.gone.wait(10)


@both
def test_an_error_frees_the_connection(listen: Listen) -> None:
    for broken in (b"event: error\ndata: {}\n\n", b"data: no JSON\n\n"):
        script = Waiting(A + broken)
        with serving(script) as server:
            heard, error = listen(server.url)
            assert heard == [1]
            assert error is not None
            assert script.gone.wait(10)


def test_an_answer_that_is_not_a_stream_frees_the_connection() -> None:
    class Wrong(Waiting):
        def __call__(self, exchange: Exchange) -> None:
            exchange.reply(b"x" * 50_000, length=90_000)
            self.wait(exchange)

    script = Wrong()
    with serving(script) as server:
        error = hear_sync(server.url)[1]
        assert error is not None
        assert error.body == "x" * 499 + "…"
        assert script.gone.wait(10)


def test_events_are_read_once() -> None:
    with serving(streaming(event(b"1"), event(b"2"), event(b"3"), DONE)) as server:
        events = client(server.url).stream("chat", ON)
        assert next(events) == 1
        assert next(iter(events)) == 2
        assert (list(events), list(events)) == ([3], [])
        with events:
            assert list(events) == []


def test_after_an_error_there_are_no_events() -> None:
    with serving(streaming(event(b"1"), event(b"?"), event(b"3"), DONE)) as server:
        events = client(server.url).stream("chat", ON)
        assert next(events) == 1
        with pytest.raises(Exception, match="an event is not JSON"):
            next(events)
        assert list(events) == []


def test_events_are_read_as_they_arrive() -> None:
    heard = threading.Event()

    def script(exchange: Exchange) -> None:
        begin(exchange)
        chunk(exchange, event(b"1"))
        assert heard.wait(10)
        chunk(exchange, event(b"2") + DONE)
        chunk(exchange, b"")

    with serving(script) as server:
        events = client(server.url).stream("chat", ON)
        assert next(events) == 1
        heard.set()
        assert list(events) == [2]


def test_a_stream_says_what_it_knows() -> None:
    with serving(streaming(DONE)) as server, client(server.url).stream("chat", ON) as events:
        assert (events.status, events.request_id) == (200, "req-1")
        assert events.headers["content-type"] == "text/event-stream"
        assert repr(events) == "<Stream status=200>"
