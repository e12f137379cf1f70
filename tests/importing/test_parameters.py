"""Parameters in every manner: odd placeholders, styles, constants, names."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.importing import document, findings, imported_value, operation

_TEXT = {"type": "string"}


def _parameter(place: str, name: str, schema: Any = None, **more: Any) -> dict[str, Any]:
    required = {"required": True} if place == "path" else {}
    return {"in": place, "name": name, "schema": schema or _TEXT, **required, **more}


def _function(folder: Path, path: str, *parameters: Any) -> tuple[dict[str, Any], list[str]]:
    root = document({path: {"get": operation("getCat", parameters=list(parameters))}})
    result = imported_value(folder, root)
    name = next(iter(set(result.names.values()) - {"list_things"}))
    function = result.files[f"functions/{name}.json"]
    return function, [each.split("warning: ")[1] for each in findings(result)]


@pytest.mark.parametrize(
    ("path", "name", "written"),
    [
        ("/cats/{id}", "id", "/cats/{id}"),
        ("/cats/{+id}", "id", "/cats/{id}"),
        ("/cats/{id*}", "id", "/cats/{id}"),
        ("/cats/{id:[0-9]+}", "id", "/cats/{id}"),
        ("/cats/{ catId }", "catId", "/cats/{catId}"),
        ("/cats/{catid}", "catId", "/cats/{catId}"),
        ("/cats/{cat.id}", "cat.id", "/cats/{cat_id}"),
        ("/cats/{id}.json", "id", "/cats/{id}.json"),
        ("/cats/{id}:pet", "id", "/cats/{id}:pet"),
        ("/{name=cats/*}", "name", "/{name}"),
    ],
)
def test_a_placeholder_is_a_name(tmp_path: Path, path: str, name: str, written: str) -> None:
    function, found = _function(tmp_path, path, _parameter("path", name))
    assert function["http"]["path"] == written
    assert len(function["parameters"]) == 1
    assert found == []


def test_a_placeholder_may_stand_in_the_path_twice(tmp_path: Path) -> None:
    function, found = _function(tmp_path, "/cats/{id}/of/{id}", _parameter("path", "id"))
    assert function["http"]["path"] == "/cats/{id}/of/{id_2}"
    assert list(function["parameters"]) == ["id", "id_2"]
    assert found == [
        "IMPORT_PARAMETER: The placeholder 'id' stands in the path twice: callers give it twice."
    ]


@pytest.mark.parametrize(
    ("style", "written"),
    [("simple", "/cats/{id}"), ("label", "/cats/.{id}"), ("matrix", "/cats/;id={id}")],
)
def test_styles_of_paths(tmp_path: Path, style: str, written: str) -> None:
    function, _ = _function(tmp_path, "/cats/{id}", _parameter("path", "id", style=style))
    assert function["http"]["path"] == written


def test_what_has_one_value_is_no_parameter(tmp_path: Path) -> None:
    only = {"type": "string", "enum": ["List"]}
    function, found = _function(
        tmp_path,
        "/{version}/cats",
        _parameter("path", "version", {"type": "string", "enum": ["v1"]}),
        _parameter("query", "Action", only, required=True),
        _parameter("header", "X-Target", only, required=True),
        _parameter("query", "mode", only),
    )
    assert function["http"] == {
        "method": "GET",
        "path": "/v1/cats",
        "query": {"Action": "List"},
        "headers": {"X-Target": "List"},
    }
    assert list(function["parameters"]) == ["mode"]
    assert found == []


def test_names_that_cannot_be_sent_are_left_out(tmp_path: Path) -> None:
    function, found = _function(
        tmp_path,
        "/cats",
        _parameter("query", " "),
        _parameter("header", "X Mode"),
        _parameter("header", "X-Mode", {"type": "integer"}),
        _parameter("header", "x-mode"),
    )
    assert list(function["parameters"]) == ["x_mode"]
    assert function["parameters"]["x_mode"]["type"] == "string"
    assert found == [
        "IMPORT_PARAMETER: A parameter without a name cannot be sent.",
        "IMPORT_PARAMETER: Parameters do not travel in a header of that name: 'X Mode'.",
    ]


def test_one_name_in_several_places(tmp_path: Path) -> None:
    function, _ = _function(
        tmp_path, "/cats/{id}", *(_parameter(place, "id") for place in ("path", "query", "header"))
    )
    assert {name: each["in"] for name, each in function["parameters"].items()} == {
        "id": "path",
        "query_id": "query",
        "header_id": "header",
    }


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "pattern": "(0x)?[a-f0-9]+", "minLength": 64, "maxLength": 64},
        {"type": "string", "pattern": r"arn:(\u002F|\x2fa)[\w+]+", "minLength": 20},
        {"type": "string", "pattern": "^[A-Z]{3}$", "maxLength": 3},
        {"type": "array", "items": {"type": "string", "minLength": 24, "maxLength": 24}},
    ],
)
def test_a_value_is_made_up_for_every_limit(tmp_path: Path, schema: Any) -> None:
    function, found = _function(
        tmp_path, "/cats", _parameter("query", "key", schema, required=True)
    )
    assert list(function["parameters"]) == ["key"]
    assert found == []


def test_a_pattern_that_no_made_up_text_fits_is_left_out(tmp_path: Path) -> None:
    schema = {"type": "string", "pattern": "^a^b$"}
    function, found = _function(tmp_path, "/cats", _parameter("query", "key", schema))
    assert "pattern" not in function["parameters"]["key"]
    assert found == [
        "IMPORT_CONSTRAINT: No text could be made up that the pattern matches; it is left out."
    ]


def test_fields_of_two_objects_may_have_one_name_in_the_query(tmp_path: Path) -> None:
    options = {"type": "object", "properties": {"Enabled": {"type": "boolean"}}}
    function, found = _function(
        tmp_path,
        "/cats",
        _parameter("query", "Logs", options),
        _parameter("query", "Mail", options),
    )
    assert list(function["parameters"]) == ["Enabled"]
    assert found == [
        "IMPORT_PARAMETER: 'Enabled' stands in the query already; the first one is sent."
    ]
