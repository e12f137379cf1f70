"""Defaults, examples and values of sections, against the types they are values of."""

from collections.abc import Iterator
from typing import Any

from generator.check.rules import SCHEMA_VALUE, SECTION
from generator.definition import Block, FunctionDefinition
from generator.findings import Pointer, Report, Rule
from generator.findings.words import did_you_mean
from generator.model.fit import Fitter
from generator.model.integration import Function, Integration
from generator.model.types import ABSENT, IntegerType, ObjectType, StringType, Type


def check_function_values(
    integration: Integration, function: Function, definition: FunctionDefinition, report: Report
) -> None:
    """Reports defaults, examples and section values that do not fit."""
    fitter = Fitter(integration.types, input=True)
    for parameter in function.parameters:
        at = ("parameters", parameter.name)
        if parameter.default is not ABSENT:
            _fit(fitter, parameter.type, parameter.default, report, SCHEMA_VALUE, (*at, "default"))
        for position, value in enumerate(parameter.examples):
            _fit(fitter, parameter.type, value, report, SCHEMA_VALUE, (*at, "examples", position))
    for position, section in enumerate(definition.sections):
        for index, block in enumerate(section.blocks):
            _check_block(
                integration, function, block, report, ("sections", position, "blocks", index)
            )


def check_type_values(integration: Integration, report: Report) -> None:
    """Reports defaults and examples of fields of shared types that do not fit."""
    for name, named in integration.types.items():
        if not isinstance(named.body, ObjectType):
            continue
        fitter = Fitter(integration.types, input=named.input)
        for field in named.body.fields:
            at = (name, "properties", field.name)
            if field.default is not ABSENT:
                _fit(fitter, field.type, field.default, report, SCHEMA_VALUE, (*at, "default"))
            for position, value in enumerate(field.examples):
                _fit(fitter, field.type, value, report, SCHEMA_VALUE, (*at, "examples", position))


def _fit(fitter: Fitter, type_: Type, value: Any, report: Report, rule: Rule, at: Pointer) -> None:
    for misfit in fitter.misfits(type_, value):
        name = next(str(each) for each in reversed(at) if isinstance(each, str))
        where = "".join(
            f"[{each}]" if isinstance(each, int) else f".{each}" for each in misfit.pointer
        )
        text = f"'{name}{where}' {misfit.message}"
        report.add(rule, text if text.endswith("?") else f"{text}.", *at, *misfit.pointer)


def _check_block(
    integration: Integration, function: Function, block: Block, report: Report, at: Pointer
) -> None:
    given = {"text", "value", "terms"} & block.model_fields_set
    if len(given) != 1:
        report.add(SECTION, "A block is exactly one of 'text', 'value' and 'terms'.", *at)
    if block.of is not None:
        _check_of(integration, function, block, block.of, report, at)
    if block.terms is not None:
        _check_terms(integration, block.terms, report, (*at, "terms"))


def _check_of(
    integration: Integration,
    function: Function,
    block: Block,
    name: str,
    report: Report,
    at: Pointer,
) -> None:
    parameter = function.parameter(name)
    if "value" not in block.model_fields_set:
        report.add(SECTION, "'of' belongs to a 'value'.", *at, "of")
    elif parameter is None:
        hint = did_you_mean(name, [each.name for each in function.parameters])
        report.add(SECTION, f"There is no parameter '{name}'.{hint}", *at, "of")
    else:
        fitter = Fitter(integration.types, input=True)
        _fit(fitter, parameter.type, block.value, report, SECTION, (*at, "value"))


def _check_terms(integration: Integration, reference: str, report: Report, at: Pointer) -> None:
    name = reference.removeprefix("#/types/")
    named = integration.types.get(name) if name != reference else None
    body = named.body if named else None
    enum = body.enum if isinstance(body, StringType | IntegerType) else None
    if enum is None or not enum.descriptions:
        message = (
            f"'{reference}' is no shared enum with 'enum_descriptions', such as '#/types/Role'."
        )
        report.add(SECTION, message, *at)


def misfits(integration: Integration, type_: Type, value: Any) -> Iterator[str]:
    """Yields what is wrong with a result."""
    for misfit in Fitter(integration.types, input=False).misfits(type_, value):
        where = "".join(
            f"[{each}]" if isinstance(each, int) else f".{each}" for each in misfit.pointer
        )
        yield f"'result{where}' {misfit.message}"
