"""Lists that nobody thought of: what is imported is a definition, and every tool is accounted for."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.importing.settle import findings as problems
from tests.support.importing_tools import imported_tools

_NAMES: st.SearchStrategy[str] = st.sampled_from(
    ["id", "class", "self", "options", "x-y", "x_y", "né", "1st", "", "limit", "words"]
)
_VALUES: st.SearchStrategy[Any] = st.sampled_from([None, True, 0, 1.5, "a", "", [], {"id": 1}])
_REFS: st.SearchStrategy[Any] = st.sampled_from(
    [{"$ref": "#"}, {"$ref": "#/$defs/Item"}, {"$ref": "#/$defs/Lost"}, {"$ref": "#/properties/id"}]
)
_SCALARS: st.SearchStrategy[Any] = st.fixed_dictionaries(
    {"type": st.sampled_from(["string", "integer", "number", "boolean", ["string", "null"]])},
    optional={
        "enum": st.lists(st.sampled_from(["a", "", 1, 2.5, None]), max_size=3),
        "default": _VALUES,
        "examples": st.lists(_VALUES, max_size=2),
        "minimum": st.integers(-3, 3),
        "maxLength": st.integers(0, 6),
        "pattern": st.sampled_from(["^[a-z]+$", "("]),
        "description": st.sampled_from(["One `tick", "", "*a*\n\n- b"]),
        "multipleOf": st.just(2),
    },
)


def _compound(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    options: st.SearchStrategy[Any] = st.lists(inner, min_size=1, max_size=3)
    return (
        st.fixed_dictionaries(
            {"type": st.just("object")},
            optional={
                "properties": st.dictionaries(_NAMES, inner, max_size=4),
                "required": st.lists(_NAMES, max_size=2),
                "additionalProperties": st.booleans() | inner,
                "oneOf": options,
            },
        )
        | st.fixed_dictionaries({"type": st.just("array")}, optional={"items": inner})
        | st.fixed_dictionaries({"anyOf": options})
        | st.fixed_dictionaries({"allOf": options})
        | st.sampled_from([{}, True, {"const": "x"}, {"const": None}])
    )


_SCHEMAS: st.SearchStrategy[Any] = st.recursive(_SCALARS | _REFS, _compound, max_leaves=8)
_OBJECTS: st.SearchStrategy[Any] = st.fixed_dictionaries(
    {"type": st.just("object"), "$defs": st.fixed_dictionaries({"Item": _SCHEMAS})},
    optional={
        "properties": st.dictionaries(_NAMES, _SCHEMAS, max_size=4),
        "required": st.lists(_NAMES, max_size=2),
        "anyOf": st.lists(_SCHEMAS, max_size=2),
    },
)
_ROOTS: st.SearchStrategy[Any] = _OBJECTS | _SCHEMAS | _VALUES
_TOOLS: st.SearchStrategy[Any] = st.fixed_dictionaries(
    {
        "name": st.sampled_from(
            ["get_x", "getX", "acme", "acme.get", "import", "default", "close", "3d", "搜", "", 7]
        )
    },
    optional={
        "title": st.sampled_from(["Do `it`.", "", "A\nB"]),
        "description": st.sampled_from(["Does it.", "<b>x", "sk-abcdefghijklmnopqrstuvwxyz", 5]),
        "inputSchema": _ROOTS,
        "outputSchema": _SCHEMAS,
        "annotations": st.dictionaries(
            st.sampled_from(["readOnlyHint", "destructiveHint", "idempotentHint", "title"]),
            st.booleans() | st.just("yes"),
        ),
        "type": st.sampled_from(["function", "custom", "web_search"]),
    },
)
_ITEMS: st.SearchStrategy[Any] = (
    _TOOLS | _TOOLS.map(lambda each: {"type": "function", "function": each}) | _VALUES
)


@given(st.lists(_ITEMS, max_size=5))
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_what_is_imported_is_a_definition(tools: list[Any]) -> None:
    result = imported_tools([*tools, {"name": "good", "inputSchema": {"type": "object"}}])
    located = result.losses.located()
    assert result.found == len(tools) + 1
    assert result.found == len(result.names) + sum(result.losses.exempt.values())
    assert not [each for each in located if each.severity == "error"]
    assert [each.message for each in problems("acme", result.files)] == []
    for each in located:
        assert each.line >= 1 and each.message.isprintable(), each
    assert json.loads(json.dumps(result.files)) == result.files
