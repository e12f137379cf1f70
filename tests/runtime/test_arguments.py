"""What clients say about arguments that do not fit, and what they make of those that do."""

from __future__ import annotations

import enum
import math
from collections import UserDict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations_runtime import OMIT, ArgumentError, Model
from tests.support.acme import Acme
from tests.support.acme_models import OrderLine, Part
from tests.support.seams import Recorder, answer

PART = {"name": "cog"}


def client() -> tuple[Acme, Recorder]:
    recorder = Recorder(answer({"id": "p1"}))
    return Acme(api_key="test-key", http_client=recorder), recorder


def refused(name: str, arguments: dict[Any, Any]) -> ArgumentError:
    acme, recorder = client()
    with pytest.raises(ArgumentError) as caught:
        acme.call(name, arguments)
    assert recorder.requests == []
    return caught.value


def sent(arguments: dict[str, Any]) -> Any:
    acme, recorder = client()
    acme.call("create_part", {**PART, **arguments})
    return {name: value for name, value in recorder.body.items() if name != "name"}


MESSAGES = [
    ("create_part", {}, "Missing required parameter(s): name"),
    ("create_part", {"name": None}, "Missing required parameter(s): name"),
    ("create_part", {"name": OMIT}, "Missing required parameter(s): name"),
    (
        "list_parts",
        {"limt": 1},
        "Unknown parameter 'limt' of acme.list_parts. Did you mean 'limit'?",
    ),
    ("list_parts", {"zzz": 1}, "Unknown parameter 'zzz' of acme.list_parts."),
    ("list_parts", {7: 1}, "Unknown parameter '7' of acme.list_parts."),
    (
        "list_parts",
        {"limit": "10"},
        "Parameter 'limit' of acme.list_parts must be an integer, not a string.",
    ),
    (
        "list_parts",
        {"limit": True},
        "Parameter 'limit' of acme.list_parts must be an integer, not a boolean.",
    ),
    (
        "list_parts",
        {"limit": 2.5},
        "Parameter 'limit' of acme.list_parts must be an integer, not 2.5.",
    ),
    (
        "list_parts",
        {"limit": math.nan},
        "Parameter 'limit' of acme.list_parts must be a finite number, not NaN.",
    ),
    (
        "list_parts",
        {"limit": 0},
        "Parameter 'limit' of acme.list_parts must be between 1 and 100, not 0.",
    ),
    (
        "list_parts",
        {"limit": 10**30},
        "Parameter 'limit' of acme.list_parts is too large an integer.",
    ),
    (
        "list_parts",
        {"kind": "gaer"},
        "Parameter 'kind' of acme.list_parts must be one of 'gear', 'bolt', not 'gaer'.",
    ),
    (
        "list_parts",
        {"kind": 3},
        "Parameter 'kind' of acme.list_parts must be a string, not a number.",
    ),
    (
        "list_parts",
        {"tags": "red"},
        "Parameter 'tags' of acme.list_parts must be an array, not a string.",
    ),
    (
        "list_parts",
        {"tags": ["red", 1]},
        "Parameter 'tags[1]' of acme.list_parts must be a string, not a number.",
    ),
    (
        "list_parts",
        {"in_stock": 1},
        "Parameter 'in_stock' of acme.list_parts must be a boolean, not a number.",
    ),
    (
        "list_parts",
        {"sizes": [math.inf]},
        "Parameter 'sizes[0]' of acme.list_parts must be a finite number, not Infinity.",
    ),
    (
        "list_parts",
        {"sizes": [True]},
        "Parameter 'sizes[0]' of acme.list_parts must be a number, not a boolean.",
    ),
    ("get_part", {"id": ""}, "Parameter 'id' of acme.get_part must not be ''."),
    ("get_part", {"id": "."}, "Parameter 'id' of acme.get_part must not be '.'."),
    ("get_part", {"id": ".."}, "Parameter 'id' of acme.get_part must not be '..'."),
    (
        "get_part",
        {"id": "x", "trace": "a\r\nb: c"},
        "Parameter 'trace' of acme.get_part must be printable ASCII text without line breaks.",
    ),
    (
        "get_part",
        {"id": "x", "trace": "ä"},
        "Parameter 'trace' of acme.get_part must be printable ASCII text without line breaks.",
    ),
    (
        "create_part",
        {"name": ""},
        "Parameter 'name' of acme.create_part must have at least 1 character.",
    ),
    (
        "create_part",
        {"name": "much too long"},
        "Parameter 'name' of acme.create_part must have at most 8 characters.",
    ),
    (
        "create_part",
        {"name": "\ud800"},
        "Parameter 'name' of acme.create_part is not valid Unicode text.",
    ),
    (
        "create_part",
        {**PART, "code": "abc"},
        "Parameter 'code' of acme.create_part must match the pattern ^[A-Z]+$, not 'abc'.",
    ),
    (
        "create_part",
        {**PART, "weight": 0},
        "Parameter 'weight' of acme.create_part must be more than 0, not 0.",
    ),
    (
        "create_part",
        {**PART, "note": 1},
        "Parameter 'note' of acme.create_part must be a string, not a number.",
    ),
    (
        "create_part",
        {**PART, "lines": [{"part": 1, "count": 1}]},
        "Parameter 'lines[0].part' of acme.create_part must be a string, not a number.",
    ),
    (
        "create_part",
        {**PART, "lines": [{"part": "a"}]},
        "Parameter 'lines[0].count' of acme.create_part is required.",
    ),
    (
        "create_part",
        {**PART, "lines": [{"part": "a", "count": None}]},
        "Parameter 'lines[0].count' of acme.create_part must be an integer, not null.",
    ),
    (
        "create_part",
        {**PART, "lines": [{"part": "a", "count": 1, "unit": "ton"}]},
        "Parameter 'lines[0].unit' of acme.create_part must be one of 'piece', 'box', not 'ton'.",
    ),
    (
        "create_part",
        {**PART, "lines": [{"part": "a", "count": 1}] * 3},
        "Parameter 'lines' of acme.create_part must have at most 2 items.",
    ),
    (
        "create_part",
        {**PART, "lines": {"part": "a"}},
        "Parameter 'lines' of acme.create_part must be an array, not an object.",
    ),
    (
        "create_part",
        {**PART, "tree": {"name": "a", "children": [{"name": "b", "children": [{}]}]}},
        "Parameter 'tree.children[0].children[0].name' of acme.create_part is required.",
    ),
    (
        "create_part",
        {**PART, "content": 5},
        "Parameter 'content' of acme.create_part must be a string or an array, not a number.",
    ),
    (
        "create_part",
        {**PART, "content": [{"part": "a", "count": 0}]},
        "Parameter 'content[0].count' of acme.create_part must be at least 1, not 0.",
    ),
    (
        "create_part",
        {**PART, "labels": {"a": "b"}},
        "Parameter 'labels.a' of acme.create_part must be an integer, not a string.",
    ),
    (
        "create_part",
        {**PART, "settings": "{"},
        "Parameter 'settings' of acme.create_part must be JSON text "
        "(Expecting property name enclosed in double quotes at character 2).",
    ),
    (
        "create_part",
        {**PART, "settings": '{"a": NaN}'},
        "Parameter 'settings' of acme.create_part must be JSON text (NaN is not a JSON value).",
    ),
    (
        "create_part",
        {**PART, "settings": "[1]"},
        "Parameter 'settings' of acme.create_part must be an object, not an array.",
    ),
    (
        "create_part",
        {**PART, "input": 5},
        "Parameter 'input' of acme.create_part must be a string or an array, not a number.",
    ),
    (
        "create_part",
        {**PART, "input": ["a", 5]},
        "Parameter 'input[1]' of acme.create_part must be a string, not a number.",
    ),
    (
        "create_part",
        {**PART, "anything": {"when": {1, 2}}},
        "Parameter 'anything.when' of acme.create_part must be a JSON value, not a set.",
    ),
    (
        "create_part",
        {**PART, "anything": {1: 2}},
        "Parameter 'anything' of acme.create_part must have text as field names, not a number.",
    ),
    (
        "create_part",
        {**PART, "anything": b"x"},
        "Parameter 'anything' of acme.create_part must be a JSON value, not a bytes.",
    ),
]


@pytest.mark.parametrize(("name", "arguments", "message"), MESSAGES)
def test_a_wrong_argument_is_explained(name: str, arguments: dict[Any, Any], message: str) -> None:
    error = refused(name, arguments)
    assert str(error) == message
    assert (error.integration, error.function) == ("acme", name)


def test_every_problem_of_a_call_is_reported_at_once() -> None:
    error = refused("create_part", {"cuont": 1, "weight": "1", "lines": [{"part": ""}]})
    assert error.problems == (
        "Missing required parameter(s): name",
        "Unknown parameter 'cuont' of acme.create_part. Did you mean 'count'?",
        "Parameter 'weight' of acme.create_part must be a number, not a string.",
        "Parameter 'lines[0].part' of acme.create_part must have at least 1 character.",
        "Parameter 'lines[0].count' of acme.create_part is required.",
    )
    assert str(error) == "\n".join(error.problems)


def test_a_list_that_contains_itself_is_an_argument_error() -> None:
    endless: list[Any] = []
    endless.append(endless)
    assert "nested too deeply" in str(refused("create_part", {**PART, "anything": endless}))


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [([1], "an array"), ([], "an array"), ("text", "a string"), (False, "a boolean")],
)
def test_arguments_that_are_no_object_are_an_argument_error(arguments: Any, kind: str) -> None:
    expected = f"The arguments of create_part must be an object, not {kind}."
    assert str(refused("create_part", arguments)) == expected.replace(" of ", " of acme.")


class Unit(enum.StrEnum):
    PIECE = "piece"


class Loose(Model):
    part: str
    count: int
    unit: str | None = None


VALUES = [
    ({"count": 3.0}, {"count": 3}),
    ({"weight": 2}, {"weight": 2}),
    ({"code": None}, {}),
    ({"code": OMIT}, {}),
    ({"note": None}, {"note": None}),
    ({"note": OMIT}, {}),
    ({"code": "AB"}, {"part_code": "AB"}),
    ({"lines": ({"part": "a", "count": 1.0},)}, {"lines": [{"part": "a", "count": 1}]}),
    (
        {"lines": [UserDict(part="a", count=1)]},
        {"lines": [{"part": "a", "count": 1}]},
    ),
    (
        {"lines": [{"part": "a", "count": 1, "unit": Unit.PIECE, "note": None, "new": [None]}]},
        {"lines": [{"part": "a", "count": 1, "unit": "piece", "note": None, "new": [None]}]},
    ),
    (
        {"lines": [{"part": "a", "count": 1, "unit": None, "x": OMIT}]},
        {"lines": [{"part": "a", "count": 1}]},
    ),
    ({"lines": [OrderLine(part="a", count=2)]}, {"lines": [{"part": "a", "count": 2}]}),
    (
        {"lines": [Loose.model_validate({"part": "a", "count": 2, "extra": 1, "unit": None})]},
        {"lines": [{"part": "a", "count": 2, "extra": 1}]},
    ),
    (
        {"anything": Part.model_validate({"id": "a", "from": "b"})},
        {"anything": {"id": "a", "from": "b"}},
    ),
    ({"content": "text"}, {"content": "text"}),
    ({"content": [{"part": "a", "count": 1}]}, {"content": [{"part": "a", "count": 1}]}),
    ({"settings": '{"a": [1]}'}, {"settings": {"a": [1]}}),
    ({"settings": {"a": [1]}}, {"settings": {"a": [1]}}),
    ({"input": '["a", "b"]'}, {"input": ["a", "b"]}),
    ({"input": ["a"]}, {"input": ["a"]}),
    ({"input": "[1]"}, {"input": "[1]"}),
    ({"input": "[not json"}, {"input": "[not json"}),
    ({"input": '{"a": 1}'}, {"input": '{"a": 1}'}),
    ({"input": "[" * 100_000}, {"input": "[" * 100_000}),
    ({"anything": None}, {}),
    ({"anything": {"deep": [{"x": None}]}}, {"anything": {"deep": [{"x": None}]}}),
]


@pytest.mark.parametrize(("arguments", "body"), VALUES)
def test_a_fitting_argument_is_sent_as_json(arguments: dict[str, Any], body: Any) -> None:
    found = sent(arguments)
    assert found == body
    assert repr(found) == repr(body)  # 3 and 3.0 are equal, and not the same


def test_a_typed_method_checks_like_call() -> None:
    acme, _ = client()
    with pytest.raises(ArgumentError, match=r"'lines\[0\]\.count' of acme\.create_part"):
        acme.create_part(name="cog", lines=[{"part": "a"}])


JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=8),  # lone surrogates too
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text(st.characters(), max_size=4), inner, max_size=3),
    max_leaves=8,
)
NAMES = ["name", "weight", "count", "note", "lines", "tree", "content", "labels", "settings"]
NAMES += ["input", "anything", "unknown"]


@given(st.dictionaries(st.sampled_from(NAMES), JSON_VALUES))
def test_arbitrary_json_is_sent_or_is_an_argument_error(arguments: dict[str, Any]) -> None:
    acme, recorder = client()
    try:
        acme.call("create_part", arguments)
    except ArgumentError as error:
        assert error.problems
        assert str(error).encode()
        assert recorder.requests == []
    else:
        assert recorder.body["name"] == arguments["name"]


@given(st.text(st.characters()))
def test_any_text_for_a_text_or_json_parameter_passes_if_it_is_unicode(text: str) -> None:
    acme, recorder = client()
    try:
        acme.call("create_part", {**PART, "input": text})
    except ArgumentError:
        with pytest.raises(UnicodeEncodeError):
            text.encode()
    else:
        assert recorder.body["input"] == text or isinstance(recorder.body["input"], list)
