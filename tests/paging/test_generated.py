"""The iterators of generated clients, over a real connection."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from integrations.freshchat import AsyncFreshchat, Freshchat
from integrations.freshchat import models as freshchat_models
from integrations.groq import AsyncGroq, Groq
from integrations.groq import models as groq_models
from integrations.mistralai import AsyncMistralAI, MistralAI
from integrations.mistralai import models as mistralai_models
from integrations_runtime import ArgumentError, ResponseError
from tests.support.loopback import Exchange, serving

KEY = "key-that-must-stay-secret"
AGENT = {"name": "A", "model": "m", "version": 1, "created_at": "today", "updated_at": "today"}


def answering(pages: Callable[[dict[str, list[str]]], Any]) -> Callable[[Exchange], None]:
    """A vendor that makes each page from the query."""

    def script(exchange: Exchange) -> None:
        exchange.reply(json.dumps(pages(parse_qs(urlsplit(exchange.path).query))).encode())

    return script


async def gather(items: AsyncIterator[Any]) -> list[Any]:
    return [each async for each in items]


def file(number: int) -> dict[str, Any]:
    return {
        "id": f"file-{number}",
        "object": "file",
        "bytes": 1,
        "created_at": 1,
        "filename": "a.jsonl",
        "purpose": "something_new",
        "extra": {"number": number},
    }


def files(query: dict[str, list[str]]) -> Any:
    """Five files, by cursor."""
    limit = int(query.get("limit", ["2"])[0])
    after = query.get("after", ["file-0"])[0]
    start = int(after.removeprefix("file-"))
    data = [file(number) for number in range(start + 1, 6)][:limit]
    return {"object": "list", "data": data, "has_more": start + limit < 5}


def groq_sync(url: str, **arguments: Any) -> list[Any]:
    items = Groq(api_key=KEY, base_url=url).iter_files(**arguments)
    assert isinstance(items, Iterator)
    return list(items)


def groq_async(url: str, **arguments: Any) -> list[Any]:
    async def run() -> list[Any]:
        return await gather(AsyncGroq(api_key=KEY, base_url=url).iter_files(**arguments))

    return asyncio.run(run())


@pytest.mark.parametrize("iterate", [groq_sync, groq_async])
@pytest.mark.parametrize(
    ("arguments", "numbers", "queries"),
    [
        ({}, range(1, 6), ["", "after=file-2", "after=file-4"]),
        ({"limit": 3}, range(1, 6), ["limit=3", "limit=3&after=file-3"]),
        ({"after": "file-3"}, [4, 5], ["after=file-3"]),
        ({"after": "file-1", "limit": 2}, range(2, 6), ["limit=2&after=file-1", "limit=2&after=file-3"]),
    ],
)  # fmt: skip
def test_groq_continues_after_the_last_item(
    iterate: Callable[..., list[Any]], arguments: Any, numbers: Any, queries: list[str]
) -> None:
    with serving(answering(files)) as server:
        items = iterate(server.url, **arguments)
    assert [type(each) for each in items] == [groq_models.File] * len(items)
    assert [each.model_dump(exclude_unset=True) for each in items] == [*map(file, numbers)]
    sent = [path.partition("?")[2] for _, path, _, _ in server.seen]
    assert [parse_qs(each) for each in sent] == [parse_qs(each) for each in queries]


def test_a_list_without_more_is_complete() -> None:
    with serving(answering(lambda _: {"object": "list", "data": [file(1)]})) as server:
        groq = Groq(api_key=KEY, base_url=server.url)
        assert [each.id for each in groq.iter_files()] == ["file-1"]
        assert len(server.seen) == 1


def test_the_iterator_and_the_page_agree() -> None:
    with serving(answering(files)) as server:
        groq = Groq(api_key=KEY, base_url=server.url)
        assert groq.list_files(limit=3).data == list(groq.iter_files(limit=3))[:3]
        plain = list(groq.iterate("groq_list_files", {"limit": 3}))
        assert plain == [file(number) for number in range(1, 6)]


def test_a_typed_iterator_checks_its_arguments_at_once() -> None:
    groq: Any = Groq(api_key=KEY)
    with pytest.raises(ArgumentError, match=r"^Parameter 'limit' of groq\.list_files must be"):
        groq.iter_files(limit="x")
    asynchronous: Any = AsyncGroq(api_key=KEY)
    with pytest.raises(ArgumentError, match=r"^Parameter 'limit' of groq\.list_files must be"):
        asynchronous.iter_files(limit="x")


def freshchat(kind: str, make: Callable[[int], Any], count: int) -> Callable[[Exchange], None]:
    """A list in pages of two that are numbered, with their number in all."""

    def page(query: dict[str, list[str]]) -> Any:
        size = int(query.get("items_per_page", ["2"])[0])
        number = int(query["page"][0])
        items = [make(each) for each in range((number - 1) * size, min(number * size, count))]
        return {kind: items, "pagination": {"total_pages": -(-count // size)}, "links": {}}

    return answering(page)


def agent(number: int) -> dict[str, Any]:
    return {"id": f"a{number}", "first_name": "A", "email": "a@example.com", "odd": number}


def conversation(number: int) -> dict[str, Any]:
    return {"conversation_id": f"c{number}", "channel_id": "ch", "status": "odd", "new": number}


FRESHCHAT: list[tuple[str, str, Callable[[int], Any], type, Callable[[Any], Any]]] = [
    ("iter_agents", "agents", agent, freshchat_models.Agent, lambda each: each.odd),
    ("iter_groups", "groups", lambda n: {"id": f"g{n}", "name": "G", "odd": n}, freshchat_models.Group, lambda each: each.odd),
    ("iter_conversations", "conversations", conversation, freshchat_models.ConversationSummary, lambda each: int(each.id[1:])),
]  # fmt: skip


@pytest.mark.parametrize(("method", "kind", "make", "model", "number"), FRESHCHAT, ids=[case[0] for case in FRESHCHAT])  # fmt: skip
def test_freshchat_numbers_its_pages(
    method: str,
    kind: str,
    make: Callable[[int], Any],
    model: type,
    number: Callable[[Any], Any],
) -> None:
    async def run(url: str, **arguments: Any) -> list[Any]:
        client = AsyncFreshchat(access_token=KEY, base_url=url)
        return await gather(getattr(client, method)(**arguments))

    for arguments, numbers, pages in (
        ({}, range(5), "123"),
        ({"page": 2}, range(2, 5), "23"),
        ({"per_page": 4}, range(5), "12"),
        ({"page": 2, "per_page": 3}, range(3, 5), "2"),
    ):
        with serving(freshchat(kind, make, 5)) as server:
            client = Freshchat(access_token=KEY, base_url=server.url)
            for items in (
                list(getattr(client, method)(**arguments)),
                asyncio.run(run(server.url, **arguments)),
            ):
                assert [type(each) for each in items] == [model] * len(items)
                assert [number(each) for each in items] == [*numbers]
        sent = [parse_qs(urlsplit(path).query)["page"] for _, path, _, _ in server.seen]
        assert sent == [[each] for each in pages * 2]


def test_a_reshaped_item_is_reshaped_as_plain_data_too() -> None:
    with serving(freshchat("conversations", conversation, 3)) as server:
        client = Freshchat(access_token=KEY, base_url=server.url)
        assert list(client.iterate("list_conversations")) == [
            {**conversation(number), "id": f"c{number}"} for number in range(3)
        ]


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 250])
def test_mistralai_collects_and_iterates(count: int) -> None:
    def page(query: dict[str, list[str]]) -> Any:
        size, number = int(query["page_size"][0]), int(query["page"][0])
        numbers = range(number * size, min((number + 1) * size, count))
        return [{**AGENT, "id": f"a{each}", "number": each} for each in numbers]

    async def run(url: str) -> list[Any]:
        return await gather(AsyncMistralAI(api_key=KEY, base_url=url).iter_agents())

    with serving(answering(page)) as server:
        mistral = MistralAI(api_key=KEY, base_url=server.url)
        collected = mistral.list_agents()
        assert (collected.total, len(collected.agents)) == (count, count)
        requests = len(server.seen)
        assert requests == count // 100 + 1
        for items in (list(mistral.iter_agents()), asyncio.run(run(server.url))):
            assert items == collected.agents
            assert all(type(each) is mistralai_models.Agent for each in items)
        plain: list[Any] = list(mistral.iterate("list_agents"))
        assert [each["number"] for each in plain] == [*range(count)]
        assert len(server.seen) == 4 * requests


def test_mistralai_is_read_as_far_as_it_is_needed() -> None:
    def page(query: dict[str, list[str]]) -> Any:
        return [{**AGENT, "id": query["page"][0]} for _ in range(100)]

    with serving(answering(page)) as server:
        items = MistralAI(api_key=KEY, base_url=server.url).iter_agents()
        assert [next(items).id for _ in range(101)] == ["0"] * 100 + ["1"]
        assert len(server.seen) == 2


def test_a_later_page_that_is_not_as_documented() -> None:
    def page(query: dict[str, list[str]]) -> Any:
        return [{**AGENT, "id": "a" if query["page"][0] == "0" else 7}] * 100

    with serving(answering(page)) as server:
        items = MistralAI(api_key=KEY, base_url=server.url).iter_agents()
        assert [next(items).id for _ in range(100)] == ["a"] * 100
        with pytest.raises(ResponseError) as caught:
            next(items)
    assert caught.value.message.startswith(
        "the answer is not of the documented shape: agents[0].id: Input should be a valid string; "
    )


def test_a_raw_response_of_a_collected_list_is_the_first_page() -> None:
    def page(query: dict[str, list[str]]) -> Any:
        return [{**AGENT, "id": f"{query['page'][0]}"}] * 100

    with serving(answering(page)) as server:
        raw = MistralAI(api_key=KEY, base_url=server.url).with_raw_response.list_agents()
        assert [each.id for each in raw.parse().agents] == ["0"] * 100
        assert len(server.seen) == 1
