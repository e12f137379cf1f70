"""The format's own documentation: schemas without noise, tables with every field, an example that loads."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from generator.definition import FunctionDefinition, IntegrationDefinition, Schema
from generator.findings import Rule
from generator.load.integration import load_integration
from generator.resolve import resolve
from generator.targets.format_reference import files
from tests.support.definitions import DEFINITIONS
from tests.support.pages import read

RULES = (Rule("SECOND", "Has `code` and a | pipe."), Rule("FIRST", "Comes first."))
FILES = files(RULES)
SCHEMAS: dict[str, type[BaseModel]] = {
    "integration.schema.json": IntegrationDefinition,
    "function.schema.json": FunctionDefinition,
    "types.schema.json": Schema,
}
README = read(FILES["README.md"]).parts[0]


def schema(name: str) -> Any:
    return json.loads(FILES[name])


def objects(value: Any, key: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object, with the key under which it stands."""
    if isinstance(value, dict):
        yield key, value
        for name, each in value.items():
            yield from objects(each, name)
    elif isinstance(value, list):
        for each in value:
            yield from objects(each, key)


def aliases(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def classes(name: str) -> dict[str, Any]:
    whole = schema(name)
    found: dict[str, Any] = {"": whole} if "properties" in whole else {}
    found.update(whole["$defs"])
    return found


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_name_their_dialect_and_end_with_one_newline(name: str) -> None:
    assert schema(name)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert FILES[name].endswith("}\n")


@pytest.mark.parametrize("name", SCHEMAS)
def test_classes_are_closed_and_every_field_is_described(name: str) -> None:
    for each in classes(name).values():
        assert each["additionalProperties"] is False
        assert each["description"]
        assert [
            key for key, field in each["properties"].items() if not field.get("description")
        ] == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_references_lead_somewhere(name: str) -> None:
    known = schema(name)["$defs"]
    found = [
        each["$ref"]
        for key, each in objects(schema(name))
        if key != "properties" and isinstance(each.get("$ref"), str)
    ]
    assert found
    assert {each.removeprefix("#/$defs/") for each in found} <= known.keys()


@pytest.mark.parametrize("name", SCHEMAS)
def test_nothing_of_pydantic_is_left(name: str) -> None:
    for key, each in objects(schema(name)):
        if key in {"properties", ""}:
            continue
        assert not {"discriminator", "title"} & each.keys()
        assert each.get("type") != "null"
        assert each.get("default", 0) not in (None, [], {})


@pytest.mark.parametrize("name", ["integration.schema.json", "function.schema.json"])
def test_properties_are_the_fields_under_their_names_in_json(name: str) -> None:
    assert list(schema(name)["properties"]) == aliases(SCHEMAS[name])
    assert list(classes("function.schema.json")["Schema"]["properties"]) == aliases(Schema)


def test_maps_take_only_names_that_fit() -> None:
    parameters = schema("function.schema.json")["properties"]["parameters"]
    (pattern,) = parameters["patternProperties"]
    assert re.search(pattern, "file_id") and not re.search(pattern, "file id")
    assert parameters["additionalProperties"] is False


@pytest.mark.parametrize("path", sorted(DEFINITIONS.glob("*/**/*.json")), ids=str)
def test_definitions_use_what_the_schemas_offer(path: Any) -> None:
    data = json.loads(path.read_text("utf-8"))
    kind = {"integration.json": "integration", "types.json": "types"}.get(path.name, "function")
    whole = schema(f"{kind}.schema.json")
    if kind == "types":
        (pattern,) = whole["patternProperties"]
        assert all(re.search(pattern, key) for key in data)
    else:
        assert data.keys() <= whole["properties"].keys()
        assert data.keys() >= set(whole["required"])


def test_tables_have_every_field_of_every_class() -> None:
    tables: dict[str, type[BaseModel]] = {
        "integration.json": IntegrationDefinition,
        "functions/*.json": FunctionDefinition,
    }
    for title, model in tables.items():
        rows = README.part(title).rows
        assert [row[0] for row in rows] == [f"`{each}`" for each in aliases(model)]
        required = [field.is_required() for field in model.model_fields.values()]
        assert [row[2] == "yes" for row in rows] == required
    known = classes("integration.schema.json") | classes("function.schema.json")
    for name, each in known.items():
        if name in {"", "Parameter"}:
            continue
        rows = README.part("Classes").part(name).rows
        assert [row[0] for row in rows] == [f"`{key}`" for key in each["properties"]]


def test_a_parameter_lists_only_what_a_schema_lacks() -> None:
    part = README.part("Classes").part("Parameter")
    assert "Has the fields of [Schema](#schema), and:" in part.lines
    names = [row[0].strip("`") for row in part.rows]
    assert {"in", "required", "encoding"} <= set(names) and "minimum" not in names


def test_links_lead_to_headings() -> None:
    titles = {each.title.lower() for each in README.part("Classes").parts}
    found = set(re.findall(r"\]\(#([a-z0-9]+)\)", FILES["README.md"]))
    assert found and found <= titles


def test_rules_are_listed_by_name() -> None:
    assert README.part("Rules").rows == [
        ["`FIRST`", "Comes first."],
        ["`SECOND`", "Has `code` and a \\| pipe."],
    ]


def test_the_example_is_a_definition() -> None:
    part = README.part("A complete example")
    names = re.findall(r"^`weather/(.*)`:$", "\n".join(part.lines), flags=re.M)
    texts = {name: text.encode() for name, text in zip(names, part.fences("json"), strict=True)}
    loaded = load_integration("definitions", "weather", texts)
    resolution = resolve(loaded)
    assert not loaded.findings and not resolution.findings
    assert resolution.integration is not None
    (example,) = resolution.integration.function("list_stations").examples
    assert example.output == ("Akureyri (23 m)", "Hveravellir (unknown m)")


def test_the_files_are_the_same_every_time() -> None:
    assert files(RULES) == files(tuple(reversed(RULES))) == FILES
