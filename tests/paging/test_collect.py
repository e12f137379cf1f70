"""Functions whose result holds the items of all pages."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from integrations_runtime import NotFound, ResponseError
from tests.support.acme import Acme, AsyncAcme, client_class, reads
from tests.support.seams import AsyncRecorder, Recorder, answer


def part_page(*ids: str, more: bool | None = None) -> Any:
    return answer({"data": [{"id": each} for each in ids], "has_more": more, "from": ids[:1]})


def acme(*answers: Any) -> tuple[Acme, Recorder]:
    recorder = Recorder(*answers)
    return Acme(api_key="test-key", http_client=recorder), recorder


def queries(recorder: Recorder | AsyncRecorder) -> list[str]:
    return [request.url.partition("?")[2] for request in recorder.requests]


def collect(paging: dict[str, Any], *pages: Any, arguments: Any = None, **spec: Any) -> Any:
    """What a function with this paging returns, and the queries that it sent."""
    recorder = Recorder(*(answer(page) for page in pages))
    function = reads(paging={"items": "@", **paging, "collect": True}, **spec)
    custom = client_class(functions={"all": function})
    client = custom(credentials={"api_key": "test-key"}, http_client=recorder)
    return client.call("all", arguments or {}), queries(recorder)


def test_a_cursor_leads_through_all_pages() -> None:
    client, recorder = acme(part_page("a", "b", more=True), part_page("c", more=False))
    parts = client.all_parts()
    assert [part.id for part in parts.data] == ["a", "b", "c"]
    assert parts.model_dump(exclude_unset=True)["from"] == ["c"]  # of the last page
    assert queries(recorder) == ["", "after=b"]


def test_asynchronously_too() -> None:
    recorder = AsyncRecorder(part_page("a", more=True), part_page("b"))
    client = AsyncAcme(api_key="test-key", http_client=recorder)
    parts = asyncio.run(client.all_parts())
    assert [part.id for part in parts.data] == ["a", "b"]
    assert queries(recorder) == ["", "after=a"]


def test_pages_are_numbered_until_a_short_one() -> None:
    client, recorder = acme(answer([{"name": "a"}, {"name": "b"}]), answer([{"name": "c"}]))
    assert client.all_names() == ["a", "b", "c"]
    assert queries(recorder) == ["page_size=2&page=0", "page_size=2&page=1"]


def test_without_a_size_pages_are_numbered_until_an_empty_one() -> None:
    found, sent = collect({"style": "page", "parameter": "p"}, [1], [2], [])
    assert found == [1, 2]
    assert sent == ["p=1", "p=2", "p=3"]


def test_a_number_of_pages_ends_a_list() -> None:
    paging = {"style": "page", "parameter": "p", "items": "items", "total": "pages"}
    found, sent = collect(paging, {"items": [1], "pages": 2}, {"items": [2], "pages": 2})
    assert found == {"items": [1, 2], "pages": 2}
    assert sent == ["p=1", "p=2"]


def test_an_offset_grows_by_what_came() -> None:
    paging = {"style": "offset", "parameter": "skip", "items": "a.b", "total": "n"}
    found, sent = collect(
        paging, {"a": {"b": [1, 2], "c": 0}, "n": 3}, {"a": {"b": [3], "c": 1}, "n": 3}
    )
    assert found == {"a": {"b": [1, 2, 3], "c": 1}, "n": 3}
    assert sent == ["skip=0", "skip=2"]


def test_the_vendor_may_say_whether_there_is_more() -> None:
    paging = {"style": "offset", "parameter": "skip", "items": "i", "more": "more"}
    found, sent = collect(paging, {"i": [1], "more": True}, {"i": [2], "more": False})
    assert found == {"i": [1, 2], "more": False}
    assert sent == ["skip=0", "skip=1"]


def test_a_caller_may_start_later_and_choose_the_size() -> None:
    parameters: Any = {
        name: {"schema": {"type": "integer"}, "location": "query", "wire_name": wire}
        for name, wire in (("start", "p"), ("size", "n"))
    }
    paging = {"style": "page", "parameter": "p", "size_parameter": "n", "size": 50}
    found, sent = collect(paging, [1], [], parameters=parameters, arguments={"start": 4, "size": 3})
    assert found == [1]
    assert sent == ["p=4&n=3", "n=3&p=5"]


def test_a_page_may_be_asked_for_in_the_body() -> None:
    paging = {"style": "page", "parameter": "p", "items": "@", "collect": True}
    recorder = Recorder(answer([1]), answer([]))
    function = reads(paging=paging, http={"method": "POST"})
    custom = client_class(functions={"all": function})
    custom(credentials={"api_key": "test-key"}, http_client=recorder).call("all")
    assert [request.content for request in recorder.requests] == [b'{"p":1}', b'{"p":2}']


def test_no_pages_at_all() -> None:
    assert collect({"style": "cursor", "parameter": "c", "items": "i", "next": "n"}, {}) == (
        {"i": []},
        [""],
    )


ENDLESS: list[tuple[dict[str, Any], list[Any], str]] = [
    (
        {"style": "cursor", "parameter": "c", "items": "i", "next": "n"},
        [{"i": [1], "n": "x"}, {"i": [2], "n": "y"}, {"i": [3], "n": "x"}],
        "the same cursor again",
    ),
    (
        {"style": "cursor", "parameter": "c", "items": "i", "next": "n", "more": "m"},
        [{"i": [1], "m": True}],
        "another page is announced, but not how to ask for it",
    ),
    ({"style": "page", "parameter": "p"}, [[1], [1]], "the same page again"),
    (
        {"style": "offset", "parameter": "p", "items": "i", "more": "m"},
        [{"m": True}],
        "another page is announced after an empty one",
    ),
    ({"style": "page", "parameter": "p", "items": "i"}, [{"i": "text"}], "i is not a list"),
    ({"style": "page", "parameter": "p", "items": "length(@)"}, [5], "cannot read all pages: "),
]


@pytest.mark.parametrize(("paging", "pages", "message"), ENDLESS)
def test_a_list_that_makes_no_sense_is_a_response_error(
    paging: dict[str, Any], pages: list[Any], message: str
) -> None:
    with pytest.raises(ResponseError, match=message) as caught:
        collect(paging, *pages)
    assert caught.value.function == "all"


def test_a_list_that_never_ends_is_cut() -> None:
    class Endless:
        def __init__(self) -> None:
            self.count = 0

        def send(self, request: object) -> Any:
            self.count += 1
            return answer([self.count])

    paging = {"style": "page", "parameter": "p", "items": "@", "collect": True}
    custom = client_class(functions={"all": reads(paging=paging)})
    endless = Endless()
    with pytest.raises(ResponseError, match="does not end after 10000 pages"):
        custom(credentials={"api_key": "test-key"}, http_client=endless).call("all")
    assert endless.count == 10_000


def test_an_error_on_a_later_page_is_not_a_shorter_list() -> None:
    client, _ = acme(part_page("a", more=True), answer({}, status=404))
    with pytest.raises(NotFound):
        client.all_parts()
