"""The check stage: definitions against each other. Each module looks at one topic; the rules stand in `rules`."""

from generator.check.account import check_account
from generator.check.answers import check_answers, check_examples_of_answers, check_expressions
from generator.check.catalogue import Claim, check_catalogue, claim
from generator.check.endpoint import check_endpoint
from generator.check.facts import check_facts
from generator.check.names import (
    Names,
    check_function_name,
    check_group_name,
    check_iterator_name,
    check_parameter_names,
    check_type_names,
)
from generator.check.order import check_order, check_verify, check_verify_arguments
from generator.check.parameters import check_parameters
from generator.check.schemas import check_schema
from generator.check.template import check_template
from generator.check.text import check_texts
from generator.check.values import check_function_values, check_type_values
from generator.check.walk import function_schemas, shared_schemas
from generator.findings import Finding, Report
from generator.load.integration import LoadedFunction, LoadedIntegration
from generator.model.integration import Function, Integration

__all__ = ["Claim", "check_catalogue", "check_integration", "claim"]


def check_integration(loaded: LoadedIntegration, integration: Integration | None) -> list[Finding]:
    """Returns findings about one integration.

    What needs resolved types is checked only where `integration` is given, that is, where nothing else was found.
    """
    own, shared = Report(loaded.definition_path), Report(loaded.types_path)
    _check_own(loaded, own)
    if integration is not None:
        check_verify_arguments(integration, own)
    _check_shared(loaded, integration, shared)
    findings = [*own.findings, *shared.findings]
    names = Names.of({name: each.definition for name, each in loaded.functions.items()})
    resolved = {each.name: each for each in integration.functions} if integration else {}
    for function in loaded.functions.values():
        report = Report(function.path)
        _check_function(loaded, function, names, report)
        if integration is not None:
            _check_resolved(integration, resolved[function.name], function, report)
        findings.extend(report.findings)
    return findings


def _check_own(loaded: LoadedIntegration, report: Report) -> None:
    if loaded.definition is None:
        return
    check_order(loaded, loaded.definition, report)
    check_verify(loaded, loaded.definition, report)
    check_account(loaded, loaded.definition, report)
    check_expressions(loaded.definition, report)
    check_texts(loaded.raw, report)


def _check_shared(
    loaded: LoadedIntegration, integration: Integration | None, report: Report
) -> None:
    check_type_names(loaded, report)
    for schema, at in shared_schemas(loaded.types or {}):
        check_schema(schema, report, at)
    check_texts(loaded.raw_types, report)
    if integration is not None:
        check_type_values(integration, report)


def _check_function(
    loaded: LoadedIntegration, function: LoadedFunction, names: Names, report: Report
) -> None:
    definition = function.definition
    check_function_name(loaded.name, loaded.definition, function.name, report)
    check_group_name(function.name, definition.group, names, report)
    check_parameter_names(definition, report)
    if definition.pagination is not None:
        check_iterator_name(function.name, names, report)
    check_parameters(definition, report)
    check_endpoint(definition, report)
    check_template(definition, report)
    for schema, at in function_schemas(definition):
        check_schema(schema, report, at)
    check_answers(definition, report)
    check_facts(loaded, definition, report)
    check_texts(function.raw, report)


def _check_resolved(
    integration: Integration, resolved: Function, function: LoadedFunction, report: Report
) -> None:
    check_function_values(integration, resolved, function.definition, report)
    check_examples_of_answers(integration, resolved, function.definition, report)
