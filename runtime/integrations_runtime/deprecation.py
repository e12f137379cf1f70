"""Warnings about deprecated functions and parameters, placed on the caller's line."""

import inspect
import warnings
from types import FrameType

_OURS = __name__.partition(".")[0]


def warn_deprecated(text: str, client_module: str) -> None:
    """Warns at the first frame that is neither the runtime's nor the generated client's."""
    frame: FrameType | None = inspect.currentframe()
    level = 0
    while frame is not None:
        module = str(frame.f_globals.get("__name__", ""))
        if module != client_module and module.partition(".")[0] != _OURS:
            break
        frame = frame.f_back
        level += 1
    warnings.warn(text, DeprecationWarning, stacklevel=level + 1)
