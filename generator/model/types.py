"""The types of an integration, resolved: what a value may be, in no target's words.

Objects have names. `resolve` gives one to every inline object, so that a target never invents any: where an object is used,
stands a `RefType`.
"""

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Enum:
    """The known values of a string or integer; `open` ones may have others."""

    values: tuple[str | int, ...]
    open: bool
    descriptions: Mapping[str, str] = field(default_factory=dict[str, str], hash=False)


@dataclass(frozen=True, slots=True)
class StringType:
    """Text."""

    format: str | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    enum: Enum | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """The limits of a number."""

    minimum: int | float | None = None
    maximum: int | float | None = None
    exclusive_minimum: int | float | None = None
    exclusive_maximum: int | float | None = None


@dataclass(frozen=True, slots=True)
class IntegerType:
    """A whole number."""

    range: Range = Range()
    enum: Enum | None = None


@dataclass(frozen=True, slots=True)
class NumberType:
    """A number."""

    range: Range = Range()


@dataclass(frozen=True, slots=True)
class BooleanType:
    """True or false."""


@dataclass(frozen=True, slots=True)
class AnyType:
    """Every JSON value."""


@dataclass(frozen=True, slots=True)
class ConstType:
    """One value."""

    value: str | int | bool


@dataclass(frozen=True, slots=True)
class ArrayType:
    """A list."""

    items: "Type"
    min_items: int | None = None
    max_items: int | None = None


@dataclass(frozen=True, slots=True)
class MapType:
    """An object with keys of the caller's choice."""

    values: "Type"


@dataclass(frozen=True, slots=True)
class RefType:
    """A named type of the integration."""

    name: str


@dataclass(frozen=True, slots=True)
class UnionType:
    """A value of one of several types; never nested, never with null inside."""

    options: tuple["Type", ...]


@dataclass(frozen=True, slots=True)
class NullableType:
    """A value or null."""

    inner: "Type"


@dataclass(frozen=True, slots=True)
class EncodedType:
    """Text that may stand for the structure inside it; only the type of a parameter."""

    mode: Literal["json", "text_or_json"]
    decoded: "Type | None"
    text: StringType = StringType()


Type: TypeAlias = (
    StringType
    | IntegerType
    | NumberType
    | BooleanType
    | AnyType
    | ConstType
    | ArrayType
    | MapType
    | RefType
    | UnionType
    | NullableType
    | EncodedType
)


class Absent(enum.Enum):
    """Says that a definition gives no value, where null would be one. A member stays itself in every process."""

    ABSENT = "absent"


ABSENT = Absent.ABSENT


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an object, under the vendor's name."""

    name: str
    type: Type
    required: bool
    description: str | None = None
    default: Any = ABSENT
    examples: tuple[Any, ...] = ()
    deprecated: str | None = None


@dataclass(frozen=True, slots=True)
class ObjectType:
    """An object with known fields; it may carry others. Only as the body of a `NamedType`."""

    fields: tuple[Field, ...]

    def field(self, name: str) -> Field | None:
        """Returns the field with this name."""
        return next((each for each in self.fields if each.name == name), None)


@dataclass(frozen=True, slots=True)
class NamedType:
    """A type with a name, unique in its integration.

    `body` is an `ObjectType`, or any other type for which the name is an alias. `input` and `output` say whether
    parameters, or results and vendor's answers, lead to it; `result` whether a documented result or event does.
    """

    name: str
    body: ObjectType | Type
    description: str | None = None
    input: bool = False
    output: bool = False
    result: bool = False


def children(type_: "Type | ObjectType") -> tuple[Type, ...]:
    """Returns the types that a type is directly made of; those behind a reference are not among them."""
    match type_:
        case ArrayType(items=inner) | MapType(values=inner) | NullableType(inner=inner):
            return (inner,)
        case UnionType(options=options):
            return options
        case EncodedType(decoded=inner) if inner is not None:
            return (inner,)
        case ObjectType(fields=fields):
            return tuple(each.type for each in fields)
        case _:
            return ()


def references(type_: "Type | ObjectType") -> Iterator[str]:
    """Yields the names that a type refers to, in order, repeated where they are."""
    if isinstance(type_, RefType):
        yield type_.name
    for child in children(type_):
        yield from references(child)


def without_null(type_: Type) -> Type:
    """Returns the type that is left when null is set aside."""
    return type_.inner if isinstance(type_, NullableType) else type_
