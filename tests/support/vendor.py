"""A vendor on the loopback interface: answers a call with an example's response, and keeps what it was asked."""

import contextlib
import email
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from generator.model.integration import Example, Function, Integration
from tests.support.loopback import Exchange, Server, serving

_BYTES = b"example bytes"
"""What a binary answer holds."""

_TRANSPORT_HEADERS = frozenset(
    {"accept", "accept-encoding", "connection", "content-length", "host", "user-agent"}
)
_SETTINGS = {"account_sid": "AC" + "0" * 31 + "1"}
"""Settings whose pattern is not that of a host's name."""

_TOKENS = "/example/token"
_ANY_KEY = "a key of the call's own"
_MULTIPART = "multipart/form-data"
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Vendor:
    """A running server, and what it was asked."""

    integration: Integration
    server: Server

    @property
    def base_url(self) -> str:
        """What stands in place of the integration's base URL, with its path."""
        return self.server.url + self._prefix

    @property
    def _prefix(self) -> str:
        settings = self._settings()
        address = self.integration.base_url or ""
        return urlsplit(re.sub(r"\{(\w+)\}", lambda place: settings[place[1]], address)).path

    def _settings(self) -> dict[str, str]:
        return {
            each.key: each.default or _SETTINGS.get(each.key, "example")
            for each in self.integration.settings
        }

    def environment(self) -> dict[str, str]:
        """Returns the variables that lead clients here, with made-up credentials for every account of the docs."""
        found = {self.integration.base_url_env[0]: self.base_url}
        found |= dict.fromkeys(self.integration.token_url_env, self.server.url + _TOKENS)
        if self.integration.token_url_env:  # what curl is given, which asks for no token
            found[f"{self.integration.name.upper()}_ACCESS_TOKEN"] = "example-access_token"
        values = self._settings()
        found |= {each.env[0]: values[each.key] for each in self.integration.settings}
        for credential in self.integration.credentials:
            name = credential.env[0]
            found[name] = f"example-{credential.key}"
            for account in self.integration.example_accounts:
                found[f"{name}__{account.upper()}"] = f"example-{credential.key}-of-{account}"
        return found

    def requests(self) -> list[dict[str, Any]]:
        """Returns the requests so far, without what belongs to the transport, and without those for tokens."""
        return [self._request(*each) for each in self.server.seen if each[1] != _TOKENS]

    def _request(
        self, method: str, target: str, headers: Mapping[str, str], body: bytes
    ) -> dict[str, Any]:
        parts = urlsplit(target)
        named = {name.lower(): value for name, value in headers.items()}
        return {
            "method": method,
            "path": parts.path.removeprefix(self._prefix),
            "query": [list(each) for each in parse_qsl(parts.query, keep_blank_values=True)],
            "headers": {
                name: self._stable(name, value)
                for name, value in sorted(named.items())
                if name not in _TRANSPORT_HEADERS
            },
            "body": _read(named.get("content-type", ""), body),
        }

    def _stable(self, name: str, value: str) -> str:
        """A header without what differs from call to call."""
        keys = {each.idempotency.lower() for each in self.integration.functions if each.idempotency}
        if name in keys:
            return _ANY_KEY
        return _MULTIPART if value.startswith(_MULTIPART) else value


def _read(kind: str, body: bytes) -> Any:
    """A form's fields in pairs like those of a query, the parts of a multipart body, or the value of JSON."""
    if not body:
        return None
    if kind == _FORM:
        return [list(each) for each in parse_qsl(body.decode(), keep_blank_values=True)]
    if kind.startswith(_MULTIPART):
        return [_part(each) for each in _message(kind, body).get_payload()]
    return json.loads(body)


def _message(kind: str, body: bytes) -> Any:
    return email.message_from_bytes(b"content-type: " + kind.encode() + b"\r\n\r\n" + body)


def _part(part: Any) -> dict[str, str]:
    found = {"name": part.get_param("name", header="content-disposition")}
    if part.get_filename():
        found |= {"filename": part.get_filename(), "content_type": part.get_content_type()}
    return {**found, "content": part.get_payload(decode=True).decode()}


@contextlib.contextmanager
def vendor(integration: Integration, function: Function, example: Example) -> Iterator[Vendor]:
    """A vendor that answers every request as the example says, and gives tokens to whoever asks."""
    status = (function.http.accepts or (200,))[0] if function.http else 200
    content, kind = _answer(function, example)

    def answer(exchange: Exchange) -> None:
        exchange.reply(content, status=status, content_type=kind)

    with serving(with_tokens(answer)) as server:
        yield Vendor(integration, server)


def with_tokens(answer: Callable[[Exchange], None]) -> Callable[[Exchange], None]:
    """Returns a vendor's answer that gives tokens too, to whoever asks."""

    def either(exchange: Exchange) -> None:
        if exchange.path == _TOKENS:
            exchange.reply(_token(exchange))
        else:
            answer(exchange)

    return either


def _answer(function: Function, example: Example) -> tuple[bytes, str]:
    """What is answered, and its type."""
    match function.http.answer if function.http else "empty":
        case "binary":
            return _BYTES, "application/octet-stream"
        case "text":
            return str(example.response).encode(), "text/html; charset=utf-8"
        case "empty":
            return b"", "text/plain"
        case _:
            return json.dumps(example.response).encode(), "application/json"


def _token(exchange: Exchange) -> bytes:
    """A token that names the account that its client belongs to."""
    import base64

    client = base64.b64decode(exchange.headers["authorization"].removeprefix("Basic ")).decode()
    token = client.partition(":")[0].replace("client_id", "access_token")
    return json.dumps({"access_token": token, "token_type": "Bearer", "expires_in": 3600}).encode()
