"""JSON Schemas of the definition format, for editors: draft 2020-12, made from the pydantic classes."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from generator.definition import FunctionDefinition, IntegrationDefinition, Schema
from generator.definition.base import DefinitionModel
from generator.findings.json_value import is_array, is_object

JsonSchema: TypeAlias = Mapping[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TYPE_NAME = "^[A-Z][A-Za-z0-9]*$"
"""How the names of shared types look."""

_MAPS = frozenset({"$defs", "patternProperties", "properties"})
_LISTS = frozenset({"allOf", "anyOf", "oneOf"})
_SINGLE = frozenset({"additionalProperties", "items"})
_NOISE = frozenset({"discriminator", "title"})


def integration() -> JsonSchema:
    """Returns the schema of `integration.json`."""
    return _of(IntegrationDefinition, "Integration")


def function() -> JsonSchema:
    """Returns the schema of a function's file."""
    return _of(FunctionDefinition, "Function")


def types() -> JsonSchema:
    """Returns the schema of `types.json`, a map of shared types."""
    return {
        "$schema": DIALECT,
        "title": "Types",
        "description": "Shared types of an integration: `#/types/Name` refers to one.",
        "type": "object",
        "patternProperties": {TYPE_NAME: {"$ref": "#/$defs/Schema"}},
        "additionalProperties": False,
        "$defs": _schema(Schema)["$defs"],
    }


def text(schema: JsonSchema) -> str:
    """Returns the schema as the text of a file."""
    return json.dumps(_ordered(schema), indent=2, ensure_ascii=False) + "\n"


def _of(model: type[DefinitionModel], title: str) -> JsonSchema:
    return {"$schema": DIALECT, "title": title, **_schema(model)}


def _schema(model: type[DefinitionModel]) -> dict[str, Any]:
    schema = _clean(model.model_json_schema(by_alias=True))
    classes = {each.__name__: each for each in _subclasses(DefinitionModel)}
    _describe(schema, model)
    for name, each in schema.get("$defs", {}).items():
        _describe(each, classes[name])
    return schema


def _describe(schema: JsonSchema, model: type[DefinitionModel]) -> None:
    """Puts back the descriptions that pydantic drops beside a `$ref`."""
    for name, field in model.model_fields.items():
        schema["properties"][field.alias or name].setdefault("description", field.description)


def _subclasses(model: type[DefinitionModel]) -> Iterator[type[DefinitionModel]]:
    for each in model.__subclasses__():
        yield each
        yield from _subclasses(each)


def _clean(schema: JsonSchema) -> dict[str, Any]:
    """The schema without what pydantic adds for its own use.

    Null stands for "left out" in the classes; a definition leaves the field out, so null is no alternative here.
    """
    cleaned = dict[str, Any]()
    for key, value in schema.items():
        if key in _NOISE or (key == "default" and value in (None, [], {})):
            continue
        if key in _MAPS:
            cleaned[key] = {name: _clean(each) for name, each in value.items()}
        elif key in _LISTS:
            cleaned[key] = [_clean(each) for each in value if each != {"type": "null"}]
        elif key in _SINGLE and is_object(value):
            cleaned[key] = _clean(value)
        else:
            cleaned[key] = value
    if len(cleaned.get("anyOf", ())) == 1:
        cleaned |= cleaned.pop("anyOf")[0]
    if "patternProperties" in cleaned:
        cleaned["additionalProperties"] = False
    return cleaned


def _ordered(value: Any, *, sort: bool = True) -> Any:
    """The value with sorted keys, except among properties, which keep the order of the format."""
    if is_object(value):
        keys = sorted(value) if sort else list(value)
        return {key: _ordered(value[key], sort=key != "properties") for key in keys}
    if is_array(value):
        return [_ordered(each) for each in value]
    return value
