"""The generated clients against mock vendors of their integrations."""

from __future__ import annotations

import asyncio
import warnings
from pathlib import Path
from typing import Any

import pytest

from generator.snippets.files import spelt_out
from integrations_runtime import (
    AuthenticationFailed,
    BadRequest,
    IntegrationError,
    NotFound,
    ServerError,
    StreamError,
)
from integrations_runtime.testing import MockVendor
from integrations_runtime.testing.source import known, load
from tests.support.definitions import real
from tests.support.mock import everything, vendor_of

CALLS = [
    (name, function, index)
    for name in known()
    for function, told in load(name).answers["functions"].items()
    for index, _ in enumerate(told["examples"])
]


def example(name: str, function: str, index: int) -> Any:
    return load(name).answers["functions"][function]["examples"][index]


def arguments_of(name: str, function: str, index: int) -> Any:
    """The arguments of an example, with its files as plain data."""
    return spelt_out(real(name).function(function), example(name, function, index)["arguments"])


@pytest.fixture(autouse=True)
def no_warnings() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


@pytest.mark.parametrize(("name", "function", "index"), CALLS)
def test_every_example_is_a_right_request(name: str, function: str, index: int) -> None:
    wanted = example(name, function, index)
    with MockVendor(name) as vendor:
        raw = vendor.client().call(function, arguments_of(name, function, index))
        asked = [each for each in vendor.requests if each.function != "oauth.token"]
    assert {each.status for each in asked} <= {200, 201, 202, 204}
    assert {each.function for each in asked} == {function}
    spec = load(name).spec["functions"][function].spec
    if "shape" not in spec and not spec.get("paging", {}).get("collect") and "response" in wanted:
        assert raw == wanted["response"]


@pytest.mark.parametrize(
    ("name", "function"), sorted({(name, function) for name, function, _ in CALLS})
)
def test_made_answers_are_of_the_documented_shape(name: str, function: str) -> None:
    arguments = arguments_of(name, function, 0)

    async def asynchronous(vendor: MockVendor) -> Any:
        async with vendor.async_client() as client:
            return await client.call(function, arguments)

    with MockVendor(name, answer="schema") as vendor:
        assert vendor.client().call(function, arguments) == asyncio.run(asynchronous(vendor))


def test_a_client_reads_the_vendors_errors() -> None:
    with MockVendor("groq", credentials={"api_key": "right-key"}) as vendor:
        groq = vendor.client(max_retries=0)
        assert len(groq.list_models().data) == 3
        with pytest.raises(AuthenticationFailed) as caught:
            vendor.client(api_key="wrong-key").list_models()
        assert str(caught.value) == (
            "groq.list_models: 401 unauthorized: The credential api_key is not valid."
        )
        assert caught.value.request_id == "mock-2"
        vendor.misbehave("list_models", status=500)
        with pytest.raises(
            ServerError, match=r"500 internal server error: The vendor was told to fail\.$"
        ):
            groq.list_models()
        with pytest.raises(BadRequest) as refused:
            groq.list_models(
                options={"headers": {"content-type": "text/plain"}, "query": {"a": "b"}}
            )
        assert refused.value.detail == "Unknown query parameter 'a'."


def test_a_vendor_that_is_not_strict_overlooks_what_it_does_not_know() -> None:
    more = {"query": {"view": "full"}, "body": {"seed": 1}}
    with MockVendor("groq", strict=False) as vendor:
        message = {"conversation_id": "conv_abc123", "role": "user", "content": "Hello!"}
        assert vendor.client().call("create_message", message, options=more)
        with pytest.raises(BadRequest, match=r"'content' must be a string, not null\.$"):
            vendor.client().call("create_message", message, options={"body": {"content": None}})


def test_mistral_says_what_is_missing_in_its_own_shape() -> None:
    with MockVendor("mistralai") as vendor:
        client = vendor.client(base_url=f"{vendor.url}/nowhere", max_retries=0)
        with pytest.raises(NotFound) as caught:
            client.list_models()
    assert caught.value.detail == "There is no GET /nowhere/models."


def test_iterators_end() -> None:
    with MockVendor("groq") as vendor:
        groq = vendor.client()
        assert [file.id for file in groq.iter_files()] == ["file-abc123", "file-def456"]
        pages = [
            [
                {**example("groq", "get_file", 0)["response"], "id": f"file-{page}{item}"}
                for item in "ab"
            ]
            for page in "123"
        ]
        vendor.pages("list_files", pages)
        found = [file.id for file in groq.iter_files(limit=2)]
        cursors = [dict(each.query).get("after") for each in vendor.requests]
    assert found == ["file-1a", "file-1b", "file-2a", "file-2b", "file-3a", "file-3b"]
    assert cursors == [None, None, "file-1b", "file-2b"]


def test_the_environment_leads_here(monkeypatch: pytest.MonkeyPatch) -> None:
    from integrations.groq import Groq

    with MockVendor("groq") as vendor:
        for name, value in vendor.environment().items():
            monkeypatch.setenv(name, value)
        assert Groq().list_models().data
    assert vendor.environment() == {"GROQ_BASE_URL": vendor.url, "GROQ_API_KEY": "mock-api-key"}


def test_settings_in_the_base_url_are_no_matter() -> None:
    with MockVendor("freshchat") as vendor:
        assert vendor.url.endswith("/v2")
        assert vendor.client().call("list_groups")


STYLES = ("find_things", "follow_things", "list_things", "page_things", "walk_things")


@pytest.mark.parametrize("function", STYLES)
def test_every_style_of_paging_is_walked(function: str) -> None:
    things = [{"id": f"thing-{letter}", "parent": None} for letter in "abcde"]

    async def asynchronous(vendor: MockVendor) -> list[Any]:
        async with vendor.async_client() as client:
            return [thing async for thing in client.iterate(function, {})]

    with MockVendor(everything()) as vendor:
        vendor.pages(function, [things[:2], things[2:4], things[4:]])
        assert list(vendor.client().iterate(function, {})) == things
        assert asyncio.run(asynchronous(vendor)) == things
        assert {each.status for each in vendor.requests} == {200}
        assert {each.function for each in vendor.requests} == {function, "oauth.token"}


def test_clients_get_tokens_from_the_vendor() -> None:
    with MockVendor(everything(), credentials={"client_secret": "right-secret"}) as vendor:
        client = vendor.client()
        client.call("fetch_file", {"id": 7})
        vendor.expire_tokens()
        assert client.call("fetch_file", {"id": 7}) == "hello"
        with pytest.raises(IntegrationError):
            vendor.client(credentials={**vendor.credentials, "client_secret": "wrong"}).call(
                "fetch_file", {"id": 7}
            )
        asked = [(each.function, each.status) for each in vendor.requests]
    assert asked[:5] == [
        ("oauth.token", 200),
        ("fetch_file", 200),
        ("fetch_file", 401),
        ("oauth.token", 200),
        ("fetch_file", 200),
    ]
    assert asked[5] == ("oauth.token", 401)


def test_files_travel_both_ways(tmp_path: Path) -> None:
    path = tmp_path / 'my "notes".txt'
    path.write_bytes(b"one\r\n--two\r\n\xff")
    with MockVendor(everything()) as vendor:
        vendor.client().call("send_file", {"file": path})
        assert vendor.requests[-1].body == {"file": path.read_bytes()}
    binary = {"http": {"method": "GET", "path": "/it", "answer": "binary"}, "examples": [{}]}
    with vendor_of({"get_it": binary}) as vendor:
        vendor.misbehave("get_it", cut="body")
        vendor.client().download("get_it", {}).save(tmp_path / "it")
        asked = [(each.status, each.headers.get("range")) for each in vendor.requests]
    assert (tmp_path / "it").read_bytes() == bytes(range(64))
    assert asked == [(200, None), (206, "bytes=32-")]


def test_streams_are_read() -> None:
    call: Any = {"model": "m", "messages": [{"role": "user", "content": "Hi"}], "stream": True}
    with MockVendor("groq") as vendor:
        with vendor.client().create_completion(**call) as chunks:
            pieces = [chunk.choices[0].delta.content or "" for chunk in chunks]
        assert pieces == [
            "Braces open, close;",
            " a quiet test turns to green;",
            " the cursor still blinks.",
            "",
        ]
        vendor.streams("create_completion", [{"error": {"message": "Too busy"}}])
        with (
            vendor.client().create_completion(**call) as chunks,
            pytest.raises(StreamError, match="Too busy"),
        ):
            list(chunks)
