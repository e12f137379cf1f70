"""What errors of one call have in common: the function, the request, the answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeVar

from .errors import IntegrationError, TransportError
from .observers.watch import SECRET_HEADERS
from .redaction import BLACKED_OUT, black_out_location
from .transport.seam import OpenResponse, Response

if TYPE_CHECKING:
    from .observers.watch import Watch

ErrorT = TypeVar("ErrorT", bound=IntegrationError)

LONGEST_EXCERPT: Final = 500
_LONGEST_ADDRESS: Final = 300
_WINDOW: Final = (
    4 * LONGEST_EXCERPT + 8_192
)  # bytes to look at, so that no credential is cut in half
_REQUEST_ID_HEADERS: Final = ("x-request-id", "request-id")
_REPLACED: Final = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], "�")
_IN_LINES: Final = {code: mark for code, mark in _REPLACED.items() if chr(code) not in "\t\n\r"}
_IN_ONE_LINE: Final = {**_REPLACED, **dict.fromkeys(map(ord, "\t\n\r"), " ")}


@dataclass(slots=True)
class Call:
    """One request of a function, as far as errors have to know about it."""

    integration: str
    function: str
    method: str
    path: str
    redact: Callable[[str], str] = field(repr=False)
    request_id_header: str | None = None
    retries: int = 0
    """How many attempts of this request have failed and been repeated so far."""
    watch: Watch | None = field(default=None, repr=False)
    """The observers of the call, if it has any and has sent something."""
    address: str | None = field(default=None, repr=False)
    """The URL that answers in the place of the request's own, where the vendor redirected it."""

    def error(self, kind: type[ErrorT], message: str, response: Response, **details: Any) -> ErrorT:
        """An error about the answer to this request; `details` are further arguments of `kind`."""
        error = kind(
            self._said(message),
            integration=self.integration,
            function=self.function,
            method=self.method,
            path=self.path,
            status=response.status,
            request_id=self.request_id(response),
            retry_after=retry_after(response),
            body=self.excerpt(response.content),
            headers=self._shown(response.headers),
            **details,
        )
        error.retries = self.retries
        return error

    def place(self, error: TransportError) -> None:
        """Tells an error of the transport which call it belongs to."""
        error.message = self._said(error.message)
        error.args = (error.message,)
        error.integration, error.function = self.integration, self.function
        error.method, error.path = self.method, self.path
        error.retries = self.retries
        error.body, error.partial = self.excerpt(error.partial), b""
        cause = error.__cause__
        if cause is not None and self.redact(str(cause)) != str(cause):
            error.__cause__ = error.__context__ = None

    def excerpt(self, content: bytes) -> str | None:
        """The beginning of a body as text, without credentials and control characters; None for an empty one."""
        text = self.redact(content[:_WINDOW].decode("utf-8", "replace")).strip()
        text = text.translate(_IN_LINES)
        return shorten(text, LONGEST_EXCERPT) or None

    def request_id(self, response: Response | OpenResponse) -> str | None:
        """The vendor's name for this request, if it gave one."""
        own = self.request_id_header
        names = _REQUEST_ID_HEADERS if own is None else (own.lower(),)
        found = (response.headers.get(name) for name in names)
        return next((in_one_line(self.redact(value)) for value in found if value), None)

    def _said(self, message: str) -> str:
        """A message without credentials, which says who answered where that is not who was asked."""
        said = in_one_line(self.redact(message))
        if self.address is None:
            return said
        address = shorten(self.redact(self.address.partition("?")[0]), _LONGEST_ADDRESS)
        answered = f" (redirected to {address})"
        return said if said.endswith(answered) else said + answered

    def _shown(self, headers: Mapping[str, str]) -> dict[str, str]:
        """The headers of an answer, without credentials."""
        named = {name.lower(): value for name, value in headers.items()}
        return {
            name: (
                BLACKED_OUT
                if name in SECRET_HEADERS
                else in_one_line(self.redact(black_out_location(name, value)))
            )
            for name, value in named.items()
        }


def in_one_line(text: str) -> str:
    """`text` without what could move the cursor of a terminal, or worse: control characters become `�`, lines one."""
    return text.translate(_IN_ONE_LINE)


def shorten(text: str, limit: int) -> str:
    """`text`, cut to `limit` characters."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def retry_after(response: Response) -> float | None:
    """Seconds that the `Retry-After` header asks to wait, given as a number or as a date; None without a usable one."""
    value = response.headers.get("retry-after")
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        from datetime import UTC
        from email.utils import parsedate_to_datetime  # only dates need it

        try:
            date = parsedate_to_datetime(value)
            if date.tzinfo is None:  # the form without a zone (RFC 9110, 5.6.7) means GMT too
                date = date.replace(tzinfo=UTC)
            seconds = date.timestamp() - time.time()
        except (ValueError, OverflowError, IndexError, TypeError):
            return None
    return max(0.0, seconds) if seconds < float("inf") else None
