"""The JSON Schemas of an integration's functions, in the standard's own words (draft 2020-12), for other programs.

The runtime's specs know less (no descriptions) and say it in their own way (`nullable`, bare names after `$ref`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from generator.languages.json_text import json_text
from generator.model.integration import Function, Integration, Parameter
from generator.model.types import (
    ABSENT,
    ArrayType,
    EncodedType,
    Enum,
    Field,
    IntegerType,
    MapType,
    NamedType,
    NullableType,
    ObjectType,
    RefType,
    StringType,
    Type,
    UnionType,
)
from generator.pages.types import opened
from generator.snippets.schemas import SchemaWriter

_Schema = dict[str, Any]

_NULL: _Schema = {"type": "null"}
_PLAIN = SchemaWriter(examples=True)


def schemas(integration: Integration) -> str:
    """Returns the file as JSON text."""
    return f"{json_text(document(integration))}\n"


def document(integration: Integration) -> Mapping[str, Any]:
    """Returns what the file holds: the schemas of each function, and the types that they refer to."""
    functions = {each.name: _function(integration, each) for each in integration.functions}
    types = {name: _type(integration, each) for name, each in integration.types.items()}
    return {"functions": functions, "$defs": types}


def _function(integration: Integration, function: Function) -> Mapping[str, Any]:
    result = _result(integration, function.result)
    event = None if function.streaming is None else function.streaming.event
    return {
        "name": function.full_name,
        "description": function.summary,
        "parameters": _parameters(function.parameters),
        **({} if result is None else {"result": result}),
        **({} if event is None else {"event": _result(integration, event)}),
    }


def _result(integration: Integration, type_: Type | None) -> _Schema | None:
    return None if type_ is None else _schema(opened(type_, integration.types))


def _parameters(parameters: Iterable[Parameter]) -> _Schema:
    found = tuple(parameters)
    return {
        "type": "object",
        "properties": {each.name: _described(each) for each in found},
        "required": [each.name for each in found if each.required],
        "additionalProperties": False,
    }


def _described(subject: Parameter | Field) -> _Schema:
    return _with(
        _schema(subject.type),
        description=subject.description,
        default=subject.default,
        examples=list(subject.examples) or None,
        deprecated=subject.deprecated is not None or None,
    )


def _with(schema: _Schema, **keywords: Any) -> _Schema:
    """The schema with those keywords that have a value; null is one for `default` alone."""
    given = {
        key: value
        for key, value in keywords.items()
        if value is not ABSENT and (value is not None or key == "default")
    }
    return {**schema, **given}


def _schema(type_: Type) -> _Schema:
    match type_:
        case ArrayType(items=items, min_items=least, max_items=most):
            limits = {"minItems": least, "maxItems": most}
            kept = {key: value for key, value in limits.items() if value is not None}
            return {"type": "array", "items": _schema(items), **kept}
        case MapType(values=values):
            inner = _schema(values)
            return {"type": "object", **({"additionalProperties": inner} if inner else {})}
        case RefType(name=name):
            return {"$ref": f"#/$defs/{name}"}
        case UnionType(options=options):
            return {"anyOf": [_schema(each) for each in options]}
        case NullableType(inner=inner):
            return _nullable(_schema(inner))
        case EncodedType(decoded=decoded, text=text):
            return {} if decoded is None else {"anyOf": [_schema(text), _schema(decoded)]}
        case StringType(enum=Enum(open=True) as enum) | IntegerType(enum=Enum(open=True) as enum):
            closed = _PLAIN.schema(type_)
            kind = {key: value for key, value in closed.items() if key != "enum"}
            return {**kind, "examples": list(enum.values)}
        case _:
            return _PLAIN.schema(type_)


def _nullable(schema: _Schema) -> _Schema:
    """The schema, or null."""
    if not schema:
        return schema
    return {"anyOf": [*(schema["anyOf"] if set(schema) == {"anyOf"} else [schema]), _NULL]}


def _type(integration: Integration, named: NamedType) -> _Schema:
    """The schema of a named type; what only vendors send may hold values that nobody knows yet."""
    known = integration.types
    body = named.body
    if not isinstance(body, ObjectType):
        found = _schema(body if named.input else opened(body, known))
        return _with(found, description=named.description)
    fields = [
        each if named.input else replace(each, type=opened(each.type, known))
        for each in body.fields
    ]
    required = [each.name for each in fields if each.required]
    found = {
        "type": "object",
        "properties": {each.name: _described(each) for each in fields},
        **({"required": required} if required else {}),
    }
    return _with(found, description=named.description)
