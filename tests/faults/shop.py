"""The shop: an integration with one function for each way in which a call may, or may not, be repeated."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple, cast

from integrations_runtime import IntegrationError, Observer, RetryPolicy
from integrations_runtime.async_client import AsyncClient
from integrations_runtime.client import Client
from integrations_runtime.observers.observer import ObservedCall, ObservedRequest
from integrations_runtime.options import RequestOptions
from integrations_runtime.spec import AuthSpec, FunctionSpec
from tests.support.acme import async_client_class, client_class

KEY: Final = "key-that-must-stay-secret"
POLICY: Final = RetryPolicy(
    max_retries=2, first_delay=0.001, longest_delay=0.0015, longest_retry_after=0.05
)

_NAME: Final[Mapping[str, Any]] = {
    "name": {"schema": {"type": "string"}, "location": "body", "required": True}
}
_FILE: Final[Mapping[str, Any]] = {
    "file": {
        "schema": {"type": "string", "format": "binary"},
        "location": "form",
        "required": True,
    }
}


def _write(path: str, parameters: Mapping[str, Any] = _NAME, **more: Any) -> FunctionSpec:
    http = {"method": "POST", "path": path, **more.pop("http", {})}
    spec = {
        "operation": "write",
        "http": http,
        "parameters": dict(parameters),
        "model": "Part",
    }
    return cast(FunctionSpec, {**spec, **more})


READ: FunctionSpec = {
    "operation": "read",
    "http": {"method": "GET", "path": "/parts/1"},
    "parameters": {},
    "model": "Part",
}

PAGES: FunctionSpec = {
    "operation": "read",
    "http": {"method": "GET", "path": "/parts"},
    "parameters": {},
    "model": "PartList",
    "paging": {
        "style": "page",
        "parameter": "page",
        "start": 1,
        "items": "data",
        "more": "more",
        "collect": True,
    },
}

FUNCTIONS: Final[Mapping[str, FunctionSpec]] = {
    "read": READ,
    "pages": PAGES,
    "safe": _write("/safe", retry_safe=True),
    "keyed": _write("/keyed", idempotency_header="Idempotency-Key"),
    "plain": _write("/plain"),
    "safe_upload": _write("/upload", _FILE, retry_safe=True, http={"request": "multipart"}),
    "plain_upload": _write("/upload", _FILE, http={"request": "multipart"}),
}

SAFE: Final = frozenset({"read", "safe", "keyed", "safe_upload"})
"""The functions that are safe to repeat."""


def _pipe() -> Mapping[str, object]:
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(b"cog")
    return {"file": os.fdopen(reading, "rb")}


ARGUMENTS: Final[Mapping[str, Callable[[], Mapping[str, object]]]] = {
    "read": dict,
    "pages": dict,
    "safe": lambda: {"name": "cog"},
    "keyed": lambda: {"name": "cog"},
    "plain": lambda: {"name": "cog"},
    "safe_upload": _pipe,
    "plain_upload": _pipe,
}

Shop = client_class(functions=FUNCTIONS)
AsyncShop = async_client_class(Shop)


class Diary(Observer):
    """Writes down what happens to a call."""

    def __init__(self) -> None:
        self.attempts = 0
        self.waits: list[float] = []
        self.reasons: list[str] = []

    def request_started(self, call: ObservedCall, request: ObservedRequest) -> None:
        self.attempts += 1
        assert request.attempt == self.attempts
        assert KEY not in f"{request}"

    def retry_scheduled(self, call: ObservedCall, retry: int, delay: float, reason: str) -> None:
        self.waits.append(delay)
        self.reasons.append(reason)
        assert retry == len(self.waits)


class Outcome(NamedTuple):
    """What came of a call."""

    result: Any
    error: IntegrationError | None
    diary: Diary


Run = Callable[..., Outcome]


def run_sync(
    url: str,
    function: str,
    *,
    options: RequestOptions | None = None,
    kind: type[Client] = Shop,
    credentials: Mapping[str, str] | None = None,
    **settings: Any,
) -> Outcome:
    """Calls a function of the shop at `url`."""
    diary = Diary()
    settings = {"max_retries": POLICY, "timeout": 5, **settings}
    arguments = ARGUMENTS[function]()
    client = kind(
        credentials=credentials or {"api_key": KEY}, base_url=url, observers=[diary], **settings
    )
    try:
        return Outcome(client.call(function, arguments, options=options), None, diary)
    except IntegrationError as error:
        return Outcome(None, error, diary)
    finally:
        _close(arguments)


def run_async(
    url: str,
    function: str,
    *,
    options: RequestOptions | None = None,
    kind: type[Client] = Shop,
    credentials: Mapping[str, str] | None = None,
    **settings: Any,
) -> Outcome:
    """The same with the asynchronous client."""
    diary = Diary()
    settings = {"max_retries": POLICY, "timeout": 5, **settings}
    arguments = ARGUMENTS[function]()
    twin: type[AsyncClient] = AsyncShop if kind is Shop else async_client_class(kind)
    client = twin(
        credentials=credentials or {"api_key": KEY}, base_url=url, observers=[diary], **settings
    )
    try:
        result = asyncio.run(client.call(function, arguments, options=options))
        return Outcome(result, None, diary)
    except IntegrationError as error:
        return Outcome(None, error, diary)
    finally:
        _close(arguments)


def _close(arguments: Mapping[str, object]) -> None:
    for value in arguments.values():
        if callable(close := getattr(value, "close", None)):
            close()


def oauth(token_url: str) -> type[Client]:
    """The shop behind OAuth 2."""
    auth: AuthSpec = {
        "strategy": "oauth2",
        "grant": "client_credentials",
        "token_url": token_url,
        "client_id": "client_id",
        "client_secret": "client_secret",
    }
    credentials: Any = [{"key": key, "env": []} for key in ("client_id", "client_secret")]
    return client_class(auth=auth, credentials=credentials, functions=FUNCTIONS)
