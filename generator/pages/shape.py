"""The shape of a value as a flat list: a row for each field, however deep, under a path such as `data[].id`."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from generator.languages import python
from generator.model.types import (
    ArrayType,
    Field,
    MapType,
    NullableType,
    ObjectType,
    RefType,
    Type,
    UnionType,
    children,
    without_null,
)
from generator.pages.types import Types, opened

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_STEPS: dict[type, str] = {ArrayType: "[]", MapType: "[*]"}


@dataclass(frozen=True, slots=True)
class Row:
    """A field of the shape.

    `level` counts from 1; `attribute` is the field's name in Python; `same_as` is the path of the object that it repeats,
    empty for the whole value, None where nothing is repeated.
    """

    path: str
    field: Field
    level: int
    optional: bool
    attribute: str
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """Rows down to some level; `complete` where nothing lies deeper."""

    rows: tuple[Row, ...]
    complete: bool

    @property
    def levels(self) -> int:
        """The number of levels."""
        return max((each.level for each in self.rows), default=0)

    def down_to(self, level: int) -> "Shape":
        """The same shape without what lies deeper than a level."""
        rows = tuple(each for each in self.rows if each.level <= level)
        return Shape(rows, self.complete and len(rows) == len(self.rows))


def shape(root: Type, types: Types, most: int, prefix: str = "") -> Shape:
    """Returns as many levels of fields as `most` rows can hold, and the first level always."""
    walk = _Walk(types, root, prefix)
    deepest, rows = 1, tuple(walk.rows(root, prefix, 1, 1))
    while True:  # level by level, because some vendors' types go on for thousands of fields
        deeper = tuple(walk.rows(root, prefix, 1, deepest + 1))
        if len(deeper) == len(rows):
            return Shape(rows, complete=True)
        if len(deeper) > most:
            return Shape(rows, complete=False)
        deepest, rows = deepest + 1, deeper


def result_shape(root: Type, types: Types, most: int) -> Shape:
    """Returns the shape of a value that a vendor sends, in which no enum is closed."""
    found = shape(root, types, most)
    return replace(found, rows=tuple(_opened(each, types) for each in found.rows))


def joined(path: str, key: str) -> str:
    """Returns the path of a field: `data[].id`, or `data[]["x-y"]` where the key is no plain name."""
    if _NAME.fullmatch(key) is None:
        return f"{path}[{json.dumps(key, ensure_ascii=False)}]"
    return f"{path}.{key}" if path else key


def _opened(row: Row, types: Types) -> Row:
    type_ = opened(row.field.type, types)
    if type_ is row.field.type:  # most are, and copies take time
        return row
    return replace(row, field=replace(row.field, type=type_))


class _Walk:
    """Walks through the fields of a value. An object type is spelt out once, where it lies least deep."""

    def __init__(self, types: Types, root: Type, prefix: str) -> None:
        self._types = types
        self._owners = dict[str, str]()
        places = list(self._places(root, prefix))
        while places:
            places = [deeper for place in places for deeper in self._own(*place)]

    def rows(self, type_: Type, path: str, level: int, deepest: int) -> Iterator[Row]:
        """Yields the fields of a value that stands under a path, down to the deepest level that is asked for."""
        if level > deepest:
            return
        own = dict[str, list[str]]()
        for name, place in self._places(type_, path):
            if self._owners[name] == place:
                own.setdefault(place, []).append(name)
        for place, names in own.items():
            yield from _merged([tuple(self._fields(each, place, level, deepest)) for each in names])

    def _own(self, name: str, path: str) -> list[tuple[str, str]]:
        """The places of objects inside an object, which belong to it when no other place has it yet."""
        if name in self._owners:
            return []
        self._owners[name] = path
        return [
            place
            for field in self._body(name).fields
            for place in self._places(field.type, joined(path, field.name))
        ]

    def _fields(self, name: str, path: str, level: int, deepest: int) -> Iterator[Row]:
        body = self._body(name)
        attributes = python.field_names(each.name for each in body.fields)
        for field in body.fields:
            inner = joined(path, field.name)
            places = self._places(field.type, inner)
            owners = (self._owners[each] for each, place in places if self._owners[each] != place)
            again = next(owners, None)
            yield Row(inner, field, level, not field.required, attributes[field.name], again)
            yield from self.rows(field.type, inner, level + 1, deepest)

    def _body(self, name: str) -> ObjectType:
        body = self._types[name].body
        return body if isinstance(body, ObjectType) else ObjectType(())

    def _places(
        self, type_: Type, path: str, inside: frozenset[str] = frozenset()
    ) -> Iterator[tuple[str, str]]:
        """The objects that a value under a path is made of: their names, and the paths at which they lie."""
        if isinstance(type_, RefType) and type_.name not in inside:
            body = self._types[type_.name].body
            if isinstance(body, ObjectType):
                yield type_.name, path
            else:
                yield from self._places(body, path, inside | {type_.name})
        step = _STEPS.get(type(type_), "")
        for child in children(type_):
            yield from self._places(child, path + step, inside)


def _merged(options: list[tuple[Row, ...]]) -> Iterator[Row]:
    """The fields of a union's objects, once each: one that an object lacks may be missing."""
    if len(options) == 1:
        yield from options[0]
        return
    by_path = dict[str, list[Row]]()
    for row in chain.from_iterable(options):
        by_path.setdefault(row.path, []).append(row)
    deeper = {row.path for each in options for row in each if row.level > each[0].level}
    for path, found in by_path.items():
        first = next((row for row in found if row.field.description), found[0])
        type_ = _either([row.field.type for row in found])
        lacking = path not in deeper and len(found) < len(options)
        optional = lacking or any(row.optional for row in found)
        yield replace(first, field=replace(first.field, type=type_), optional=optional)


def _either(types: list[Type]) -> Type:
    plain = [without_null(each) for each in types]
    options = list[Type]()
    for each in plain:
        parts = each.options if isinstance(each, UnionType) else (each,)
        options += [part for part in parts if part not in options]
    union = options[0] if len(options) == 1 else UnionType(tuple(options))
    return NullableType(union) if plain != types else union
