"""What a script can make the process do that runs it: the log of its calls, the work of a call, and messages are bounded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from integrations_runtime import NotFound
from integrations_runtime.lua import LUA_VERSIONS, LuaHost, LuaVersion
from integrations_runtime.lua.host import log
from integrations_runtime.testing import MockVendor
from tests.lua_host.fakes import World
from tests.lua_host.hosts import host_of

BOTH = pytest.mark.parametrize("version", LUA_VERSIONS)
COMPLETION = "app.integrations.groq.create_completion({ model = 'm', messages = messages })"


@pytest.fixture(params=LUA_VERSIONS)
def checking(request: pytest.FixtureRequest) -> Iterator[LuaHost]:
    """A host whose client checks arguments."""
    version: LuaVersion = request.param
    with MockVendor("groq") as vendor:
        client: Any = vendor.client(max_retries=0)
        with LuaHost(version, open_account=lambda *_: client) as host:
            yield host


@BOTH
def test_names_of_accounts_are_short(version: str) -> None:
    code = "local list = app.integrations.groq[('a'):rep(%d)].list_files list()"
    result = host_of(version).execute(code % 201)
    assert result.error == "script:1: A name must be text of up to 100 bytes."
    assert result.call_log == ()
    known = host_of(version).execute(code % 100)
    assert [each.account for each in known.call_log] == ["a" * 100]


@BOTH
def test_the_log_holds_so_many_calls(version: LuaVersion, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "_MOST", 3)
    code = "for i = 1, 5 do app.integrations.groq.list_models() end"
    with LuaHost(version, open_account=World().open) as host:
        result = host.execute(code)
        assert (len(result.call_log), result.unlogged_calls) == (3, 2)
        assert host.execute("app.integrations.groq.list_models()").unlogged_calls == 0


@BOTH
def test_errors_in_the_log_are_short(version: LuaVersion) -> None:
    def answer(name: str, arguments: dict[str, Any]) -> Any:
        return NotFound("x" * 20_000, integration="groq", function=name)

    with LuaHost(version, open_account=World(answer).open) as host:
        result = host.execute("print(pcall(app.integrations.groq.list_models))")
    place = "groq.list_models: "
    assert result.call_log[0].error == f"{place}{'x' * (1000 - len(place))}…"
    assert result.output == f"false\tscript:1: {place}{'x' * (8192 - len(place))}…\n"


def test_a_call_tells_so_many_problems(checking: LuaHost) -> None:
    code = (
        f"local messages = {{}} for i = 1, 30 do messages[i] = {{ role = 'user' }} end {COMPLETION}"
    )
    lines = [
        f"Parameter 'messages[{position}].content' of groq.create_completion is required."
        for position in range(1, 21)
    ]
    expected = "\n".join([*lines, "And 10 more problem(s)."])
    assert checking.execute(code).error == f"script:1: {expected}"
    unknown = "local given = {} for i = 1, 30 do given['none' .. i] = i end app.integrations.groq.list_files(given)"
    told = (checking.execute(unknown).error or "").splitlines()
    assert (len(told), told[-1]) == (21, "And 10 more problem(s).")


def test_a_call_is_given_so_many_values(checking: LuaHost) -> None:
    code = f"local messages = {{}} for i = 1, 100001 do messages[i] = true end {COMPLETION}"
    assert checking.execute(code).error == (
        "script:1: groq.create_completion was given more than 100,000 values."
    )
    nested = f"local messages = {{}} for i = 1, 50001 do messages[i] = {{ 1 }} end {COMPLETION}"
    assert checking.execute(nested).error == (
        "script:1: groq.create_completion was given more than 100,000 values."
    )


@BOTH
def test_messages_do_not_name_the_files_of_the_sandbox(version: LuaVersion) -> None:
    code = (
        "local function f()\n"
        "  local ok, problem = pcall(app.integrations.groq.list_files, { after = 'x' })\n"
        "  if ok then ok, problem = pcall(f) end\n"
        "  if not ok then %s end\n"
        "end\n"
        "f()"
    )
    with LuaHost(version, open_account=World().open) as host:
        assert host.execute(code % "print(problem)").output == "C stack overflow\n"
        assert "[wire]" not in (host.execute(code % "error(problem, 0)").error or "[wire]")
