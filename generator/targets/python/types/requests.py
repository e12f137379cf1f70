"""What datamodel-code-generator is asked for: JSON Schemas with neutral names."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

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
Place: TypeAlias = Literal["required", "optional", "alias"]
"""Where a type stands: in a field, or as what an alias means."""


@dataclass(frozen=True, slots=True)
class Request:
    """Named types to be translated."""

    types: Mapping[str, NamedType]
    results: bool
    """Whether they describe results, whose lists of known values are always open."""

    def sheet(self, type_: Type, place: Place) -> "Sheet":
        """Returns what is asked about a type. An alias is asked for as the reference to it."""
        return Sheet(self, type_, place)


class Sheet:
    """The schema of one type, and the definitions of what it refers to.

    Of objects that are referred to, there are only stand-ins: no annotation depends on their fields. `codes` are the neutral
    names of all types that are referred to, in the order in which they were met; `number` keeps the sheets of one document apart.
    """

    def __init__(self, request: Request, type_: Type, place: Place, number: int = 0) -> None:
        self.place: Place = place
        self.codes: dict[str, str] = {}
        self.definitions: Schema = {}
        self._request = request
        self._type = type_
        self._number = number
        self.schema = self._written(type_)
        everything = [request.results, place, number, self.schema, self.definitions]
        self.key = hashlib.sha256(json.dumps(everything).encode()).hexdigest()
        """A digest of all that the answer depends on: equal for types that are alike but for names."""

    def numbered(self, number: int) -> "Sheet":
        """Returns the same sheet under another number."""
        return Sheet(self._request, self._type, self.place, number)

    def _written(self, type_: Type) -> Schema:
        """Returns the schema of a type; notes what it refers to."""
        match type_:
            case ArrayType(items=items):
                return {"type": "array", "items": self._written(items)}
            case MapType(values=values):
                return {"type": "object", "additionalProperties": self._written(values)}
            case RefType(name=name):
                return {"$ref": f"#/$defs/{self._code(name)}"}
            case UnionType(options=options):
                return {"anyOf": [self._written(each) for each in options]}
            case NullableType(inner=inner):
                return {"anyOf": [self._written(inner), {"type": "null"}]}
            case EncodedType():
                return {"type": "string"}
            case _:
                return self._scalar(type_)

    def _code(self, name: str) -> str:
        if name in self.codes:
            return self.codes[name]
        place = len(self.codes)
        body = self._request.types[name].body
        if isinstance(body, ObjectType):
            # stand-ins differ, as types do, and are the same in all sheets
            properties: Schema = {field_code(0): {"const": place}} if body.fields else {}
            code = self.codes[name] = f"{'O' if body.fields else 'E'}{place:04d}"
            self.definitions[code] = {"type": "object", "properties": properties}
        else:
            code = self.codes[name] = f"A{self._number:04d}{place:04d}"
            self.definitions[code] = self._written(body)
        return code

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
        is_open = self._request.results or enum.open
        return {"anyOf": [known, {"type": kind}]} if is_open else known


def field_code(number: int) -> str:
    """Returns the neutral name of a field."""
    return f"f{number}"
