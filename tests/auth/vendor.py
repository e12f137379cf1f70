"""A vendor with a token endpoint, on the loopback interface, and clients of it."""

from __future__ import annotations

import contextlib
import itertools
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast
from urllib.parse import parse_qsl

from integrations_runtime import RetryPolicy
from integrations_runtime.async_client import AsyncClient
from integrations_runtime.client import Client
from integrations_runtime.spec import AuthSpec
from tests.support.acme import async_client_class, client_class, reads
from tests.support.loopback import Exchange, serving

AT_ONCE = RetryPolicy(first_delay=0)
SECRET = "shh-client-secret"

_numbers = itertools.count(1)


class Vendor:
    """Gives out `token-1`, `token-2`, … for an hour each, and accepts all of them, unless a test says otherwise."""

    url: str

    def __init__(self) -> None:
        self.account = f"client-{next(_numbers)}"
        """Tokens are shared in a process by who they are for: each test is somebody else."""
        self.forms: list[dict[str, str]] = []
        self.grants: list[Mapping[str, str]] = []
        self.calls: list[str] = []
        self.withdrawn: set[str] = set()
        self.issue: Callable[[Exchange, int], None] = self.give
        self._lock = threading.Lock()

    def __call__(self, exchange: Exchange) -> None:
        if exchange.path == "/token":
            with self._lock:
                self.grants.append(dict(exchange.headers.items()))
                self.forms.append(dict(parse_qsl(exchange.body.decode(), strict_parsing=True)))
                number = len(self.grants)
            self.issue(exchange, number)
            return
        authorization = exchange.headers.get("authorization", "")
        self.calls.append(authorization)
        refused = authorization.removeprefix("Bearer ") in self.withdrawn
        exchange.reply(b'{"told": "no"}' if refused else b"{}", status=401 if refused else 200)

    def give(self, exchange: Exchange, number: int, **fields: Any) -> None:
        """Answers with a token; `fields` replace those of the answer, None removes one."""
        answer = {"access_token": f"token-{number}", "token_type": "Bearer", "expires_in": 3600}
        answer = {key: value for key, value in {**answer, **fields}.items() if value is not None}
        exchange.reply(json.dumps(answer).encode())

    def gives(self, **fields: Any) -> None:
        """From now on, tokens come with these fields."""
        self.issue = lambda exchange, number: self.give(exchange, number, **fields)

    def client(self, *, auth: Mapping[str, Any] | None = None, **more: Any) -> Client:
        """A client for the account of this test."""
        return self._kind(auth)(**self._arguments(more))

    def async_client(self, *, auth: Mapping[str, Any] | None = None, **more: Any) -> AsyncClient:
        """The same for tasks."""
        return async_client_class(self._kind(auth))(**self._arguments(more))

    def _kind(self, auth: Mapping[str, Any] | None) -> type[Client]:
        spec: dict[str, Any] = {
            "strategy": "oauth2",
            "grant": "client_credentials",
            "token_url": f"{self.url}/token",
            "client_id": "id",
            "client_secret": "secret",
            **(auth or {}),
        }
        keys = ["id", "secret", *(["refresh"] if "refresh_token" in spec else [])]
        return client_class(
            auth=cast(AuthSpec, spec),
            credentials=[{"key": key, "env": [f"VENDOR_{key.upper()}"]} for key in keys],
            functions={"find": reads(), "look": reads()},
        )

    def _arguments(self, more: Mapping[str, Any]) -> dict[str, Any]:
        credentials = {"id": self.account, "secret": SECRET, **more.get("credentials", {})}
        return {
            "base_url": f"{self.url}/api",
            "max_retries": AT_ONCE,
            **more,
            "credentials": credentials,
        }


@contextlib.contextmanager
def vendor() -> Iterator[Vendor]:
    """A vendor that runs until the block is left."""
    made = Vendor()
    with serving(made) as server:
        made.url = server.url
        yield made
