"""Whose line a warning is about: the nearest one that is neither the runtime's nor a generated client's."""

import inspect
from types import FrameType
from typing import Final

_PACKAGES: Final = frozenset({__name__.partition(".")[0], "integrations"})


def stacklevel(*modules: str) -> int:
    """The `stacklevel` at which the function that asks warns the caller; `modules` are not the caller's either."""
    frame: FrameType | None = inspect.currentframe()
    level = 0  # of this function itself
    while frame is not None:
        module = str(frame.f_globals.get("__name__", ""))
        if module not in modules and module.partition(".")[0] not in _PACKAGES:
            break
        frame = frame.f_back
        level += 1
    return level
