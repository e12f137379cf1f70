"""What came of a call, as the envelope that `--json` prints."""

from __future__ import annotations

import time
from typing import Any

from ...errors import ArgumentError, ConfigurationError, IntegrationError
from ...observers.observer import ObservedCall, ObservedRequest, ObservedResponse, Observer
from ..screen import FAILED, USAGE


class InterruptError(Exception):
    """A call that nobody waited for."""


class Outcome(Observer):
    """Watches one call, and says what came of it."""

    def __init__(self, function: str) -> None:
        self.function = function
        self.meta: dict[str, Any] = {
            "account": None,
            "status": None,
            "request_id": None,
            "retries": 0,
        }
        self._started = time.monotonic()

    def call_started(self, call: ObservedCall) -> None:
        """Begins to know for whom the call is made."""
        self.meta["account"] = call.account
        self._started = time.monotonic()

    def response_received(
        self, call: ObservedCall, request: ObservedRequest, response: ObservedResponse
    ) -> None:
        """Keeps what the last answer said."""
        self.meta["status"], self.meta["request_id"] = response.status, response.request_id

    def retry_scheduled(self, call: ObservedCall, retry: int, delay: float, reason: str) -> None:
        """Counts."""
        self.meta["retries"] += 1

    def envelope(self, data: Any = None, error: Exception | None = None) -> dict[str, Any]:
        """What is printed."""
        return {
            "function": self.function,
            "success": error is None,
            "data": data,
            "error": None if error is None else _described(error),
            "meta": self.meta,
            "duration_ms": round((time.monotonic() - self._started) * 1000, 1),
        }


def status_of(error: Exception) -> int:
    """The exit status that an error deserves."""
    return USAGE if isinstance(error, ArgumentError | ConfigurationError) else FAILED


def _described(error: Exception) -> dict[str, Any]:
    if not isinstance(error, IntegrationError):
        return {"type": type(error).__name__, "message": str(error)}
    return {
        "type": type(error).__name__,
        "message": str(error),
        "status": error.status,
        "request_id": error.request_id,
        "retry_after": error.retry_after,
    }
