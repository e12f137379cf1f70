"""How an account's credentials travel with a request, and how they are kept out of everything else."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..accounts.account import Account
from ..encoding import is_header_text, query_pair
from ..errors import ConfigurationError
from ..places import PLACE, fill, headers, pair, parameters
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

    def sign(self, query: str) -> str:
        """A query with the credentials, but those that it has: the caller's, or in an address that the vendor gave."""
        if not self.query:
            return query
        given = _names(query)
        added = [each for each in self.query.split("&") if _name(each) not in given]
        return "&".join([query, *added] if query else added)

    def without(self, query: str) -> str:
        """A query without the parameters that carry credentials."""
        if not self.query:
            return query
        own = _names(self.query)
        return "&".join(each for each in query.split("&") if _name(each) not in own)

    def redact(self, text: str) -> str:
        """`text` with every credential in it blacked out."""
        text = black_out(text, self.secrets)
        return text if self.tokens is None else black_out(text, self.tokens.secrets)


def _name(pair: str) -> str:
    return pair.partition("=")[0]


def _names(query: str) -> set[str]:
    return {_name(each) for each in query.split("&")}


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
    values = {**account.settings, **credentials}
    filled: list[tuple[str, str | None]] = []
    query: list[str] = []
    match auth["strategy"]:
        case "none":
            pass
        case "api_key":
            filled = [(each["name"].lower(), fill(each["value"], values)) for each in headers(auth)]
            pairs = ((each["name"], fill(each["value"], values)) for each in parameters(auth))
            query = [query_pair(name, value) for name, value in pairs if value is not None]
        case "bearer_token":
            token = fill(f"Bearer {{{auth.get('token', 'token')}}}", credentials)
            filled = [("authorization", token)]
        case "basic":
            filled = [("authorization", _basic(spec, values))]
        case "oauth2":
            return _oauth2(spec, account)
    sent = {name: text for name, text in filled if text is not None}
    for name, text in sent.items():
        if not is_header_text(text):
            raise ConfigurationError(
                f"the credential cannot travel in the header {name}: it has characters outside ASCII or a space at an end",
                integration=spec["name"],
            )
    return Auth(sent, "&".join(query), _secrets(spec, credentials, sent))


def _oauth2(spec: IntegrationSpec, account: Account) -> Auth:
    from .tokens import Grant, keeper  # few integrations need them

    auth, credentials = spec["auth"], account.credentials
    kind = auth.get("grant", "client_credentials")
    client_id = credentials.get(auth.get("client_id", ""))
    client_secret = credentials.get(auth.get("client_secret", ""))
    refresh_token = credentials.get(auth.get("refresh_token", ""))
    if not client_id or not client_secret or (kind == "refresh_token" and not refresh_token):
        return Auth({}, "", _secrets(spec, credentials, {}))
    grant = Grant(
        account.token_url or auth.get("token_url", ""),
        kind,
        client_id,
        client_secret,
        refresh_token if kind == "refresh_token" else None,
        tuple(auth.get("scopes", ())),
    )
    secrets = _secrets(spec, credentials, {"authorization": f"Basic {grant.basic()}"})
    return Auth({}, "", secrets, keeper(grant))


def _basic(spec: IntegrationSpec, values: Mapping[str, str]) -> str | None:
    template, secret = pair(spec["auth"])
    user, password = fill(template, values) or "", fill(secret, values) or ""
    if not user and not password:
        return None
    if ":" in user:
        key = next((each for each in PLACE.findall(template) if ":" in values[each]), template)
        raise ConfigurationError(f"{key} contains a colon", integration=spec["name"])
    encoded = base64.b64encode(f"{user}:{password}".encode(errors="surrogateescape"))
    return f"Basic {encoded.decode()}"


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
