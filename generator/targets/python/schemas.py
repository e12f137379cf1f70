"""Types as the runtime reads them: JSON Schemas in the form of `integrations_runtime.spec`."""

from typing import Any

from generator.model.types import (
    AnyType,
    ArrayType,
    BooleanType,
    ConstType,
    EncodedType,
    Enum,
    IntegerType,
    MapType,
    NullableType,
    NumberType,
    ObjectType,
    Range,
    RefType,
    StringType,
    Type,
    UnionType,
)

Schema = dict[str, Any]

_KINDS: dict[type, str] = {str: "string", bool: "boolean", int: "integer"}


def schema(type_: Type | ObjectType) -> Schema:
    """Returns the schema that checks values of a type. Lists of open enums are left out: they check nothing."""
    match type_:
        case ArrayType(items=items, min_items=least, max_items=most):
            limits = _given(minItems=least, maxItems=most)
            return {"type": "array", "items": schema(items), **limits}
        case MapType(values=AnyType()):
            return {"type": "object"}
        case MapType(values=values):
            return {"type": "object", "additionalProperties": schema(values)}
        case RefType(name=name):
            return {"$ref": name}
        case UnionType(options=options):
            return {"anyOf": [schema(each) for each in options]}
        case NullableType(inner=inner):
            return {**schema(inner), "nullable": True}
        case EncodedType(mode=mode, decoded=decoded, text=text):
            inside = {} if decoded is None else {"decoded": schema(decoded)}
            return {**_string(text), "encoding": mode, **inside}
        case ObjectType():
            return _object(type_)
        case _:
            return _scalar(type_)


def _scalar(
    type_: StringType | IntegerType | NumberType | BooleanType | AnyType | ConstType,
) -> Schema:
    match type_:
        case StringType():
            return _string(type_)
        case IntegerType(range=limits, enum=enum):
            return {"type": "integer", **_range(limits), **_enum(enum)}
        case NumberType(range=limits):
            return {"type": "number", **_range(limits)}
        case BooleanType():
            return {"type": "boolean"}
        case AnyType():
            return {}
        case ConstType(value=value):
            return {"type": _KINDS[type(value)], "enum": [value]}


def _string(type_: StringType) -> Schema:
    limits = _given(minLength=type_.min_length, maxLength=type_.max_length, pattern=type_.pattern)
    return {"type": "string", **limits, **_enum(type_.enum)}


def _object(type_: ObjectType) -> Schema:
    required = [each.name for each in type_.fields if each.required]
    properties = {each.name: schema(each.type) for each in type_.fields}
    return {
        "type": "object",
        **({"properties": properties} if properties else {}),
        **({"required": required} if required else {}),
    }


def _range(limits: Range) -> Schema:
    return _given(
        minimum=limits.minimum,
        maximum=limits.maximum,
        exclusiveMinimum=limits.exclusive_minimum,
        exclusiveMaximum=limits.exclusive_maximum,
    )


def _enum(enum: Enum | None) -> Schema:
    return {} if enum is None or enum.open else {"enum": list(enum.values)}


def _given(**keywords: Any) -> Schema:
    return {key: value for key, value in keywords.items() if value is not None}
