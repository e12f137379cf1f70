"""Next pages that the vendor names by their addresses, in a header or in the answer."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from integrations_runtime import ResponseError
from integrations_runtime.paging.addresses import next_link
from tests.paging.shelf import KEY, Iterate, Shelf, all_sync, both, lister
from tests.support.loopback import Exchange, serving
from tests.support.seams import Recorder, answer

U = "https://api.example.com/things?at=1"
LINKS: list[tuple[str | None, str | None]] = [
    (f'<{U}>; rel="next"', U),
    (f"<{U}>; rel=next", U),
    (f"<{U}>;rel=next", U),
    (f"  <{U}>  ;  rel  =  next  ", U),
    (f'<{U}>; rel="prev next"', U),
    (f'<{U}>; rel="NEXT"', U),
    (f'<{U}>; REL="next"', U),
    (f'<{U}>; title="a, b; c"; rel="next"', U),
    (f'<{U}>; title="a \\"b\\", <c>; rel=prev"; rel="next"', U),
    (f"<{U}>; title=\"; rel=next\"; rel=prev", None),
    (f"<{U}>; rel=prev; rel=next", None),
    (f"<{U}>; title*=UTF-8'de'n%c3%a4chste; rel=next; type=\"text/html\"", U),
    (f"<{U}>;; rel=next;", U),
    (f"<{U}>; hidden; rel=next", U),
    (f'</things?at=0>; rel="first", <{U}>; rel="next", </things?at=9>; rel="last"', U),
    (f'</things?at=0>; rel="prev",<{U}>; rel="next"', U),
    (f'<{U}>; rel="next", <{U}2>; rel="next"', U),
    ("</things?ids=1,2;3>; rel=next", "/things?ids=1,2;3"),
    ("<>; rel=next", ""),
    (f'<{U}>; rel="nextpage"', None),
    (f'<{U}>; rel="https://example.com/next"', None),
    (f"<{U}>; nextrel=next", None),
    (f"<{U}>", None),
    (f"{U}; rel=next", None),
    (f'<{U}; rel="next"', None),
    (f'<{U}>; rel="next', None),
    (f"<{U}>; rel", None),
    ("", None),
    (None, None),
]  # fmt: skip


@pytest.mark.parametrize(("header", "address"), LINKS)
def test_link_headers(header: str | None, address: str | None) -> None:
    assert next_link(header) == address


@pytest.mark.parametrize(
    "header",
    ["<" * 100_000, "<a>;" * 30_000, "<a>" + ";b" * 50_000, "<a>; b" + " " * 100_000, '<a>; b="' + "\\" * 100_000, "<a>" + ';b="' * 30_000],
)  # fmt: skip
def test_a_hostile_link_header_is_read_at_once(header: str) -> None:
    assert next_link(header) is None  # a quadratic search would take minutes


def following(address: Any, style: str = "next_url", **more: Any) -> tuple[Any, list[str]]:
    """The error, and the URLs of the requests, when a page names this address."""
    if style == "next_url":
        pages = [answer({"data": [1], "next": address}), answer({"data": [2]})]
    else:
        link = {"link": f'<{address}>; rel="next"'}
        pages = [answer({"data": [1]}, headers=link), answer({"data": [2]})]
    recorder = Recorder(*pages)
    base = "https://api.example.com/v1"
    got, error = all_sync(lister(style, **more), base, http_client=recorder)
    assert got == ([1, 2] if error is None else [1])
    return error, [request.url for request in recorder.requests]


FOLLOWED: list[tuple[str, str]] = [
    ("https://api.example.com/v1/things?at=1", "https://api.example.com/v1/things?at=1"),
    ("https://api.example.com:443/v1/things?at=1", "https://api.example.com/v1/things?at=1"),
    ("HTTPS://API.Example.com/v1/things?at=1", "https://api.example.com/v1/things?at=1"),
    ("//api.example.com/v1/things?at=1", "https://api.example.com/v1/things?at=1"),
    ("/v1/things?at=1", "https://api.example.com/v1/things?at=1"),
    ("/other?at=1", "https://api.example.com/other?at=1"),
    ("things?at=1", "https://api.example.com/v1/things?at=1"),
    ("?at=1", "https://api.example.com/v1/things?at=1"),
    ("?", "https://api.example.com/v1/things"),
    ("more", "https://api.example.com/v1/more"),
    ("../things?at=1#here", "https://api.example.com/things?at=1"),
    ("?at=a%2Fb+c&x=%C3%BC", "https://api.example.com/v1/things?at=a%2Fb+c&x=%C3%BC"),
    ("https://eve:pass@api.example.com/v1/things?at=1", "https://api.example.com/v1/things?at=1"),
]


@pytest.mark.parametrize("style", ["next_url", "link_header"])
@pytest.mark.parametrize(("address", "url"), FOLLOWED)
def test_addresses_at_the_vendor_are_followed(style: str, address: str, url: str) -> None:
    error, urls = following(address, style)
    assert error is None
    assert urls == ["https://api.example.com/v1/things", url]


REFUSED: list[tuple[str, str]] = [
    ("https://evil.example.com/v1/things?at=1", "the next page is at another host"),
    ("https://api.example.com.evil.com/v1/things", "the next page is at another host"),
    ("https://api.example.com@evil.com/v1/things", "the next page is at another host"),
    ("https://evil.com\\@api.example.com.evil.com/", "the next page is at another host"),
    ("//evil.com/v1/things", "the next page is at another host"),
    ("http://api.example.com/v1/things?at=1", "the next page is at another host"),
    ("https://api.example.com:8443/v1/things?at=1", "the next page is at another host"),
    ("ftp://api.example.com/v1/things", "the next page is at another host"),
    ("javascript:alert(1)", "the next page is at another host"),
    ("https://api.example.com:x/v1", "the next page's address is not a URL"),
    ("https://api.example.com:99999/v1", "the next page's address is not a URL"),
    ("https://[::1/v1", "the next page's address is not a URL"),
    ("//[", "the next page's address is not a URL"),
]


@pytest.mark.parametrize("style", ["next_url", "link_header"])
@pytest.mark.parametrize(("address", "message"), REFUSED)
def test_addresses_elsewhere_are_refused(style: str, address: str, message: str) -> None:
    error, urls = following(address, style)
    assert type(error) is ResponseError
    assert str(error) == f"acme.list: cannot read all pages: {message}"
    assert len(urls) == 1


@both
@pytest.mark.parametrize("style", ["next_url", "link_header"])
def test_credentials_do_not_go_to_another_host(iterate: Iterate, style: str) -> None:
    def elsewhere(exchange: Exchange) -> None:
        exchange.reply(b'{"data": [2]}')

    with serving(elsewhere) as other:
        shelf = Shelf(style, [[1], [2]], other.url)
        with serving(shelf.serve) as server:
            got, error = iterate(lister(style), server.url)
            assert len(server.seen) == 1
        assert other.connections == 0
    assert got == [1]
    assert error is not None
    assert error.message == "cannot read all pages: the next page is at another host"


IN_QUERY = {"strategy": "api_key", "query": {"name": "key", "value": "{api_key}"}}


@both
@pytest.mark.parametrize("style", ["next_url", "link_header"])
@pytest.mark.parametrize("address", ["?at=1", f"?at=1&key={KEY}", f"?key={KEY}&at=1"])
def test_a_key_in_the_query_goes_with_each_page_once(
    iterate: Iterate, style: str, address: str
) -> None:
    def script(exchange: Exchange) -> None:
        if len(exchange.server.seen) > 1:
            exchange.reply(b'{"data": [2]}')
        elif style == "next_url":
            exchange.reply(json.dumps({"data": [1], "next": address}).encode())
        else:
            exchange.reply(b'{"data": [1]}', link=f"<{address}>; rel=next")

    with serving(script) as server:
        assert iterate(lister(style, auth=IN_QUERY), server.url) == ([1, 2], None)
    queries = [sorted(parse_qsl(urlsplit(path).query)) for _, path, _, _ in server.seen]
    assert queries == [[("key", KEY)], [("at", "1"), ("key", KEY)]]


def test_a_key_in_an_address_is_not_shown() -> None:
    error, _ = following(f"https://evil.com/?key={KEY}", auth=IN_QUERY)
    assert KEY not in repr((str(error), error.args, vars(error)))


def test_an_address_replaces_path_and_query_only() -> None:
    paths = {"http": {"path": "/a/things", "query": {"view": "full"}, "headers": {"X-A": "1"}}}
    recorder = Recorder(answer({"data": [1], "next": "?at=1"}), answer({"data": [2]}))
    got = all_sync(lister("next_url", spec=paths), http_client=recorder)
    assert got == ([1, 2], None)
    assert [urlsplit(each.url)[2:4] for each in recorder.requests] == [
        ("/v1/a/things", "view=full"),
        ("/v1/a/things", "at=1"),
    ]
    assert [each.headers["x-a"] for each in recorder.requests] == ["1", "1"]


@pytest.mark.parametrize("style", ["next_url", "link_header"])
@pytest.mark.parametrize("relative", [True, False])
def test_all_pages_in_one_result(style: str, relative: bool) -> None:
    shelf = Shelf(style, [["a"], [], ["b", "c"]])
    with serving(shelf.serve) as server:
        shelf.origin = "" if relative else server.url
        client = lister(style, collect=True)(credentials={"api_key": KEY}, base_url=server.url)
        result: Any = client.call("list")
        assert result["data"] == ["a", "b", "c"]
        assert len(server.seen) == 3
        assert list(client.iterate("list")) == ["a", "b", "c"]
        assert len(server.seen) == 6


@pytest.mark.parametrize("style", ["next_url", "link_header"])
def test_all_pages_in_one_result_from_elsewhere(style: str) -> None:
    shelf = Shelf(style, [["a"], ["b"]], "https://evil.com")
    client = lister(style, collect=True)(credentials={"api_key": KEY}, http_client=shelf)
    with pytest.raises(ResponseError) as caught:
        client.call("list")
    assert caught.value.message == "cannot read all pages: the next page is at another host"
    assert shelf.requests == ["https://eu.acme.example.com/v1/things"]
