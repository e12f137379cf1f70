"""Every kind of call follows redirects: lists, streams, downloads, raw responses."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, cast

from integrations_runtime import RetryPolicy
from integrations_runtime.spec import FunctionSpec
from tests.faults import scripts
from tests.faults.shop import KEY
from tests.support.acme import Acme, async_client_class, client_class, reads
from tests.support.loopback import Exchange, serving

CREDENTIALS = {"api_key": KEY}

PAGING: Any = {"style": "next_url", "items": "data", "next": "next", "collect": True}
LIST = reads(
    http={"path": "/v1/parts"}, paging={"style": "next_url", "items": "data", "next": "next"}
)
STREAM = cast(
    FunctionSpec,
    {
        **reads(http={"path": "/talk"}),
        "parameters": {"stream": {"schema": {"type": "boolean"}, "location": "query"}},
        "streaming": {"parameter": "stream", "terminator": "[DONE]"},
    },
)
KIND = client_class(
    functions={
        "list": LIST,
        "all": cast(FunctionSpec, {**LIST, "paging": PAGING}),
        "file": reads(http={"path": "/file", "answer": "binary"}),
        "talk": STREAM,
    }
)


def script_of_kinds(exchange: Exchange) -> None:
    """Redirects to the same path below `/moved`."""
    path, _, query = exchange.path.partition("?")
    pages = {
        "/moved/parts": b'{"data": [1], "next": "parts/2?after=1"}',
        "/moved/parts/2": b'{"data": [2], "next": null}',
    }
    if not path.startswith("/moved"):
        exchange.reply(b"", status=307, location=f"/moved/{path.split('/')[-1]}?{query}")
    elif path == "/moved/talk":
        exchange.reply(b'data: {"n": 1}\n\ndata: [DONE]\n\n', content_type="text/event-stream")
    else:
        exchange.reply(pages.get(path, b"bytes"))


def test_every_kind_of_call_follows() -> None:
    with serving(script_of_kinds) as server:
        client = KIND(credentials=CREDENTIALS, base_url=server.url)
        assert list(client.iterate("list")) == [1, 2]
        assert client.call("all") == {"data": [1, 2], "next": None}
        with client.download("file") as download:
            assert download.read() == b"bytes"
        with client.stream("talk", {"stream": True}) as events:
            assert list(events) == [{"n": 1}]
    assert [path for _, path, _, _ in server.seen if path.startswith("/moved/parts")] == [
        "/moved/parts",
        "/moved/parts/2?after=1",
    ] * 2


def test_every_kind_of_call_follows_in_tasks() -> None:
    async def calls(url: str) -> list[Any]:
        client = async_client_class(KIND)(credentials=CREDENTIALS, base_url=url)
        found: list[Any] = [[item async for item in client.iterate("list")]]
        async with await client.download("file") as download:
            found.append(await download.read())
        async with await client.stream("talk", {"stream": True}) as events:
            found.append([event async for event in events])
        return found

    with serving(script_of_kinds) as server:
        assert asyncio.run(calls(server.url)) == [[1, 2], b"bytes", [{"n": 1}]]


def test_a_download_goes_on_where_it_broke_off_at_a_fresh_address() -> None:
    asked: list[Mapping[str, str]] = []

    def storage(exchange: Exchange) -> None:
        asked.append({name.lower(): value for name, value in exchange.headers.items()})
        if len(asked) == 1:
            exchange.reply(b"by", length=5, etag='"v1"')
            exchange.hang_up()
        else:
            exchange.reply(b"tes", status=206, etag='"v1"', content_range="bytes 2-4/5")

    with serving(storage) as other:

        def vendor(exchange: Exchange) -> None:
            location = f"{other.url}/file?signature={len(server.seen)}"
            exchange.reply(b"", status=302, location=location)

        with serving(vendor) as server:
            policy = RetryPolicy(first_delay=0)
            client = KIND(credentials=CREDENTIALS, base_url=server.url, max_retries=policy)
            with client.download("file") as download:
                assert download.read() == b"bytes"
    assert [path for _, path, _, _ in other.seen] == ["/file?signature=1", "/file?signature=2"]
    assert (asked[1]["range"], asked[1]["if-range"]) == ("bytes=2-", '"v1"')
    assert {each["accept-encoding"] for each in asked} == {"identity"}
    assert not any("authorization" in each for each in asked)


def test_raw_responses_are_those_at_the_end() -> None:
    with serving(scripts.first(scripts.status(302, location="/b"))) as server:
        raw = Acme(api_key=KEY, base_url=server.url).with_raw_response.get_part(part_id="p1")
    assert (raw.status, raw.content, raw.retries) == (200, scripts.PART, 0)
