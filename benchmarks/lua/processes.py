"""Cold processes: a first script, by the host and by a bare VM."""

from collections.abc import Mapping
from typing import Final

from benchmarks.lua.rows import Row
from benchmarks.timing import once

_OURS: Final = """
from integrations_runtime.lua import LuaHost
with LuaHost() as host:
    assert host.execute("return 1 + 1").values == (2,)
"""
_BARE: Final = """
from lupa.lua51 import LuaRuntime
assert LuaRuntime().execute("return 1 + 1") == 2
"""


def row(variables: Mapping[str, str], rounds: int) -> Row:
    """The row of the first script."""
    taken: dict[str, list[float]] = {_OURS: [], _BARE: []}
    for number in range(-1, rounds):  # one round more, in which the disk warms up
        for program in (_OURS, _BARE) if number % 2 else (_BARE, _OURS):
            seconds, _ = once(["-c", program], variables)
            if number >= 0:
                taken[program].append(seconds)
    return Row("host started, first script answered ¹", "bare VM", taken[_OURS], taken[_BARE])
