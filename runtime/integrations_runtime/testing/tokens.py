"""The token endpoint of OAuth 2, and the tokens that it has issued."""

from __future__ import annotations

import base64
import binascii
import threading
from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote_plus

from ..spec import JSON, IntegrationSpec
from .credentials import Valid
from .messages import Incoming, Reply, json_reply
from .texts import decoded, read_pairs

PATH: Final = "/oauth/token"
"""Where the endpoint is, below the root of the server."""

FUNCTION: Final = "oauth.token"
"""What stands in place of a function's name where misbehaviour of the endpoint is meant."""

LIFETIME: Final = 3600
_SHOWN: Final = ("grant_type", "scope")
_GRANTS: Final = ("client_credentials", "refresh_token")


class TokenDesk:
    """Issues tokens, and knows those that still hold. Safe to share between threads."""

    def __init__(self, spec: IntegrationSpec, valid: Valid) -> None:
        self._auth = spec["auth"]
        self._valid = valid
        self._issued = 0
        self._expired = 0
        self._lock = threading.Lock()

    def reply(self, request: Incoming) -> Reply:
        """The answer of the endpoint, as RFC 6749 has it."""
        form = _form(request)
        grant = form.get("grant_type", "")
        if request.method != "POST" or not grant:
            return _refusal(400, "invalid_request")
        if grant not in _GRANTS:
            return _refusal(400, "unsupported_grant_type")
        client_id, client_secret = _client(request.headers.get("authorization", ""), form)
        if not (
            self._accepts("client_id", client_id) and self._accepts("client_secret", client_secret)
        ):
            return _refusal(401, "invalid_client")
        token = form.get("refresh_token", "")
        if grant == "refresh_token" and not self._accepts("refresh_token", token):
            return _refusal(400, "invalid_grant")
        with self._lock:
            self._issued += 1
            issued = f"mock-token-{self._issued}"
        answer: JSON = {"access_token": issued, "token_type": "Bearer", "expires_in": LIFETIME}
        return json_reply(200, answer, {"cache-control": "no-store"})

    @staticmethod
    def body_of(request: Incoming) -> dict[str, str]:
        """The fields of a request that are no credentials."""
        return {key: value for key, value in _form(request).items() if key in _SHOWN}

    def expire(self) -> None:
        """Ends every token that was issued so far."""
        with self._lock:
            self._expired = self._issued

    def holds(self, token: str) -> bool:
        """Whether a token is accepted: one of ours until it has expired, any other unless valid credentials are named."""
        number = token.removeprefix("mock-token-")
        if number != token and number.isdecimal():
            return self._expired < int(number) <= self._issued
        return not self._valid

    def _accepts(self, role: str, value: str) -> bool:
        key = {
            "client_id": self._auth.get("client_id"),
            "client_secret": self._auth.get("client_secret"),
            "refresh_token": self._auth.get("refresh_token"),
        }[role]
        if key is None or key not in self._valid:
            return bool(value) or key is None
        return value in self._valid[key]


def _form(request: Incoming) -> dict[str, str]:
    return dict(decoded(read_pairs(request.content.decode("utf-8", "replace"))))


def _client(authorization: str, form: Mapping[str, str]) -> tuple[str, str]:
    """Who asks: as the header says, or the form."""
    kind, _, encoded = authorization.partition(" ")
    if kind.lower() != "basic":
        return form.get("client_id", ""), form.get("client_secret", "")
    try:
        user, _, password = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return unquote_plus(user), unquote_plus(password)


def _refusal(status: int, error: str) -> Reply:
    return json_reply(status, {"error": error}, {"cache-control": "no-store"})
