"""Values between Lua and Python.

Lua has one kind of table for lists and maps, no null, and on 5.1 no integers. What a table means is decided by the schema
of the parameter that it is given for.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..spec import JSON, Schema

MAX_DEPTH = 64
"""How deep tables may nest; a table that holds itself is deeper."""

LARGEST_INTEGER = 2**63 - 1

_ANY: Schema = {}


class LuaValueError(ValueError):
    """A value that cannot cross; the message is a predicate: `is not valid UTF-8`."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(place, problem)
        self.place = place
        self.problem = problem


@dataclass(frozen=True, slots=True)
class FromLua:
    """Makes Python values of Lua values."""

    is_table: Callable[[Any], bool]
    is_null: Callable[[Any], bool]
    types: Mapping[str, Schema]

    def value(self, value: Any, schema: Schema, place: str, depth: int = 0) -> Any:
        """The Python value; `place` is how messages call it. Raises `LuaValueError`."""
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, bytes):
            return _text(value, place)
        if isinstance(value, int):
            return _integer(value, place)
        if isinstance(value, float):
            return _number(value, place)
        if not self.is_table(value):
            raise LuaValueError(place, "is a function or thread, which has no JSON form")
        if self.is_null(value):
            return None
        if depth >= MAX_DEPTH:
            raise LuaValueError(place, f"nests deeper than {MAX_DEPTH} levels, or holds itself")
        return self._table(value, schema, place, depth)

    def _table(self, table: Any, schema: Schema, place: str, depth: int) -> Any:
        pairs = list(table.items())
        positions = [key for key, _ in pairs if isinstance(key, (int, float))]
        if positions and len(positions) < len(pairs):
            raise LuaValueError(place, "mixes positions and names; a table is a list or has names")
        shapes = list(self._shapes(schema, 0))
        if positions or (not pairs and self._means_list(shapes)):
            return self._list(pairs, shapes, place, depth)
        return {
            name: self.value(value, self._field(shapes, name), f"{place}.{name}", depth + 1)
            for name, value in ((_text(key, place), value) for key, value in pairs)
        }

    def _list(
        self, pairs: list[tuple[Any, Any]], shapes: list[Schema], place: str, depth: int
    ) -> list[Any]:
        by_position = dict(pairs)
        if set(by_position) != set(range(1, len(pairs) + 1)):
            raise LuaValueError(place, "is a list with holes; write json.null where null is meant")
        items: Schema = next((each["items"] for each in shapes if "items" in each), _ANY)
        return [
            self.value(by_position[position], items, f"{place}[{position}]", depth + 1)
            for position in range(1, len(pairs) + 1)
        ]

    def _shapes(self, schema: Schema, depth: int) -> Iterator[Schema]:
        """Yields what a schema allows: itself, what it refers to, its alternatives, and the structure inside text."""
        if depth > MAX_DEPTH:
            return
        if "$ref" in schema:
            yield from self._shapes(self.types.get(schema["$ref"], _ANY), depth + 1)
        elif "anyOf" in schema:
            for option in schema["anyOf"]:
                yield from self._shapes(option, depth + 1)
        elif "decoded" in schema:
            yield from self._shapes(schema["decoded"], depth + 1)
        else:
            yield schema

    def _means_list(self, shapes: list[Schema]) -> bool:
        kinds = {each.get("type") for each in shapes}
        return "array" in kinds and "object" not in kinds

    def _field(self, shapes: list[Schema], name: str) -> Schema:
        for each in shapes:
            if name in each.get("properties", _ANY):
                found: Schema = each["properties"][name]
                return found
        return next(
            (each["additionalProperties"] for each in shapes if "additionalProperties" in each),
            _ANY,
        )


def _text(value: Any, place: str) -> str:
    if not isinstance(value, bytes):
        raise LuaValueError(place, "has a key that is neither a position nor a name")
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        raise LuaValueError(place, "is not valid UTF-8") from None


def _integer(value: int, place: str) -> int:
    if abs(value) > LARGEST_INTEGER:
        raise LuaValueError(place, "is beyond 64 bits")
    return value


def _number(value: float, place: str) -> int | float:
    if not math.isfinite(value):
        raise LuaValueError(place, "is not a finite number")
    return int(value) if value.is_integer() and abs(value) <= 2**53 else value


@dataclass(frozen=True, slots=True)
class ToLua:
    """Makes Lua values of Python values: tables all the way down, so that no Python object gets into the VM."""

    table: Callable[[], Any]
    null: Any

    def value(self, value: JSON, depth: int = 0) -> Any:
        """The Lua value; null is left out of objects and is `json.null` in lists. Raises `LuaValueError`."""
        if depth > MAX_DEPTH:
            raise LuaValueError("The result", f"nests deeper than {MAX_DEPTH} levels")
        if isinstance(value, str):
            return value.encode("utf-8", "surrogatepass")
        if isinstance(value, Mapping):
            table = self.table()
            for key, inner in value.items():
                if inner is not None:
                    table[key.encode("utf-8", "surrogatepass")] = self.value(inner, depth + 1)
            return table
        if isinstance(value, list | tuple):
            table = self.table()
            for position, inner in enumerate(value, 1):
                table[position] = self.null if inner is None else self.value(inner, depth + 1)
            return table
        if isinstance(value, int) and abs(value) > LARGEST_INTEGER:
            return float(value)
        return value
