"""What datamodel-code-generator is asked for: JSON Schemas with neutral names."""

from collections.abc import Mapping
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
    NamedType,
    NullableType,
    NumberType,
    ObjectType,
    RefType,
    StringType,
    Type,
    UnionType,
)

Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Request:
    """Named types to be translated. `codes` are their neutral names, by name."""

    types: Mapping[str, NamedType]
    codes: Mapping[str, str]
    results: bool
    """Whether they describe results, whose lists of known values are always open."""

    @classmethod
    def of(cls, types: Mapping[str, NamedType], *, results: bool) -> "Request":
        """Returns the request for these types."""
        codes = {name: f"T{number:04d}" for number, name in enumerate(types)}
        return cls(types, codes, results)

    def schema(self) -> Schema:
        """Returns a schema that defines every type, with properties in place of fields: `f0`, `f1`, …"""
        definitions = {self.codes[name]: self._named(named) for name, named in self.types.items()}
        return {"$defs": definitions}

    def _named(self, named: NamedType) -> Schema:
        body = named.body
        if not isinstance(body, ObjectType):
            return self._type(body)
        fields = list(enumerate(body.fields))
        return {
            "type": "object",
            "properties": {field_code(number): self._type(each.type) for number, each in fields},
            "required": [field_code(number) for number, each in fields if each.required],
        }

    def _type(self, type_: Type) -> Schema:
        match type_:
            case ArrayType(items=items):
                return {"type": "array", "items": self._type(items)}
            case MapType(values=values):
                return {"type": "object", "additionalProperties": self._type(values)}
            case RefType(name=name):
                return {"$ref": f"#/$defs/{self.codes[name]}"}
            case UnionType(options=options):
                return {"anyOf": [self._type(each) for each in options]}
            case NullableType(inner=inner):
                return {"anyOf": [self._type(inner), {"type": "null"}]}
            case EncodedType():
                return {"type": "string"}
            case _:
                return self._scalar(type_)

    def _scalar(
        self, type_: StringType | IntegerType | NumberType | BooleanType | AnyType | ConstType
    ) -> Schema:
        match type_:
            case StringType(enum=enum):
                return self._known("string", enum)
            case IntegerType(enum=enum):
                return self._known("integer", enum)
            case NumberType():
                return {"type": "number"}
            case BooleanType():
                return {"type": "boolean"}
            case AnyType():
                return {}
            case ConstType(value=value):
                return {"const": value}

    def _known(self, kind: str, enum: Enum | None) -> Schema:
        if enum is None:
            return {"type": kind}
        known: Schema = {"type": kind, "enum": list(enum.values)}
        return {"anyOf": [known, {"type": kind}]} if self.results or enum.open else known


def field_code(number: int) -> str:
    """Returns the neutral name of a field."""
    return f"f{number}"
