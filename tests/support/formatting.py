"""The form in which black leaves Python code."""

import black
from black.mode import TargetVersion


def blackened(code: str, width: int = 100) -> str:
    """Returns code as black formats it."""
    mode = black.Mode(line_length=width, target_versions={TargetVersion.PY311})
    return black.format_str(code, mode=mode)
