"""Hosts that tests share: starting processes for every test would take longer than the tests."""

from functools import cache
from typing import cast

from integrations_runtime.lua import LuaHost, LuaVersion


@cache
def host_of(version: str) -> LuaHost:
    """A host for a version of Lua that lives as long as the tests."""
    return LuaHost(cast(LuaVersion, version))
