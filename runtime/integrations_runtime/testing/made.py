"""Values made from schemas: the same every time, small, and of the documented shape."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Final, cast

from ..spec import JSON, Schema

_FORMATS: Mapping[str, str] = {
    "date": "2026-11-20",
    "date-time": "2026-11-20T09:30:00Z",
    "time": "09:30:00Z",
    "duration": "P1D",
    "email": "ada@example.com",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.com/",
    "url": "https://example.com/",
    "uuid": "00000000-0000-4000-8000-000000000001",
}
_TRIED: Final = (
    "example",
    "Example",
    "EXAMPLE",
    "a",
    "A",
    "1",
    "1.0",
    "ab",
    "AB",
    "aa1",
    "#000000",
)
_OPTIONAL_LEVELS: Final = 1


class Endless(Exception):  # noqa: N818 - a dead end, and no error
    """A schema that demands itself, so that no value is ever complete."""


class Maker:
    """Makes values for the schemas of one integration."""

    def __init__(self, types: Mapping[str, Schema]) -> None:
        self._types = types

    def make(self, schema: Schema) -> JSON:
        """A value with every required field, and with the optional ones of the outermost object.

        Enums give their first value. A type that contains itself ends at the first optional field, null or empty list.
        """
        try:
            return self._value(schema, "", _OPTIONAL_LEVELS, ())
        except Endless:
            return {}

    def _value(self, schema: Schema, name: str, levels: int, inside: tuple[str, ...]) -> JSON:
        if (reference := schema.get("$ref")) is not None:
            if reference in inside:
                if schema.get("nullable"):
                    return None
                raise Endless
            target = self._types[reference]
            if not schema.get("nullable"):
                return self._value(target, name, levels, (*inside, reference))
            schema, inside = {**target, "nullable": True}, (*inside, reference)
        try:
            return self._plain(schema, name, levels, inside)
        except Endless:
            if schema.get("nullable"):
                return None
            raise

    def _plain(self, schema: Schema, name: str, levels: int, inside: tuple[str, ...]) -> JSON:
        if values := cast("Sequence[JSON]", schema.get("enum", ())):
            return values[0]
        if (options := schema.get("anyOf")) is not None:
            return self._first(options, name, levels, inside)
        match schema.get("type"):
            case "integer" | "number" as kind:
                return _number(schema, whole=kind == "integer")
            case "boolean":
                return False
            case "array":
                return self._array(schema, name, levels, inside)
            case "object":
                return self._object(schema, levels, inside)
            case "null":
                return None
            case _:
                return _text(schema, name)

    def _first(
        self, options: Sequence[Schema], name: str, levels: int, inside: tuple[str, ...]
    ) -> JSON:
        for option in options:
            try:
                return self._value(option, name, levels, inside)
            except Endless:
                continue
        raise Endless

    def _array(self, schema: Schema, name: str, levels: int, inside: tuple[str, ...]) -> JSON:
        least: int = schema.get("minItems", 0)
        if schema.get("maxItems") == 0:
            return []
        try:
            item = self._value(schema.get("items", {}), name, levels, inside)
        except Endless:
            if least:
                raise
            return []
        return [item] * max(1, least)

    def _object(self, schema: Schema, levels: int, inside: tuple[str, ...]) -> JSON:
        required = frozenset(schema.get("required", ()))
        made: dict[str, JSON] = {}
        for name, inner in cast("Mapping[str, Schema]", schema.get("properties", {})).items():
            try:
                if name in required or levels:
                    made[name] = self._value(inner, name, max(0, levels - 1), inside)
            except Endless:
                if name in required:
                    raise
        others = schema.get("additionalProperties")
        if isinstance(others, Mapping) and levels and not made:
            try:
                return {"example": self._value(cast("Schema", others), "", levels - 1, inside)}
            except Endless:
                return {}
        return made


def _number(schema: Schema, *, whole: bool) -> int | float:
    low: float = schema.get("minimum", schema.get("exclusiveMinimum", -math.inf))
    high: float = schema.get("maximum", schema.get("exclusiveMaximum", math.inf))
    number = min(max(1, low), high)
    if number == schema.get("exclusiveMinimum"):
        number = number + 1 if whole or number + 1 < high else (low + high) / 2
    elif number == schema.get("exclusiveMaximum"):
        number = number - 1 if whole or number - 1 > low else (low + high) / 2
    return math.ceil(number) if whole else number


def _text(schema: Schema, name: str) -> str:
    text = _FORMATS.get(schema.get("format", ""), f"example_{name}" if name else "example")
    least: int = schema.get("minLength", 0)
    most: int = schema.get("maxLength", max(least, len(text)))
    pattern = schema.get("pattern")
    for each in (text, *_TRIED) if pattern else (text,):
        fitted = (each + "x" * (least - len(each)))[:most]
        if pattern is None or re.search(pattern, fitted):
            return fitted
    return text
