"""`lua --library-path` and `lua --luarc`: what an editor with lua-language-server needs to complete and check scripts."""

from __future__ import annotations

import json
from typing import Any

from ...resources import find


def library_path() -> str:
    """The absolute path of the folder with the annotations. Raises `ConfigurationError` where it is not installed."""
    return str((find("lua") / "library").resolve())


def luarc(version: str) -> dict[str, Any]:
    """The settings for a file `.luarc.json`, which leads to the annotations as they are installed here.

    `version` is that of Lua. Raises `ConfigurationError` where there are none.
    """
    settings: dict[str, Any] = json.loads((find("lua") / "luarc.json").read_bytes())
    return {
        **settings,
        "workspace.library": [library_path()],
        "runtime.version": f"Lua {version}",
    }
