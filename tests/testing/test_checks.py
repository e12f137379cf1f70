"""What a mock vendor says to those who tell it nonsense, where they tell it."""

from __future__ import annotations

import math
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from integrations.groq import Groq
from integrations_runtime import ArgumentError, ConfigurationError
from integrations_runtime.testing import MockVendor
from tests.support.definitions import NAMES
from tests.support.mock import everything

ENDLESS: list[Any] = []
ENDLESS.append(ENDLESS)


class _Thing:
    """A value that JSON has nothing like; its repr is the same in every process."""

    def __repr__(self) -> str:
        return "<thing>"


THING = _Thing()


@pytest.fixture(scope="module")
def vendor() -> Iterator[MockVendor]:
    with MockVendor(everything()) as started:
        yield started


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"status": "500"}, "status must be an integer from 200 to 599, not '500'."),
        ({"status": 0}, "status must be an integer from 200 to 599, not 0."),
        ({"status": 100}, "status must be an integer from 200 to 599, not 100."),
        ({"status": 99999}, "status must be an integer from 200 to 599, not 99999."),
        ({"status": True}, "status must be an integer from 200 to 599, not True."),
        ({"cut": "nope"}, "cut must be 'before', 'headers' or 'body', not 'nope'."),
        (
            {"cut": "header"},
            "cut must be 'before', 'headers' or 'body', not 'header'. Did you mean 'headers'?",
        ),
        ({"cut": ["body"]}, "cut must be 'before', 'headers' or 'body', not a list."),
        ({"delay": -1}, "delay must be a number of seconds, 0 or more, not -1."),
        ({"delay": math.nan}, "delay must be a number of seconds, 0 or more, not nan."),
        ({"delay": math.inf}, "delay must be a number of seconds, 0 or more, not inf."),
        ({"delay": "1"}, "delay must be a number of seconds, 0 or more, not '1'."),
        ({"delay": None}, "delay must be a number of seconds, 0 or more, not None."),
        ({"rate_limit": -2.5}, "rate_limit must be a number of seconds, 0 or more, not -2.5."),
        (
            {"status": 500, "times": 1.5},
            "times must be None or an integer that is at least 1, not 1.5.",
        ),
        (
            {"status": 500, "times": 0},
            "times must be None or an integer that is at least 1, not 0.",
        ),
        ({"status": 500, "every": 0}, "every must be an integer that is at least 1, not 0."),
        ({"status": 500, "every": None}, "every must be an integer that is at least 1, not None."),
        ({}, "Say what goes wrong: delay, status, headers, cut, bad_json, html or rate_limit."),
        ({"headers": "a: b"}, "headers must be a mapping of names to texts, not 'a: b'."),
        ({"headers": {"a b": "c"}}, "No header can be called 'a b'."),
        ({"headers": {"x-a": 1}}, "The header 'x-a' must be a text of one line in Latin-1."),
        ({"headers": {"x-a": "b\r\nc"}}, "The header 'x-a' must be a text of one line in Latin-1."),
        ({"function": 503}, "function must be the name of a function, not 503."),
    ],
)
def test_misbehaviour(vendor: MockVendor, arguments: dict[str, Any], sentence: str) -> None:
    if "function" in arguments:
        arguments = {**arguments, "status": 500}
    with pytest.raises(ArgumentError) as caught:
        vendor.misbehave(**arguments)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (THING, "body must be JSON or bytes; it is a _Thing."),
        (math.nan, "body must be JSON or bytes; it is nan."),
        ({"a": [1, math.inf]}, "body must be JSON or bytes; body['a'][1] is inf."),
        ({"a": b"b"}, "body must be JSON or bytes; body['a'] is a bytes."),
        ({1: 2}, "body must be JSON or bytes; it is a dict with keys that are no texts."),
        (["\ud800"], "body must be JSON or bytes; body[0] is no proper Unicode."),
        (Groq, "body must be JSON or bytes; it is the class Groq."),
        (ENDLESS, "body must be JSON or bytes; it is nested too deeply."),
    ],
    ids=str,
)
def test_answers(vendor: MockVendor, body: Any, sentence: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        vendor.answers("ask", body)
    assert str(caught.value) == sentence


def test_status_and_headers_of_answers(vendor: MockVendor) -> None:
    with pytest.raises(ArgumentError) as caught:
        vendor.answers("ask", {}, status=42)
    assert str(caught.value) == "status must be an integer from 200 to 599, not 42."
    with pytest.raises(ArgumentError, match=r"^No header can be called ''\.$"):
        vendor.answers("ask", {}, headers={"": "x"})


@pytest.mark.parametrize(
    ("events", "sentence"),
    [
        ("notalist", "events must be a list of events, not 'notalist'."),
        (b"data: x", "events must be a list of events, not a bytes."),
        ({"delta": "x"}, "events must be a list of events, not a dict."),
        (3, "events must be a list of events, not 3."),
        ([{}, THING], "events[1] must be JSON or bytes; it is a _Thing."),
    ],
    ids=str,
)
def test_streams(vendor: MockVendor, events: Any, sentence: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        vendor.streams("ask", events)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("pages", "sentence"),
    [
        (3, "pages must be a list of lists of items, not 3."),
        ([{"id": "a"}], "pages[0] must be a list of items, not a dict."),
        ([[], [1, {"a": math.nan}]], "pages[1] must be JSON; pages[1][1]['a'] is nan."),
    ],
    ids=str,
)
def test_pages(vendor: MockVendor, pages: Any, sentence: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        vendor.pages("list_things", pages)
    assert str(caught.value) == sentence


def test_iterators_are_read_once() -> None:
    things = [{"id": "thing-1", "parent": None}]
    pages: Any = (iter(page) for page in (things, things))
    with MockVendor(everything()) as vendor:
        vendor.pages("list_things", pages)
        assert list(vendor.client().iterate("list_things", {})) == things * 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            {"answer": "exmple"},
            "answer must be 'example' or 'schema', not 'exmple'. Did you mean 'example'?",
        ),
        ({"answer": None}, "answer must be 'example' or 'schema', not None."),
        (
            {"credentials": {"apikey": "s3cret"}},
            "groq has no credential 'apikey'. Did you mean 'api_key'?",
        ),
        ({"credentials": {"user": "s3cret"}}, "groq has no credential 'user'. It has: api_key."),
        (
            {"integration": "frankfurter", "credentials": {"api_key": "s3cret"}},
            "frankfurter has no credential 'api_key'. It has none.",
        ),
        (
            {"credentials": {"api_key": 3}},
            "The credential 'api_key' must be a text or a list of texts.",
        ),
        (
            {"credentials": {"api_key": [b"s3cret"]}},
            "The credential 'api_key' must be a text or a list of texts.",
        ),
        ({"credentials": "s3cret"}, "credentials must be a mapping of keys to values."),
        (
            {"integration": Groq},
            "integration must be the name of an integration or a Source, not the class Groq. Did you mean 'groq'?",
        ),
        (
            {"integration": Path("groq")},
            "integration must be the name of an integration or a Source, not a PosixPath.",
        ),
        (
            {"integration": "zzz"},
            f"There is no integration 'zzz'. There are: {', '.join(NAMES)}.",
        ),
        ({"port": 99999}, "port must be an integer from 0 to 65535, not 99999."),
        ({"port": "80"}, "port must be an integer from 0 to 65535, not '80'."),
        ({"host": None}, "host must be a text, not None."),
        ({"on_request": "print"}, "on_request must be a function, not 'print'."),
    ],
)
def test_vendors(arguments: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        MockVendor(**{"integration": "groq", **arguments})
    assert str(caught.value) == sentence


@pytest.mark.parametrize("host", ["ä" * 70, "a\0b"], ids=["too-long", "null"])
def test_what_is_no_host(host: str) -> None:
    with pytest.raises(OSError, match=r"^\[Errno \d+\] Not an address$"):
        MockVendor("groq", host=host)


def _has_ipv6() -> bool:
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("0.0.0.0", "http://127.0.0.1:"),
        pytest.param(
            "::1", "http://[::1]:", marks=pytest.mark.skipif(not _has_ipv6(), reason="no IPv6")
        ),
        pytest.param(
            "::", "http://[::1]:", marks=pytest.mark.skipif(not _has_ipv6(), reason="no IPv6")
        ),
    ],
)
def test_addresses_can_be_used(host: str, shown: str) -> None:
    with MockVendor("groq", host=host) as vendor:
        assert vendor.url.startswith(shown)
        assert len(vendor.client().list_models().data) == 3
