"""The example that a definition alone yields: a value for every parameter, and something of the result."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.model.integration import Parameter
from generator.model.show import RESULT, Each, Path, Print, Statement, Step, Value
from generator.model.types import (
    ABSENT,
    ArrayType,
    BooleanType,
    ConstType,
    EncodedType,
    Enum,
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

_MAX_DEPTH = 8
_MISSING = "none"
_ITEM = "item"


@dataclass(frozen=True, slots=True)
class Deriver:
    """Derives values and statements from the types of one integration."""

    types: Mapping[str, NamedType]

    def arguments(self, parameters: tuple[Parameter, ...]) -> dict[str, Any]:
        """Returns a value for every parameter that should still be used: its default, else its first known value, example or limit."""
        return {
            each.name: self._argument(each)
            for each in parameters
            if each.required or each.deprecated is None
        }

    def _argument(self, parameter: Parameter) -> Any:
        if parameter.streaming_switch and isinstance(self._plain(parameter.type), BooleanType):
            return False  # what a stream brings is no result
        if parameter.default is not ABSENT:
            return parameter.default
        enum = _enum(self._plain(parameter.type))
        if enum is None and parameter.examples:
            return parameter.examples[0]
        return self._value(parameter.type, parameter.name, 0)

    def _value(self, type_: Type, name: str, depth: int) -> Any:
        plain = self._plain(type_)
        if depth > _MAX_DEPTH:
            return None
        match plain:
            case ArrayType(items=items):
                return [self._value(items, name, depth + 1)]
            case MapType(values=values):
                return {"example_key": self._value(values, name, depth + 1)}
            case UnionType(options=options):
                return self._value(options[0], name, depth + 1)
            case EncodedType(mode="json", decoded=decoded):
                inner: Any = self._value(decoded, name, depth + 1) if decoded is not None else None
                return json.dumps(inner, ensure_ascii=False)
            case RefType(name=type_name):
                return self._object(type_name, depth)
            case _:
                return _scalar(plain, name)

    def _object(self, name: str, depth: int) -> dict[str, Any]:
        body = self.types[name].body
        fields = body.fields if isinstance(body, ObjectType) else ()
        return {each.name: self._field(each, depth) for each in fields if each.required}

    def _field(self, field: Field, depth: int) -> Any:
        if field.default is not ABSENT:
            return field.default
        if field.examples:
            return field.examples[0]
        return self._value(field.type, field.name, depth + 1)

    def statements(self, function: str, result: Type | None) -> Iterator[tuple[Statement, ...]]:
        """Yields ways to print something of a result, the best first; the last one always prints.

        An identifier is best, then the items of a list, then any value.
        """
        if result is not None:
            plain = self._plain(result)
            root = Path(RESULT, plain, (), root_optional=_nullable(result))
            fields = self._fields(root, plain)
            yield from (_line(path, type_) for path, type_ in fields if _identifies(path))
            yield from self._loop(root, plain)
            for path, type_ in fields:
                yield from self._loop(path, type_)
            yield from (_line(path, type_) for path, type_ in fields)
        yield (Print((f"{function}: done",)),)

    def _loop(self, path: Path, type_: Type) -> Iterator[tuple[Statement, ...]]:
        if not isinstance(type_, ArrayType):
            return
        item = self._plain(type_.items)
        root = Path(_ITEM, item, (), root_optional=_nullable(type_.items))
        for inner, inner_type in [(root, item), *self._fields(root, item)]:
            value = _value(inner, inner_type)
            if value is not None:
                yield (Each(path, _ITEM, (Print((value,)),)),)

    def _fields(self, root: Path, type_: Type) -> list[tuple[Path, Type]]:
        body = self.types[type_.name].body if isinstance(type_, RefType) else None
        if not isinstance(body, ObjectType) or not isinstance(type_, RefType):
            return []
        found: list[tuple[Path, Type]] = []
        for field in body.fields:
            plain = self._plain(field.type)
            optional = not field.required or _nullable(field.type)
            step = Step(field.name, plain, optional, type_.name)
            found.append((Path(root.root, root.root_type, (step,), root.root_optional), plain))
        return found

    def _plain(self, type_: Type) -> Type:
        """Returns a type without null and without aliases."""
        if isinstance(type_, NullableType):
            return self._plain(type_.inner)
        body = self.types[type_.name].body if isinstance(type_, RefType) else None
        if body is None or isinstance(body, ObjectType):
            return type_
        return self._plain(body)


def _scalar(type_: Type, name: str) -> Any:
    match type_:
        case StringType(enum=enum) | IntegerType(enum=enum) if enum is not None:
            return enum.values[0]
        case IntegerType(range=limits):
            return int(_least(limits))
        case NumberType(range=limits):
            return _least(limits)
        case BooleanType():
            return True
        case ConstType(value=value):
            return value
        case _:
            return f"example_{name}"


def _identifies(path: Path) -> bool:
    key = str(path.steps[-1].key)
    return key == "id" or key.endswith("_id")


def _line(path: Path, type_: Type) -> tuple[Statement, ...]:
    value = _value(path, type_)
    return (Print((f"{path.steps[-1].key}: ", value)),) if value is not None else ()


def _nullable(type_: Type) -> bool:
    return isinstance(type_, NullableType)


def _enum(type_: Type) -> Enum | None:
    return type_.enum if isinstance(type_, StringType | IntegerType) else None


def _least(limits: Range) -> int | float:
    """Returns the least handy value within limits."""
    if limits.minimum is not None:
        return limits.minimum
    if limits.exclusive_minimum is not None:
        return limits.exclusive_minimum + 1
    return 1 if limits.maximum is None else min(1, limits.maximum)


def _value(path: Path, type_: Type) -> Value | None:
    default = _MISSING if path.optional else None
    match type_:
        case StringType():
            return Value(path, "string", default)
        case IntegerType():
            return Value(path, "integer", default)
        case BooleanType():
            return Value(path, "boolean", default)
        case _:
            return None
