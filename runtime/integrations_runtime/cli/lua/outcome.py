"""What came of a script: the envelope that `--json` prints, and what stopped it as a line for people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from ..screen import complain

if TYPE_CHECKING:
    from ...lua.host import CallRecord, LuaResult
    from .accounts import Chosen

_LINE: Final = re.compile(r"[^:]*:([0-9]+): ")


def complain_of(found: LuaResult) -> None:
    """Writes what stopped a script, if something did, and the option that sets the limit."""
    if found.error is not None:
        hint = "" if found.limit is None else f" (--{found.limit}-limit sets it)"
        complain("error", f"{found.error}{hint}")


def envelope(found: LuaResult, chosen: Chosen) -> dict[str, Any]:
    """The envelope of a script that was run.

    `result` is what the script returns: null for nothing, a list where it returns several values.
    """
    values = found.values
    return {
        "success": found.error is None,
        "output": found.output,
        "result": list(values) if len(values) > 1 else next(iter(values), None),
        "error": None if found.error is None else _script_error(found.error, found.limit),
        "execution_time_ms": _milliseconds(found.seconds),
        "memory_usage": found.memory,
        "call_log": list(_calls(found.call_log, chosen)),
    }


def envelope_of_error(kind: str, message: str) -> dict[str, Any]:
    """The envelope of a script that could not even be started, or that nobody waited for."""
    return {
        "success": False,
        "output": "",
        "result": None,
        "error": _error(kind, message),
        "execution_time_ms": 0.0,
        "memory_usage": 0,
        "call_log": [],
    }


def _script_error(message: str, limit: str | None) -> dict[str, Any]:
    found = _LINE.match(message)
    return _error("LuaScriptError", message, None if found is None else int(found[1]), limit)


def _error(
    kind: str, message: str, line: int | None = None, limit: str | None = None
) -> dict[str, Any]:
    return {"type": kind, "message": message, "line": line, "limit": limit}


def _calls(log: tuple[CallRecord, ...], chosen: Chosen) -> Iterator[dict[str, Any]]:
    for each in log:
        account = each.account
        if account == "default":
            account = chosen.account(each.function.partition(".")[0]) or account
        yield {
            "path": each.path,
            "function": each.function,
            "account": account,
            "duration_ms": _milliseconds(each.seconds),
            "status": each.status,
            "error": each.error,
        }


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 1)
