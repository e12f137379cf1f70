"""What scripts find: asked of a fresh sandbox, so that no second list of it has to be kept."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

_LIST: Final = b"""
local found = {}
for name, value in pairs(_G) do
  local members = {}
  if type(value) == "table" and name ~= "_G" and name ~= "app" then
    for key in pairs(value) do
      members[#members + 1] = key
    end
  end
  found[name] = table.concat(members, " ")
end
return found
"""

_ORDER: Final = {
    "name": "list",
    "cpu": 30.0,
    "memory": 1 << 25,
    "output": 0,
    "echo": False,
    "cpu_message": "",
    "output_message": "",
}


class _NoParent:
    """The line of a sandbox that has no parent: what it is told is lost, and every question is answered with nothing."""

    def write(self, text: bytes) -> None:
        pass

    def ask(self, question: bytes) -> bytes:
        from ..host.protocol import NOTHING  # the host loads much besides

        return NOTHING

    def post(self, message: bytes) -> None:
        pass


@cache
def offered(version: str) -> Mapping[str, frozenset[str]]:
    """The globals of a script on a version of Lua, and the members of those that are libraries."""
    from ..host.vm import VmMaker
    from ..host.wire import read_list

    vm = VmMaker(version, _NoParent()).new()
    found = read_list(vm.run(_LIST, _ORDER).values, whole=True)[0]
    vm.close()
    return {
        name.decode(): frozenset(members.decode().split())
        for name, members in sorted(found.items())
    }
