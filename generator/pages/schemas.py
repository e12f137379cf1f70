"""The JSON Schemas of an integration's functions, in the standard's own words (draft 2020-12), for other programs.

The runtime's specs know less (no descriptions) and say it in their own way (`nullable`, bare names after `$ref`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from generator.languages.json_text import json_text
from generator.model.integration import Function, Group, Integration, Parameter
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
from generator.pages.sharing import types_of
from generator.pages.types import opened
from generator.snippets.files import plain_file
from generator.snippets.schemas import SchemaWriter
from integrations_runtime.arguments.plain_files import CONTENTS, FIELDS

_Schema = dict[str, Any]

_NULL: _Schema = {"type": "null"}
_PLAIN = SchemaWriter(examples=True)

_FILE_TEXTS = {
    "filename": "The name of the file, with the ending that tells what it is.",
    "content": "What is in the file, where it is text. This or content_base64 is needed.",
    "content_base64": "In place of content: what is in the file as Base64, where it is not text.",
    "content_type": "The media type; without it, it follows from the name.",
}
_FILE: _Schema = {
    **FIELDS,
    "properties": {
        name: {**each, "description": _FILE_TEXTS[name]}
        for name, each in FIELDS["properties"].items()
    },
    "oneOf": [{"required": [each]} for each in CONTENTS],
}
_BYTES: _Schema = {
    "type": "string",
    "contentMediaType": "application/octet-stream",
    "description": "The bytes of the answer.",
}


def schemas(integration: Integration) -> str:
    """Returns the file as JSON text; where groups have files of their own, it holds the types that several need."""
    if not integration.is_split:
        return _text(document(integration))
    return _text(_content(integration, integration.ungrouped, types_of(integration, None)))


def group_schemas(integration: Integration, group: Group) -> str:
    """Returns the file of a group: its functions, and the types that no other group needs."""
    return _text(_content(integration, group.functions, types_of(integration, group.name)))


def document(integration: Integration) -> Mapping[str, Any]:
    """Returns all schemas: those of each function, and the types that they refer to."""
    return _content(integration, integration.functions, integration.types)


def _content(
    integration: Integration, functions: Iterable[Function], types: Mapping[str, NamedType]
) -> Mapping[str, Any]:
    return {
        "functions": {each.name: _function(integration, each) for each in functions},
        "$defs": {name: _type(integration, each) for name, each in types.items()},
    }


def _text(content: Mapping[str, Any]) -> str:
    return f"{json_text(content)}\n"


def _function(integration: Integration, function: Function) -> Mapping[str, Any]:
    result = _BYTES if function.answers_bytes else _result(integration, function.result)
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
        examples=_examples(subject) or None,
        deprecated=subject.deprecated is not None or None,
    )


def _examples(subject: Parameter | Field) -> list[Any]:
    """The examples of a parameter or field; files are spelt out."""
    if isinstance(subject, Parameter) and subject.is_file:
        return [plain_file(each) for each in subject.examples]
    return list(subject.examples)


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
        case StringType(format="binary"):
            return _FILE
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
