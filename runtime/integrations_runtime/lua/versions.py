"""The versions of Lua that scripts may be written for, and VMs of them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, get_args

if TYPE_CHECKING:
    from ..errors import (
        ConfigurationError,  # workers load this module, and start sooner without that one
    )

LuaVersion: TypeAlias = Literal["5.1", "5.4"]

LUA_VERSIONS: Final[tuple[LuaVersion, ...]] = get_args(LuaVersion)
"""The versions of Lua that scripts may be written for; the first is the default."""


def check_version(version: str) -> None:
    """Raises `ConfigurationError` where there is no such Lua."""
    if version not in LUA_VERSIONS:
        from ..errors import ConfigurationError

        known = " and ".join(LUA_VERSIONS)
        raise ConfigurationError(f"there is no Lua {version}; there are {known}")


def new_runtime(version: str, **settings: Any) -> Any:
    """A `LuaRuntime` of lupa that opens nothing of Python to scripts; `settings` are further ones. Raises `ConfigurationError`."""
    check_version(version)
    try:
        module = import_module(f"lupa.lua{version.replace('.', '')}")
    except ImportError:
        raise lupa_missing() from None
    return module.LuaRuntime(
        attribute_filter=_deny,
        encoding=None,
        register_builtins=False,
        register_eval=False,
        unpack_returned_tuples=True,
        **settings,
    )


def lupa_missing() -> ConfigurationError:
    """The error where lupa is not installed."""
    from ..errors import ConfigurationError

    return ConfigurationError("Lua needs the package lupa: pip install 'integrations[lua]'")


def _deny(_object: object, name: Any, _setting: bool) -> Any:
    """No attribute of any Python object is open to Lua."""
    raise AttributeError(f"no attribute {name!r}")
