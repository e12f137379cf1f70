"""Types as pages name them: `code` in signatures and lists for agents, `words` in tables for people."""

import json
from collections.abc import Mapping
from dataclasses import replace

from generator.model.types import (
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

Types = Mapping[str, NamedType]
"""The named types of an integration."""

FILE = "{ filename: string, content: string, content_type?: string }"
"""A file as scripts give it, in the notation of Lua annotations."""

SHORT = 60
"""The length, in characters, up to which the values of an enum stand where its type is named."""


def code(type_: Type, types: Types, inside: frozenset[str] = frozenset()) -> str:
    """Returns the type in the notation of Lua annotations: `string[]`, `"a" | "b"`, `ChatMessage`.

    Objects are called by their names, other named types by what they stand for; `inside` holds the names that are being
    spelt out, which ends recursion.
    """
    match type_:
        case ArrayType(items=items):
            inner = code(items, types, inside)
            return f"({inner})[]" if " | " in inner else f"{inner}[]"
        case MapType(values=values):
            return f"{{ [string]: {code(values, types, inside)} }}"
        case UnionType(options=options):
            return " | ".join(dict.fromkeys(code(each, types, inside) for each in options))
        case NullableType(inner=inner_type):
            inner = code(inner_type, types, inside)
            return inner if inner == "any" else f"{inner} | nil"
        case EncodedType(mode="json", decoded=decoded) if decoded is not None:
            return f"string | {code(decoded, types, inside)}"
        case RefType(name=name):
            body = _alias(name, types, inside)
            return code(body, types, inside | {name}) if body is not None else name
        case ConstType(value=value):
            return json.dumps(value, ensure_ascii=False)
        case StringType(format="binary"):
            return FILE
        case _:
            return _choice(type_) or _scalar(type_)


def words(type_: Type, types: Types, inside: frozenset[str] = frozenset()) -> str:
    """Returns the type in words: `array of string`, `object`, `integer or null`."""
    match type_:
        case ArrayType(items=items):
            return f"array of {_grouped(words(items, types, inside))}"
        case MapType(values=values):
            return f"map of {_grouped(words(values, types, inside))}"
        case UnionType(options=options):
            return " or ".join(dict.fromkeys(words(each, types, inside) for each in options))
        case NullableType(inner=inner):
            phrase = words(inner, types, inside)
            return phrase if phrase == "any" else f"{phrase} or null"
        case RefType(name=name):
            body = _alias(name, types, inside)
            return words(body, types, inside | {name}) if body is not None else "object"
        case _:
            return _scalar(type_)


def behind(type_: Type, types: Types) -> Type:
    """Returns the type that a field has once null, and names that are no objects, are set aside."""
    seen = set[str]()
    while True:
        match type_:
            case NullableType(inner=inner):
                type_ = inner
            case RefType(name=name) if name not in seen:
                body = types[name].body
                if isinstance(body, ObjectType):
                    return type_
                seen.add(name)
                type_ = body
            case _:
                return type_


def opened(type_: Type, types: Types, inside: frozenset[str] = frozenset()) -> Type:
    """Returns the type of a value that a vendor sends: its enums may hold values that nobody knows yet."""
    match type_:
        case StringType(enum=Enum() as enum) | IntegerType(enum=Enum() as enum):
            return replace(type_, enum=replace(enum, open=True))
        case StringType(format="binary"):
            return replace(type_, format=None)  # files are given, not sent back
        case ArrayType(items=items):
            return replace(type_, items=opened(items, types, inside))
        case MapType(values=values):
            return MapType(opened(values, types, inside))
        case NullableType(inner=inner):
            return NullableType(opened(inner, types, inside))
        case UnionType(options=options):
            return UnionType(tuple(opened(each, types, inside) for each in options))
        case RefType(name=name) if name not in inside:
            body = types[name].body
            if isinstance(body, ObjectType):
                return type_
            return opened(body, types, inside | {name})
        case _:
            return type_


def _alias(name: str, types: Types, inside: frozenset[str]) -> Type | None:
    """What a named type stands for; None for objects, and where its name is being spelt out already."""
    body = types[name].body
    return None if isinstance(body, ObjectType) or name in inside else body


def _choice(type_: Type) -> str | None:
    """The values of a closed enum, where they are short."""
    enum = type_.enum if isinstance(type_, StringType | IntegerType) else None
    if enum is None or enum.open:
        return None
    text = " | ".join(json.dumps(each, ensure_ascii=False) for each in enum.values)
    return text if len(text) <= SHORT else None


def _scalar(type_: Type) -> str:
    match type_:
        case ConstType(value=value):
            if isinstance(value, str):
                return "string"
            return "boolean" if isinstance(value, bool) else "integer"
        case StringType(format="binary"):
            return "file"
        case StringType() | EncodedType():
            return "string"
        case IntegerType():
            return "integer"
        case NumberType():
            return "number"
        case BooleanType():
            return "boolean"
        case _:
            return "any"


def _grouped(phrase: str) -> str:
    return f"({phrase})" if " or " in phrase else phrase
