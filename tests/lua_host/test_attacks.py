"""Every attack of the table, on both versions of Lua: what it comes to, and that the next script runs."""

import pytest

from integrations_runtime.lua import LUA_VERSIONS
from tests.lua_host import attacks, escapes
from tests.lua_host.attacks import MEMORY, OUTPUT, TIME, Attack
from tests.lua_host.hosts import host_of

TABLE = {
    **attacks.LOOPS,
    **attacks.PROTECTED,
    **attacks.IN_C,
    **attacks.MEMORY_BOMBS,
    **escapes.GLOBALS,
    **escapes.ESCAPES,
}
CASES = [
    (name, version)
    for name, attack in TABLE.items()
    for version in LUA_VERSIONS
    if attack.only in (None, version)
]


@pytest.mark.parametrize(("name", "version"), CASES)
def test_an_attack_comes_to_nothing(name: str, version: str) -> None:
    attack: Attack = TABLE[name]
    host = host_of(version)
    result = host.execute(
        attack.code,
        cpu_limit=attack.cpu,
        time_limit=TIME,
        memory_limit=MEMORY,
        output_limit=OUTPUT,
    )
    if attack.error is None:
        assert (result.error, result.output) == (None, attack.prints)
    else:
        assert attack.error in (result.error or "")
        assert "Traceback" not in (result.error or "") and "\n" not in (result.error or "")
        assert len(result.error or "") <= 8192
    if attack.error is None or "is used up" not in attack.error or attack.limit is not None:
        assert result.limit == attack.limit or attack.error == ""
    assert len(result.output) <= OUTPUT
    assert result.memory <= MEMORY
    assert host.execute("return 1").values == (1,)


@pytest.mark.parametrize("version", LUA_VERSIONS)
@pytest.mark.parametrize("name", escapes.PAIRS)
def test_a_script_sees_nothing_of_the_one_before(name: str, version: str) -> None:
    first, second, output = escapes.PAIRS[name]
    host = host_of(version)
    assert host.execute(first).error is None
    assert host.execute(second).output == output


def test_the_table_is_long_enough() -> None:
    assert len(CASES) >= 2 * 80
