"""Translates types into annotations with datamodel-code-generator, which is asked only once about types that are alike.

Each call of it costs milliseconds, and most fields of most vendors are like others.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.model.types import ObjectType, RefType
from generator.targets.python.types import answers
from generator.targets.python.types.answers import Answer
from generator.targets.python.types.generated import Generated, TranslationError, generated
from generator.targets.python.types.requests import Request, Schema, Sheet, field_code

_FIELDS = "T0000"
"""The neutral name of the object whose fields are asked about."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A translated type: syntax, and the names of the types that neutral names in it stand for."""

    node: ast.expr
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Declaration:
    """A translated named type: the annotations of an object's fields in order, or what an alias stands for."""

    fields: tuple[Annotation, ...] = ()
    alias: Annotation | None = None


def translate(request: Request, names: Iterable[str] | None = None) -> dict[str, Declaration]:
    """Returns the translation of the types of a request, or of some of them, by name; raises `TranslationError`."""
    sheets = {
        name: tuple(_sheets(request, name)) for name in (request.types if names is None else names)
    }
    keys = {each.key: each for every in sheets.values() for each in every}
    unknown = {key: sheet for key, sheet in keys.items() if key not in answers.ANSWERS}
    if unknown:
        answers.ANSWERS.learn(dict(_asked(request, unknown)))
    return {name: _declaration(request, name, every) for name, every in sheets.items()}


def _sheets(request: Request, name: str) -> Iterator[Sheet]:
    body = request.types[name].body
    if isinstance(body, ObjectType):
        for field in body.fields:
            yield request.sheet(field.type, "required" if field.required else "optional")
    else:
        yield request.sheet(RefType(name), "alias")


def _asked(request: Request, unknown: Mapping[str, Sheet]) -> Iterator[tuple[str, Answer]]:
    """Asks about all sheets at once: in one object with a field for each, or by the definition of the alias."""
    numbered = {key: sheet.numbered(place) for place, (key, sheet) in enumerate(unknown.items())}
    fields = {key: sheet for key, sheet in numbered.items() if sheet.place != "alias"}
    codes = {key: field_code(place) for place, key in enumerate(fields)}
    definitions: Schema = {
        _FIELDS: {
            "type": "object",
            "properties": {codes[key]: sheet.schema for key, sheet in fields.items()},
            "required": [codes[key] for key, each in fields.items() if each.place == "required"],
        }
    }
    for sheet in numbered.values():
        definitions |= sheet.definitions
    found = generated(definitions, results=request.results)
    if len(found[_FIELDS].fields) != len(fields):
        raise TranslationError("the model generator left out or added fields")
    nodes = dict(zip(fields, found[_FIELDS].fields, strict=True))
    for key, sheet in numbered.items():
        every = tuple(sheet.codes.values())
        yield key, Answer(nodes[key] if key in nodes else _meaning(found[every[0]]), every)


def _meaning(alias: Generated) -> ast.expr:
    if alias.alias is None:
        raise TranslationError("the model generator made an object of an alias")
    return alias.alias


def _declaration(request: Request, name: str, sheets: tuple[Sheet, ...]) -> Declaration:
    annotations = tuple(map(_annotation, sheets))
    if isinstance(request.types[name].body, ObjectType):
        return Declaration(fields=annotations)
    return Declaration(alias=annotations[0])


def _annotation(sheet: Sheet) -> Annotation:
    answer = answers.ANSWERS[sheet.key]
    return Annotation(answer.node, dict(zip(answer.codes, sheet.codes, strict=True)))
