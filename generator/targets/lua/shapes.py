"""The view of a types file: the classes and aliases of an integration."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.languages.lua import description, index, key, literal, note
from generator.model.integration import Function, Group, Integration, Parameter
from generator.model.types import ABSENT, Enum, Field, NamedType, NullableType, ObjectType, Type
from generator.pages.sharing import types_of
from generator.targets.lua.annotations import (
    Annotator,
    enum_lines,
    spell_event,
    spell_item,
    spell_result,
)
from generator.targets.lua.limits import limits
from generator.targets.lua.names import (
    account_name,
    member_name,
    namespace_name,
    params_name,
    stream_name,
    type_name,
)

WIDTH = 100


@dataclass(frozen=True, slots=True)
class Shape:
    """A class or an alias: the lines of its annotation, which the template writes one below the other."""

    lines: tuple[str, ...]


def types_view(integration: Integration) -> dict[str, object]:
    """Returns what `types.lua.jinja` shows of an integration: where its groups have files of their own, what several need."""
    shapes = [_namespace(integration)]
    if integration.is_split:
        return _view(integration, shapes, integration.ungrouped, None)
    shapes += [*_all_params(integration, integration.functions)]
    shapes += [shape for each in integration.types.values() for shape in _named(integration, each)]
    return {"name": integration.name, "shapes": shapes}


def group_types_view(integration: Integration, group: Group) -> dict[str, object]:
    """Returns what the template shows of one group: what its functions take, and the types that no other group needs."""
    return _view(integration, [], group.functions, group.name)


def _view(
    integration: Integration, first: list[Shape], functions: Iterable[Function], group: str | None
) -> dict[str, object]:
    types = types_of(integration, group).values()
    named = [shape for each in types for shape in _named(integration, each)]
    return {
        "name": integration.name,
        "shapes": [*first, *_all_params(integration, functions), *named],
    }


def _all_params(integration: Integration, functions: Iterable[Function]) -> Iterator[Shape]:
    for each in functions:
        yield from _params(integration, each)


def _namespace(integration: Integration) -> Shape:
    account = account_name(integration.name)
    return Shape(
        (
            *description(f"{integration.title}: {integration.summary}", WIDTH),
            f"---@class {namespace_name(integration.name)}: {account}",
            f"---@field default {account}",
            *(f"---@field {key(each)} {account}" for each in integration.example_accounts),
            f"---@field [app.AccountName] {account}",
        )
    )


def _params(integration: Integration, function: Function) -> Iterator[Shape]:
    results = Annotator(integration.name, is_input=False)
    for spell in (spell_result, spell_item, spell_event):
        spell(results, function)  # its enum, if it is one, needs an alias
    yield from _aliases(results)
    annotator = Annotator(integration.name, is_input=True)
    name = params_name(integration.name, function.name)
    fields = [_parameter(annotator, name, each) for each in function.parameters]
    call = f"app.integrations{index(integration.name)}{index(function.name)}"
    yield from _aliases(annotator)
    if not fields:
        return
    yield Shape(
        (
            *description(f"What `{call}` takes.", WIDTH),
            f"---@class (exact) {name}",
            *fields,
            "---@field [string] app.NoSuchParameter",
        )
    )
    if function.streaming is not None:
        yield Shape(
            (
                *description(f"What `{call}` takes where it streams.", WIDTH),
                f"---@class (exact) {stream_name(integration.name, function.name)}: {name}",
                f"---@field {key(function.streaming.parameter)} true",
            )
        )


def _named(integration: Integration, named: NamedType) -> Iterator[Shape]:
    if not (named.input or named.result):
        return
    name = type_name(integration.name, named.name)
    about = description(named.description or "", WIDTH)
    annotator = Annotator(integration.name, named.input)
    if isinstance(named.body, ObjectType):
        closed = named.input and not named.output
        fields = [_field(annotator, name, each, named.input) for each in named.body.fields]
        yield from _aliases(annotator)
        yield Shape(
            (
                *about,
                f"---@class {'(exact) ' if closed else ''}{name}",
                *fields,
                *(["---@field [string] app.NoSuchParameter"] if closed else []),
            )
        )
        return
    expression = annotator.spell(named.body, name)
    if expression == name:  # an enum is its own alias
        yield _alias(name, annotator.aliases[name], about)
        return
    yield from _aliases(annotator)
    yield Shape((*about, f"---@alias {name} {expression}"))


def _aliases(annotator: Annotator) -> Iterator[Shape]:
    for name, enum in annotator.aliases.items():
        yield _alias(name, enum)


def _alias(name: str, enum: Enum, about: Iterable[str] = ()) -> Shape:
    notes = {value: note(text) for value, text in enum.descriptions.items()}
    return Shape((*about, f"---@alias {name}", *enum_lines(enum, notes)))


def _parameter(annotator: Annotator, owner: str, parameter: Parameter) -> str:
    if parameter.streaming_switch:
        expression = "false"
    else:
        expression = annotator.spell(parameter.type, member_name(owner, parameter.name))
    texts = [parameter.description, *_facts(parameter.type, parameter.default)]
    if parameter.deprecated:
        texts.append(f"Deprecated: {parameter.deprecated}")
    return _line(parameter.name, parameter.required, expression, texts)


def _field(annotator: Annotator, owner: str, field: Field, is_input: bool) -> str:
    type_, required = field.type, field.required
    if isinstance(type_, NullableType) and not is_input:
        type_, required = type_.inner, False  # null in an object is nil
    expression = annotator.spell(type_, member_name(owner, field.name))
    texts = [field.description, *(_facts(field.type, field.default) if is_input else [])]
    if field.deprecated:
        texts.append(f"Deprecated: {field.deprecated}")
    return _line(field.name, required, expression, texts)


def _line(name: str, required: bool, expression: str, texts: Iterable[str | None]) -> str:
    mark = "" if required else "?"
    return f"---@field {key(name)}{mark} {expression}{note(' '.join(filter(None, texts)))}"


def _facts(type_: Type, default: Any) -> list[str]:
    facts = [f"Default: {literal(default, width=10**9)}."] if default is not ABSENT else []
    return [*facts, *limits(type_)]
