"""Types as JSON Schemas, in the form of `integrations_runtime.spec`."""

from dataclasses import dataclass
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
_BINARY = "binary"


@dataclass(frozen=True, slots=True)
class SchemaWriter:
    """Writes types as schemas: those that check values, or with `examples` those from which values are made.

    What checks nothing is left out of the former: the lists of open enums, and formats other than `binary`.
    """

    examples: bool = False

    def schema(self, type_: Type | ObjectType) -> Schema:
        """Returns the schema of a type."""
        match type_:
            case ArrayType(items=items, min_items=least, max_items=most):
                limits = _given(minItems=least, maxItems=most)
                return {"type": "array", "items": self.schema(items), **limits}
            case MapType(values=AnyType()):
                return {"type": "object"}
            case MapType(values=values):
                return {"type": "object", "additionalProperties": self.schema(values)}
            case RefType(name=name):
                return {"$ref": name}
            case UnionType(options=options):
                return {"anyOf": [self.schema(each) for each in options]}
            case NullableType(inner=inner):
                return {**self.schema(inner), "nullable": True}
            case EncodedType(mode=mode, decoded=decoded, text=text):
                inside = {} if decoded is None else {"decoded": self.schema(decoded)}
                return {**self._string(text), "encoding": mode, **inside}
            case ObjectType():
                return self._object(type_)
            case _:
                return self._scalar(type_)

    def _scalar(
        self, type_: StringType | IntegerType | NumberType | BooleanType | AnyType | ConstType
    ) -> Schema:
        match type_:
            case StringType():
                return self._string(type_)
            case IntegerType(range=limits, enum=enum):
                return {"type": "integer", **_range(limits), **self._enum(enum)}
            case NumberType(range=limits):
                return {"type": "number", **_range(limits)}
            case BooleanType():
                return {"type": "boolean"}
            case AnyType():
                return {}
            case ConstType(value=value):
                return {"type": _KINDS[type(value)], "enum": [value]}

    def _string(self, type_: StringType) -> Schema:
        told = type_.format if self.examples or type_.format == _BINARY else None
        limits = _given(
            minLength=type_.min_length,
            maxLength=type_.max_length,
            pattern=type_.pattern,
            format=told,
        )
        return {"type": "string", **limits, **self._enum(type_.enum)}

    def _object(self, type_: ObjectType) -> Schema:
        required = [each.name for each in type_.fields if each.required]
        properties = {each.name: self.schema(each.type) for each in type_.fields}
        return {
            "type": "object",
            **({"properties": properties} if properties else {}),
            **({"required": required} if required else {}),
        }

    def _enum(self, enum: Enum | None) -> Schema:
        if enum is None or (enum.open and not self.examples):
            return {}
        return {"enum": list(enum.values)}


def _range(limits: Range) -> Schema:
    return _given(
        minimum=limits.minimum,
        maximum=limits.maximum,
        exclusiveMinimum=limits.exclusive_minimum,
        exclusiveMaximum=limits.exclusive_maximum,
    )


def _given(**keywords: Any) -> Schema:
    return {key: value for key, value in keywords.items() if value is not None}
