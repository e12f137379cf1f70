"""How an account's credentials travel with a request, and how they are kept out of everything else."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from ..accounts.account import Account, fill
from ..errors import ConfigurationError
from ..requests.encoding import is_header_text, query_pair
from ..spec import IntegrationSpec

_BLACKED_OUT = "[redacted]"
_SHORTEST_SECRET = 4  # a shorter one would black out half of every text


@dataclass(frozen=True, slots=True)
class Auth:
    """What is added to every request of an account, and what must not be shown of it."""

    headers: Mapping[str, str] = field(repr=False)  # names in lower case
    query: str = field(repr=False)  # percent-encoded; empty for most strategies
    secrets: tuple[str, ...] = field(repr=False)  # longest first

    def redact(self, text: str) -> str:
        """`text` with every credential in it blacked out."""
        for secret in self.secrets:
            if secret in text:
                text = text.replace(secret, _BLACKED_OUT)
        return text


def build_auth(spec: IntegrationSpec, account: Account) -> Auth:
    """The strategy of an integration, filled with an account's credentials.

    A strategy whose (optional) credentials are missing adds nothing. Raises `ConfigurationError` for a credential that
    a header cannot carry.
    """
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
            raise ConfigurationError("OAuth 2 is not supported yet", integration=spec["name"])
    name, text = header
    if text is not None and not is_header_text(text):
        raise ConfigurationError(
            f"the credential cannot travel in the header {name}: it has characters outside ASCII or a space at an end",
            integration=spec["name"],
        )
    headers = {} if text is None else {name: text}
    return Auth(headers, query, _secrets(spec, credentials, headers))


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
    """Every spelling under which a secret might come back: as it is, percent-encoded, in JSON, in a header."""
    plain = [
        credentials[credential["key"]]
        for credential in spec["credentials"]
        if credential.get("secret", True) and credential["key"] in credentials
    ]
    spellings = {spelling for secret in plain for spelling in _spellings(secret)}
    spellings.update(
        value.removeprefix("Basic ") for value in headers.values() if "Basic " in value
    )
    return tuple(
        sorted((each for each in spellings if len(each) >= _SHORTEST_SECRET), key=len, reverse=True)
    )


def _spellings(secret: str) -> tuple[str, ...]:
    escaped = json.dumps(secret)[1:-1]
    return secret, escaped, quote(secret, safe="", errors="surrogateescape")
