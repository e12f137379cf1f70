"""Keywords of JSON Schema: which of them definitions have, and which values of them."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from generator.findings.json_value import is_array
from generator.importing.document import Node
from generator.importing.losses import Losses
from generator.importing.patterns import matching
from generator.importing.rules import CONSTRAINT, ENUM

Raw = dict[str, Any]
"""A schema, or another part of a definition, as it is written."""

ANNOTATIONS = frozenset(
    {
        "$comment",
        "$id",
        "$schema",
        "default",
        "deprecated",
        "description",
        "example",
        "examples",
        "externalDocs",
        "nullable",
        "readOnly",
        "title",
        "writeOnly",
        "xml",
    }
)
"""Keywords that say nothing about which values fit, apart from null."""

COMPOSITION = frozenset({"$ref", "allOf", "anyOf", "oneOf", "discriminator"})
OBJECT = frozenset({"properties", "additionalProperties", "required", "patternProperties"})

_INTEGER_LIMITS = ("minLength", "maxLength", "minItems", "maxItems")
_NUMBERS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_KEYWORDS: dict[str, tuple[str, ...]] = {
    "string": ("format", "minLength", "maxLength", "pattern"),
    "integer": _NUMBERS,
    "number": _NUMBERS,
    "boolean": (),
    "array": ("minItems", "maxItems"),
    "object": (),
    "any": (),
}
_KNOWN = (
    ANNOTATIONS
    | COMPOSITION
    | OBJECT
    | {"type", "enum", "const", "items", "$defs", "definitions"}
    | {each for keywords in _KEYWORDS.values() for each in keywords}
)
_OF_NUMBERS = frozenset({"int32", "int64", "float", "double"})
"""Formats that say how wide a number is, which JSON does not care about."""


def is_meaningful(value: Raw) -> bool:
    """Whether a schema says more than an annotation."""
    return any(each not in ANNOTATIONS and not each.startswith("x-") for each in value)


def inferred_type(value: Raw) -> str:
    """Returns the type of a schema that names none."""
    if OBJECT & value.keys():
        return "object"
    if "items" in value or "prefixItems" in value:
        return "array"
    if {"pattern", "minLength", "maxLength", "format"} & value.keys():
        return "string"
    return "number" if set(_NUMBERS) & value.keys() else "any"


def limits(node: Node, kind: str, losses: Losses) -> Raw:
    """Returns the keywords that narrow a type, in a definition's spelling; notes those that are lost."""
    value: Raw = node.value
    found: Raw = {}
    for name in _KEYWORDS[kind]:
        if name in value and _fits(name, value[name], node, losses):
            found[name] = value[name]
    _old_exclusive(value, found)
    _ordered(found)
    if "pattern" in found and not _is_matched(found):
        message = "No text could be made up that the pattern matches; it is left out."
        losses.add(CONSTRAINT, message, node.get("pattern") or node)
        del found["pattern"]
    for name in value:
        if name not in _KNOWN and not name.startswith("x-"):
            message = f"The keyword '{name}' has no counterpart; the rest of the schema is kept."
            losses.add(CONSTRAINT, message, node.get(name) or node)
    if kind in ("integer", "number") and value.get("format") not in (None, *_OF_NUMBERS):
        message = f"A number has no format '{value['format']}'."
        losses.add(CONSTRAINT, message, node.get("format") or node)
    return found


def _fits(name: str, given: Any, node: Node, losses: Losses) -> bool:
    if name in _NUMBERS:
        good = isinstance(given, int | float) and not isinstance(given, bool)
        good = good and abs(given) < 2**63
        if isinstance(given, bool):
            return False  # the older spelling, read below
    elif name in _INTEGER_LIMITS:
        good = isinstance(given, int) and not isinstance(given, bool) and 0 <= given < 2**63
    elif name == "pattern":
        good = isinstance(given, str) and _compiles(given)
    else:
        good = isinstance(given, str) and bool(given.strip()) and given.isprintable()
        if good and given == "binary":
            return False  # files are recognised where they travel
    if not good:
        message = f"The value of '{name}' means nothing here."
        if name == "pattern":
            message = "The pattern is none that Python reads."
        losses.add(CONSTRAINT, message, node.get(name) or node)
    return good


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return False
    return bool(pattern)


def _is_matched(found: Raw) -> bool:
    """Whether a text is known that fits: every example needs one."""
    least, most = found.get("minLength", 0), found.get("maxLength")
    made = _made(found["pattern"], least, most)
    fits = len(made) >= least and (most is None or len(made) <= most)
    return fits and re.search(found["pattern"], made) is not None


_made = cache(matching)


def _old_exclusive(value: Raw, found: Raw) -> None:
    """Reads `exclusiveMinimum: true` beside `minimum`, as OpenAPI 3.0 writes it."""
    for exclusive, plain in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if value.get(exclusive) is True and plain in found:
            found[exclusive] = found.pop(plain)


def _ordered(found: Raw) -> None:
    """Removes lower limits above upper ones: no value would fit."""
    pairs = (
        ("minimum", "maximum"),
        ("exclusiveMinimum", "exclusiveMaximum"),
        ("minLength", "maxLength"),
        ("minItems", "maxItems"),
    )
    for low, high in pairs:
        if low in found and high in found and found[low] > found[high]:
            del found[low], found[high]


def enumeration(node: Node, kind: object, losses: Losses) -> tuple[Raw | None, bool]:
    """Returns the schema that a list of values makes, None where it makes none, and whether null is among them."""
    listed = node.plain("enum")
    values = list(_distinct(listed)) if is_array(listed) else []
    nullable = any(each is None for each in values)
    values = [each for each in values if each is not None]
    if not values:
        return None, nullable
    if all(isinstance(each, bool) for each in values):
        return ({"const": values[0]} if len(values) == 1 else {"type": "boolean"}), nullable
    if all(isinstance(each, str) for each in values) and kind in (None, "string", "any"):
        return {"type": "string", "enum": values}, nullable
    if kind in (None, "integer", "any") and all(_whole(each) for each in values):
        return {"type": "integer", "enum": [int(each) for each in values]}, nullable
    if kind in ("string", "integer"):
        fitting = [each for each in values if isinstance(each, str) == (kind == "string")]
        if kind == "integer":
            fitting = [int(each) for each in fitting if _whole(each)]
        losses.add(ENUM, f"Values of the enum are of another type than '{kind}'.", node)
        return ({"type": kind, "enum": fitting} if fitting else None), nullable
    losses.add(ENUM, "The enum holds other values than strings or integers.", node)
    return None, nullable


def _whole(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return value == int(value) and abs(value) < 2**63


def _distinct(values: list[Any]) -> Iterator[Any]:
    seen: set[tuple[str, str]] = set()
    for each in values:
        key = (type(each).__name__, str(each))
        if key not in seen:
            seen.add(key)
            yield each
