"""What a script prints, while it runs."""

import pytest

from integrations_runtime.lua import LuaHost
from tests.lua_host.fakes import World
from tests.lua_host.hosts import host_of

VERSIONS = pytest.mark.parametrize("version", ["5.1", "5.4"])


@VERSIONS
def test_output_is_told_before_the_next_call_is_made(version: str) -> None:
    told: list[str] = []
    seen: list[list[str]] = []
    world = World(lambda name, arguments: seen.append(list(told)))
    with LuaHost("5.4" if version == "5.4" else "5.1", 1, open_account=world.open) as host:
        result = host.execute(
            "print('a', 1) app.integrations.groq.list_models() print('\\195\\164\\255')",
            on_output=told.append,
        )
    assert seen == [["a\t1\n"]]
    assert told == ["a\t1\n", "ä\ufffd\n"]
    assert (result.output, result.error) == ("".join(told), None)


@VERSIONS
def test_who_wants_no_more_output_ends_the_script(version: str) -> None:
    def refuse(text: str) -> None:
        raise BrokenPipeError

    host = host_of(version)
    with pytest.raises(BrokenPipeError):
        host.execute("while true do print(1) end", on_output=refuse)
    assert host.execute("print(2)").output == "2\n"
