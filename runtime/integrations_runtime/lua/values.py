"""Values between Lua and Python.

Lua has one kind of table for lists and maps, no null, and on 5.1 no integers. What a table means is decided by the schema
of the parameter that it is given for.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from ..spec import JSON, Schema  # workers load this module, and start sooner without that one

MAX_DEPTH = 64
"""How deep tables may nest; a table that holds itself is deeper."""

LARGEST_INTEGER = 2**63 - 1
SMALLEST_INTEGER = -(2**63)

FIRST_INEXACT = 2**53
"""From here on, a float may stand for the integers beside it."""

_ANY: Schema = {}

_NO_KEY: Final = "has a key that is neither a position nor a name"
_LONGEST_PLACE: Final = 60


class Strange(NamedTuple):
    """A value of Lua that is no data."""

    kind: str = "a function or thread"


class LuaValueError(ValueError):
    """A value that cannot cross; the message is a predicate: `is not valid UTF-8`."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(place, problem)
        self.place = place
        self.problem = problem


class TooManyError(LuaValueError):
    """A call with more values than it may have."""


class Room:
    """How many values the call of `path` may still be given."""

    def __init__(self, path: str, most: int) -> None:
        self._path, self._most, self._left = path, most, most

    def take(self, count: int) -> None:
        """Counts so many values. Raises `TooManyError`."""
        self._left -= count
        if self._left < 0:
            raise TooManyError(self._path, f"was given more than {self._most:,} values")


class FromLua(NamedTuple):
    """Makes Python values of Lua values."""

    is_table: Callable[[Any], bool]
    is_null: Callable[[Any], bool]
    types: Mapping[str, Schema]
    floats: bool = False
    """Whether Lua has no integers, and what comes as one was a float."""
    is_list: Callable[[Any], bool] = lambda table: False
    """Whether an empty table came as a list, which it stays where the schema does not say."""
    room: Room | None = None
    """Counts the values; None where there may be any number."""

    def value(self, value: Any, schema: Schema, place: str, depth: int = 0) -> Any:
        """The Python value; `place` is how messages call it. Raises `LuaValueError`."""
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, bytes):
            return self._string(value, schema, place)
        if isinstance(value, int) and not (self.floats and abs(value) >= FIRST_INEXACT):
            return _integer(value, place)
        if isinstance(value, int | float):
            return self._number(float(value), schema, place)
        if not self.is_table(value):
            raise LuaValueError(place, f"is {strange(value)}, which has no JSON form")
        if self.is_null(value):
            return None
        if depth >= MAX_DEPTH:
            problem = f"nests deeper than {MAX_DEPTH} levels, or holds itself"
            raise LuaValueError(f"{place[:_LONGEST_PLACE]}…", problem)
        return self._table(value, schema, place, depth)

    def _string(self, value: bytes, schema: Schema, place: str) -> str:
        try:
            return value.decode()
        except UnicodeDecodeError:
            if not any(is_file(each) for each in shapes_of(schema, self.types)):
                raise LuaValueError(place, "is not valid UTF-8") from None
        return value.decode("utf-8", "replace")  # no string is a file; who checks it says what is

    def _number(self, value: float, schema: Schema, place: str) -> int | float:
        if not math.isfinite(value):
            raise LuaValueError(place, "is not a finite number")
        if not value.is_integer():
            return value
        if abs(value) < FIRST_INEXACT:
            return int(value)
        kinds = self._kinds(schema)
        if "integer" in kinds and not kinds & {"number", None}:
            remedy = "; pass it as a string" if "string" in kinds else ""
            raise LuaValueError(place, f"is beyond 2^53, where not every integer is exact{remedy}")
        return int(value) if abs(value) < LARGEST_INTEGER else value

    def _table(self, table: Any, schema: Schema, place: str, depth: int) -> Any:
        pairs = list(table.items())
        if self.room is not None:
            self.room.take(len(pairs))
        positions = sum(is_position(key) for key, _ in pairs)
        if positions and positions < len(pairs):
            raise LuaValueError(place, "mixes positions and names; a table is a list or has names")
        shapes = list(shapes_of(schema, self.types))
        kinds = {each.get("type") for each in shapes}
        if positions or (not pairs and self._empty_list(table, kinds)):
            return self._list(dict(pairs), shapes, place, depth)
        given = {_key(key, place): value for key, value in pairs}
        if any(map(is_file, shapes)):
            return self._file(given, place, depth)
        shapes = self._likely(shapes, given)
        return {
            name: self.value(value, _field(shapes, name), f"{place}.{name}", depth + 1)
            for name, value in given.items()
        }

    def _file(self, given: Mapping[str, Any], place: str, depth: int) -> dict[str, Any]:
        """A file as plain data, whose content is any bytes."""
        if "content_base64" in given:
            problem = "is not a known field; content takes any bytes"
            raise LuaValueError(f"{place}.content_base64", problem)
        return {
            name: (
                value
                if name == "content" and isinstance(value, bytes)
                else self.value(value, _ANY, f"{place}.{name}", depth + 1)
            )
            for name, value in given.items()
        }

    def _empty_list(self, table: Any, kinds: set[str | None]) -> bool:
        """Whether an empty table is a list."""
        if ("array" in kinds) != ("object" in kinds):
            return "array" in kinds
        return self.is_list(table)

    def _list(
        self, by_position: dict[Any, Any], shapes: list[Schema], place: str, depth: int
    ) -> list[Any]:
        size = len(by_position)
        if set(by_position) != set(range(1, size + 1)):
            kinds = {each.get("type") for each in shapes}
            if "object" in kinds and "array" not in kinds:
                raise LuaValueError(place, 'has numbers as names; write them as text: ["7"]')
            if not all(float(position).is_integer() for position in by_position):
                raise LuaValueError(place, _NO_KEY)
            raise LuaValueError(place, "is a list with holes; write json.null where null is meant")
        items = _either([each["items"] for each in shapes if "items" in each])
        return [
            self.value(by_position[position], items, f"{place}[{position}]", depth + 1)
            for position in range(1, size + 1)
        ]

    def _likely(self, shapes: list[Schema], given: Mapping[str, Any]) -> list[Schema]:
        """The alternatives that a table with these fields can be; all of them where it can be none."""
        if len(shapes) < 2:
            return shapes
        return [each for each in shapes if self._fits(each, given)] or shapes

    def _fits(self, shape: Schema, given: Mapping[str, Any]) -> bool:
        properties: Mapping[str, Schema] = shape.get("properties", _ANY)
        return all(
            name in given or self._nullable(properties.get(name, _ANY))
            for name in shape.get("required", ())
        ) and all(
            self._allows(properties[name], value.decode("utf-8", "replace"))
            for name, value in given.items()
            if name in properties and isinstance(value, bytes)
        )

    def _nullable(self, schema: Schema) -> bool:
        """Whether null is a value; Lua leaves it out of the tables of results."""
        shapes = [schema, *shapes_of(schema, self.types)]
        return any(each.get("nullable") or each.get("type") == "null" for each in shapes)

    def _allows(self, schema: Schema, text: str) -> bool:
        shapes = shapes_of(schema, self.types)
        return any("enum" not in each or text in each["enum"] for each in shapes)

    def _kinds(self, schema: Schema) -> set[str | None]:
        return {each.get("type") for each in shapes_of(schema, self.types)}


def shapes_of(
    schema: Schema, types: Mapping[str, Schema], seen: frozenset[str] = frozenset()
) -> Iterator[Schema]:
    """Yields what a schema allows: itself, what it refers to, its alternatives, and the structure inside text."""
    if "$ref" in schema:
        name = schema["$ref"]
        if name not in seen:
            yield from shapes_of(types.get(name, _ANY), types, seen | {name})
    elif "anyOf" in schema:
        for option in schema["anyOf"]:
            yield from shapes_of(option, types, seen)
    elif "decoded" in schema:
        yield from shapes_of(schema["decoded"], types, seen)
    else:
        yield schema


def is_file(schema: Schema) -> bool:
    """Whether a schema is that of a file."""
    return schema.get("format") == "binary"


def _field(shapes: list[Schema], name: str) -> Schema:
    """The schema of a field that some of the alternatives document."""
    known = [each["properties"][name] for each in shapes if name in each.get("properties", _ANY)]
    others = [each.get("additionalProperties") for each in shapes]
    return _either(known or [each for each in others if isinstance(each, Mapping)])


def strange(value: Any) -> str:
    """How messages call a value of Lua that is no data."""
    return (value if isinstance(value, Strange) else Strange()).kind


def _either(schemas: list[Schema]) -> Schema:
    if len(schemas) > 1:
        return {"anyOf": schemas}
    return schemas[0] if schemas else _ANY


def is_position(key: Any) -> bool:
    """Whether a key of a table counts as a position; whether it is a right one is another question."""
    return isinstance(key, int | float) and not isinstance(key, bool)


def _key(key: Any, place: str) -> str:
    if not isinstance(key, bytes):
        raise LuaValueError(place, _NO_KEY)
    return _text(key, place, "has a name that is not valid UTF-8")


def _text(value: bytes, place: str, problem: str) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        raise LuaValueError(place, problem) from None


def _integer(value: int, place: str) -> int:
    if not SMALLEST_INTEGER <= value <= LARGEST_INTEGER:
        raise LuaValueError(place, "is beyond 64 bits")
    return value


class ToLua(NamedTuple):
    """Makes Lua values of Python values: tables all the way down, so that no Python object gets into the VM."""

    table: Callable[[Any], Any]
    """`LuaRuntime.table_from`, which fills a table much faster than assignments do."""
    null: Any
    empty_list: Callable[[], Any]
    """Makes an empty table that is told from an empty object."""

    def value(self, value: JSON | bytes, depth: int = 0) -> Any:
        """The Lua value; null is left out of objects and is `json.null` in lists. Raises `LuaValueError`."""
        if depth > MAX_DEPTH:
            raise LuaValueError("The result", f"nests deeper than {MAX_DEPTH} levels")
        if isinstance(value, str):
            return value.encode("utf-8", "surrogatepass")
        if isinstance(value, Mapping):
            return self.table(
                {
                    key.encode("utf-8", "surrogatepass"): self.value(inner, depth + 1)
                    for key, inner in value.items()
                    if inner is not None
                }
            )
        if isinstance(value, list | tuple):
            if not value:
                return self.empty_list()
            null = self.null
            return self.table(
                [null if each is None else self.value(each, depth + 1) for each in value]
            )
        if isinstance(value, int) and not SMALLEST_INTEGER <= value <= LARGEST_INTEGER:
            return _rounded(value)
        return value


def _rounded(value: int) -> float:
    try:
        return float(value)
    except OverflowError:
        raise LuaValueError("The result", "has a number that is too large for Lua") from None
