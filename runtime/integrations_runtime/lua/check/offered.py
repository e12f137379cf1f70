"""What scripts find: asked of a fresh sandbox, so that no second list of it has to be kept."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final, NoReturn

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


class _NoLine:
    """What a sandbox has in place of its parent, whom listing names does not ask."""

    def write(self, text: bytes) -> NoReturn:
        raise NotImplementedError

    def ask(self, question: bytes) -> NoReturn:
        raise NotImplementedError

    def post(self, message: bytes) -> NoReturn:
        raise NotImplementedError


@cache
def offered(version: str) -> Mapping[str, frozenset[str]]:
    """The globals of a script on a version of Lua, and the members of those that are libraries."""
    from ..host.vm import VmMaker
    from ..host.wire import read_list

    vm = VmMaker(version, _NoLine()).new()
    found = read_list(vm.run(_LIST, _ORDER).values, whole=True)[0]
    vm.close()
    return {
        name.decode(): frozenset(members.decode().split())
        for name, members in sorted(found.items())
    }
