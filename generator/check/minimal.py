"""Answers without what is optional."""

from collections.abc import Mapping
from typing import Any

from generator.findings.json_value import is_array, is_object
from generator.model.types import (
    ArrayType,
    MapType,
    NamedType,
    NullableType,
    ObjectType,
    RefType,
    Type,
)


def minimal(types: Mapping[str, NamedType], type_: Type | ObjectType, value: Any) -> Any:
    """Returns a value as it is when the vendor leaves out every optional field."""
    match type_:
        case RefType(name=name):
            return minimal(types, types[name].body, value)
        case NullableType(inner=inner):
            return minimal(types, inner, value)
        case ArrayType(items=items) if is_array(value):
            return [minimal(types, items, each) for each in value]
        case MapType(values=values) if is_object(value):
            return {key: minimal(types, values, each) for key, each in value.items()}
        case ObjectType(fields=fields) if is_object(value):
            return {
                field.name: minimal(types, field.type, value[field.name])
                for field in fields
                if field.required and field.name in value
            }
        case _:
            return value
