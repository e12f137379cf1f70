"""Schemas become types: references are followed, inline objects get names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from generator.definition import Deprecation, Schema
from generator.definition.schema import SchemaFields
from generator.findings import Finding, Pointer, Report
from generator.findings.words import did_you_mean, either
from generator.model.types import (
    ABSENT,
    AnyType,
    ArrayType,
    BooleanType,
    ConstType,
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
    references,
)
from generator.resolve.naming import pascal, singular
from generator.resolve.rules import REF_UNKNOWN, SCHEMA_KIND, TYPE_CYCLE, TYPE_NAME_CLASH

_REF = re.compile(r"#/types/(.+)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a schema stands: its file's report, its pointer, and the name that an object there would get."""

    report: Report
    pointer: Pointer
    name: str

    def inside(self, *steps: str | int, name: str | None = None) -> "Place":
        """Returns the place at further steps."""
        return Place(self.report, (*self.pointer, *steps), name or self.name)


@dataclass(slots=True)
class TypeResolver:
    """Turns the schemas of one integration into types, and collects the named ones."""

    shared: Mapping[str, Schema]
    types: dict[str, NamedType] = field(default_factory=dict[str, NamedType])

    def resolve_shared(self, report: Report) -> None:
        """Resolves types.json."""
        for name, schema in self.shared.items():
            place = Place(report, (name,), name)
            body: ObjectType | Type
            if schema.properties is not None and schema.type == "object" and not schema.nullable:
                body = self._fields(schema, place)
            else:
                body = self.resolve(schema, place)
            self.types[name] = NamedType(name, body, schema.description)
        for name in self._cycles():
            report.add(TYPE_CYCLE, f"'{name}' stands for itself.", name)

    def resolve(self, schema: SchemaFields, place: Place) -> Type:
        """Returns the type that a schema means; a wrong one is reported and means any value."""
        result = self._kind(schema, place)
        return (
            NullableType(result)
            if schema.nullable and not isinstance(result, NullableType)
            else result
        )

    def _kind(self, schema: SchemaFields, place: Place) -> Type:
        given = [
            f"'{name}'"
            for name, value in (
                ("type", schema.type),
                ("$ref", schema.ref),
                ("anyOf", schema.any_of),
                ("const", schema.const),
            )
            if value is not None
        ]
        if len(given) != 1:
            has = f"has {either(given, 'and')}" if given else "has none of them"
            message = (
                f"A schema has exactly one of 'type', '$ref', 'anyOf' and 'const'; this one {has}."
            )
            place.report.add(SCHEMA_KIND, message, *place.pointer)
            return AnyType()
        if schema.ref is not None:
            return self._reference(schema.ref, place)
        if schema.any_of is not None:
            return self._union(schema.any_of, place)
        if schema.const is not None:
            return ConstType(schema.const)
        return self._typed(schema, place)

    def _reference(self, ref: str, place: Place) -> Type:
        match = _REF.fullmatch(ref)
        if match and match[1] in self.shared:
            return RefType(match[1])
        if match:
            hint = did_you_mean(match[1], self.shared) or " It is not in types.json."
            message = f"There is no type '{match[1]}'.{hint}"
        else:
            message = f"A reference reads '#/types/Name', not '{ref}'."
        place.report.add(REF_UNKNOWN, message, *place.pointer, "$ref")
        return AnyType()

    def _union(self, options: tuple[Schema, ...], place: Place) -> Type:
        resolved: list[Type] = []
        nullable = False
        for position, option in enumerate(options):
            name = f"{place.name}Option{position + 1}"
            type_ = self.resolve(option, place.inside("anyOf", position, name=name))
            if isinstance(type_, NullableType):
                nullable, type_ = True, type_.inner
            resolved.extend(type_.options if isinstance(type_, UnionType) else (type_,))
        first, *others = dict.fromkeys(resolved)
        result = UnionType((first, *others)) if others else first
        return NullableType(result) if nullable else result

    def _typed(self, schema: SchemaFields, place: Place) -> Type:
        match schema.type:
            case "string":
                return StringType(
                    schema.format,
                    schema.min_length,
                    schema.max_length,
                    schema.pattern,
                    _enum(schema),
                )
            case "integer":
                return IntegerType(_range(schema), _enum(schema))
            case "number":
                return NumberType(_range(schema))
            case "boolean":
                return BooleanType()
            case "array":
                inner = place.inside("items", name=singular_name(place.name))
                items = self.resolve(schema.items, inner) if schema.items else AnyType()
                return ArrayType(items, schema.min_items, schema.max_items)
            case "object" if schema.properties is not None:
                return self._inline(schema, place)
            case "object":
                inner = place.inside("additionalProperties", name=f"{place.name}Value")
                values = schema.additional_properties
                return MapType(self.resolve(values, inner) if values else AnyType())
            case _:
                return AnyType()

    def _inline(self, schema: SchemaFields, place: Place) -> Type:
        name = pascal(schema.title) if schema.title else place.name
        if name in self.types or name in self.shared:
            message = f"The inline object would be called '{name}', which exists. Give it another 'title'."
            place.report.add(TYPE_NAME_CLASH, message, *place.pointer)
            return AnyType()
        self.types[name] = NamedType(name, ObjectType(()), schema.description)
        body = self._fields(schema, Place(place.report, place.pointer, name))
        self.types[name] = replace(self.types[name], body=body)
        return RefType(name)

    def _fields(self, schema: SchemaFields, place: Place) -> ObjectType:
        required = set((schema.required if isinstance(schema, Schema) else None) or ())
        return ObjectType(
            tuple(
                self._field(name, inner, name in required, place)
                for name, inner in (schema.properties or {}).items()
            )
        )

    def _field(self, name: str, schema: Schema, required: bool, place: Place) -> Field:
        inner = place.inside("properties", name, name=place.name + pascal(name))
        return Field(
            name=name,
            type=self.resolve(schema, inner),
            required=required,
            description=schema.description or self._described(schema),
            default=schema.default if "default" in schema.model_fields_set else ABSENT,
            examples=schema.examples or (),
            deprecated=deprecation_sentence(f"`{name}`", schema.deprecated),
        )

    def _described(self, schema: Schema) -> str | None:
        match = _REF.fullmatch(schema.ref or "")
        shared = self.shared.get(match[1]) if match else None
        return shared.description if shared else None

    def _cycles(self) -> Iterator[str]:
        """Yields the names of aliases that lead to themselves without an object, array or map between."""
        for name in self.types:
            pending, seen = list(self._aliases(name)), set[str]()
            while pending:
                each = pending.pop()
                if each == name:
                    yield name
                    break
                if each not in seen:
                    seen.add(each)
                    pending.extend(self._aliases(each))

    def _aliases(self, name: str) -> Iterator[str]:
        named = self.types.get(name)
        if named is None:
            return
        match named.body:
            case RefType() | UnionType() | NullableType():
                for type_ in _alternatives(named.body):
                    if isinstance(type_, RefType):
                        yield type_.name
            case _:
                return


def _alternatives(type_: Type) -> Iterator[Type]:
    match type_:
        case NullableType(inner=inner):
            yield from _alternatives(inner)
        case UnionType(options=options):
            for option in options:
                yield from _alternatives(option)
        case _:
            yield type_


def singular_name(name: str) -> str:
    """Returns the name of an array's item, from the array's own: `ChatChoices` → `ChatChoice`."""
    return pascal(singular(name))


def _enum(schema: SchemaFields) -> Enum | None:
    if schema.enum is None:
        return None
    return Enum(schema.enum, schema.open, schema.enum_descriptions or {})


def _range(schema: SchemaFields) -> Range:
    return Range(schema.minimum, schema.maximum, schema.exclusive_minimum, schema.exclusive_maximum)


def deprecation_sentence(subject: str, deprecation: Deprecation | None) -> str | None:
    """Returns the sentence that warns of something deprecated."""
    if deprecation is None:
        return None
    text = f"{subject} is deprecated"
    if deprecation.since:
        text += f" since {deprecation.since}"
    if deprecation.removed:
        text += f" and stops working on {deprecation.removed}"
    if deprecation.replacement:
        text += f"; use `{deprecation.replacement}` instead"
    return f"{text}." + (f" {deprecation.reason}" if deprecation.reason else "")


def reached(types: Mapping[str, NamedType], roots: Iterator[Type]) -> set[str]:
    """Returns the names of all types to which others lead."""
    seen: set[str] = set()
    pending = [name for root in roots for name in references(root)]
    while pending:
        name = pending.pop()
        if name not in seen and name in types:
            seen.add(name)
            pending.extend(references(types[name].body))
    return seen


def findings_of(reports: Iterator[Report]) -> list[Finding]:
    """Returns the findings of several reports, in order."""
    return [finding for report in reports for finding in report.findings]
