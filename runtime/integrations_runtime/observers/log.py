"""`LogObserver`: calls as lines of the logger `integrations`.

`INTEGRATIONS_LOG=info` writes a line per call to standard error, `INTEGRATIONS_LOG=debug` also one per attempt, with the
headers. Programs that configure logging themselves pass `LogObserver()` as one of the `observers`.
"""

import logging
import os
import sys
import threading
import time
from collections.abc import Mapping
from typing import Final

from ..errors import ConfigurationError, IntegrationError
from .observer import ObservedCall, ObservedRequest, ObservedResponse, Observer

VARIABLE: Final = "INTEGRATIONS_LOG"
_LEVELS: Final = {"info": logging.INFO, "debug": logging.DEBUG}

_logger = logging.getLogger("integrations")
_lock = threading.Lock()
_to_stderr: "LogObserver | None" = None


class LogObserver(Observer):
    """Writes what calls do to the logger `integrations`: calls at level INFO, attempts at DEBUG, retries at WARNING."""

    def __init__(self) -> None:
        self._started: dict[ObservedCall, float] = {}

    def call_started(self, call: ObservedCall) -> None:
        self._started[call] = time.perf_counter()

    def request_started(self, call: ObservedCall, request: ObservedRequest) -> None:
        _logger.debug(
            "%s → %s %s %s", _name(call), request.method, request.url, _spell(request.headers)
        )

    def response_received(
        self, call: ObservedCall, request: ObservedRequest, response: ObservedResponse
    ) -> None:
        size = "" if response.size is None else f" {response.size} bytes"
        _logger.debug(
            "%s ← %d in %.0f ms%s %s",
            _name(call),
            response.status,
            response.seconds * 1000,
            size,
            _spell(response.headers),
        )

    def request_failed(
        self, call: ObservedCall, request: ObservedRequest, error: IntegrationError
    ) -> None:
        _logger.debug("%s ← no answer: %s", _name(call), error.message)

    def retry_scheduled(self, call: ObservedCall, retry: int, delay: float, reason: str) -> None:
        _logger.warning("%s: %s; retry %d in %.2f s", _name(call), reason, retry, delay)

    def call_finished(self, call: ObservedCall, error: BaseException | None) -> None:
        now = time.perf_counter()
        milliseconds = (now - self._started.pop(call, now)) * 1000
        outcome = "ok" if error is None else f"{type(error).__name__}: {error}"
        if isinstance(error, GeneratorExit):
            outcome = "given up"
        _logger.info("%s as %s in %.0f ms: %s", _name(call), call.account, milliseconds, outcome)


def log_observer() -> LogObserver | None:
    """The observer that the environment asks for, writing to standard error; None without `INTEGRATIONS_LOG`.

    Raises `ConfigurationError` for a level that there is not.
    """
    wanted = os.environ.get(VARIABLE, "").strip().lower()
    if not wanted:
        return None
    if wanted not in _LEVELS:
        raise ConfigurationError(f"{VARIABLE} must be info or debug, not {wanted!r}")
    global _to_stderr
    with _lock:
        if _to_stderr is None:
            handler = logging.StreamHandler(sys.stderr)
            handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
            _logger.addHandler(handler)
            _logger.propagate = False  # or a root handler would write each line twice
            _to_stderr = LogObserver()
        _logger.setLevel(_LEVELS[wanted])
        return _to_stderr


def _name(call: ObservedCall) -> str:
    return f"{call.integration}.{call.function}"


def _spell(headers: Mapping[str, str]) -> str:
    return " ".join(f"{name}={value!r}" for name, value in headers.items())
