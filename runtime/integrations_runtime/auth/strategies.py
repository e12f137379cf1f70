"""How an account's credentials travel with a request, and how they are kept out of everything else."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..accounts.account import Account, fill
from ..encoding import is_header_text, query_pair
from ..errors import ConfigurationError
from ..redaction import black_out, register, spellings
from ..spec import IntegrationSpec

if TYPE_CHECKING:
    from .tokens import TokenKeeper


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Auth:
    """What is added to every request of an account, and what must not be shown of it."""

    headers: Mapping[str, str] = field(repr=False)  # names in lower case
    query: str = field(repr=False)  # percent-encoded; empty for most strategies
    secrets: tuple[str, ...] = field(repr=False)  # longest first
    tokens: TokenKeeper | None = None  # OAuth 2: where the header's token comes from

    def redact(self, text: str) -> str:
        """`text` with every credential in it blacked out."""
        text = black_out(text, self.secrets)
        return text if self.tokens is None else black_out(text, self.tokens.secrets)


def build_auth(spec: IntegrationSpec, account: Account) -> Auth:
    """The strategy of an integration, filled with an account's credentials.

    A strategy whose (optional) credentials are missing adds nothing. Raises `ConfigurationError` for a credential that
    a header cannot carry.
    """
    auth = _build(spec, account)
    register(auth)
    return auth


def _build(spec: IntegrationSpec, account: Account) -> Auth:
    auth = spec["auth"]
    credentials = account.credentials
    header: tuple[str, str | None] = ("authorization", None)
    query = ""
    match auth["strategy"]:
        case "none":
            pass
        case "api_key":
            if (place := auth.get("header")) is not None:
                header = place["name"].lower(), fill(place["value"], credentials)
            if (place := auth.get("query")) is not None:
                value = fill(place["value"], credentials)
                query = "" if value is None else query_pair(place["name"], value)
        case "bearer_token":
            header = "authorization", fill(f"Bearer {{{auth.get('token', 'token')}}}", credentials)
        case "basic":
            header = "authorization", _basic(spec, credentials)
        case "oauth2":
            return _oauth2(spec, credentials)
    name, text = header
    if text is not None and not is_header_text(text):
        raise ConfigurationError(
            f"the credential cannot travel in the header {name}: it has characters outside ASCII or a space at an end",
            integration=spec["name"],
        )
    headers = {} if text is None else {name: text}
    return Auth(headers, query, _secrets(spec, credentials, headers))


def _oauth2(spec: IntegrationSpec, credentials: Mapping[str, str]) -> Auth:
    from .tokens import Grant, keeper  # few integrations need them

    auth = spec["auth"]
    kind = auth.get("grant", "client_credentials")
    client_id = credentials.get(auth.get("client_id", ""))
    client_secret = credentials.get(auth.get("client_secret", ""))
    refresh_token = credentials.get(auth.get("refresh_token", ""))
    if not client_id or not client_secret or (kind == "refresh_token" and not refresh_token):
        return Auth({}, "", _secrets(spec, credentials, {}))
    grant = Grant(
        auth.get("token_url", ""),
        kind,
        client_id,
        client_secret,
        refresh_token if kind == "refresh_token" else None,
        tuple(auth.get("scopes", ())),
    )
    secrets = _secrets(spec, credentials, {"authorization": f"Basic {grant.basic()}"})
    return Auth({}, "", secrets, keeper(grant))


def _basic(spec: IntegrationSpec, credentials: Mapping[str, str]) -> str | None:
    auth = spec["auth"]
    user_key, password_key = auth.get("username", ""), auth.get("password", "")
    user, password = credentials.get(user_key, ""), credentials.get(password_key, "")
    if not user and not password:
        return None
    if ":" in user:
        raise ConfigurationError(f"{user_key} contains a colon", integration=spec["name"])
    pair = f"{user}:{password}".encode(errors="surrogateescape")
    return f"Basic {base64.b64encode(pair).decode()}"


def _secrets(
    spec: IntegrationSpec, credentials: Mapping[str, str], headers: Mapping[str, str]
) -> tuple[str, ...]:
    """Every spelling under which a secret might come back, also the one that basic auth gives it."""
    plain = [
        credentials[credential["key"]]
        for credential in spec["credentials"]
        if credential.get("secret", True) and credential["key"] in credentials
    ]
    pairs = [value.removeprefix("Basic ") for value in headers.values() if "Basic " in value]
    return spellings([*plain, *pairs])
