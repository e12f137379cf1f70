"""What is sent for arguments that fit."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations_runtime import ArgumentError, NoBinding
from tests.support.acme import Acme, client_class, reads
from tests.support.acme_functions import SPEC
from tests.support.seams import Recorder, answer

KEY = "test-key"


def acme(**options: Any) -> tuple[Acme, Recorder]:
    recorder = Recorder(answer({"id": "p1", "data": []}))
    return Acme(api_key=KEY, http_client=recorder, **options), recorder


def test_a_request_carries_method_url_headers_and_no_body() -> None:
    client, recorder = acme()
    client.get_part(part_id="p1", trace="abc")
    request = recorder.last
    assert (request.method, request.url) == ("GET", "https://eu.acme.example.com/v1/parts/p1")
    assert request.content is None
    assert dict(request.headers) == {
        "accept": "application/json",
        "authorization": f"Bearer {KEY}",
        "x-acme-version": "2",
        "x-trace": "abc",
    }


def test_a_query_spells_booleans_arrays_and_constants() -> None:
    client, recorder = acme()
    client.list_parts(limit=5, tags=["a b", "c&d"], sizes=[1, 2.5], in_stock=True)
    assert recorder.last.url.endswith(
        "/parts?view=full&limit=5&tag=a%20b&tag=c%26d&sizes=1,2.5&in_stock=true"
    )
    client.list_parts(tags=[], sizes=[], in_stock=False)
    assert recorder.query == [("view", "full"), ("in_stock", "false")]


@pytest.mark.parametrize(
    ("style", "query"),
    [
        (None, "ids=1&ids=2"),
        ("repeat", "ids=1&ids=2"),
        ("brackets", "ids%5B%5D=1&ids%5B%5D=2"),
        ("comma", "ids=1,2"),
        ("space", "ids=1%202"),
        ("pipe", "ids=1%7C2"),
    ],
)
def test_arrays_in_a_query_follow_the_style(style: str | None, query: str) -> None:
    parameter: Any = {"schema": {"type": "array"}, "location": "query"}
    if style is not None:
        parameter["query_style"] = style
    recorder = Recorder()
    custom = client_class(functions={"find": reads({"ids": parameter})})
    custom(credentials={"api_key": KEY}, http_client=recorder).call("find", {"ids": [1, 2]})
    assert recorder.last.url.endswith(f"/things?{query}")


@given(st.text(min_size=1).filter(lambda text: text not in (".", "..")))
def test_any_path_value_is_one_segment_that_decodes_to_it(value: str) -> None:
    client, recorder = acme()
    client.get_part(part_id=value)
    prefix, _, segment = recorder.path.rpartition("/")
    assert prefix == "/v1/parts"
    assert unquote(segment) == value
    assert segment.isascii()


@given(st.text(), st.lists(st.text(), max_size=3))
def test_any_query_value_decodes_to_itself(after: str, tags: list[str]) -> None:
    client, recorder = acme()
    client.list_parts(after=after, tags=tags)
    assert recorder.query == [("view", "full"), ("after", after), *(("tag", tag) for tag in tags)]


def test_a_json_body_is_compact_utf_8_by_wire_name() -> None:
    client, recorder = acme()
    client.call("create_part", {"code": "AB", "name": "Größe", "weight": 1.5})
    request = recorder.last
    assert request.content == '{"name":"Größe","part_code":"AB","weight":1.5}'.encode()
    assert request.headers["content-type"] == "application/json"
    assert request.headers["x-mode"] == "strict"


BODIES = [
    (
        {"parts": ["a", "b"], "customer": "c1", "message": "soon"},
        {
            "order": {
                "lines": [{"part": "a", "count": 1}, {"part": "b", "count": 1}],
                "customer": {"id": "c1"},
            },
            "notes": [{"text": "soon"}],
            "audit": {"by": "c1", "source": "client"},
        },
    ),
    (
        {"parts": ["a"]},
        {"order": {"lines": [{"part": "a", "count": 1}]}, "audit": {"source": "client"}},
    ),
    ({"parts": []}, {"order": {"lines": []}, "audit": {"source": "client"}}),
]


@pytest.mark.parametrize(("arguments", "body"), BODIES)
def test_a_body_template_is_filled_and_pruned(arguments: dict[str, Any], body: Any) -> None:
    client, recorder = acme()
    client.call("order_parts", arguments)
    assert recorder.body == body


TEMPLATES: list[tuple[Any, dict[str, Any], Any]] = [
    ({"$param": "x"}, {"x": [1]}, [1]),
    ({"a": {"$param": "x"}, "b": {"$param": "x"}}, {"x": 1}, {"a": 1, "b": 1}),
    ({"$each": "x", "item": {"$item": True}}, {"x": [1, 2]}, [1, 2]),
    (
        {"$each": "x", "value": "y", "item": [{"$item": True}, {"$param": "y"}]},
        {"x": [1]},
        [[1, 1]],
    ),
    (
        {"a": {}, "b": [], "c": None, "d": "text", "e": 1},
        {},
        {"a": {}, "b": [], "c": None, "d": "text", "e": 1},
    ),
    ({"a": {"b": [{"c": {"$param": "x"}}]}}, {}, None),
    ({"a": {"$each": "x", "item": {"$param": "y"}}, "b": 1}, {"x": [1]}, {"b": 1}),
    (
        {"a": {"$when": "x", "value": {"b": "c", "d": {"$param": "x"}}}, "y": {"$param": "y"}},
        {"x": False},
        {"a": {"b": "c", "d": False}},
    ),
    ({"a": [1, {"$when": "x", "value": 2}], "b": {"$when": "y", "value": 3}}, {}, {"a": [1]}),
    ({"$when": "x", "value": {"a": {"$param": "y"}}}, {"x": 1}, None),
    (
        {
            "$when": "y",
            "value": {"$each": "x", "value": "i", "item": {"$when": "y", "value": {"$param": "i"}}},
        },
        {"x": [1, 2], "y": 0},
        [1, 2],
    ),
]


@pytest.mark.parametrize(("template", "arguments", "body"), TEMPLATES)
def test_templates(template: Any, arguments: dict[str, Any], body: Any) -> None:
    parameters: Any = {name: {"schema": {}, "location": "body"} for name in ("x", "y")}
    recorder = Recorder()
    spec = reads(parameters, body=template, http={"method": "POST"})
    custom = client_class(functions={"make": spec})
    custom(credentials={"api_key": KEY}, http_client=recorder).call("make", arguments)
    assert (None if recorder.last.content is None else recorder.body) == body


def test_a_form_is_percent_encoded() -> None:
    client, recorder = acme()
    client.call("send_form", {"text": "a b&c", "items": [1, 2]})
    assert recorder.last.content == b"text=a%20b%26c&items%5B%5D=1&items%5B%5D=2"
    assert recorder.last.headers["content-type"] == "application/x-www-form-urlencoded"


def test_options_change_one_call() -> None:
    client, recorder = acme(timeout=9)
    client.get_part(
        part_id="p1", options={"timeout": 5, "headers": {"X-Trace": "t", "Accept": "*/*"}}
    )
    request = recorder.last
    assert request.timeouts == {"connect": 5.0, "read": 5.0, "write": 5.0, "pool": 5.0}
    assert (request.headers["x-trace"], request.headers["accept"]) == ("t", "*/*")
    client.get_part(part_id="p1")
    assert recorder.last.timeouts == {"connect": 9.0, "read": 9.0, "write": 9.0, "pool": 9.0}
    assert "x-trace" not in recorder.last.headers


def test_a_header_of_a_function_wins_over_that_of_the_integration_but_not_over_a_credential() -> (
    None
):
    own = {"Accept": "text/csv", "X-Acme-Version": "3", "Authorization": "none"}
    custom = client_class(functions={"find": reads(http={"headers": own})})
    recorder = Recorder()
    custom(credentials={"api_key": KEY}, http_client=recorder).call("find")
    headers = recorder.last.headers
    assert (headers["accept"], headers["x-acme-version"]) == ("text/csv", "3")
    assert headers["authorization"] == f"Bearer {KEY}"


def test_a_function_without_http_has_no_binding() -> None:
    client, recorder = acme()
    with pytest.raises(NoBinding) as caught:
        client.call("build_factory", {"where": "Oslo"})
    assert str(caught.value) == (
        "acme.build_factory has no HTTP binding: it is described, and nothing can be called behind it."
    )
    assert (caught.value.integration, caught.value.function) == ("acme", "build_factory")
    assert recorder.requests == []


def test_arguments_are_checked_before_a_binding_is_missed() -> None:
    client, _ = acme()
    for _ in range(2):
        with pytest.raises(ArgumentError) as caught:
            client.call("build_factory", {"were": "Oslo"})
        assert str(caught.value) == (
            "Unknown parameter 'were' of acme.build_factory. Did you mean 'where'?"
        )


def test_the_spec_is_not_changed_by_calls() -> None:
    before = repr(SPEC)
    client, _ = acme()
    client.call("create_part", {"name": "cog"})
    client.all_parts()
    assert repr(SPEC) == before
