"""Lua for agents: a bridge between a Lua VM and the Python clients.

Needs the extra `lua` (`pip install 'integrations[lua]'`).
"""

from .bridge import LUA_VERSIONS, Bridge, LuaScriptError, LuaVersion
from .clients import ClientFactory, open_client

__all__ = ["LUA_VERSIONS", "Bridge", "ClientFactory", "LuaScriptError", "LuaVersion", "open_client"]
