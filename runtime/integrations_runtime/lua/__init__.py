"""Lua for agents: a bridge between a Lua VM and the Python clients, a host that runs scripts in a sandbox, and their check.

Needs the extra `lua` (`pip install 'integrations[lua]'`). Names are loaded when they are first used, so that the processes in
which scripts run load no client.
"""

TYPE_CHECKING = False  # type checkers take it for true

if TYPE_CHECKING:
    from .bridge import LUA_VERSIONS, Bridge, LuaScriptError, LuaVersion
    from .check import Problem, check_script
    from .clients import ClientFactory, open_client
    from .host import CallRecord, LuaHost, LuaResult, LuaSession

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
    "CallRecord": "host",
    "ClientFactory": "clients",
    "LuaHost": "host",
    "LuaResult": "host",
    "LuaSession": "host",
    "Problem": "check",
    "check_script": "check",
    "open_client": "clients",
}


if not TYPE_CHECKING:  # or type checkers would believe in every name

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        value: object = getattr(import_module(f".{_HOMES.get(name, 'bridge')}", __name__), name)
        globals()[name] = value
        return value
