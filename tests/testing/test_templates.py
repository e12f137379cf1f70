"""Body templates read backwards: what the builder makes of arguments becomes these arguments again."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations_runtime.arguments.values import Problem, spell_path
from integrations_runtime.requests.templates import Absent, compile_template
from integrations_runtime.testing.templates import TemplateReader

TREE: Any = {
    "order": {
        "lines": {
            "$each": "parts",
            "value": "part",
            "item": {"part": {"$param": "part"}, "count": 1, "by": {"$param": "customer"}},
        },
        "customer": {"id": {"$param": "customer"}},
    },
    "names": {"$each": "names", "item": [{"$item": True}]},
    "notes": [{"text": {"$param": "note"}}, {"text": {"$param": "remark"}}, "end"],
    "by": {"$param": "customer"},
    "sorted": {"$when": "order", "value": {"on": "date", "as": {"$param": "order"}}},
    "flag": True,
}

VALUES = st.fixed_dictionaries(
    {},
    optional={
        "parts": st.lists(st.text(max_size=3), max_size=3),
        "names": st.lists(st.integers() | st.none(), max_size=3),
        "customer": st.text(max_size=3),
        "note": st.text(max_size=3),
        "remark": st.booleans(),
        "order": st.none() | st.sampled_from(["up", "down"]),
    },
)


def read(body: Any, tree: Any = TREE) -> tuple[dict[str, Any], list[str]]:
    problems: list[Problem] = []
    found = TemplateReader(tree, frozenset({"page"})).read(body, problems)
    return found, [f"{spell_path(path).lstrip('.')} {text}" for path, text in problems]


@given(VALUES)
def test_there_and_back(values: dict[str, Any]) -> None:
    body = compile_template(TREE)(values)
    assert not isinstance(body, Absent)
    found, problems = read(body)
    assert problems == []
    assert compile_template(TREE)(found) == body
    if "remark" not in values:  # alone, a remark cannot be told from a note
        assert found == values


def whole(**changes: Any) -> dict[str, Any]:
    return {"notes": ["end"], "flag": True, **changes}


def test_a_part_that_does_not_fit_is_an_absent_one() -> None:
    tree: Any = {
        "parts": [{"text": {"$param": "text"}}, {"url": {"$param": "url"}}, {"$param": "more"}]
    }
    assert read({"parts": [{"url": "u"}]}, tree) == ({"url": "u"}, [])
    assert read({"parts": [{"text": "t"}, 5]}, tree) == ({"text": "t", "more": 5}, [])


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        (whole(), []),
        (whole(page=2), []),
        ({"flag": True}, ["notes is required"]),
        (whole(flag=1), ["flag must be true, not 1"]),
        (whole(flag=None), ["flag must be true, not null"]),
        (whole(notes=[]), ["notes must have 3 items, not 0"]),
        (
            whole(notes=[{"text": "a"}, {"text": "b"}, "end", "more"]),
            ["notes must have 3 items, not 4"],
        ),
        (whole(notes={}), ["notes must be an array"]),
        (whole(names="a"), ["names must be an array"]),
        (whole(names=[["a"], ["b", "c"]]), ["names[1] must have 1 items, not 2"]),
        (whole(order=[]), ["order must be an object"]),
        (whole(sorted={"on": "date"}), ["sorted.as is required"]),
        (whole(sorted={"as": "up"}), ["sorted.on is required"]),
        (whole(sorted={"on": "name", "as": "up"}), ["sorted.on must be 'date', not 'name'"]),
        (
            whole(by="a", order={"customer": {"id": "b"}}),
            ["order.customer.id differs from the same value elsewhere in the body"],
        ),
        (
            whole(order={"lines": [{"part": "a", "count": 2, "size": 3}]}),
            ["order.lines[0].count must be 1, not 2", "order.lines[0].size is not a known field"],
        ),
    ],
)
def test_what_no_arguments_make(body: Any, problems: list[str]) -> None:
    assert read(body)[1] == problems
