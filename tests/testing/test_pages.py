"""Lists of a mock vendor, page by page in each style."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from integrations_runtime import ArgumentError
from integrations_runtime.testing import MockVendor
from tests.support.mock import everything, vendor_of

A, B, C = ({"id": f"thing-{name}", "parent": None} for name in "abc")
PAGES = [[A, B], [C]]


def walk(vendor: MockVendor, **query: Any) -> httpx.Response:
    headers = {
        "authorization": "Bearer x",
        "x-api-version": "3",
        "x-mode": "list",
    }
    return httpx.get(
        f"{vendor.url}/things", params={"v": "1", **query}, headers=headers, trust_env=False
    )


def follow(vendor: MockVendor, url: str) -> httpx.Response:
    assert url.startswith(vendor.url)
    headers = {"authorization": "Bearer x", "x-api-version": "3", "x-mode": "list"}
    return httpx.get(url, headers=headers, trust_env=False)


def test_cursors() -> None:
    with MockVendor(everything()) as vendor:
        vendor.pages("list_things", PAGES)
        first = walk(vendor, limit=2).json()
        second = walk(vendor, limit=2, after=first["next"]).json()
        lost = walk(vendor, after="elsewhere").json()
    assert first == {"data": [A, B], "next": "page-2", "total": 1, "more": True}
    assert second == {"data": [C], "next": None, "total": 1, "more": False}
    assert lost["data"] == [] and lost["next"] is None


def test_numbers() -> None:
    with MockVendor(everything()) as vendor:
        vendor.pages("page_things", PAGES)
        pages = [
            walk(vendor, **query).json() for query in ({}, {"page": 1}, {"page": 2}, {"page": 3})
        ]
    assert [(page["data"], page["more"]) for page in pages] == [
        ([A, B], True),
        ([A, B], True),
        ([C], False),
        ([], False),
    ]


def test_offsets() -> None:
    with MockVendor(everything()) as vendor:
        vendor.pages("find_things", PAGES)
        pages = {skip: walk(vendor, skip=skip).json() for skip in range(4)}
    assert {skip: page["data"] for skip, page in pages.items()} == {
        0: [A, B],
        1: [B],
        2: [C],
        3: [],
    }
    assert {page["total"] for page in pages.values()} == {3}


def test_link_headers() -> None:
    with MockVendor(everything()) as vendor:
        vendor.pages("walk_things", PAGES)
        first = walk(vendor)
        second = follow(vendor, first.links["next"]["url"])
    assert first.json()["data"] == [A, B]
    assert second.json()["data"] == [C]
    assert "link" not in second.headers


def test_next_urls() -> None:
    with MockVendor(everything()) as vendor:
        vendor.pages("follow_things", PAGES)
        first = walk(vendor).json()
        second = follow(vendor, first["next"]).json()
    assert (first["data"], second["data"], second["next"]) == ([A, B], [C], None)


@pytest.mark.parametrize(
    "query", [{"after": "x"}, {"page": 2}, {"skip": 1}], ids=["cursor", "page", "offset"]
)
def test_behind_the_only_page_is_an_empty_one(query: Any) -> None:
    with MockVendor(everything()) as vendor:
        assert len(walk(vendor).json()["data"]) == 1
        page = walk(vendor, **query).json()
    assert (page["data"], page["next"], page["more"]) == ([], None, False)


def cursor_functions(**paging: Any) -> dict[str, Any]:
    return {
        "list_pens": {
            "http": {"method": "POST", "path": "/pens"},
            "parameters": {
                "start": {"type": "integer", "in": "body", "description": "Where to begin."}
            },
            "response": {
                "type": "object",
                "properties": {
                    "pens": {"type": "array", "items": {"type": "string"}},
                    "next": {"type": "string"},
                },
                "required": ["pens", "next"],
            },
            "pagination": {"style": "cursor", "parameter": "start", "items": "pens", **paging},
            "examples": [
                {"response": {"pens": ["red"], "next": "more"}},
                {"arguments": {"start": 7}, "response": {"pens": ["blue"], "next": "yet more"}},
            ],
        }
    }


def test_a_cursor_travels_in_the_body_and_an_example_may_be_a_further_page() -> None:
    with vendor_of(cursor_functions(next="next")) as vendor:

        def pens(**body: Any) -> Any:
            return httpx.post(f"{vendor.url}/pens", json=body, trust_env=False).json()

        assert pens() == {"pens": ["red"], "next": "more"}
        assert pens(start=7) == {"pens": ["blue"], "next": "yet more"}
        assert pens(start=8) == {"pens": [], "next": ""}  # a required text cannot be null
        vendor.pages("list_pens", [["a"], ["b"]])
        assert pens() == {"pens": ["a"], "next": 2}
        assert pens(start=2) == {"pens": ["b"], "next": ""}
        assert pens(start=7) == {"pens": [], "next": ""}


def test_the_last_item_may_be_the_cursor() -> None:
    with vendor_of(cursor_functions(next="pens[-1]")) as vendor:
        vendor.pages("list_pens", [[3], [4]])
        url = f"{vendor.url}/pens"
        assert httpx.post(url, json={"start": 3}, trust_env=False).json()["pens"] == [4]
        assert httpx.post(url, json={"start": 4}, trust_env=False).json()["pens"] == []
        with pytest.raises(ArgumentError) as caught:
            vendor.pages("list_pens", [[], [4]])
    assert str(caught.value) == "Page 1 of 2 has nothing that pens[-1] finds."


def test_the_address_of_an_example_is_made_ours() -> None:
    functions = {
        "list_pens": {
            "response": {
                "type": "object",
                "properties": {
                    "pens": {"type": "array", "items": {"type": "string"}},
                    "next": {"type": "string"},
                },
            },
            "parameters": {"kind": {"type": "string", "in": "query", "description": "Which."}},
            "pagination": {"style": "next_url", "items": "pens", "next": "next"},
            "examples": [{"response": {"pens": ["red"], "next": "https://api.example.com/2"}}],
        }
    }
    auth = {"strategy": "api_key", "query": {"name": "key", "value": "{key}"}}
    credentials = [{"key": "key", "label": "Key"}]
    with vendor_of(functions, auth=auth, credentials=credentials) as vendor:
        query = {"kind": "a b", "key": "s3cret"}
        url = f"{vendor.url}/list_pens"
        first = httpx.get(url, params=query, trust_env=False).json()
        assert first == {"pens": ["red"], "next": f"{url}?kind=a+b&mock_page=2"}
        second = httpx.get(f"{first['next']}&key=s3cret", trust_env=False).json()
        assert second == {"pens": [], "next": None}
        asked = vendor.requests[-1]
    assert asked.query == [("kind", "a b"), ("mock_page", "2")]
