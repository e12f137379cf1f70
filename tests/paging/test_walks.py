"""Iterating over lists in every style, over a real connection."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations_runtime import (
    ArgumentError,
    ConfigurationError,
    NotFound,
    PendingCall,
    ResponseError,
)
from tests.paging.shelf import (
    KEY,
    STYLES,
    Iterate,
    Shelf,
    all_sync,
    answering,
    both,
    each_style,
    in_query,
    lister,
)
from tests.support.acme import async_client_class
from tests.support.loopback import Exchange, serving

PAGES = [["a", "b"], ["c"], ["d", "e"]]
TARGETS = {
    "cursor": ["/things", "/things?after=p1", "/things?after=p2"],
    "page": ["/things?page=1", "/things?page=2", "/things?page=3"],
    "offset": ["/things?skip=0", "/things?skip=2", "/things?skip=3"],
    "link_header": ["/things", "/things?at=1&x=a%20b", "/things?at=2&x=a%20b"],
    "next_url": ["/things", "/things?at=1&x=a%20b", "/things?at=2&x=a%20b"],
}


@both
@each_style
def test_all_items_come_once_and_in_order(iterate: Iterate, style: str) -> None:
    shelf = Shelf(style, PAGES)
    with serving(shelf.serve) as server:
        shelf.origin = server.url
        assert iterate(lister(style), server.url) == (list("abcde"), None)
        assert server.connections == 1
    assert shelf.requests == TARGETS[style]
    for _, _, headers, _ in server.seen:
        assert {name.lower(): value for name, value in headers.items()}["authorization"] == f"Bearer {KEY}"  # fmt: skip


@each_style
def test_a_page_is_asked_for_when_it_is_needed(style: str) -> None:
    shelf = Shelf(style, PAGES)
    with serving(shelf.serve) as server:
        client = lister(style)(credentials={"api_key": KEY}, base_url=server.url)
        items = client.iterate("list")
        seen = [(0, "")] + [(len(server.seen), each) for each in items]
        assert seen == [(0, ""), (1, "a"), (1, "b"), (2, "c"), (3, "d"), (3, "e")]
        assert list(items) == []
        assert len(server.seen) == 3


@each_style
def test_a_page_is_asked_for_when_it_is_needed_asynchronously_too(style: str) -> None:
    shelf = Shelf(style, PAGES)

    async def run(url: str) -> list[tuple[int, Any]]:
        client = async_client_class(lister(style))(credentials={"api_key": KEY}, base_url=url)
        items = client.iterate("list")
        await asyncio.sleep(0)
        seen = [(len(server.seen), "")]
        return seen + [(len(server.seen), each) async for each in items]

    with serving(shelf.serve) as server:
        seen = asyncio.run(run(server.url))
    assert seen == [(0, ""), (1, "a"), (1, "b"), (2, "c"), (3, "d"), (3, "e")]


def test_an_iterator_may_be_left_early() -> None:
    shelf = Shelf("cursor", PAGES)

    async def run(url: str) -> None:
        client = async_client_class(lister("cursor"))(credentials={"api_key": KEY}, base_url=url)
        async for each in client.iterate("list"):
            assert each == "a"
            break
        items: Any = client.iterate("list")
        assert await anext(items) == "a"
        await items.aclose()

    with serving(shelf.serve) as server:
        client = lister("cursor")(credentials={"api_key": KEY}, base_url=server.url)
        for each in client.iterate("list"):
            assert each == "a"
            break
        items: Any = client.iterate("list")
        assert next(items) == "a"
        items.close()
        assert list(items) == []
        asyncio.run(run(server.url))
        assert shelf.requests == ["/things"] * 4


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("list", {"page": "x"}, "Parameter 'page' of acme.list must be an integer, not a string."),
        ("list", {"pages": 1}, "Unknown parameter 'pages' of acme.list. Did you mean 'page'?"),
        ("one", {}, "acme.one has no pages."),
        ("none", {}, "Unknown function: acme.none. Did you mean: one?"),
    ],
)
def test_a_wrong_call_is_an_argument_error_at_once(
    name: str, arguments: dict[str, Any], message: str
) -> None:
    kind = lister("page")
    with pytest.raises(ArgumentError) as caught:
        kind(credentials={"api_key": KEY}).iterate(name, arguments)
    assert str(caught.value) == message
    with pytest.raises(ArgumentError) as caught:
        async_client_class(kind)(credentials={"api_key": KEY}).iterate(name, arguments)
    assert str(caught.value) == message


def test_a_wrong_option_is_an_argument_error_at_once() -> None:
    client = lister("page")(credentials={"api_key": KEY})
    options: Any = {"timeuot": 1}
    with pytest.raises(ArgumentError, match=r"^Unknown option 'timeuot'"):
        client.iterate("list", options=options)


@both
@pytest.mark.parametrize(
    ("style", "arguments", "items", "targets"),
    [
        ("cursor", {"after": "p1"}, "cde", ["/things?after=p1", "/things?after=p2"]),
        ("page", {"page": 2}, "cde", ["/things?page=2", "/things?page=3"]),
        ("page", {"page": 3}, "de", ["/things?page=3"]),
        ("offset", {"skip": 1}, "bcde", ["/things?skip=1", "/things?skip=2", "/things?skip=3"]),
    ],
)
def test_a_caller_may_start_later(
    iterate: Iterate, style: str, arguments: dict[str, Any], items: str, targets: list[str]
) -> None:
    shelf = Shelf(style, PAGES)
    with serving(shelf.serve) as server:
        assert iterate(lister(style), server.url, arguments) == (list(items), None)
    assert shelf.requests == targets


def test_a_start_may_be_text() -> None:
    shelf = Shelf("page", PAGES)
    kind = lister("page", parameters=in_query(page="string"))
    assert all_sync(kind, None, {"page": "2"}, http_client=shelf) == (list("cde"), None)


SIZES = {"size_parameter": "n", "size": 2, "total": "none"}
BY_SIZE: dict[str, tuple[dict[str, Any], Any, list[str]]] = {
    "as documented": ({}, None, ["n=2&page=1", "n=2&page=2", "n=2&page=3"]),
    "an argument": ({"n": 2}, None, ["n=2&page=1", "n=2&page=2", "n=2&page=3", "n=2&page=4"]),
    "an option": ({}, {"query": {"n": 2}}, ["page=1&n=2", "page=2&n=2", "page=3&n=2", "page=4&n=2"]),
}  # fmt: skip


@both
@pytest.mark.parametrize(("arguments", "options", "queries"), BY_SIZE.values(), ids=BY_SIZE)
def test_a_short_page_is_the_last_one_of_a_size_that_is_known(
    iterate: Iterate, arguments: Any, options: Any, queries: list[str]
) -> None:
    shelf = Shelf("page", [["a", "b"], ["c", "d"], ["e"], []])
    kind = lister("page", parameters=in_query(n="integer"), **SIZES)
    with serving(shelf.serve) as server:
        assert iterate(kind, server.url, arguments, options) == (list("abcde"), None)
    assert [each.partition("?")[2] for each in shelf.requests] == queries


@both
@each_style
@pytest.mark.parametrize("body", [{}, {"data": None}, {"data": []}, {"total": 0, "data": []}])
def test_no_items(iterate: Iterate, style: str, body: Any) -> None:
    with serving(answering(body)) as server:
        assert iterate(lister(style), server.url) == ([], None)
        assert len(server.seen) == 1


@both
@pytest.mark.parametrize("style", ["cursor", "page", "link_header", "next_url"])
def test_an_empty_page_is_not_the_end(iterate: Iterate, style: str) -> None:
    shelf = Shelf(style, [[], ["a"], [], [], ["b"], []])
    with serving(shelf.serve) as server:
        shelf.origin = server.url
        assert iterate(lister(style), server.url) == (["a", "b"], None)
        assert len(server.seen) == 6


def test_a_page_is_not_the_end_while_the_vendor_says_so() -> None:
    script = answering({"data": [], "more": True}, {"data": [1], "more": True}, {"data": []})
    with serving(script) as server:
        assert all_sync(lister("page", more="more"), server.url) == ([1], None)


@both
@pytest.mark.parametrize("end", [None, "", False])
@pytest.mark.parametrize("style", ["cursor", "next_url"])
def test_an_end_may_be_spelt_in_several_ways(iterate: Iterate, style: str, end: Any) -> None:
    with serving(answering({"data": [1], "next": end})) as server:
        assert iterate(lister(style), server.url) == ([1], None)


@both
def test_a_cursor_may_be_a_number(iterate: Iterate) -> None:
    with serving(answering({"data": [1], "next": 0}, {"data": [2]})) as server:
        assert iterate(lister("cursor"), server.url) == ([1, 2], None)
        assert server.seen[1][1] == "/things?after=0"


@both
def test_a_long_list_is_no_endless_one(iterate: Iterate) -> None:
    count = 120
    shelf = Shelf("cursor", [[each] for each in range(count)])
    with serving(shelf.serve) as server:
        assert iterate(lister("cursor"), server.url) == (list(range(count)), None)


@both
@each_style
def test_an_error_on_a_later_page_comes_after_the_items_before_it(
    iterate: Iterate, style: str
) -> None:
    shelf = Shelf(style, PAGES)

    def script(exchange: Exchange) -> None:
        if len(exchange.server.seen) == 3:
            exchange.reply(b'{"problem": {"text": "It is gone."}}', status=404)
        else:
            shelf.serve(exchange)

    with serving(script) as server:
        got, error = iterate(lister(style), server.url)
    assert got == list("abc")
    assert type(error) is NotFound
    assert str(error) == "acme.list: 404 not found: It is gone."


@both
@each_style
def test_each_page_is_tried_again(iterate: Iterate, style: str) -> None:
    shelf = Shelf(style, PAGES)

    def script(exchange: Exchange) -> None:
        if len(exchange.server.seen) % 3:
            exchange.reply(b"{}", status=503)
        else:
            shelf.serve(exchange)

    with serving(script) as server:
        assert iterate(lister(style), server.url) == (list("abcde"), None)
        assert len(server.seen) == 9


@both
@each_style
def test_options_apply_to_each_page(iterate: Iterate, style: str) -> None:
    shelf = Shelf(style, PAGES)

    def script(exchange: Exchange) -> None:
        if len(exchange.server.seen) == 2:
            exchange.reply(b"{}", status=503)
        else:
            shelf.serve(exchange)

    options = {"headers": {"X-Trace": "7"}, "max_retries": 0}
    with serving(script) as server:
        got, error = iterate(lister(style), server.url, options=options)
    assert got == ["a", "b"]
    assert error is not None
    assert error.status == 503
    for _, _, headers, _ in server.seen:
        assert {name.lower(): value for name, value in headers.items()}["x-trace"] == "7"


@pytest.mark.parametrize("style", ["cursor", "page", "offset"])
def test_a_query_of_the_options_applies_to_each_page(style: str) -> None:
    shelf = Shelf(style, PAGES)
    got = all_sync(lister(style), None, options={"query": {"v": 1}}, http_client=shelf)
    assert got == (list("abcde"), None)
    assert all("v=1" in each for each in shelf.requests)


@both
@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b'{"data": [1', "the answer (200) is not JSON: Expecting ',' delimiter at character 12"),
        (b"", "the answer (200) is empty"),
        (b"[1]", "the answer is not of the documented shape: the answer: Input should be a valid dictionary or instance of PartList"),
        (b'{"data": [{"id": 1}]}', "the answer is not of the documented shape: data[0].id: Input should be a valid string"),
        (b'{"data": 5}', "the answer is not of the documented shape: data: Input should be a valid list"),
    ],
)  # fmt: skip
def test_a_page_that_is_not_as_documented(iterate: Iterate, body: bytes, message: str) -> None:
    def script(exchange: Exchange) -> None:
        first = b'{"data": [{"id": "p"}], "next": "x"}'
        exchange.reply(first if len(exchange.server.seen) == 1 else body)

    with serving(script) as server:
        got, error = iterate(lister("cursor", spec={"model": "PartList"}), server.url)
    assert got == [{"id": "p"}]
    assert type(error) is ResponseError
    assert str(error) == f"acme.list: {message}"


@given(
    style=st.sampled_from([*STYLES]),
    pages=st.lists(st.lists(st.integers(), max_size=4), min_size=1, max_size=8),
    relative=st.booleans(),
    collect=st.booleans(),
)
def test_any_list_in_any_pages_comes_back_whole(
    style: str, pages: list[list[int]], relative: bool, collect: bool
) -> None:
    numbers = iter(range(100))
    numbered = [[next(numbers) for _ in page] for page in pages]
    items = [item for page in numbered for item in page]
    shelf = Shelf(style, numbered, "" if relative else "https://eu.acme.example.com")
    if collect:
        client = lister(style, collect=True)(credentials={"api_key": KEY}, http_client=shelf)
        result: Any = client.call("list")
        assert result["data"] == items
        return
    assert all_sync(lister(style), None, http_client=shelf) == (items, None)
    if style != "offset":
        assert len(shelf.requests) == len(pages)


@both
def test_a_policy_is_asked_once_for_a_list(iterate: Iterate) -> None:
    asked: list[str] = []

    def ask(call: PendingCall) -> bool:
        asked.append(call.function)
        return True

    with serving(Shelf("cursor", PAGES).serve) as server:
        assert iterate(lister("cursor"), server.url, policy=ask) == (list("abcde"), None)
    assert asked == ["list"]


def test_a_closed_client_turns_no_more_pages() -> None:
    with serving(Shelf("cursor", PAGES).serve) as server:
        client = lister("cursor")(credentials={"api_key": KEY}, base_url=server.url)
        items, copy = client.iterate("list"), client.with_raw_response
        assert [next(items), next(items)] == ["a", "b"]
        client.close()
        with pytest.raises(ConfigurationError, match=r"^acme: the client is closed$"):
            next(items)
        with pytest.raises(ConfigurationError, match=r"^acme: the client is closed$"):
            copy.call("list")
        assert len(server.seen) == 1
