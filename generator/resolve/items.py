"""The items of a list that comes in pages: what they are in the documented result."""

import re
from collections.abc import Mapping

from generator.definition import FunctionDefinition
from generator.model.types import (
    AnyType,
    ArrayType,
    MapType,
    NamedType,
    ObjectType,
    RefType,
    Type,
    without_null,
)

_PLAIN = re.compile(r"@|[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*")


def item_type(
    types: Mapping[str, NamedType], function: FunctionDefinition, result: Type | None
) -> Type | None:
    """Returns the type of the items that pages hold; None where nothing in the result is a list of them.

    The items of a result that is not documented may be anything.
    """
    paging = function.pagination
    if paging is None or (function.http is not None and function.http.answer != "json"):
        return None
    if not is_plain(paging.result_path) and paging.result_items is None:
        return None
    found: Type | ObjectType | None = AnyType() if result is None else result
    for name in () if paging.result_path == "@" else paging.result_path.split("."):
        found = _inside(types, found, name)
    match _opened(types, found):
        case ArrayType(items=items):
            return items
        case AnyType() as anything:
            return anything
        case _:
            return None


def is_plain(expression: str) -> bool:
    """Whether an expression is nothing but the names of fields with points between them, or `@`."""
    return _PLAIN.fullmatch(expression) is not None


def _inside(
    types: Mapping[str, NamedType], type_: Type | ObjectType | None, name: str
) -> Type | None:
    match _opened(types, type_):
        case ObjectType() as body:
            field = body.field(name)
            return field.type if field is not None else None
        case MapType(values=values):
            return values
        case AnyType() as anything:
            return anything
        case _:
            return None


def _opened(
    types: Mapping[str, NamedType], type_: Type | ObjectType | None
) -> Type | ObjectType | None:
    """Returns what stands behind references and beside null."""
    while type_ is not None and not isinstance(type_, ObjectType):
        plain = without_null(type_)
        if not isinstance(plain, RefType):
            return plain
        type_ = types[plain.name].body
    return type_
