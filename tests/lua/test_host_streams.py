"""Streams of a real vendor in the sandboxed host: closed when a script leaves them, and never read beyond its time."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from typing import Any, cast

import pytest

from integrations.groq import Groq
from integrations_runtime.lua import LUA_VERSIONS, LuaHost, LuaVersion
from tests.lua.hosts import CALL, Script
from tests.support.loopback import Exchange, serving

MODELS = b'{"object": "list", "data": []}'


@pytest.fixture(params=LUA_VERSIONS, scope="module")
def version(request: pytest.FixtureRequest) -> LuaVersion:
    """A version of Lua."""
    found: LuaVersion = request.param
    return found


@pytest.fixture(scope="module")
def host(version: LuaVersion) -> Iterator[LuaHost]:
    """A host that finds its accounts as programs do, and repeats nothing."""

    def open_account(_: str, account: str | None, policy: object) -> Groq:
        return Groq(account=account, max_retries=0)

    with LuaHost(version, open_account=open_account) as made:
        yield made


class Chatting:
    """A vendor that streams one event, and then waits until the client is gone; it knows no models before that."""

    def __init__(self) -> None:
        self.gone = threading.Event()
        self.gone_before_the_end = False

    def __call__(self, exchange: Exchange) -> None:
        if exchange.command == "GET":
            self.gone_before_the_end = self.gone.wait(10)
            exchange.reply(MODELS)
            return
        say_one(exchange)
        exchange.connection.settimeout(10)
        try:
            exchange.rfile.read(1)
        except ConnectionError:
            pass
        except TimeoutError:
            return
        self.gone.set()
        exchange.hang_up()


def say_one(exchange: Exchange) -> None:
    """Sends the head of a stream and one event."""
    exchange.send_response(200)
    exchange.send_header("content-type", "text/event-stream")
    exchange.send_header("connection", "close")
    exchange.end_headers()
    choice = {"index": 0, "delta": {"content": "one"}, "finish_reason": None}
    chunk = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    event = json.dumps({**chunk, "choices": [choice]})
    exchange.wfile.write(f"data: {event}\n\n".encode())


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key for the default account."""
    monkeypatch.setenv("GROQ_API_KEY", "example-key")


LEFT = {
    "break": f"for chunk in {CALL} do print(chunk.choices[1].delta.content) break end",
    "error": f"pcall(function() for chunk in {CALL} do print('one') error('mine') end end)",
    "return": f"(function() for chunk in {CALL} do print('one') return end end)()",
}


@pytest.mark.parametrize("code", LEFT.values(), ids=LEFT)
def test_a_loop_that_is_left_closes_its_connection(
    code: str, host: LuaHost, version: LuaVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lua 5.4 closes it at once, so that the next call finds it closed; 5.1 when the script ends, at the latest."""
    vendor = Chatting()
    with serving(vendor) as server:
        monkeypatch.setenv("GROQ_BASE_URL", server.url)
        after = "app.integrations.groq.list_models()" if version == "5.4" else ""
        result = host.execute(f"{code}\n{after}")
        assert (result.error, result.output) == (None, "one\n")
        assert vendor.gone.wait(10)
        assert vendor.gone_before_the_end is bool(after)


def test_streams_are_read_while_they_arrive(host: LuaHost, monkeypatch: pytest.MonkeyPatch) -> None:
    """The vendor says the second event only when the script, which has read the first one, has made another call."""
    asked = threading.Event()

    def script(exchange: Exchange) -> None:
        if exchange.command == "GET":
            asked.set()
            exchange.reply(MODELS)
            return
        say_one(exchange)
        assert asked.wait(10)
        exchange.say(b"data: [DONE]\n\n")

    with serving(script) as server:
        monkeypatch.setenv("GROQ_BASE_URL", server.url)
        result = host.execute(
            f"for chunk in {CALL} do\n"
            "  print(chunk.choices[1].delta.content)\n"
            "  app.integrations.groq.list_models()\n"
            "end"
        )
    assert (result.error, result.output) == (None, "one\n")


def stalling(exchange: Exchange) -> None:
    """Sends one event, a while later the beginning of another, and then nothing more."""
    say_one(exchange)
    exchange.server.over.wait(0.04)
    exchange.wfile.write(b"data: ")
    exchange.stall()


def dripping(exchange: Exchange) -> None:
    """Sends the beginning of an answer, a while later another piece, and then nothing more."""
    exchange.send_response(200)
    exchange.send_header("content-type", "application/json")
    exchange.send_header("content-length", "1000")
    exchange.end_headers()
    exchange.wfile.write(b'{"object":')
    exchange.server.over.wait(0.04)
    exchange.wfile.write(b'"list",')
    exchange.stall()


@pytest.mark.parametrize(
    ("script", "code", "output"),
    [
        (dripping, "app.integrations.groq.list_models()", ""),
        (stalling, f"for chunk in {CALL} do print('one') end", "one\n"),
    ],
    ids=["an answer", "a stream"],
)
def test_a_vendor_that_stops_in_the_middle_is_waited_for_as_long_as_the_script_has(
    script: Script, code: str, output: str, host: LuaHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(script) as server:
        monkeypatch.setenv("GROQ_BASE_URL", server.url)
        result = host.execute(code, time_limit=0.5)
    assert (result.error, result.limit, result.output) == (
        "script: the time limit of 0.5 seconds is used up",
        "time",
        output,
    )
    assert len(result.call_log) == 1


class Stuck:
    """A client whose answers wait for the test, whatever options it is given."""

    SPEC = Groq.SPEC

    def __init__(self) -> None:
        self.released = threading.Event()
        self.came_back = threading.Event()
        self.closed = threading.Event()

    def call(self, *_: object, **__: object) -> None:
        """Returns when the test says so."""
        self.released.wait(30)
        self.came_back.set()

    def stream(self, *_: object, **__: object) -> Stuck:
        """A stream whose first event comes when the test says so."""
        return self

    def __iter__(self) -> Iterator[dict[str, str]]:
        self.call()
        yield {}

    def close(self) -> None:
        """Notes that the stream is closed, and whether that is safe."""
        if self.came_back.is_set():
            self.closed.set()


@pytest.mark.parametrize("streamed", [False, True])
def test_no_wait_outlasts_the_time_limit(version: LuaVersion, streamed: bool) -> None:
    """A read that cannot be ended is left to itself; what it holds is closed when it comes back, and not before."""
    client = Stuck()
    code = f"{CALL}()" if streamed else "app.integrations.groq.list_models()"
    with LuaHost(version, open_account=lambda *_: cast(Any, client)) as host:
        host.execute(
            "return app.integrations.groq.list_models"
        )  # the limit is for the call, not for what it loads
        result = host.execute(code, time_limit=0.5)
        assert not client.came_back.is_set()
    client.released.set()
    assert (result.error, result.limit) == (
        "script: the time limit of 0.5 seconds is used up",
        "time",
    )
    assert client.came_back.wait(10)
    assert len(result.call_log) == 1
    if streamed:
        assert result.call_log[0].status == "ok" and client.closed.wait(10)
    else:
        assert result.call_log[0].error == "no answer before the time limit"
