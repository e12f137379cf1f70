"""What cannot be carried over is said, with the place in the document."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.importing.document import DocumentError
from tests.support.importing import document, findings, imported, imported_value, operation


def _text(folder: Path, name: str, text: str) -> Path:
    place = folder / name
    place.write_text(text, encoding="utf-8")
    return place


@pytest.mark.parametrize(
    ("root", "message"),
    [
        ({"swagger": "2.0", "paths": {}}, "this is Swagger 2.0."),
        ({"openapi": "2.9.0"}, "this is OpenAPI 2.9.0."),
        ({"paths": {}}, "this is something else."),
        ([], "this is something else."),
    ],
)
def test_only_openapi_3_is_read(tmp_path: Path, root: Any, message: str) -> None:
    result = imported_value(tmp_path, root)
    assert findings(result) == [
        f"openapi.json:1:1: error: IMPORT_VERSION: OpenAPI 3.0 or 3.1 is read; {message}"
    ]
    assert result.losses.failed
    assert not result.files


@pytest.mark.parametrize(
    ("name", "text", "message", "offset"),
    [
        ("a.json", '{"a": }', "The file is not JSON: expecting value.", 6),
        ("a.yaml", "a: [", "The file is neither JSON nor YAML: ", 4),
        ("a.yaml", "a: &x [*x]", "an alias stands inside what it stands for", 3),
        ("a.yaml", "? [a]\n: b", "a key is a structure", 2),
    ],
)
def test_a_file_that_is_neither_json_nor_yaml(
    tmp_path: Path, name: str, text: str, message: str, offset: int
) -> None:
    with pytest.raises(DocumentError) as caught:
        imported(_text(tmp_path, name, text))
    assert message in str(caught.value)
    assert caught.value.offset == offset


def test_yaml_scalars_are_read_as_json_reads_them(tmp_path: Path) -> None:
    from generator.importing.yaml_text import YamlText

    text = "day: 2020-01-31\nyes: no\nnone: ~\n200: 1\nbase: &b {x: 1.5}\nmore: {<<: *b, y: '2'}\n"
    assert YamlText(text).value == {
        "day": "2020-01-31",
        "yes": "no",
        "none": None,
        "200": 1,
        "base": {"x": 1.5},
        "more": {"x": 1.5, "y": "2"},
    }


@pytest.mark.parametrize(
    ("servers", "message", "base_url"),
    [
        ([{"url": "/v1/"}], "'/v1' is no absolute address", "https://{host}/v1"),
        ([], "No server is named", "https://{host}"),
        (
            [{"url": "https://<your host>/v1"}],
            "'https://<your host>/v1' is no absolute address",
            "https://{host}/v1",
        ),
    ],
)
def test_accounts_say_the_host_where_the_document_does_not(
    tmp_path: Path, servers: Any, message: str, base_url: str
) -> None:
    result = imported_value(tmp_path, document({}, servers=servers))
    assert [each.split(": ", 1)[1] for each in findings(result)] == [
        f"warning: IMPORT_BASE_URL: {message}: accounts say on which host the API is, unless --base-url does."
    ]
    integration = result.files["integration.json"]
    assert integration["base_url"] == base_url
    assert [each["key"] for each in integration["settings"]] == ["host"]
    again = imported(tmp_path / "openapi.json", base_url="https://acme.example.com/v1/")
    assert again.files["integration.json"]["base_url"] == "https://acme.example.com/v1"
    assert "settings" not in again.files["integration.json"]
    assert findings(again) == []


def test_without_a_read_that_needs_nothing_no_function_verifies_accounts(tmp_path: Path) -> None:
    root = document({})
    root["paths"] = {
        "/things": {"post": operation("createThing")},
        "/things/{id}": {"get": operation("getThing", parameters=[_ID])},
    }
    result = imported_value(tmp_path, root)
    assert findings(result) == []
    assert "verify" not in result.files["integration.json"]


_ID = {"in": "path", "name": "id", "required": True, "schema": {"type": "string"}}


def test_a_reference_to_a_network_is_not_followed(tmp_path: Path) -> None:
    schema = {"$ref": "https://acme.example.com/a.json#/A"}
    result = imported_value(tmp_path, document({"/cats": {"get": operation("listCats", schema)}}))
    assert [each.split(": ", 1)[1] for each in findings(result)] == [
        "warning: IMPORT_REFERENCE: 'https://acme.example.com/a.json' is on a network; only local files are read. "
        "Any value fits in its place."
    ]
    assert result.files["functions/list_cats.json"]["response"] == {"type": "any"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"parameters": [{"in": "cookie", "name": "c", "required": True}]},
            "IMPORT_PARAMETER: PUT /x becomes no function: the cookie parameter 'c' is required and cannot be sent.",
        ),
        (
            {"responses": {"302": {"description": "there"}}},
            "IMPORT_ANSWER: PUT /x becomes no function: it answers with a redirect only.",
        ),
        (
            {"requestBody": {"required": True, "content": {"application/xml": {}}}},
            "IMPORT_BODY: PUT /x becomes no function: a body of type application/xml has no counterpart.",
        ),
        (
            {"servers": [{"url": "https://other.example.com"}]},
            "IMPORT_SERVER: PUT /x becomes no function: it is at another address than the rest of the API.",
        ),
    ],
)
def test_an_operation_that_cannot_be_called_is_counted(
    tmp_path: Path, change: Any, message: str
) -> None:
    root = document({"/x": {"put": operation("putX", **change) | change}})
    result = imported_value(tmp_path, root)
    assert [each.split("warning: ")[1] for each in findings(result)] == [message]
    assert sum(result.losses.exempt.values()) == 1
    assert list(result.names.values()) == ["list_things"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", '{"openapi": "3.0.0", "info": {},\n "info": {"title": "A", "title": "B"}}'),
        ("a.yaml", "openapi: 3.0\ninfo: {}\ninfo:\n  title: A\n  title: B\n"),
    ],
)
def test_a_key_that_stands_there_twice_is_said(tmp_path: Path, name: str, text: str) -> None:
    found = [each.split(": ", 2) for each in findings(imported(_text(tmp_path, name, text)))]
    said = [message for _, _, message in found if "twice" in message]
    assert said == [
        "IMPORT_ANNOTATION: The key 'info' stands there twice; the last one holds.",
        "IMPORT_ANNOTATION: The key 'title' stands there twice; the last one holds.",
    ]


def test_marks_line_ends_and_short_versions_are_read(tmp_path: Path) -> None:
    root = {**document({}), "openapi": "3.0"}
    text = "\ufeff" + json.dumps(root, indent=1).replace("\n", "\r\n")
    result = imported(_text(tmp_path, "a.json", text))
    assert list(result.names.values()) == ["list_things"]
    more = "openapi: 3.1\r\n" + "".join(
        f"{name}: {json.dumps(value)}\r\n" for name, value in root.items() if name != "openapi"
    )
    assert list(imported(_text(tmp_path, "b.yaml", more)).names.values()) == ["list_things"]


def test_the_same_loss_at_many_places_is_one_finding(tmp_path: Path) -> None:
    field = {"type": "array", "uniqueItems": True}
    schema = {"type": "object", "properties": {"a": field, "b": field, "c": field}}
    result = imported_value(tmp_path, document({"/cats": {"get": operation("listCats", schema)}}))
    line = json.dumps(document({"/cats": {"get": operation("listCats", schema)}}), indent=1)
    expected = line[: line.index("uniqueItems")].count("\n") + 1
    assert findings(result) == [
        f"openapi.json:{expected}:12: warning: IMPORT_CONSTRAINT: The keyword 'uniqueItems' has no counterpart; "
        "the rest of the schema is kept. The same holds at 2 further places."
    ]


_UNFIT: list[Any] = ["gsk_abcdefghijklmnopqrstuvwxyz", 2**63, ["a"] * 3000]


@pytest.mark.parametrize("value", _UNFIT)
def test_what_no_definition_may_hold_is_no_example(tmp_path: Path, value: Any) -> None:
    schema: Any = {"type": "object", "properties": {"key": {}}}
    cats = operation("listCats", schema)
    cats["responses"]["200"]["content"]["application/json"]["example"] = {"key": value}
    result = imported_value(tmp_path, document({"/cats": {"get": cats}}))
    assert [each.split("warning: ")[1] for each in findings(result)] == [
        "IMPORT_EXAMPLE: An example of an answer does not fit its schema, is too long, or holds a key."
    ]
    assert sorted(result.names.values()) == ["list_cats", "list_things"]


@pytest.mark.parametrize(
    ("choices", "names"),
    [
        ({"include": ["tag:b*"]}, ["list_dogs"]),
        ({"exclude": ["path:/dogs"]}, ["list_cats", "list_things"]),
        ({"include": ["operation:list????"], "exclude": ["tag:bees"]}, ["list_cats"]),
    ],
)
def test_operations_are_chosen(tmp_path: Path, choices: Any, names: list[str]) -> None:
    root = document(
        {
            "/cats": {"get": operation("listCats")},
            "/dogs": {"get": operation("listDogs", tags=["bees"])},
        }
    )
    imported_value(tmp_path, root)
    result = imported(tmp_path / "openapi.json", **choices)
    assert sorted(result.names.values()) == names
    assert result.found == 3
