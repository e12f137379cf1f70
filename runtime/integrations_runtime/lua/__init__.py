"""Lua for agents: a bridge between a Lua VM and the Python clients, a host that runs scripts in a sandbox, and their check.

Needs the extra `lua` (`pip install 'integrations[lua]'`). Names are loaded when they are first used, so that the processes in
which scripts run load no client.
"""

TYPE_CHECKING = False  # type checkers take it for true

if TYPE_CHECKING:
    from .bridge import Bridge, LuaScriptError
    from .check import Problem, check_script
    from .clients import ClientFactory, open_client
    from .host import CallRecord, LuaHost, LuaResult, LuaSession
    from .versions import LUA_VERSIONS, LuaVersion

__all__ = [
    "LUA_VERSIONS",
    "Bridge",
    "CallRecord",
    "ClientFactory",
    "LuaHost",
    "LuaResult",
    "LuaScriptError",
    "LuaSession",
    "LuaVersion",
    "Problem",
    "check_script",
    "open_client",
]

_HOMES = {
    "LUA_VERSIONS": "versions",
    "Bridge": "bridge",
    "CallRecord": "host",
    "ClientFactory": "clients",
    "LuaHost": "host",
    "LuaResult": "host",
    "LuaScriptError": "bridge",
    "LuaSession": "host",
    "LuaVersion": "versions",
    "Problem": "check",
    "check_script": "check",
    "open_client": "clients",
}

if not TYPE_CHECKING:  # or type checkers would believe in every name
    from ..lazy import lazily

    __getattr__, __dir__ = lazily(globals(), _HOMES)
