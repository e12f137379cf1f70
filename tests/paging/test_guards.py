"""Lists that make no sense, or never end."""

from __future__ import annotations

import json
from typing import Any

import pytest

from integrations_runtime import ResponseError
from tests.paging.shelf import Iterate, Shelf, all_sync, answering, both, lister
from tests.support.loopback import serving

SAME = {"data": [1], "next": "x"}
GUARDS: list[tuple[str, str, dict[str, Any], list[Any], list[Any], str]] = [
    ("same cursor", "cursor", {}, [SAME], [1], "the vendor answers with the same cursor again"),
    ("a cursor of before", "cursor", {}, [SAME, {"data": [2], "next": "y"}, SAME], [1, 2], "the vendor answers with the same cursor again"),
    ("no cursor", "cursor", {"more": "more"}, [{"data": [1], "more": True}], [], "another page is announced, but not how to ask for it"),
    ("an odd cursor", "cursor", {}, [{"data": [1], "next": {"a": 1}}], [], "the next cursor is neither text nor a number"),
    ("true", "cursor", {}, [{"data": [1], "next": True}], [], "the next cursor is neither text nor a number"),
    ("same page", "page", {}, [{"data": [1], "total": 9}], [1], "the vendor answers with the same page again"),
    ("same items", "offset", {}, [{"data": [1], "total": 9}], [1], "the vendor answers with the same page again"),
    ("nothing more", "offset", {"more": "more"}, [{"data": [], "more": True}], [], "another page is announced after an empty one"),
    ("same address", "next_url", {}, [SAME], [1], "the vendor names the same next page again"),
    ("an odd address", "next_url", {}, [{"data": [1], "next": 7}], [], "the next page's address is not text"),
    ("no list", "page", {}, [{"data": {"a": 1}}], [], "data is not a list"),
    ("text", "cursor", {}, [{"data": "abc"}], [], "data is not a list"),
]  # fmt: skip


@both
@pytest.mark.parametrize(("style", "paging", "bodies", "items", "message"), [case[1:] for case in GUARDS], ids=[case[0] for case in GUARDS])  # fmt: skip
def test_a_list_that_makes_no_sense_is_a_response_error(
    iterate: Iterate, style: str, paging: Any, bodies: list[Any], items: list[Any], message: str
) -> None:
    with serving(answering(*bodies)) as server:
        got, error = iterate(lister(style, **paging), server.url)
    assert got == items
    assert type(error) is ResponseError
    assert str(error) == f"acme.list: cannot read all pages: {message}"
    assert error.body == json.dumps(bodies[-1])


def test_a_cursor_that_the_caller_gave_counts_too() -> None:
    with serving(answering(SAME)) as server:
        got, error = all_sync(lister("cursor"), server.url, {"after": "x"})
        assert (got, len(server.seen)) == ([], 1)
    assert error is not None
    assert error.message == "cannot read all pages: the vendor answers with the same cursor again"


@both
def test_the_same_address_in_headers(iterate: Iterate) -> None:
    with serving(answering({"data": [1]}, link='<?at=1>; rel="next"')) as server:
        got, error = iterate(lister("link_header"), server.url)
    assert got == [1]
    assert error is not None
    assert error.message == "cannot read all pages: the vendor names the same next page again"


@both
@pytest.mark.parametrize("style", ["page", "next_url"])
def test_a_hundred_empty_pages_are_enough(iterate: Iterate, style: str) -> None:
    shelf = Shelf(style, [["a"], *([[]] * 150)])
    with serving(shelf.serve) as server:
        got, error = iterate(lister(style), server.url)
        assert len(server.seen) == 101
    assert got == ["a"]
    assert type(error) is ResponseError
    assert str(error) == "acme.list: cannot read all pages: 100 empty pages follow each other"
