"""The part of JSON Schema in which OpenAI promises that arguments fit."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

_KEYWORDS: Final = frozenset(
    {
        "type",
        "properties",
        "required",
        "additionalProperties",
        "items",
        "minItems",
        "maxItems",
        "anyOf",
        "enum",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "pattern",
        "format",
        "description",
        "$ref",
        "$defs",
    }
)
_FORMATS: Final = frozenset(
    {"date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"}
)
_KINDS_OF_VALUES: Final = frozenset({"type", "anyOf", "enum", "$ref"})


def strict_schema(schema: Mapping[str, Any]) -> dict[str, Any] | None:
    """The schema in that part's words, or None where it says what they cannot.

    Every object must name all its fields and require them, and lengths of texts, defaults and maps are unknown there.
    Examples, which are unknown too, go into descriptions.
    """
    told = _with_examples_told(schema)
    return told if _fits(told) else None


def _with_examples_told(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema whose properties and items tell their examples in words."""
    told = {key: _inside(key, value) for key, value in schema.items() if key != "examples"}
    if "examples" in schema:
        examples = ", ".join(json.dumps(each, ensure_ascii=False) for each in schema["examples"])
        told["description"] = f"{schema.get('description', '')} E.g. {examples}.".lstrip()
    return told


def _inside(keyword: str, value: Any) -> Any:
    match keyword:
        case "properties" | "$defs":
            return {name: _with_examples_told(each) for name, each in value.items()}
        case "items":
            return _with_examples_told(value)
        case "anyOf":
            return [_with_examples_told(each) for each in value]
        case _:
            return value


def _fits(schema: Mapping[str, Any]) -> bool:
    if not _KEYWORDS.issuperset(schema) or _KINDS_OF_VALUES.isdisjoint(schema):
        return False
    if "$ref" in schema:
        return len(schema) == 1
    if schema.get("format", "date") not in _FORMATS:
        return False
    if schema.get("type") == "object" and not _closed(schema):
        return False
    members = [*schema.get("properties", {}).values(), *schema.get("$defs", {}).values()]
    members += schema.get("anyOf", [])
    if schema.get("type") == "array":
        members.append(schema["items"])
    return all(map(_fits, members))


def _closed(schema: Mapping[str, Any]) -> bool:
    return schema.get("additionalProperties") is False and sorted(
        schema.get("properties", {})
    ) == sorted(schema.get("required", []))
