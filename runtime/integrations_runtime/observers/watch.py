"""From the steps of a call to the events of its observers."""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import quote

from ..places import headers, parameters
from ..redaction import BLACKED_OUT, black_out_address, black_out_location
from .observer import ObservedCall, ObservedRequest, ObservedResponse, Observer

if TYPE_CHECKING:
    from ..accounts.account import Account
    from ..calls import Call
    from ..errors import IntegrationError
    from ..plan import Plan
    from ..spec import AuthSpec
    from ..transport.seam import OpenResponse, Request, Response

LOG_VARIABLE: Final = "INTEGRATIONS_LOG"
"""Asks for a log of all calls; see `log`."""

SECRET_HEADERS: Final = frozenset(
    {"authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key", "api-key"}
)
"""Names of headers whose values are never shown."""

_SECRET_NAME: Final = re.compile("auth|cookie|credential|passw|secret|session|signature|token|-key")
_IDEMPOTENCY: Final = "idempotency"
"""Part of the name of a header that reads like a secret one, but is not."""


class Watch:
    """The observers of one call."""

    __slots__ = (
        "_attempt",
        "_call",
        "_lasts",
        "_observers",
        "_over",
        "_parameters",
        "_request",
        "_secret",
        "_started",
    )

    def __init__(self, observers: Sequence[Observer], call: ObservedCall, auth: AuthSpec) -> None:
        """`auth` names the headers or the query parameters that carry this integration's credentials."""
        self._observers, self._call = observers, call
        self._secret = SECRET_HEADERS.union(each["name"].lower() for each in headers(auth))
        self._parameters = frozenset(quote(each["name"], safe="") for each in parameters(auth))
        self._attempt = 0
        self._request: ObservedRequest | None = None
        self._started = 0.0
        self._lasts = False
        self._over = threading.Lock()  # taken by whatever ends the call first
        self._tell("call_started")

    def sending(self, place: Call, request: Request) -> None:
        """An attempt begins."""
        place.watch = self
        self._attempt += 1
        self._request = ObservedRequest(
            self._attempt,
            request.method,
            place.redact(self._address(place, request.url)),
            self._sent(request.headers, place.redact),
        )
        self._tell("request_started", self._request)
        self._started = time.perf_counter()

    def answered(self, place: Call, response: Response | OpenResponse) -> None:
        """An attempt was answered."""
        seconds = time.perf_counter() - self._started
        content: bytes | None = getattr(response, "content", None)
        observed = ObservedResponse(
            response.status,
            self._shown(response.headers, place.redact),
            seconds,
            place.request_id(response),
            None if content is None else len(content),
        )
        self._tell("response_received", self._request, observed)

    def failed(self, error: IntegrationError) -> None:
        """An attempt was not answered."""
        self._tell("request_failed", self._request, error)

    def waiting(self, retry: int, delay: float, reason: str) -> None:
        """Another attempt follows."""
        self._tell("retry_scheduled", retry, delay, reason)

    def lasts(self) -> None:
        """What the method returns is the rest of the call, and says how that ended."""
        self._lasts = True

    def finished(self, error: BaseException | None) -> None:
        """The method returned, or raised `error`."""
        if self._lasts and error is None:
            self._tell("call_returned")
        else:
            self.ended(error)

    def ended(self, error: BaseException | None) -> None:
        """The call is over; only the first to say so is heard."""
        if not self._over.acquire(blocking=False):
            return
        if error is not None and not isinstance(error, Exception):
            error = GeneratorExit()  # a task that was cancelled, or Ctrl-C
        self._tell("call_finished", error)
        self._observers = ()

    def _shown(self, headers: Mapping[str, str], redact: Callable[[str], str]) -> dict[str, str]:
        named = {name.lower(): value for name, value in headers.items()}
        return {
            name: BLACKED_OUT if name in self._secret else redact(black_out_location(name, value))
            for name, value in named.items()
        }

    def _sent(self, headers: Mapping[str, str], redact: Callable[[str], str]) -> dict[str, str]:
        """The headers of a request: callers may add some whose values we know only by their names to be secret."""
        shown = self._shown(headers, redact)
        for name in shown:
            if _SECRET_NAME.search(name) and _IDEMPOTENCY not in name:
                shown[name] = BLACKED_OUT
        return shown

    def _address(self, place: Call, url: str) -> str:
        """A URL without the credentials in its query, however short they are."""
        if place.address is not None:
            return black_out_address(url)
        if not self._parameters:
            return url
        before, mark, query = url.partition("?")
        pairs = [
            (
                f"{name}={BLACKED_OUT}"
                if (name := pair.partition("=")[0]) in self._parameters
                else pair
            )
            for pair in query.split("&")
        ]
        return f"{before}{mark}{'&'.join(pairs)}"

    def _tell(self, event: str, *details: Any) -> None:
        for observer in self._observers:
            try:
                getattr(observer, event)(self._call, *details)
            except Exception:
                _report(observer, event)


def read_observers(given: object) -> tuple[Observer, ...]:
    """The observers of a client, with the one that the environment asks for. Raises ValueError with a sentence."""
    observers: tuple[Observer, ...] = ()
    if given is not None:
        if not isinstance(given, Sequence):
            raise ValueError(f"observers must be a sequence, not {type(given).__name__}.")
        for each in cast("Sequence[object]", given):
            if not isinstance(each, Observer):
                raise ValueError(f"observers must be instances of Observer, not {each!r}.")
            observers += (each,)
    if os.environ.get(LOG_VARIABLE):
        from .log import log_observer  # loads logging

        logs = log_observer()
        if logs is not None and not any(isinstance(each, type(logs)) for each in observers):
            observers += (logs,)
    return observers


def watch(observers: Sequence[Observer], plan: Plan, account: Account, auth: AuthSpec) -> Watch:
    """The watch over a call that begins."""
    call = ObservedCall(
        plan.integration,
        plan.function,
        account.name,
        plan.operation,
        plan.http["method"],
        plan.http["path"],
        account.base_url,
    )
    return Watch(observers, call, auth)


def _report(observer: Observer, event: str) -> None:
    import logging

    logging.getLogger("integrations").exception(
        "%s.%s failed; the call goes on", type(observer).__name__, event
    )
