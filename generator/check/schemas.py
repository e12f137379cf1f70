"""Schemas that make sense on their own."""

import re

from generator.check.rules import (
    SCHEMA_ENUM,
    SCHEMA_KEYWORD,
    SCHEMA_LIMITS,
    SCHEMA_PATTERN,
    SCHEMA_REQUIRED,
)
from generator.definition import Parameter, Schema
from generator.definition.schema import SchemaFields
from generator.findings import Pointer, Report
from generator.findings.words import did_you_mean, either, quoted

_NUMBERS = ("integer", "number")
_BELONGS: dict[str, tuple[str, ...]] = {
    "enum": ("string", "integer"),
    "format": ("string",),
    "minimum": _NUMBERS,
    "maximum": _NUMBERS,
    "exclusiveMinimum": _NUMBERS,
    "exclusiveMaximum": _NUMBERS,
    "minLength": ("string",),
    "maxLength": ("string",),
    "pattern": ("string",),
    "items": ("array",),
    "minItems": ("array",),
    "maxItems": ("array",),
    "properties": ("object",),
    "required": ("object",),
    "additionalProperties": ("object",),
}
"""The types to which a keyword belongs."""

_FIELDS = {
    field.alias or name: name
    for name, field in Schema.model_fields.items()
    if (field.alias or name) in _BELONGS
}


def check_schema(schema: SchemaFields, report: Report, at: Pointer) -> None:
    """Reports keywords that do not belong, or contradict each other."""
    _check_keywords(schema, report, at)
    _check_limits(schema, report, at)
    if schema.pattern is not None:
        try:
            re.compile(schema.pattern)
        except re.error as error:
            report.add(SCHEMA_PATTERN, f"The pattern does not compile: {error}.", *at, "pattern")
    _check_enum(schema, report, at)
    if isinstance(schema, Schema):
        _check_required(schema, report, at)


def _check_keywords(schema: SchemaFields, report: Report, at: Pointer) -> None:
    for keyword, name in _FIELDS.items():
        if keyword == "required" and isinstance(schema, Parameter):
            continue
        if getattr(schema, name) is not None and schema.type not in _BELONGS[keyword]:
            what = f"a schema of type '{schema.type}'" if schema.type else "a schema without 'type'"
            message = f"'{keyword}' does not belong to {what}, only to {either(_BELONGS[keyword])}."
            report.add_key(SCHEMA_KEYWORD, message, *at, keyword)
    if schema.properties is not None and schema.additional_properties is not None:
        message = "An object has 'properties', or as a map 'additionalProperties'; all objects may carry further fields."
        report.add_key(SCHEMA_KEYWORD, message, *at, "additionalProperties")


def _check_limits(schema: SchemaFields, report: Report, at: Pointer) -> None:
    pairs = (
        ("minimum", schema.minimum, "maximum", schema.maximum),
        (
            "exclusiveMinimum",
            schema.exclusive_minimum,
            "exclusiveMaximum",
            schema.exclusive_maximum,
        ),
        ("minLength", schema.min_length, "maxLength", schema.max_length),
        ("minItems", schema.min_items, "maxItems", schema.max_items),
    )
    for low_name, low, high_name, high in pairs:
        if low is not None and high is not None and low > high:
            message = f"'{low_name}' is {low}, above '{high_name}', which is {high}."
            report.add(SCHEMA_LIMITS, message, *at, low_name)


def _check_enum(schema: SchemaFields, report: Report, at: Pointer) -> None:
    if schema.open and schema.enum is None:
        report.add_key(SCHEMA_ENUM, "'open' means nothing without 'enum'.", *at, "open")
    if schema.enum_descriptions is not None:
        _check_descriptions(schema, report, at)
    if schema.enum is None or schema.type not in ("string", "integer"):
        return
    text = schema.type == "string"
    for position, value in enumerate(schema.enum):
        if isinstance(value, str) != text:
            report.add(
                SCHEMA_ENUM,
                f"{quoted(value)} is not of type '{schema.type}'.",
                *at,
                "enum",
                position,
            )
        elif schema.enum.index(value) != position:
            report.add(SCHEMA_ENUM, f"{quoted(value)} stands there twice.", *at, "enum", position)


def _check_descriptions(schema: SchemaFields, report: Report, at: Pointer) -> None:
    values = list(dict.fromkeys(str(each) for each in schema.enum or ()))
    descriptions = schema.enum_descriptions or {}
    for name in descriptions:
        if name not in values:
            message = f"'{name}' is no value of the enum.{did_you_mean(name, values)}"
            report.add_key(SCHEMA_ENUM, message, *at, "enum_descriptions", name)
    missing = [f"'{each}'" for each in values if each not in descriptions]
    if missing:
        message = f"Nothing explains {either(missing, 'and')}."
        report.add(SCHEMA_ENUM, message, *at, "enum_descriptions")


def _check_required(schema: Schema, report: Report, at: Pointer) -> None:
    known = schema.properties or {}
    for position, name in enumerate(schema.required or ()):
        where = (*at, "required", position)
        if schema.required and schema.required.index(name) != position:
            report.add(SCHEMA_REQUIRED, f"'{name}' stands there twice.", *where)
        elif schema.type == "object" and name not in known:
            report.add(
                SCHEMA_REQUIRED,
                f"There is no property '{name}'.{did_you_mean(name, known)}",
                *where,
            )
