"""Made-up values that fit a type: always the same ones, without real names or keys."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.findings.json_value import is_array, is_object
from generator.importing.patterns import matching
from generator.model.fit import Fitter
from generator.model.types import (
    ArrayType,
    BooleanType,
    ConstType,
    EncodedType,
    Field,
    IntegerType,
    MapType,
    NamedType,
    NullableType,
    NumberType,
    ObjectType,
    Range,
    RefType,
    StringType,
    Type,
    UnionType,
)

_DEEPEST = 6
_MOST_FIELDS = 8
_MOST_ITEMS = 2
_SECONDS = 1767225600
_FORMATS = {
    "date-time": "2026-01-15T09:30:00Z",
    "date": "2026-01-15",
    "time": "09:30:00Z",
    "duration": "P1D",
    "email": "ada@example.com",
    "idn-email": "ada@example.com",
    "uri": "https://example.com/",
    "url": "https://example.com/",
    "uri-reference": "/example",
    "iri": "https://example.com/",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ip": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uuid": "00000000-0000-4000-8000-000000000001",
    "byte": "ZXhhbXBsZQ==",
    "binary": "example.txt",
}


class NoValueError(Exception):
    """Nothing could be made up that fits."""


@dataclass(frozen=True, slots=True)
class Values:
    """Makes up values for the types of one integration."""

    types: Mapping[str, NamedType]

    def fits(self, type_: Type, value: Any, *, sent: bool) -> bool:
        """Whether a value fits a type; `sent` ones are arguments, others come from the vendor."""
        return next(Fitter(self.types, input=sent).misfits(type_, value), None) is None

    def make(self, type_: Type, name: str, *, sent: bool) -> Any:
        """Returns a value that fits. Raises NoValueError."""
        value = self._value(type_, name, 0, sent)
        if not self.fits(type_, value, sent=sent):
            raise NoValueError
        return value

    def adapted(self, type_: Type, value: Any) -> Any:
        """Returns a vendor's answer without fields that are not described, and with short lists."""
        plain = self.opened(type_)
        if isinstance(plain, ObjectType) and is_object(value):
            known = {each.name: each for each in plain.fields}
            return {
                name: self.adapted(known[name].type, inner)
                for name, inner in value.items()
                if name in known
            }
        if isinstance(plain, ArrayType) and is_array(value):
            return [self.adapted(plain.items, each) for each in value[:_MOST_ITEMS]]
        if isinstance(plain, MapType) and is_object(value):
            return {name: self.adapted(plain.values, inner) for name, inner in value.items()}
        if isinstance(plain, UnionType):
            return self._option(plain, value)
        return value

    def _option(self, union: UnionType, value: Any) -> Any:
        made = [self.adapted(option, value) for option in union.options]
        for option, each in zip(union.options, made, strict=True):
            if each == value and self.fits(option, each, sent=False):
                return each
        for option, each in zip(union.options, made, strict=True):
            if self.fits(option, each, sent=False):
                return each
        return value

    def opened(self, type_: Type | ObjectType) -> Type | ObjectType:
        """Returns a type without null and without names."""
        for _ in range(50):
            if isinstance(type_, NullableType):
                type_ = type_.inner
            elif isinstance(type_, RefType):
                type_ = self.types[type_.name].body
            else:
                break
        return type_

    def _value(self, type_: Type | ObjectType, name: str, depth: int, sent: bool) -> Any:
        if depth > _DEEPEST and isinstance(type_, NullableType):
            return None
        if depth > 2 * _DEEPEST:
            raise NoValueError
        plain = self.opened(type_)
        match plain:
            case ObjectType():
                return self._object(plain, depth, sent)
            case ArrayType():
                return self._array(plain, name, depth, sent)
            case MapType(values=values):
                if depth > 2:
                    return {}
                return {"example": self._value(values, "example", depth + 1, sent)}
            case UnionType(options=options):
                return self._first(options, name, depth, sent)
            case EncodedType():
                return "{}"
            case _:
                return _scalar(plain, name)

    def _first(self, options: tuple[Type, ...], name: str, depth: int, sent: bool) -> Any:
        simple_first = sorted(options, key=self._weight) if depth > 2 else options
        for option in simple_first:
            try:
                return self._value(option, name, depth + 1, sent)
            except NoValueError:
                continue
        raise NoValueError

    def _weight(self, type_: Type) -> int:
        plain = self.opened(type_)
        return 2 if isinstance(plain, ObjectType) else 1 if isinstance(plain, ArrayType) else 0

    def _array(self, type_: ArrayType, name: str, depth: int, sent: bool) -> Any:
        least = type_.min_items or 0
        if type_.max_items == 0 or (depth > _DEEPEST and not least):
            return []
        try:
            item = self._value(type_.items, _single(name), depth + 1, sent)
        except NoValueError:
            if least:
                raise
            return []
        return [item] * max(1, min(least, 50))

    def _object(self, type_: ObjectType, depth: int, sent: bool) -> Any:
        made: dict[str, Any] = {}
        for field in _shown(type_, depth, sent):
            try:
                made[field.name] = self._field(field, depth, sent)
            except NoValueError:
                if field.required:
                    raise
        return made

    def _field(self, field: Field, depth: int, sent: bool) -> Any:
        for example in field.examples:
            if self.fits(field.type, example, sent=sent):
                return example if sent else self.adapted(field.type, example)
        return self._value(field.type, field.name, depth + 1, sent)


def _shown(type_: ObjectType, depth: int, sent: bool) -> Iterator[Field]:
    """Yields the fields that a made-up object has: the required ones, and near the top of an answer some others."""
    room = 0 if sent or depth > 2 else _MOST_FIELDS - sum(each.required for each in type_.fields)
    for field in type_.fields:
        if field.required:
            yield field
        elif room > 0:
            room -= 1
            yield field


def _single(name: str) -> str:
    return name[:-1] if name.endswith("s") and len(name) > 3 else name


def _scalar(type_: Type | ObjectType, name: str) -> Any:
    match type_:
        case ConstType(value=value):
            return value
        case StringType(enum=enum) | IntegerType(enum=enum) if enum is not None:
            return enum.values[0]
        case StringType():
            return _text(type_, name)
        case IntegerType(range=limits):
            wanted = _SECONDS if re.search(r"(_at|created|timestamp|expires)$", name) else 1
            return int(_within(limits, wanted, whole=True))
        case NumberType(range=limits):
            return _within(limits, 1.5, whole=False)
        case BooleanType():
            return True
        case _:
            return f"example_{name}" if name else "example"


def _text(type_: StringType, name: str) -> str:
    least, most = type_.min_length or 0, type_.max_length
    if least > 10_000:
        raise NoValueError
    wanted = _FORMATS.get(type_.format or "") or _by_name(name)
    if type_.pattern is None:
        wanted = wanted.ljust(least, "x")
        return wanted if most is None else wanted[:most]
    fits = len(wanted) >= least and (most is None or len(wanted) <= most)
    if fits and re.search(type_.pattern, wanted):
        return wanted
    return matching(type_.pattern, least, most)


def _by_name(name: str) -> str:
    lower = name.lower()
    if lower == "id":
        return "id_123"
    if lower.endswith(("_id", "-id")):
        return f"{lower[:-3].rpartition('_')[2] or 'id'}_123"
    if lower.endswith(("url", "uri", "href", "link")):
        return "https://example.com/"
    if "email" in lower:
        return "ada@example.com"
    if lower.endswith(("_at", "_date")) or lower in ("date", "created", "updated"):
        return "2026-01-15T09:30:00Z"
    if lower in ("currency", "currency_code"):
        return "EUR"
    return "Example" if lower in ("name", "title") else f"example_{name}"[:60]


def _within(limits: Range, wanted: int | float, *, whole: bool) -> int | float:
    step = 1 if whole else 0.5
    low, high = limits.minimum, limits.maximum
    if limits.exclusive_minimum is not None:
        low = max(
            low if low is not None else limits.exclusive_minimum, limits.exclusive_minimum + step
        )
    if limits.exclusive_maximum is not None:
        high = min(
            high if high is not None else limits.exclusive_maximum, limits.exclusive_maximum - step
        )
    if low is not None and high is not None and low > high and not whole:
        return (low - step + high + step) / 2
    if low is not None and wanted < low:
        wanted = low if not whole or low == int(low) else int(low) + 1
    if high is not None and wanted > high:
        wanted = high if not whole or high == int(high) else int(high // 1)
    return wanted
