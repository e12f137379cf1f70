"""The format reference's tables: a row for each field, told from the JSON Schemas."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from generator.findings.json_value import is_array, is_object
from generator.languages import markdown
from generator.targets.format_reference.json_schema import JsonSchema

_LIMITS = (
    ("pattern", "Matches {}."),
    ("minLength", "At least {} characters."),
    ("minItems", "At least {} of them."),
    ("maxItems", "At most {} of them."),
    ("minimum", "At least {}."),
    ("maximum", "At most {}."),
)
_OBVIOUS = {"minLength": 1, "minimum": 0}
"""Limits that say only that something is there, or not negative: nobody writes otherwise."""


def of_class(schema: JsonSchema, base: JsonSchema | None = None) -> str:
    """Returns the table of a class; without the fields that it shares with `base`, where one is given."""
    required = schema.get("required", [])
    shared: JsonSchema = base["properties"] if base is not None else {}
    rows = [
        _row(name, field, required=name in required)
        for name, field in schema["properties"].items()
        if shared.get(name) != field
    ]
    return markdown.table(("Field", "Type", "Required", "Default", "Description"), rows)


def definitions(*schemas: JsonSchema) -> Mapping[str, JsonSchema]:
    """Returns the classes that the schemas refer to, each once, in the order in which a reader meets them."""
    found = dict[str, JsonSchema]()
    for schema in schemas:
        _collect(schema, schema.get("$defs", {}), found)
    return found


def _collect(
    schema: JsonSchema, known: Mapping[str, JsonSchema], found: dict[str, JsonSchema]
) -> None:
    names = [each for each in _references(schema) if each not in found]
    found.update({name: known[name] for name in names})
    for name in names:
        _collect(known[name], known, found)


def _references(value: Any) -> Iterator[str]:
    if is_object(value):
        for key, each in value.items():
            if key == "$ref" and isinstance(each, str):
                yield _name(each)
            elif key != "$defs":
                yield from _references(each)
    elif is_array(value):
        for each in value:
            yield from _references(each)


def _row(name: str, field: JsonSchema, *, required: bool) -> tuple[str, ...]:
    default = _json(field["default"]) if "default" in field else ""
    return (
        markdown.code(name),
        _type(field),
        "yes" if required else "no",
        default,
        " ".join([markdown.inline(field["description"]), *_limits(field)]),
    )


def _type(schema: JsonSchema) -> str:
    if "$ref" in schema:
        name = _name(schema["$ref"])
        return f"[{name}](#{markdown.anchor(name)})"
    if "const" in schema:
        return _json(schema["const"])
    if "enum" in schema:
        return " or ".join(map(_json, schema["enum"]))
    options: list[JsonSchema] = schema.get("anyOf") or schema.get("oneOf") or []
    if options:
        return " or ".join(map(_type, options))
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}"
    if schema.get("type") == "object":
        return f"map of {_type(_values(schema))}"
    return str(schema.get("type", "any JSON value"))


def _values(schema: JsonSchema) -> JsonSchema:
    """The schema of a map's values; empty where every value fits."""
    patterns: Mapping[str, JsonSchema] = schema.get("patternProperties", {})
    others = schema.get("additionalProperties")
    return next(iter(patterns.values()), others if is_object(others) else {})


def _limits(field: JsonSchema) -> Iterator[str]:
    for keyword, sentence in _LIMITS:
        if keyword in field and field[keyword] != _OBVIOUS.get(keyword):
            shown = (
                field[keyword] if isinstance(field[keyword], int) else markdown.code(field[keyword])
            )
            yield sentence.format(shown)
    if "patternProperties" in field:
        yield f"Names match {markdown.code(next(iter(field['patternProperties'])))}."


def _json(value: Any) -> str:
    return markdown.code(json.dumps(value, ensure_ascii=False))


def _name(reference: str) -> str:
    return reference.rpartition("/")[2]
