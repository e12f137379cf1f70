"""OAuth 2 access tokens: fetched when first needed, kept, and renewed once for all who wait for them.

Clients of one process that act for the same account share a token. The token endpoint is asked as RFC 6749 says (sections 4.4
and 6), with the client's identifier and secret as basic auth (section 2.3.1).
"""

from __future__ import annotations

import base64
import json
import math
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias, TypeGuard, cast
from urllib.parse import quote_plus, urlencode

from ..encoding import is_header_text
from ..errors import StatusError, TransportError, TransportTimeout
from ..locks import ForkSafeLock
from ..redaction import spellings
from ..steps import Steps, Wait
from ..transport.seam import Request, Response

_EARLY: Final = 60.0
"""Seconds before its end that a token is renewed; at most a tenth of its life."""

_REMEMBERED: Final = 6
"""Tokens that are still blacked out after they have been replaced."""

Fetch: TypeAlias = "Callable[[Request], Steps[Response]]"
"""Sends the request for a token, and gives the accepted answer."""


@dataclass(frozen=True, slots=True)
class Grant:
    """What a token is asked for with. Equal grants share their token."""

    token_url: str
    kind: str
    client_id: str
    client_secret: str = field(repr=False)
    refresh_token: str | None = field(repr=False)
    scopes: tuple[str, ...]

    def basic(self) -> str:
        """The client's identifier and secret as basic auth spells them."""
        pair = f"{_encoded(self.client_id)}:{_encoded(self.client_secret)}"
        return base64.b64encode(pair.encode()).decode()


@dataclass(frozen=True, slots=True)
class Token:
    """An access token, and when to renew it on the clock of `time.monotonic`."""

    value: str = field(repr=False)
    renew_at: float


class TokenError(Exception):
    """The token endpoint's answer has no token; the message says what it has."""


class _AbandonedError(Exception):
    """Whoever was renewing the token gave up, for a reason that is no one else's."""


class _Renewal(Future[Token]):
    """A renewal under way, and the thread in which it is."""

    def __init__(self) -> None:
        super().__init__()
        self.thread = threading.get_ident()


class TokenKeeper:
    """The token of one grant."""

    def __init__(self, grant: Grant) -> None:
        self._grant = grant
        self._refresh_token = grant.refresh_token
        self._known: tuple[str, ...] = ()
        self.secrets: tuple[str, ...] = ()
        """Spellings of the tokens that have been used lately, which must not be shown."""
        self._token: Token | None = None
        self._renewal: _Renewal | None = None
        self._lock = ForkSafeLock(self._forget)

    def _forget(self) -> None:
        self._token = self._renewal = None

    def token(
        self, fetch: Fetch, *, refused: Token | None = None, deadline: float | None = None
    ) -> Steps[Token]:
        """A token that is not about to end, and is not `refused`. One caller fetches it; all others wait for that one.

        Waiting ends with `TransportTimeout` at `deadline`, on the clock of `time.monotonic`.
        """
        while True:
            with self._lock:
                token = self._token
                if self._fits(token, refused):
                    return token
                renewal, mine = self._renewal, self._renewal is None
                if renewal is None:
                    renewal = self._renewal = _Renewal()
            if mine:
                return (yield from self._renew(renewal, fetch, deadline))
            try:
                token = yield Wait(renewal, renewal.thread, deadline)
            except _AbandonedError:
                continue
            # Without one, a task of this thread is renewing, which cannot go on before we are through.
            return token or (yield from self._renew(_Renewal(), fetch, deadline))

    @staticmethod
    def _fits(token: Token | None, refused: Token | None) -> TypeGuard[Token]:
        if token is None or time.monotonic() >= token.renew_at:
            return False
        return refused is None or token.value != refused.value

    def _renew(self, renewal: _Renewal, fetch: Fetch, deadline: float | None) -> Steps[Token]:
        outcome: Token | Exception = _AbandonedError()
        try:
            token = outcome = self._read((yield from fetch(self._request())))
            return token
        except (StatusError, TransportError, TokenError) as error:
            late = deadline is not None and isinstance(error, TransportTimeout)
            if not late:  # others may have more time
                outcome = error
            raise
        finally:
            with self._lock:
                if self._renewal is renewal:
                    self._renewal = None
                if isinstance(outcome, Token):
                    self._token = outcome
            if isinstance(outcome, Token):
                renewal.set_result(outcome)
            else:
                renewal.set_exception(outcome)

    def _request(self) -> Request:
        grant = self._grant
        fields = {"grant_type": grant.kind}
        if self._refresh_token is not None:
            fields["refresh_token"] = self._refresh_token
        if grant.scopes:
            fields["scope"] = " ".join(grant.scopes)
        headers = {
            "accept": "application/json",
            "authorization": f"Basic {grant.basic()}",
            "content-type": "application/x-www-form-urlencoded",
        }
        return Request(
            "POST", grant.token_url, headers, urlencode(fields, errors="surrogateescape").encode()
        )

    def _read(self, response: Response) -> Token:
        answer = _fields(response.content)
        value, kind, following = (
            answer.get(name) for name in ("access_token", "token_type", "refresh_token")
        )
        if not isinstance(value, str) or not value or not is_header_text(value):
            raise TokenError(
                f"the token endpoint's answer has no usable access_token{_said(answer)}"
            )
        if isinstance(kind, str) and not kind.lower().startswith("bearer"):
            raise TokenError(f"the token endpoint's answer has a token of the type {kind[:40]!r}")
        if isinstance(following, str) and following and self._refresh_token is not None:
            self._refresh_token = following  # the vendor replaces it each time
        self._remember(value, self._refresh_token)
        seconds = _seconds(answer.get("expires_in"))
        return Token(value, time.monotonic() + seconds - min(_EARLY, seconds / 10))

    def _remember(self, *tokens: str | None) -> None:
        used = [token for token in (*tokens, *self._known) if token]
        self._known = tuple(dict.fromkeys(used))[:_REMEMBERED]
        self.secrets = spellings(self._known)


_keepers: dict[Grant, TokenKeeper] = {}
_lock = ForkSafeLock()


def keeper(grant: Grant) -> TokenKeeper:
    """The keeper of a grant's token, the same one for all clients of the process."""
    with _lock:
        return _keepers.setdefault(grant, TokenKeeper(grant))


def _encoded(text: str) -> str:
    return quote_plus(text, errors="surrogateescape")


def _fields(content: bytes) -> Mapping[str, Any]:
    try:
        answer = json.loads(content)
    except (ValueError, RecursionError):
        raise TokenError("the token endpoint's answer is not JSON") from None
    if not isinstance(answer, dict):
        raise TokenError("the token endpoint's answer is not an object")
    return cast("dict[str, Any]", answer)


def _said(answer: Mapping[str, Any]) -> str:
    """What an error says that comes with the status of a success."""
    said = answer.get("error_description") or answer.get("error")
    return f": {said[:200]}" if isinstance(said, str) else ""


def _seconds(life: object) -> float:
    """How long a token lives; for ever when the vendor does not say: a 401 tells then."""
    if isinstance(life, bool) or not isinstance(life, int | float | str):
        return math.inf
    try:
        seconds = float(life)  # some vendors send a number as text
    except (ValueError, OverflowError):
        return math.inf
    return max(0.0, seconds) if math.isfinite(seconds) else math.inf
