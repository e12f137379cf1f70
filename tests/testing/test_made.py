"""Values made from schemas."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations_runtime.arguments.schemas import SchemaCompiler
from integrations_runtime.arguments.values import Problem
from integrations_runtime.testing.made import Maker

NODE = {
    "type": "object",
    "properties": {
        "name": {"type": "string"},
        "parent": {"$ref": "Node", "nullable": True},
        "first": {"$ref": "Node"},
        "children": {"type": "array", "items": {"$ref": "Node"}},
        "by_name": {"type": "object", "additionalProperties": {"$ref": "Node"}},
        "link": {"anyOf": [{"$ref": "Node"}, {"type": "string"}]},
    },
    "required": ["name", "parent", "children", "link"],
}
TYPES: Any = {
    "Node": NODE,
    "Endless": {"type": "object", "properties": {"a": {"$ref": "Endless"}}, "required": ["a"]},
    "State": {"type": "string", "enum": ["new", "done"]},
}


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({}, "example"),
        ({"type": "string"}, "example"),
        ({"type": "string", "maxLength": 3}, "exa"),
        ({"type": "string", "minLength": 9}, "examplexx"),
        ({"type": "string", "format": "date"}, "2026-11-20"),
        ({"type": "string", "format": "unheard-of"}, "example"),
        ({"type": "string", "pattern": "^[A-Z]{2}$"}, "AB"),
        ({"type": "string", "pattern": "^very special$"}, "example"),  # answers may break limits
        ({"$ref": "State"}, "new"),
        ({"type": "integer"}, 1),
        ({"type": "integer", "minimum": 5}, 5),
        ({"type": "integer", "maximum": -5}, -5),
        ({"type": "integer", "exclusiveMinimum": 1}, 2),
        ({"type": "integer", "exclusiveMaximum": 1}, 0),
        ({"type": "number", "minimum": 1.5}, 1.5),
        ({"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1}, 0.5),
        ({"type": "boolean"}, False),
        ({"type": "boolean", "nullable": True}, False),
        ({"type": "null"}, None),
        ({"type": "array"}, ["example"]),
        ({"type": "array", "items": {"type": "integer"}, "minItems": 2}, [1, 1]),
        ({"type": "array", "maxItems": 0}, []),
        ({"type": "object"}, {}),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, {"example": 1}),
        ({"anyOf": [{"type": "integer"}, {"type": "string"}]}, 1),
        ({"$ref": "Endless"}, {}),
        ({"type": "array", "items": {"$ref": "Endless"}}, []),
        ({"$ref": "Endless", "nullable": True}, None),
    ],
)
def test_small_values(schema: Any, value: Any) -> None:
    made = Maker(TYPES).make(schema)
    assert made == value
    assert type(made) is type(value)


def test_optional_fields_are_there_on_the_outermost_level_alone() -> None:
    inner = {
        "type": "object",
        "properties": {"id": {"type": "string"}, "size": {"type": "integer"}},
        "required": ["id"],
    }
    outer = {
        "type": "object",
        "properties": {"one": inner, "many": {"type": "array", "items": inner}},
    }
    assert Maker({}).make(outer) == {"one": {"id": "example_id"}, "many": [{"id": "example_id"}]}


def test_types_that_contain_themselves_end() -> None:
    assert Maker(TYPES).make({"$ref": "Node"}) == {
        "name": "example_name",
        "parent": None,
        "children": [],
        "by_name": {},
        "link": "example_link",
    }


def schemas() -> st.SearchStrategy[Any]:
    """Schemas that can be satisfied."""
    small = st.integers(-9, 9)
    limits = st.tuples(small, st.integers(2, 9)).map(lambda pair: (pair[0], pair[0] + pair[1]))
    numbers = st.builds(
        lambda kind, pair, low, high: {"type": kind, low: pair[0], high: pair[1]},
        st.sampled_from(["integer", "number"]),
        limits,
        st.sampled_from(["minimum", "exclusiveMinimum"]),
        st.sampled_from(["maximum", "exclusiveMaximum"]),
    )
    texts = st.builds(
        lambda least, more: {"type": "string", "minLength": least, "maxLength": least + more},
        st.integers(0, 12),
        st.integers(0, 12),
    )
    leaves = (
        numbers
        | texts
        | st.sampled_from([{"type": "boolean"}, {"$ref": "Node"}, {"$ref": "State"}])
    )

    def larger(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        fields = st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
        return (
            st.builds(
                lambda items, least: {"type": "array", "items": items, "minItems": least},
                inner,
                st.integers(0, 3),
            )
            | st.builds(
                lambda properties: {
                    "type": "object",
                    "properties": properties,
                    "required": sorted(properties)[::2],
                    "additionalProperties": False,
                },
                fields,
            )
            | st.lists(inner, min_size=1, max_size=3).map(lambda options: {"anyOf": options})
        )

    return st.recursive(leaves, larger, max_leaves=8)


@given(schemas())
def test_what_is_made_fits(schema: Any) -> None:
    problems: list[Problem] = []
    made = Maker(TYPES).make(schema)
    SchemaCompiler(TYPES).compile(schema).check(made, (None, "it"), problems)
    assert problems == []


@pytest.mark.parametrize("name", ["date", "date-time", "email", "uri", "uuid", "ipv4", "time"])
def test_formats_look_like_themselves(name: str) -> None:
    made = Maker({}).make({"type": "string", "format": name})
    assert isinstance(made, str)
    assert re.fullmatch(r"[\w:.@/-]+", made)
    assert made != "example"
