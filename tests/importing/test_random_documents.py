"""Documents that nobody thought of: what is imported is a definition, and every operation is accounted for."""

import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.importing.settle import findings as problems
from tests.support.importing import document, imported_value

_NAMES: st.SearchStrategy[Any] = st.sampled_from(
    [
        "id",
        "+1",
        "-1",
        "class",
        "self",
        "options",
        "from",
        "x-y",
        "x_y",
        "xY",
        "data",
        "né",
        "1st",
        "",
        "limit",
        "page",
    ]
)
_COMPONENTS = ("Alpha", "beta-item", "BetaItem", "GammaParam", "Gamma", "any", "1st")
_REFS: st.SearchStrategy[Any] = st.sampled_from(
    [{"$ref": f"#/components/schemas/{each}"} for each in (*_COMPONENTS, "Lost")]
)
_VALUES: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 0, 1.5, "a", "", [], ["a"], {"id": 1}, -3, "2026-01-01"]
)
_SCALARS: st.SearchStrategy[Any] = st.fixed_dictionaries(
    {
        "type": st.sampled_from(
            [
                "string",
                "integer",
                "number",
                "boolean",
                "null",
                ["string", "null"],
                ["integer", "string"],
            ]
        )
    },
    optional={
        "enum": st.lists(st.sampled_from(["a", "b", "", 1, 2.0, 2.5, None, True]), max_size=3),
        "format": st.sampled_from(["int64", "date-time", "uuid", "binary", "email", "odd"]),
        "minimum": st.integers(-3, 3),
        "maximum": st.integers(-3, 3),
        "exclusiveMinimum": st.sampled_from([True, False, 0, 2.5]),
        "minLength": st.integers(0, 4),
        "maxLength": st.integers(0, 6),
        "pattern": st.sampled_from(["^[a-z]+$", "^\\d{3}$", "(", "^(?<n>x)", "^sk-[a-z]{3}"]),
        "multipleOf": st.just(2),
        "default": _VALUES,
        "example": _VALUES,
        "examples": st.lists(_VALUES, max_size=2),
        "description": st.sampled_from(["One `tick", "<b>Bold</b>", "", " x ", "*a*\n\n- b"]),
        "deprecated": st.booleans(),
        "nullable": st.booleans(),
        "x-thing": st.just(1),
    },
)


def _compound(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    options: st.SearchStrategy[Any] = st.lists(inner, min_size=1, max_size=3)
    fields: st.SearchStrategy[Any] = st.dictionaries(_NAMES, inner, max_size=4)
    objects: st.SearchStrategy[Any] = st.fixed_dictionaries(
        {"type": st.just("object")},
        optional={
            "properties": fields,
            "required": st.lists(_NAMES, max_size=2),
            "additionalProperties": st.booleans() | inner,
            "nullable": st.booleans(),
            "oneOf": options,
            "title": st.sampled_from(["Alpha", "odd title", "Gamma"]),
            "readOnly": st.booleans(),
            "discriminator": st.just({"propertyName": "id"}),
        },
    )
    return (
        objects
        | st.fixed_dictionaries(
            {"type": st.just("array")}, optional={"items": inner, "minItems": st.integers(0, 3)}
        )
        | st.fixed_dictionaries(
            {"allOf": options}, optional={"properties": fields, "description": st.just("All.")}
        )
        | st.fixed_dictionaries(
            {"anyOf": options}, optional={"type": st.just("object"), "default": _VALUES}
        )
        | st.sampled_from([{}, True, {"const": "x"}, {"const": None}, {"const": 1.5}])
    )


_SCHEMAS: st.SearchStrategy[Any] = st.recursive(_SCALARS | _REFS, _compound, max_leaves=8)
_MEDIA: st.SearchStrategy[Any] = st.sampled_from(
    [
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "text/plain",
        "text/event-stream",
        "*/*",
        "image/png",
    ]
)
_CONTENT: st.SearchStrategy[Any] = st.dictionaries(
    _MEDIA, st.fixed_dictionaries({}, optional={"schema": _SCHEMAS, "example": _VALUES}), max_size=2
)
_PARAMETERS: st.SearchStrategy[Any] = st.lists(
    st.fixed_dictionaries(
        {
            "name": _NAMES.filter(bool),
            "in": st.sampled_from(["query", "header", "path", "cookie"]),
            "schema": _SCHEMAS,
        },
        optional={
            "required": st.booleans(),
            "style": st.sampled_from(["form", "deepObject", "pipeDelimited", "simple"]),
            "explode": st.booleans(),
            "example": _VALUES,
        },
    ),
    max_size=4,
    unique_by=lambda each: (str(each["name"]).lower(), each["in"]),
)
_OPERATIONS: st.SearchStrategy[Any] = st.fixed_dictionaries(
    {
        "responses": st.dictionaries(
            st.sampled_from(["200", "201", "204", "302", "404", "default"]),
            st.fixed_dictionaries({"description": st.just("x")}, optional={"content": _CONTENT}),
            max_size=2,
        )
    },
    optional={
        "operationId": st.sampled_from(
            ["listThings", "get", "default", "create_item", "_", "call"]
        ),
        "parameters": _PARAMETERS,
        "requestBody": st.fixed_dictionaries(
            {"content": _CONTENT}, optional={"required": st.booleans()}
        ),
        "deprecated": st.booleans(),
        "tags": st.lists(st.sampled_from(["One", "two tags", ""]), max_size=2),
        "summary": st.sampled_from(["Do `it`.", "", "List\nthings"]),
    },
)
_PATHS: st.SearchStrategy[Any] = st.dictionaries(
    st.sampled_from(["/a", "/a/{id}", "/b/{id}/c.json", "/a:do", "/{x-y}/{id}", "/b?x=1", "/b#s"]),
    st.dictionaries(
        st.sampled_from(["get", "post", "put", "delete", "options"]),
        _OPERATIONS,
        min_size=1,
        max_size=2,
    ),
    min_size=1,
    max_size=3,
)
_SHARED: st.SearchStrategy[Any] = st.fixed_dictionaries(dict.fromkeys(_COMPONENTS, _SCHEMAS))


@given(_PATHS, _SHARED)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_what_is_imported_is_a_definition(paths: dict[str, Any], shared: dict[str, Any]) -> None:
    root = document(paths, components={"schemas": shared})
    with tempfile.TemporaryDirectory() as folder:
        result = imported_value(Path(folder), root)
        located = result.losses.located()
    assert result.found == len(result.names) + sum(result.losses.exempt.values())
    assert not [each for each in located if each.severity == "error"]
    assert [each.message for each in problems("acme", result.files)] == []
    for each in located:
        assert each.line >= 1 and each.message.isprintable(), each
    assert json.loads(json.dumps(result.files)) == result.files
