"""The log of a script's calls, which is bounded: a script decides how many there are, and with it what its errors say."""

from __future__ import annotations

from typing import Final

from .result import CallRecord, Status

_MOST: Final = 10_000
_LONGEST: Final = 1000


class CallLog:
    """The first calls of a script, and how many came after them."""

    def __init__(self) -> None:
        self.records: list[CallRecord] = []
        self.left_out = 0
        """How many calls were made after those."""

    def add(
        self, function: str, account: str, seconds: float, status: Status, error: str | None
    ) -> None:
        """Notes a call of `function` (`groq.list_files`)."""
        if len(self.records) >= _MOST:
            self.left_out += 1
            return
        if error is not None and len(error) > _LONGEST:
            error = f"{error[:_LONGEST]}…"
        integration, _, name = function.partition(".")
        spelled = name if account == "default" else f"{account}.{name}"
        path = f"app.integrations.{integration}.{spelled}"
        self.records.append(CallRecord(path, function, account, seconds, status, error))
