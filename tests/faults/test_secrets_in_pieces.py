"""No error of a list or a stream gives a credential away that the vendor repeats in it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import Any, cast

import pytest

from integrations_runtime import IntegrationError
from integrations_runtime.spec import FunctionSpec
from tests.faults.shop import PAGES
from tests.faults.test_secrets import SECRET, leaks
from tests.support.acme import async_client_class, client_class
from tests.support.loopback import Exchange, serving

AUTH: Any = {"strategy": "api_key", "header": {"name": "X-Key", "value": "Key {key}"}}
STREAMING: Any = {"parameter": "stream", "terminator": "[DONE]", "event": "Part", "error": "error"}
SWITCH: Any = {"stream": {"schema": {"type": "boolean"}, "location": "body"}}
PAGING: Mapping[str, Any] = {
    "cursors": {"style": "cursor", "parameter": "after", "items": "data", "next": "next"},
    "addresses": {"style": "next_url", "items": "data", "next": "next"},
}
FUNCTIONS = {
    **{name: cast(FunctionSpec, {**PAGES, "paging": paging}) for name, paging in PAGING.items()},
    "pages": PAGES,
    "talk": cast(
        FunctionSpec,
        {
            "operation": "write",
            "http": {"method": "POST", "path": "/talk"},
            "parameters": SWITCH,
            "streaming": STREAMING,
        },
    ),
}
KIND = client_class(auth=AUTH, credentials=[{"key": "key", "env": []}], functions=FUNCTIONS)


def _page(**fields: Any) -> bytes:
    return json.dumps({"data": [{"id": "cog"}], **fields}).encode()


def _events(data: bytes) -> bytes:
    return b'data: {"id": "cog"}\n\ndata: ' + data + b"\n\n"


ELSEWHERE = f"https://elsewhere.example.com/parts?key={SECRET}"
ANSWERS: Mapping[tuple[str, str], bytes] = {
    ("cursors", "not the model"): _page(data=[{"id": [SECRET]}]),
    ("cursors", "no list"): _page(data={"id": SECRET}),
    ("cursors", "no cursor"): _page(next=[SECRET]),
    ("addresses", "another host"): _page(next=ELSEWHERE),
    ("addresses", "no address"): _page(next=[SECRET]),
    ("pages", "not the model"): _page(data=[{"id": [SECRET]}], more=False),
    ("pages", "no list"): _page(data={"id": SECRET}),
    ("pages", "the same page again"): _page(data=[{"id": SECRET}], more=True),
    ("talk", "an error"): _events(json.dumps({"error": {"message": SECRET}}).encode()),
    ("talk", "not JSON"): _events(SECRET.encode()),
    ("talk", "not the model"): _events(json.dumps({"id": [SECRET]}).encode()),
}


def _sync(name: str, settings: Mapping[str, Any]) -> None:
    client: Any = KIND(**settings)
    if name == "talk":
        with client.stream(name, {"stream": True}) as events:
            list(events)
    elif name == "pages":
        client.call(name)
    else:
        list(client.iterate(name))


def _async(name: str, settings: Mapping[str, Any]) -> None:
    asyncio.run(_read(name, async_client_class(KIND)(**settings)))


async def _read(name: str, client: Any) -> None:
    if name == "talk":
        async with await client.stream(name, {"stream": True}) as events:
            _ = [event async for event in events]
    elif name == "pages":
        await client.call(name)
    else:
        _ = [item async for item in client.iterate(name)]


@pytest.mark.parametrize(("name", "fault"), ANSWERS)
@pytest.mark.parametrize("call", [_sync, _async])
def test_no_piece_gives_a_credential_away(
    call: Callable[[str, Mapping[str, Any]], None], name: str, fault: str
) -> None:
    media_type = "text/event-stream" if name == "talk" else "application/json"

    def script(exchange: Exchange) -> None:
        exchange.reply(ANSWERS[name, fault], content_type=media_type)

    with serving(script) as server, pytest.raises(IntegrationError) as caught:
        call(name, {"credentials": {"key": SECRET}, "base_url": server.url, "max_retries": 0})
    assert leaks(caught.value) == []
