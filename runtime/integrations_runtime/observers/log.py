"""`LogObserver`: calls as lines of the logger `integrations`.

`INTEGRATIONS_LOG=info` writes a line per call to standard error, `INTEGRATIONS_LOG=debug` also one per attempt, with the
headers; `warning` leaves only what went wrong, and `off` or `0` nothing. Programs that configure logging themselves pass
`LogObserver()` as one of the `observers`.
"""

import logging
import os
import sys
import time
import warnings
from collections.abc import Mapping
from typing import Final

from ..errors import IntegrationError
from ..locks import ForkSafeLock
from ..stacklevel import stacklevel
from .observer import ObservedCall, ObservedRequest, ObservedResponse, Observer
from .watch import LOG_VARIABLE

_LEVELS: Final = {"warning": logging.WARNING, "info": logging.INFO, "debug": logging.DEBUG}
_OFF: Final = frozenset({"", "0", "off"})

_logger = logging.getLogger("integrations")
_lock = ForkSafeLock()
_to_stderr: "LogObserver | None" = None
_unknown: set[str] = set()  # values of the variable that were warned of


class LogObserver(Observer):
    """Writes what calls do to the logger `integrations`: calls at level INFO, attempts at DEBUG.

    Retries, and calls that fail, are at level WARNING.
    """

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
        _logger.warning(
            "%s: %s; retry %d in %.2f s", _name(call), reason.rstrip(".; "), retry, delay
        )

    def call_finished(self, call: ObservedCall, error: BaseException | None) -> None:
        now = time.perf_counter()
        milliseconds = (now - self._started.pop(call, now)) * 1000
        level, outcome = logging.INFO, "ok"
        if isinstance(error, GeneratorExit):
            outcome = "given up"
        elif error is not None:
            level, outcome = logging.WARNING, f"{type(error).__name__}: {error}"
        _logger.log(
            level, "%s as %s in %.0f ms: %s", _name(call), call.account, milliseconds, outcome
        )


def log_observer() -> LogObserver | None:
    """The observer that the environment asks for, writing to standard error; None where `INTEGRATIONS_LOG` is off.

    Warns, once, of a level that there is not.
    """
    wanted = os.environ.get(LOG_VARIABLE, "").strip().lower()
    if wanted in _OFF:
        return None
    if wanted not in _LEVELS:
        _warn(wanted)
        return None
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


def _warn(wanted: str) -> None:
    if wanted not in _unknown:
        _unknown.add(wanted)
        text = f"{LOG_VARIABLE} must be info or debug, not {wanted!r}; nothing is logged"
        warnings.warn(text, UserWarning, stacklevel=stacklevel())


def _name(call: ObservedCall) -> str:
    return f"{call.integration}.{call.function}"


def _spell(headers: Mapping[str, str]) -> str:
    return " ".join(f"{name}={value!r}" for name, value in headers.items())
