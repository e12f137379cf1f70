"""Whether a value fits a type, and if not, where and why."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from generator.findings import Pointer
from generator.findings.json_value import is_array, is_object
from generator.findings.words import did_you_mean, either, kind, quoted
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
    Range,
    RefType,
    StringType,
    Type,
    UnionType,
)


class Misfit(NamedTuple):
    """What is wrong with a value, or with a part of it."""

    pointer: Pointer
    message: str


@dataclass(frozen=True, slots=True)
class Fitter:
    """Compares values with types of one integration.

    For `input`, enums are closed unless they say otherwise, limits hold, and null must be allowed. Answers of vendors may carry null
    where a field is optional, unknown enum values and values beyond limits, but no field that is not documented: what an example
    shows, the docs explain.
    """

    types: Mapping[str, NamedType]
    input: bool

    def misfits(self, type_: Type | ObjectType, value: Any, at: Pointer = ()) -> Iterator[Misfit]:
        """Yields what is wrong with a value."""
        match type_:
            case RefType(name=name):
                yield from self._named(name, value, at)
            case NullableType(inner=inner):
                if value is not None:
                    yield from self.misfits(inner, value, at)
            case ArrayType():
                yield from self._array(type_, value, at)
            case MapType(values=values):
                yield from self._map(values, value, at)
            case UnionType(options=options):
                yield from self._union(options, value, at)
            case EncodedType():
                yield from self._encoded(type_, value, at)
            case ObjectType():
                yield from self._object(type_, "the object", value, at)
            case _:
                yield from self._scalar(type_, value, at)

    def _named(self, name: str, value: Any, at: Pointer) -> Iterator[Misfit]:
        body = self.types[name].body
        if isinstance(body, ObjectType):
            yield from self._object(body, name, value, at)
        else:
            yield from self.misfits(body, value, at)

    def _object(self, type_: ObjectType, name: str, value: Any, at: Pointer) -> Iterator[Misfit]:
        if not is_object(value):
            yield Misfit(at, f"must be an object ({name}), not {kind(value)}")
            return
        required = [
            f"'{each.name}'" for each in type_.fields if each.required and each.name not in value
        ]
        if required:
            yield Misfit(at, f"lacks {either(required, 'and')} of {name}")
        for key, inner in value.items():
            field = type_.field(key)
            if field is None:
                hint = did_you_mean(key, [each.name for each in type_.fields])
                yield Misfit((*at, key), f"is no field of {name}.{hint}".rstrip("."))
            elif inner is not None or field.required or self.input:
                yield from self.misfits(field.type, inner, (*at, key))

    def _array(self, type_: ArrayType, value: Any, at: Pointer) -> Iterator[Misfit]:
        if not is_array(value):
            yield Misfit(at, f"must be an array, not {kind(value)}")
            return
        if self.input and type_.min_items is not None and len(value) < type_.min_items:
            yield Misfit(at, f"must have at least {type_.min_items} items, not {len(value)}")
        if self.input and type_.max_items is not None and len(value) > type_.max_items:
            yield Misfit(at, f"must have at most {type_.max_items} items, not {len(value)}")
        for position, item in enumerate(value):
            yield from self.misfits(type_.items, item, (*at, position))

    def _map(self, values: Type, value: Any, at: Pointer) -> Iterator[Misfit]:
        if not is_object(value):
            yield Misfit(at, f"must be an object, not {kind(value)}")
            return
        for key, item in value.items():
            yield from self.misfits(values, item, (*at, key))

    def _union(self, options: tuple[Type, ...], value: Any, at: Pointer) -> Iterator[Misfit]:
        attempts = [list(self.misfits(option, value, at)) for option in options]
        if all(attempts):
            deepest = max(attempts, key=lambda each: len(each[0].pointer))
            if len(deepest[0].pointer) > len(at):
                yield from deepest
            else:
                yield Misfit(at, f"fits none of the documented types: {quoted(value)}")

    def _encoded(self, type_: EncodedType, value: Any, at: Pointer) -> Iterator[Misfit]:
        decoded = value
        if isinstance(value, str):
            yield from self.misfits(type_.text, value, at)
            if type_.mode == "text_or_json":
                return
            try:
                decoded = json.loads(value)
            except ValueError:
                yield Misfit(at, "must be JSON text, or the structure itself")
                return
        if type_.decoded is not None:
            yield from self.misfits(type_.decoded, decoded, at)

    def _scalar(self, type_: Type, value: Any, at: Pointer) -> Iterator[Misfit]:
        match type_:
            case StringType():
                yield from self._string(type_, value, at)
            case IntegerType(range=limits, enum=enum):
                whole = isinstance(value, int) and not isinstance(value, bool)
                if not whole:
                    yield Misfit(at, f"must be an integer, not {kind(value)}")
                else:
                    yield from self._enum(enum, value, at)
                    yield from self._range(limits, value, at)
            case NumberType(range=limits):
                if isinstance(value, bool) or not isinstance(value, (int, float)):
                    yield Misfit(at, f"must be a number, not {kind(value)}")
                else:
                    yield from self._range(limits, value, at)
            case BooleanType() if not isinstance(value, bool):
                yield Misfit(at, f"must be true or false, not {kind(value)}")
            case ConstType(value=only) if value != only or isinstance(value, bool) != isinstance(
                only, bool
            ):
                yield Misfit(at, f"must be {quoted(only)}, not {quoted(value)}")
            case _:
                return

    def _string(self, type_: StringType, value: Any, at: Pointer) -> Iterator[Misfit]:
        if not isinstance(value, str):
            yield Misfit(at, f"must be a string, not {kind(value)}")
            return
        yield from self._enum(type_.enum, value, at)
        if not self.input:
            return
        if type_.min_length is not None and len(value) < type_.min_length:
            yield Misfit(at, f"must have at least {type_.min_length} characters, not {len(value)}")
        if type_.max_length is not None and len(value) > type_.max_length:
            yield Misfit(at, f"must have at most {type_.max_length} characters, not {len(value)}")
        if type_.pattern is not None and not re.search(type_.pattern, value):
            yield Misfit(at, f"must match {type_.pattern}, but is {quoted(value)}")

    def _enum(self, enum: Enum | None, value: str | int, at: Pointer) -> Iterator[Misfit]:
        if enum is None or enum.open or not self.input or value in enum.values:
            return
        hint = (
            did_you_mean(value, [str(each) for each in enum.values])
            if isinstance(value, str)
            else ""
        )
        choices = either([quoted(each) for each in enum.values])
        yield Misfit(at, f"must be {choices}, not {quoted(value)}.{hint}".rstrip("."))

    def _range(self, limits: Range, value: int | float, at: Pointer) -> Iterator[Misfit]:
        if not self.input:
            return
        if limits.minimum is not None and value < limits.minimum:
            yield Misfit(at, f"must be at least {limits.minimum}, not {value}")
        if limits.maximum is not None and value > limits.maximum:
            yield Misfit(at, f"must be at most {limits.maximum}, not {value}")
        if limits.exclusive_minimum is not None and value <= limits.exclusive_minimum:
            yield Misfit(at, f"must be greater than {limits.exclusive_minimum}, not {value}")
        if limits.exclusive_maximum is not None and value >= limits.exclusive_maximum:
            yield Misfit(at, f"must be less than {limits.exclusive_maximum}, not {value}")
