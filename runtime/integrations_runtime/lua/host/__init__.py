"""The host: runs scripts that nobody has checked, each in a Lua VM of its own inside a child process.

The child has the VM and nothing else: no credentials, no files, no network. What a script asks for is done by the parent.
"""

TYPE_CHECKING = (
    False  # type checkers take it for true; worker processes load this package without the host
)

if TYPE_CHECKING:
    from .host import LuaHost
    from .result import CallRecord, LuaResult
    from .session import LuaSession

__all__ = ["CallRecord", "LuaHost", "LuaResult", "LuaSession"]

_HOMES = {"LuaHost": ".host", "LuaSession": ".session"}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    module = import_module(_HOMES.get(name, ".result"), __name__)
    value: object = getattr(module, name)
    globals()[name] = value
    return value
