"""What comes of a script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from ...spec import JSON

Limit: TypeAlias = Literal["cpu", "time", "memory", "output"]
Status: TypeAlias = Literal["ok", "denied", "error"]


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One call that a script made."""

    path: str
    """As scripts write it: `app.integrations.groq.work.list_models`."""
    function: str
    """`groq.list_models`."""
    account: str
    """The account's name; `default` where the script named none."""
    seconds: float
    """How long it took. Of streams and lists, only how long it took to open them."""
    status: Status
    """`denied` where a policy, or the host, does not allow the call."""
    error: str | None = None
    """The message that the script got in place of a result, or its first 1,000 characters."""


@dataclass(frozen=True, slots=True)
class LuaResult:
    """What a script did and returned."""

    output: str
    """What it printed, a line for each `print`."""
    values: tuple[JSON, ...]
    """What it returned, as plain data."""
    error: str | None
    """What stopped it, with the script's own line in front, or None."""
    limit: Limit | None
    """The limit that stopped it, or None."""
    call_log: tuple[CallRecord, ...]
    """The first 10,000 calls."""
    seconds: float
    """From beginning to end, with the waiting for vendors."""
    cpu_seconds: float
    """The script's own running time."""
    memory: int
    """The most bytes that the VM was seen to use; it is looked at every thousand instructions. 0 where a process had to be ended."""
    unlogged_calls: int = 0
    """How many calls the script made after those in the log."""
