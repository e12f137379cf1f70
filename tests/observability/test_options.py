"""The options of a call: what they change, what they take precedence over, what is wrong with them."""

from __future__ import annotations

import json
import time
from typing import Any

import httpx
import pytest

from integrations_runtime import ArgumentError, RetryPolicy, ServerError
from integrations_runtime.client import Client
from integrations_runtime.spec import FunctionSpec
from tests.support.acme import client_class, reads
from tests.support.loopback import serving
from tests.support.seams import Recorder, answer

TEXT = {"type": "string"}

FUNCTIONS: dict[str, FunctionSpec] = {
    "find": reads(
        {
            "text": {"schema": TEXT, "location": "query", "wire_name": "q"},
            "tags": {
                "schema": {"type": "array", "items": TEXT},
                "location": "query",
                "query_style": "comma",
            },
            "trace": {"schema": TEXT, "location": "header", "wire_name": "X-Trace"},
        },
        http={"query": {"view": "full"}, "headers": {"X-Mode": "strict"}},
    ),
    "create": {
        "operation": "write",
        "http": {"method": "POST", "path": "/things"},
        "parameters": {"name": {"schema": TEXT, "location": "body", "wire_name": "thing_name"}},
        "idempotency_header": "Idempotency-Key",
    },
    "order": {
        "operation": "write",
        "http": {"method": "POST", "path": "/orders"},
        "parameters": {"name": {"schema": TEXT, "location": "body"}},
        "body": {"order": {"name": {"$param": "name"}}, "source": "client"},
    },
    "batch": {
        "operation": "write",
        "http": {"method": "POST", "path": "/batches"},
        "parameters": {"name": {"schema": TEXT, "location": "body"}},
        "body": [{"name": {"$param": "name"}}],
    },
    "send": {
        "operation": "write",
        "http": {"method": "POST", "path": "/form", "request": "form"},
        "parameters": {
            "text": {"schema": TEXT, "location": "form", "wire_name": "t"},
            "kind": {"schema": TEXT, "location": "form"},
        },
    },
}


def client(recorder: Recorder, **more: Any) -> Client:
    return client_class(functions=FUNCTIONS)(
        credentials={"api_key": "key-1"}, http_client=recorder, **more
    )


def sent(name: str, arguments: Any, options: Any, **more: Any) -> Recorder:
    recorder = Recorder()
    client(recorder, **more).call(name, arguments, options=options)
    return recorder


@pytest.mark.parametrize(
    ("arguments", "query", "arrives"),
    [
        ({}, {}, [("view", "full")]),
        ({"text": "a"}, {"extra": 1}, [("view", "full"), ("q", "a"), ("extra", "1")]),
        ({"text": "a"}, {"q": "b"}, [("view", "full"), ("q", "b")]),
        ({"text": "a"}, {"view": "short"}, [("q", "a"), ("view", "short")]),
        ({"text": "a"}, {"text": "b"}, [("view", "full"), ("q", "a"), ("text", "b")]),
        ({}, {"ids": [1, 2]}, [("view", "full"), ("ids", "1"), ("ids", "2")]),
        ({"tags": ["a"]}, {"tags": ["b", "c"]}, [("view", "full"), ("tags", "b,c")]),
        ({}, {"none": []}, [("view", "full")]),
        ({}, {"on": True, "null": None}, [("view", "full"), ("on", "true"), ("null", "")]),
        ({}, {"a&b": "c=d"}, [("view", "full"), ("a&b", "c=d")]),
    ],
)
def test_query(arguments: Any, query: Any, arrives: list[tuple[str, str]]) -> None:
    recorder = sent("find", arguments, {"query": query})
    assert recorder.query == arrives
    assert "&&" not in recorder.last.url
    assert not recorder.last.url.endswith("&")


@pytest.mark.parametrize(
    ("name", "arguments", "body", "arrives"),
    [
        ("create", {"name": "a"}, {"extra": [1]}, {"thing_name": "a", "extra": [1]}),
        ("create", {"name": "a"}, {"thing_name": None}, {"thing_name": None}),
        ("create", {}, {"x": {"y": 1}}, {"x": {"y": 1}}),
        ("order", {"name": "a"}, {"source": "me"}, {"order": {"name": "a"}, "source": "me"}),
        ("find", {}, {"filter": "new"}, {"filter": "new"}),
    ],
)
def test_body(name: str, arguments: Any, body: Any, arrives: Any) -> None:
    recorder = sent(name, arguments, {"body": body})
    assert recorder.body == arrives
    assert recorder.last.headers["content-type"] == "application/json"


def test_the_body_of_a_get_travels() -> None:
    with serving(lambda exchange: exchange.reply()) as server:
        kind = client_class(functions=FUNCTIONS)
        acme = kind(credentials={"api_key": "key-1"}, base_url=server.url)
        acme.call("find", options={"body": {"filter": "new"}})
        acme.call("find")
    first, second = server.seen
    assert (first[0], json.loads(first[3])) == ("GET", {"filter": "new"})
    assert second[3] == b""
    assert "content-type" not in {name.lower() for name in second[2]}


@pytest.mark.parametrize(
    ("body", "arrives"),
    [
        ({}, b"t=a%20b&kind=c"),
        ({"kind": "d"}, b"t=a%20b&kind=d"),
        ({"more": ["1", "2"], "t": "x"}, b"kind=c&more=1&more=2&t=x"),
    ],
)
def test_form(body: Any, arrives: bytes) -> None:
    recorder = sent("send", {"text": "a b", "kind": "c"}, {"body": body})
    assert recorder.last.content == arrives
    assert recorder.last.headers["content-type"] == "application/x-www-form-urlencoded"


def test_headers_take_precedence_whatever_their_case() -> None:
    headers = {"X-TRACE": "mine", "x-mode": "lax", "Accept": "text/csv", "AUTHORIZATION": "none"}
    recorder = sent("find", {"trace": "theirs"}, {"headers": headers})
    found = recorder.last.headers
    assert {name: found[name.lower()] for name in headers} == headers
    assert all(name == name.lower() for name in found)


def test_timeouts_take_precedence() -> None:
    recorder = sent("find", {}, {"timeout": 3}, timeout=30)
    assert recorder.last.timeouts == {"connect": 3, "read": 3, "write": 3, "pool": 3}
    recorder = sent("find", {}, {"timeout": httpx.Timeout(5, read=None)}, timeout=30)
    assert recorder.last.timeouts == {"connect": 5, "read": None, "write": 5, "pool": 5}
    recorder = sent("find", {}, {"timeout": None}, timeout=30)
    assert recorder.last.timeouts == {"connect": 10, "read": 30, "write": 30, "pool": 30}


@pytest.mark.parametrize(
    ("of_client", "of_call", "attempts"),
    [
        (RetryPolicy(5, first_delay=0), 1, 2),
        (RetryPolicy(0, first_delay=0), 2, 3),
        (3, RetryPolicy(1, first_delay=0), 2),
        (RetryPolicy(2, first_delay=0), None, 3),
        (3, 0, 1),
    ],
)
def test_retries_take_precedence(of_client: Any, of_call: Any, attempts: int) -> None:
    recorder = Recorder(answer(status=500))
    with pytest.raises(ServerError):
        client(recorder, max_retries=of_client).call("find", options={"max_retries": of_call})
    assert len(recorder.requests) == attempts


def test_a_deadline_takes_precedence() -> None:
    policy = RetryPolicy(first_delay=60, longest_delay=60, deadline=1000)
    recorder = Recorder(answer(status=500))
    with pytest.raises(ServerError):
        client(recorder, max_retries=policy).call("find", options={"deadline": 5})
    assert len(recorder.requests) == 1
    assert recorder.last.deadline is not None
    assert recorder.last.deadline <= time.monotonic() + 5


def test_an_idempotency_key_is_the_same_for_every_attempt() -> None:
    recorder = Recorder(answer(status=500), answer({}))
    acme = client(recorder, max_retries=RetryPolicy(first_delay=0))
    acme.call("create", options={"idempotency_key": "mine"})
    acme.call("create")
    keys = [request.headers["idempotency-key"] for request in recorder.requests]
    assert keys[:2] == ["mine", "mine"]
    assert keys[2] != "mine"


WRONG: list[tuple[Any, str]] = [
    ([], "options must be a mapping, not list."),
    ({"timout": 5}, "Unknown option 'timout'. Did you mean 'timeout'?"),
    ({5: 5}, "Unknown option '5'."),
    ({"timeout": "5"}, "Option timeout must be seconds or an httpx.Timeout, not '5'."),
    (
        {"timeout": -1},
        "Option timeout must be more than 0 seconds, not -1; httpx.Timeout(None) waits for ever.",
    ),
    ({"deadline": True}, "Option deadline must be a number of seconds, not True."),
    ({"deadline": 0}, "Option deadline must be more than 0 seconds, not 0."),
    ({"deadline": float("inf")}, "Option deadline must be more than 0 seconds, not inf."),
    ({"max_retries": -1}, "Option max_retries must be a whole number of 0 or more, not -1."),
    ({"max_retries": 1.5}, "Option max_retries must be a whole number or a RetryPolicy, not 1.5."),
    ({"headers": []}, "Option headers must be a mapping of names to text."),
    ({"headers": {"a b": "c"}}, "Option headers has the unusable name 'a b'."),
    (
        {"headers": {"X-A": "b\nc"}},
        "Option headers['X-A'] must be printable ASCII text without line breaks.",
    ),
    ({"query": "a=b"}, "Option query must be a mapping of names to values."),
    ({"query": {"a": {1, 2}}}, "Option query.a must be a JSON value, not a set."),
    ({"query": {1: 2}}, "Option query must have text as field names, not a number."),
    ({"body": b"{}"}, "Option body must be a mapping of names to values."),
    ({"body": {"a": [float("nan")]}}, "Option body.a[0] must be a finite number, not NaN."),
    ({"idempotency_key": "k"}, "acme.find takes no idempotency_key."),
    ({"idempotency_key": ""}, "Option idempotency_key must be printable ASCII text."),
    ({"on_progress": 5}, "Option on_progress must be callable, not int."),
    ({"largest_answer": 0}, "Option largest_answer must be a number of bytes above 0, not 0."),
    ({"largest_answer": "1"}, "Option largest_answer must be a number of bytes above 0, not '1'."),
    (
        {"deadline": 0, "on_progres": print},
        "Option deadline must be more than 0 seconds, not 0.\n"
        "Unknown option 'on_progres'. Did you mean 'on_progress'?",
    ),
]


@pytest.mark.parametrize(("options", "message"), WRONG)
def test_a_wrong_option(options: Any, message: str) -> None:
    recorder = Recorder()
    with pytest.raises(ArgumentError) as caught:
        client(recorder).call("find", options=options)
    assert str(caught.value) == message
    assert recorder.requests == []


def test_options_that_are_none_count_as_not_given() -> None:
    names = ("timeout", "deadline", "max_retries", "headers", "query", "body", "on_progress")
    recorder = sent("find", {}, dict.fromkeys([*names, "largest_answer", "idempotency_key"]))
    assert recorder.query == [("view", "full")]


def test_a_body_that_is_no_object_takes_no_fields() -> None:
    with pytest.raises(ArgumentError) as caught:
        client(Recorder()).call("batch", {"name": "a"}, options={"body": {"b": 1}})
    assert str(caught.value) == "Option body adds fields, and the body of acme.batch has none."
