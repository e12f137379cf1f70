"""The items of all pages as a loop of a script: a page is asked for when it is reached."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from integrations.groq import Groq
from integrations_runtime.lua import LUA_VERSIONS, Bridge, LuaScriptError, LuaVersion
from tests.lua.hosts import CALL, Host, mocking
from tests.support.definitions import real
from tests.support.loopback import Exchange, serving
from tests.support.vendor import Vendor

pytestmark = pytest.mark.parametrize("version", LUA_VERSIONS)


def files(count: int, start: int = 1) -> list[dict[str, Any]]:
    return [
        {
            "id": f"file-{number}",
            "object": "file",
            "bytes": 1,
            "created_at": 1,
            "filename": "a.jsonl",
            "purpose": "batch",
        }
        for number in range(start, start + count)
    ]


def test_the_items_of_all_pages_are_a_loop(version: LuaVersion) -> None:
    with mocking(version) as (host, vendor):
        vendor.pages("list_files", [files(2), files(2, 3), files(1, 5)])
        printed = host.run(
            "for file in app.integrations.groq.iter_files({ purpose = 'batch' }) do\n"
            "  print(type(file), file.id)\n"
            "end"
        )
        assert printed == [f"table\tfile-{number}" for number in range(1, 6)]
        assert [dict(each.query)["purpose"] for each in vendor.requests] == ["batch"] * 3


def test_a_page_is_asked_for_when_it_is_reached(version: LuaVersion) -> None:
    with mocking(version) as (host, vendor):
        vendor.pages("list_files", [files(2), files(2, 3), files(2, 5)])
        asked: list[int] = []
        host.on_line = lambda: asked.append(len(vendor.requests))
        printed = host.run(
            "local items = app.integrations.groq.iter_files()\n"
            "print('made')\n"
            "for file in items do\n"
            "  print(file.id)\n"
            "  if file.id == 'file-3' then break end\n"
            "end"
        )
        assert printed == ["made", "file-1", "file-2", "file-3"]
        assert asked == [0, 1, 1, 2]
        assert len(vendor.requests) == 2


SPELLINGS = {
    "app.integrations.groq.iter_files({})": None,
    "app.integrations.groq.iter_files()": None,
    'app.integrations["groq"].groq_iter_files({})': None,
    "app.integrations.groq.default.iter_files({})": None,
    "app.integrations.groq.work.iter_files({})": "work",
    "app.integrations.groq.personal.groq_iter_files()": "personal",
}


@pytest.mark.parametrize("code", SPELLINGS)
def test_every_spelling_walks_the_pages(
    version: LuaVersion, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each account walks with its own credentials."""
    answers = [
        {"object": "list", "data": files(1), "has_more": True},
        {"object": "list", "data": files(1, 2), "has_more": False},
    ]
    keys: list[str | None] = []

    def script(exchange: Exchange) -> None:
        keys.append(exchange.headers["authorization"])
        exchange.reply(json.dumps(answers.pop(0)).encode())

    lines: list[str] = []
    with serving(script) as server:
        for name, value in Vendor(real("groq"), server).environment().items():
            monkeypatch.setenv(name, value)
        bridge = Bridge(version=version, output=lines.append)
        bridge.run(f"for file in {code} do print(file.id) end")
    account = SPELLINGS[code]
    owner = f"-of-{account}" if account else ""
    assert lines == ["file-1", "file-2"]
    assert keys == [f"Bearer example-api_key{owner}"] * 2


MISTAKES = {
    "app.integrations.groq.iter_files({ limt = 1 })": (
        "Unknown parameter 'limt' of groq.list_files. Did you mean 'limit'?"
    ),
    "app.integrations.groq.iter_messages({})": "Missing required parameter(s): conversation_id",
    "app.integrations.groq.iter_file({})": (
        "Unknown function: app.integrations.groq.iter_file. Did you mean: iter_files"
    ),
    "app.integrations.groq.iter_models({})": (
        "Unknown function: app.integrations.groq.iter_models. Did you mean: "
    ),
    "app.integrations.groq.iter_files('x')": (
        "groq.list_files takes one table of named parameters, such as { purpose = … }, but was given a string."
    ),
    CALL.replace("true", "'yes'"): (
        "Parameter 'stream' of groq.create_completion must be a boolean, not a string."
    ),
}


@pytest.mark.parametrize("code", MISTAKES)
def test_mistakes_are_told_by_the_call(version: LuaVersion, code: str) -> None:
    with mocking(version) as (host, vendor):
        with pytest.raises(LuaScriptError) as caught:
            host.run(f"\nlocal items = {code}")
        assert str(caught.value).startswith(f"script:2: {MISTAKES[code]}")
        assert vendor.requests == []


def test_a_page_that_fails_is_told_where_it_is_reached(version: LuaVersion) -> None:
    with mocking(version) as (host, vendor):
        vendor.pages("list_files", [files(1), files(1, 2)])
        vendor.misbehave("list_files", every=2, times=None, status=503)
        with pytest.raises(LuaScriptError) as caught:
            host.run(
                "local items = app.integrations.groq.iter_files()\n"
                "print(items().id)\n"
                "print(items().id)"
            )
        assert host.lines == ["file-1"]
        assert str(caught.value).startswith("script:3: groq.list_files: 503 ")


class Odd:
    """A client whose values no vendor sends, and whose faults are ours."""

    SPEC = Groq.SPEC

    def __init__(self, values: Iterator[Any]) -> None:
        self._values = values

    def iterate(self, _name: str, _arguments: Mapping[str, object] | None = None) -> Iterator[Any]:
        """The values, whatever they are."""
        return self._values


WALK = "for each in app.integrations.groq.iter_files() do print(each == json.null, each) end"


def test_null_among_the_items_does_not_end_the_loop(version: LuaVersion) -> None:
    printed = Host(version, Odd(iter([None, 1, None]))).run(WALK)
    assert printed == ["true\tnull", "false\t1", "true\tnull"]


def test_a_fault_within_an_iterator_does_not_reach_the_script(version: LuaVersion) -> None:
    def values() -> Iterator[Any]:
        yield 1
        raise ZeroDivisionError("secret-key")

    with pytest.raises(LuaScriptError) as caught:
        Host(version, Odd(values())).run(WALK)
    assert str(caught.value) == "script:1: groq.list_files: internal error (ZeroDivisionError)"
