"""Streams as loops of a script: closed when they are left, and with errors like those of calls."""

from __future__ import annotations

import gc
import json
import threading
from collections.abc import Mapping
from typing import Any

import pytest

from integrations_runtime.lua import LUA_VERSIONS, LuaScriptError, LuaVersion
from tests.lua.hosts import CALL, Script, mocking, talking
from tests.support.loopback import Exchange

pytestmark = pytest.mark.parametrize("version", LUA_VERSIONS)

DONE = b"data: [DONE]\n\n"


def chunk(text: str, **more: Any) -> dict[str, Any]:
    """An event of the stream."""
    choice = {"index": 0, "delta": {"content": text}, "finish_reason": None}
    head = {"id": "c-1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    return {**head, "choices": [choice], **more}


def event(data: Mapping[str, Any]) -> bytes:
    return b"data: " + json.dumps(data).encode() + b"\n\n"


def begin(exchange: Exchange, *texts: str) -> None:
    """Sends the head of a stream and some of its events."""
    exchange.send_response(200)
    exchange.send_header("content-type", "text/event-stream")
    exchange.send_header("connection", "close")
    exchange.end_headers()
    exchange.wfile.write(b"".join(event(chunk(each)) for each in texts))


def whole(*texts: str) -> Script:
    """A vendor that streams these texts."""

    def script(exchange: Exchange) -> None:
        begin(exchange, *texts)
        exchange.say(DONE)

    return script


class Waiting:
    """A vendor that streams one event to each client, and then waits until the client is gone."""

    def __init__(self, clients: int = 1) -> None:
        self._left = clients
        self._lock = threading.Lock()
        self.all_gone = threading.Event()

    def __call__(self, exchange: Exchange) -> None:
        begin(exchange, "one")
        exchange.connection.settimeout(10)
        try:
            exchange.rfile.read(1)
        except ConnectionError:
            pass
        except TimeoutError:
            return
        with self._lock:
            self._left -= 1
            if self._left == 0:
                self.all_gone.set()
        exchange.hang_up()


def test_a_stream_is_a_loop_over_plain_tables(version: LuaVersion) -> None:
    with mocking(version) as (host, vendor):
        vendor.streams("create_completion", [chunk("Hel"), chunk("lo", x_new={"a": [1, None]})])
        printed = host.run(
            f"for chunk in {CALL} do\n"
            "  local choice, new = chunk.choices[1], chunk.x_new\n"
            "  print(type(chunk), getmetatable(chunk), choice.delta.content, choice.finish_reason)\n"
            "  if new then print(new.a[1], new.a[2] == json.null) end\n"
            "end"
        )
        assert printed == ["table\tnil\tHel\tnil", "table\tnil\tlo\tnil", "1\ttrue"]
        (request,) = vendor.requests
        assert isinstance(request.body, dict)
        assert request.body["stream"] is True


def test_the_iterator_is_a_function_of_lua_that_stays_at_its_end(version: LuaVersion) -> None:
    with talking(version, whole("a", "b")) as host:
        printed = host.run(
            f"local chunks = {CALL}\n"
            "print(type(chunks), debug.getinfo(chunks, 'S').what)\n"
            "print(chunks() ~= nil, chunks() ~= nil, chunks(), chunks())"
        )
        assert printed == ["function\tLua", "true\ttrue\tnil\tnil"]


def test_without_its_switch_the_function_returns_its_result(version: LuaVersion) -> None:
    with mocking(version) as (host, _vendor):
        for switch in ("stream = false", "stream = nil"):
            assert host.run(f"print({CALL.replace('stream = true', switch)}.object)") == [
                "chat.completion"
            ]


def test_several_streams_are_read_by_turns(version: LuaVersion) -> None:
    with talking(version, whole("a", "b", "c")) as host:
        printed = host.run(
            f"local one, two = {CALL}, nil\n"
            f"two = {CALL}\n"
            "for chunk in one do\n"
            "  print(chunk.choices[1].delta.content .. two().choices[1].delta.content)\n"
            "end\n"
            "print(two())"
        )
        assert printed == ["aa", "bb", "cc", "nil"]


def test_a_stream_may_be_read_inside_a_coroutine(version: LuaVersion) -> None:
    with talking(version, whole("a", "b")) as host:
        printed = host.run(
            "local texts = coroutine.wrap(function()\n"
            f"  for chunk in {CALL} do coroutine.yield(chunk.choices[1].delta.content) end\n"
            "end)\n"
            "print(texts(), texts(), texts())"
        )
        assert printed == ["a\tb"]


LEFT = {
    "break": f"for chunk in {CALL} do break end",
    "never read": f"local chunks = {CALL}",
    "kept": f"kept = {CALL} kept()",
    "error in the loop": f"for chunk in {CALL} do error('mine') end",
    "error that is caught": f"pcall(function() for chunk in {CALL} do error('mine') end end)",
    "return": f"do for chunk in {CALL} do return end end",
    "coroutine that waits for ever": (
        f"c = coroutine.wrap(function() for chunk in {CALL} do coroutine.yield() end end) c()"
    ),
}


@pytest.mark.parametrize("code", LEFT.values(), ids=LEFT)
def test_what_a_script_leaves_is_closed_when_it_ends(version: LuaVersion, code: str) -> None:
    vendor = Waiting()
    with talking(version, vendor) as host:
        try:
            host.run(code)
        except LuaScriptError as error:
            assert str(error) == "script:1: mine"
        assert vendor.all_gone.wait(10)


def test_a_loop_that_is_left_is_closed_while_the_script_runs_on(version: LuaVersion) -> None:
    """Lua 5.4 closes it at once, 5.1 when it collects garbage."""
    vendor = Waiting(clients=2)
    collect = "" if version == "5.4" else "collectgarbage() collectgarbage()\n"
    with talking(version, vendor) as host:
        gone: list[bool] = []
        host.on_line = lambda: gone.append(vendor.all_gone.wait(10))
        host.run(
            f"for chunk in {CALL} do break end\n"
            f"pcall(function() for chunk in {CALL} do error('mine') end end)\n"
            f"{collect}print('still here')"
        )
        assert gone == [True]


def test_an_iterator_that_nobody_holds_is_closed_when_it_is_collected(version: LuaVersion) -> None:
    vendor = Waiting()
    with talking(version, vendor) as host:
        gone: list[bool] = []
        host.on_line = lambda: gone.append(vendor.all_gone.wait(10))
        host.run(
            f"do local chunks = {CALL} chunks() end\n"
            "for _ = 1, 3 do collectgarbage() end\n"
            "print('still here')"
        )
        assert gone == [True]


def test_one_that_is_read_on_survives_the_collection(version: LuaVersion) -> None:
    with talking(version, whole("a", "b", "c")) as host:
        printed = host.run(
            f"for chunk in {CALL} do\n"
            "  collectgarbage() collectgarbage()\n"
            "  print(chunk.choices[1].delta.content)\n"
            "end"
        )
        assert printed == ["a", "b", "c"]


def test_no_iterator_outlives_its_script(version: LuaVersion) -> None:
    with talking(version, whole("a", "b")) as host:
        host.run(f"kept = {CALL} kept()")
        with pytest.raises(LuaScriptError) as caught:
            host.run(
                "\nkept()",
            )
        assert str(caught.value) == (
            "script:2: this iterator is closed: it ends with its loop, and with the script, or the line at a prompt, that made it"
        )


def test_a_vm_with_iterators_can_be_thrown_away(version: LuaVersion) -> None:
    vendor = Waiting(clients=2)
    with talking(version, vendor) as host:
        host.run(f"kept, too = {CALL}, nil too = {CALL} kept()")
        del host.bridge
        gc.collect()
        assert vendor.all_gone.wait(10)


def cut(exchange: Exchange) -> None:
    """Says one thing and hangs up."""
    begin(exchange, "a")
    exchange.hang_up()


def complaining(exchange: Exchange) -> None:
    """Says one thing, and then what is wrong."""
    begin(exchange, "a")
    exchange.say(event({"error": {"message": "overloaded"}}))


def refusing(exchange: Exchange) -> None:
    exchange.reply(b'{"error": {"message": "no such model"}}', status=404)


def not_json(exchange: Exchange) -> None:
    begin(exchange, "a")
    exchange.say(b"data: {\n\n")


BROKEN: dict[str, tuple[Script, list[str], str]] = {
    "cut": (cut, ["a"], "groq.create_completion: the stream ended without [DONE]"),
    "error event": (complaining, ["a"], "groq.create_completion: overloaded"),
    "refused": (refusing, [], "groq.create_completion: 404 not found: no such model"),
    "not JSON": (not_json, ["a"], "groq.create_completion: an event is not JSON"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_errors_are_caught_with_the_line_of_the_script(version: LuaVersion, name: str) -> None:
    script, read, message = BROKEN[name]
    with talking(version, script) as host:
        *texts, told = host.run(
            "local ok, message = pcall(function()\n"
            f"  for chunk in {CALL} do\n"
            "    print(chunk.choices[1].delta.content)\n"
            "  end\n"
            "end)\n"
            "print(ok, type(message), message)"
        )
        assert texts == read
        assert told.startswith(f"false\tstring\tscript:2: {message}")
        assert "Traceback" not in told


def test_after_an_error_a_stream_is_at_its_end(version: LuaVersion) -> None:
    with talking(version, cut) as host:
        printed = host.run(
            f"local chunks = {CALL}\nchunks()\nprint(pcall(chunks) == false, chunks(), chunks())"
        )
        assert printed == ["true\tnil\tnil"]


def test_an_error_ends_a_script_with_its_line(version: LuaVersion) -> None:
    with talking(version, cut) as host, pytest.raises(LuaScriptError) as caught:
        host.run(f"local x = 1\nfor chunk in {CALL} do\n  x = x + 1\nend")
    assert str(caught.value).startswith("script:2: groq.create_completion: ")
