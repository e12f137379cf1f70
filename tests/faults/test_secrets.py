"""No error gives a credential away: not in its text, its attributes or what it pickles, nor in the frames of its traceback."""

from __future__ import annotations

import asyncio
import base64
import json
import pickle
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import quote

import pytest

import integrations
import integrations_runtime
from integrations.groq import AsyncGroq, Groq
from integrations_runtime import IntegrationError
from integrations_runtime.spec import AuthSpec
from tests.faults import scripts
from tests.faults.shop import FUNCTIONS, oauth
from tests.support.acme import async_client_class, client_class
from tests.support.loopback import Exchange, Server, closed_port, serving

SECRET = "s3cret/that+must=stay:one"
TOKEN = "token-that-must-stay-secret"
SPELLINGS = (
    SECRET,
    quote(SECRET, safe=""),
    base64.b64encode(f"me:{SECRET}".encode()).decode(),
    base64.b64encode(f"me:{quote(SECRET, safe='')}".encode()).decode(),
    TOKEN,
)
OURS = tuple(
    str(Path(module.__file__ or "").parent) for module in (integrations_runtime, integrations)
)


@dataclass(frozen=True)
class Account:
    """A way to authenticate, and the credentials for it."""

    auth: AuthSpec | None
    credentials: Mapping[str, str]


ACCOUNTS = {
    "header": Account(
        {"strategy": "api_key", "header": {"name": "X-Key", "value": "Key {key}"}}, {"key": SECRET}
    ),
    "query": Account(
        {"strategy": "api_key", "query": {"name": "key", "value": "{key}"}}, {"key": SECRET}
    ),
    "bearer": Account({"strategy": "bearer_token", "token": "key"}, {"key": SECRET}),
    "basic": Account(
        {"strategy": "basic", "username": "user", "password": "key"}, {"user": "me", "key": SECRET}
    ),
    "oauth": Account(None, {"client_id": "me", "client_secret": SECRET}),
}


def _echo(code: int, body: Callable[[str], bytes], **headers: Any) -> scripts.Script:
    """Answers with the credentials that came with the request."""

    def script(exchange: Exchange) -> None:
        exchange.reply(body(_heard(exchange)), status=code, **headers)

    return script


def _heard(exchange: Exchange) -> str:
    return " ".join([exchange.path, *exchange.headers.values(), SECRET])


def _cut_echo(exchange: Exchange) -> None:
    exchange.reply(f"{exchange.path} {SECRET}".encode(), length=5000)
    exchange.hang_up()


def _message(heard: str) -> bytes:
    return json.dumps({"problem": {"text": heard, "code": heard}}).encode()


FAULTS: dict[str, scripts.Script | None] = {
    "closed port": None,
    "closed": scripts.no_answer,
    "reset": scripts.reset,
    "garbage": lambda exchange: exchange.say(f"{_heard(exchange)}\r\n\r\n".encode()),
    "slow": scripts.stalled,
    "cut": _cut_echo,
    "not gzip": _echo(200, lambda heard: heard.encode(), content_encoding="gzip"),
    "bad location": _echo(302, lambda _: b"", location=f"http://{SECRET}:b:c/"),
    "400": _echo(400, _message),
    "401": _echo(401, _message),
    "500": _echo(500, lambda heard: heard.encode(), x_request_id=SECRET),
    "not JSON": _echo(200, lambda heard: heard.encode()),
    "not the shape": _echo(200, lambda heard: json.dumps({"id": [heard]}).encode()),
    "not the model": _echo(200, lambda heard: json.dumps([heard]).encode()),
}


@contextmanager
def _shop(way: str, fault: str) -> Iterator[tuple[type[Any], str]]:
    """A client class for the way to authenticate, and the URL of a server with the fault."""
    account, script = ACCOUNTS[way], FAULTS[fault]
    with serving(_issue) as endpoint:
        kind = oauth(f"{endpoint.url}/token")
        if account.auth is not None:
            listed = [{"key": key, "env": []} for key in account.credentials]
            kind = client_class(auth=account.auth, credentials=listed, functions=FUNCTIONS)
        if script is None:
            yield kind, closed_port()
            return
        with serving(script) as server:
            yield kind, server.url


def _issue(exchange: Exchange) -> None:
    exchange.reply(json.dumps({"access_token": TOKEN, "token_type": "bearer"}).encode())


def _sync(kind: type[Any], settings: dict[str, Any], name: str, arguments: Any) -> None:
    kind(**settings).call(name, arguments)


def _async(kind: type[Any], settings: dict[str, Any], name: str, arguments: Any) -> None:
    twin: type[Any] = async_client_class(kind)
    asyncio.run(twin(**settings).call(name, arguments))


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("way", ACCOUNTS)
@pytest.mark.parametrize("call", [_sync, _async])
def test_no_error_gives_a_credential_away(call: Callable[..., None], way: str, fault: str) -> None:
    with _shop(way, fault) as (kind, url), pytest.raises(IntegrationError) as caught:
        settings = {
            "credentials": ACCOUNTS[way].credentials,
            "base_url": url,
            "timeout": 0.03 if fault == "slow" else 5,
            "max_retries": integrations_runtime.RetryPolicy(1, first_delay=0.001),
        }
        call(kind, settings, "safe", {"name": "cog"})
    assert leaks(caught.value) == []


TOKEN_FAULTS = {
    "no answer": scripts.no_answer,
    "400": _echo(400, _message),
    "500": _echo(500, lambda heard: heard.encode()),
    "not JSON": _echo(200, lambda heard: heard.encode()),
    "no token": _echo(200, lambda heard: json.dumps({"error": heard}).encode()),
    "unusable token": _echo(200, lambda _: json.dumps({"access_token": f"{TOKEN}\n"}).encode()),
}


@pytest.mark.parametrize("fault", TOKEN_FAULTS)
@pytest.mark.parametrize("call", [_sync, _async])
def test_no_error_of_a_token_endpoint_gives_a_credential_away(
    call: Callable[..., None], fault: str
) -> None:
    with serving(TOKEN_FAULTS[fault]) as endpoint:
        settings = {
            "credentials": ACCOUNTS["oauth"].credentials,
            "base_url": closed_port(),
            "max_retries": integrations_runtime.RetryPolicy(1, first_delay=0.001),
        }
        with pytest.raises(IntegrationError) as caught:
            call(oauth(f"{endpoint.url}/token"), settings, "read", {})
    assert leaks(caught.value) == []


def _typed(server: Server) -> None:
    Groq(api_key=SECRET, base_url=server.url, max_retries=0).list_models()


def _typed_async(server: Server) -> None:
    groq = AsyncGroq(api_key=SECRET, base_url=server.url, max_retries=0)
    asyncio.run(_list(groq))


async def _list(groq: AsyncGroq) -> None:
    await groq.list_models()


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if FAULTS[fault] and fault != "slow"])
@pytest.mark.parametrize("call", [_typed, _typed_async])
def test_the_generated_methods_give_nothing_away(
    call: Callable[[Server], None], fault: str
) -> None:
    script = FAULTS[fault]
    assert script is not None
    with serving(script) as server, pytest.raises(IntegrationError) as caught:
        call(server)
    assert leaks(caught.value) == []


def leaks(error: BaseException) -> list[str]:
    """Where a credential shows in an error, what led to it, and the frames that they passed through."""
    found: list[str] = []
    seen: list[BaseException] = []
    waiting: list[BaseException | None] = [error]
    frames = 0
    while waiting:
        each = waiting.pop()
        if each is None or each in seen:
            continue
        seen.append(each)
        waiting += [each.__cause__, each.__context__]
        shown = {"str": str(each), "repr": repr(each), "vars": repr(vars(each))}
        found += [f"{type(each).__name__}.{name}" for name, text in shown.items() if _gives(text)]
        for frame, line in traceback.walk_tb(each.__traceback__):
            if frame.f_code.co_filename.startswith(OURS) and frame.f_code.co_name != "__init__":
                frames += 1
                found += [f"{_where(frame, line)} {name}" for name in _leaking(frame)]
    assert frames > 0
    if any(_gives(str(part)) for part in (pickle.dumps(error), *traceback.format_exception(error))):
        found.append("pickle or traceback")
    return found


def _leaking(frame: FrameType) -> list[str]:
    return [name for name, value in frame.f_locals.items() if _gives(repr(value))]


def _where(frame: FrameType, line: int) -> str:
    return f"{frame.f_code.co_filename}:{line} {frame.f_code.co_name}"


def _gives(text: str) -> bool:
    return any(spelling in text for spelling in SPELLINGS)


def test_the_search_finds_what_is_there() -> None:
    """Else the tests above would prove nothing."""
    error = IntegrationError(f"wrong: {SECRET}")
    try:
        raise error
    except IntegrationError as caught:
        code = compile("def f(key):\n    raise error", f"{OURS[0]}/made_up.py", "exec")
        scope: dict[str, Any] = {"error": caught}
        exec(code, scope)
        with pytest.raises(IntegrationError) as again:
            scope["f"](SECRET)
    assert [leak.rpartition("/")[2] for leak in leaks(again.value)] == [
        "IntegrationError.str",
        "IntegrationError.repr",
        "IntegrationError.vars",
        "made_up.py:2 f key",
        "pickle or traceback",
    ]
