"""Which functions there are, and which one shows that an account works."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from generator.check.rules import EXAMPLE_ACCOUNT, FUNCTION_ORDER, VERIFY_FUNCTION
from generator.definition import FunctionDefinition, IntegrationDefinition
from generator.findings import Report
from generator.findings.words import did_you_mean, either
from generator.load.integration import LoadedIntegration
from generator.model.fit import Fitter
from generator.model.integration import Integration
from generator.resolve.examples import report_misfits


def check_order(
    loaded: LoadedIntegration, definition: IntegrationDefinition, report: Report
) -> None:
    """Reports functions that are listed or filed, but not both, and accounts of the docs that could not be."""
    files = set(loaded.function_files)
    counts = Counter(definition.functions)
    for position, name in enumerate(definition.functions):
        at = ("functions", position)
        if name not in files:
            hint = did_you_mean(name, files - set(counts)) or f" functions/{name}.json is missing."
            report.add(FUNCTION_ORDER, f"'{name}' has no file.{hint}", *at)
        elif definition.functions.index(name) != position:
            report.add(FUNCTION_ORDER, f"'{name}' is listed twice.", *at)
    for name in sorted(files - set(counts)):
        report.add(FUNCTION_ORDER, f"functions/{name}.json is not listed here.", "functions")
    for position, account in enumerate(definition.example_accounts):
        problem = _account_problem(definition, position, account)
        if problem:
            report.add(EXAMPLE_ACCOUNT, f"'{account}' {problem}.", "example_accounts", position)


def _account_problem(definition: IntegrationDefinition, position: int, account: str) -> str | None:
    if account == "default":
        return "is the account without a name; examples show named ones"
    if account in definition.functions:
        return "is a function, and in Lua both stand at the same place"
    if definition.example_accounts.index(account) != position:
        return "is listed twice"
    return None


def check_verify(
    loaded: LoadedIntegration, definition: IntegrationDefinition, report: Report
) -> None:
    """Reports a `verify` that cannot show whether credentials work."""
    name = definition.verify
    if name is None:
        if definition.verify_arguments is not None:
            message = "'verify_arguments' are those of 'verify', which is missing."
            report.add_key(VERIFY_FUNCTION, message, "verify_arguments")
            return
        functions = loaded.functions.values()
        reads = [each.name for each in functions if _verifies(each.definition)]
        if reads:
            message = f"'verify' is missing: '{reads[0]}' is a read with an endpoint and without required parameters."
            report.add(VERIFY_FUNCTION, message)
        return
    if name not in loaded.function_files:
        hint = did_you_mean(name, loaded.function_files)
        report.add(VERIFY_FUNCTION, f"There is no function '{name}'.{hint}", "verify")
        return
    if name not in loaded.functions:
        return
    function = loaded.functions[name].definition
    if function.operation != "read":
        report.add(VERIFY_FUNCTION, f"'{name}' is a write; a read is needed.", "verify")
    elif function.http is None:
        report.add(VERIFY_FUNCTION, f"'{name}' has no endpoint to call.", "verify")
    else:
        _check_names(name, function, definition.verify_arguments or {}, report)


def _check_names(
    name: str, function: FunctionDefinition, arguments: Mapping[str, Any], report: Report
) -> None:
    missing = [
        f"'{each}'"
        for each, parameter in function.parameters.items()
        if parameter.required and each not in arguments
    ]
    if missing:
        which = "it" if len(missing) == 1 else "them"
        message = f"'{name}' requires {either(missing, 'and')}: give {which} in 'verify_arguments'."
        report.add(VERIFY_FUNCTION, message, "verify")
    for each in arguments:
        if each not in function.parameters:
            hint = did_you_mean(each, function.parameters)
            message = f"'{each}' is no parameter of '{name}'.{hint}"
            report.add_key(VERIFY_FUNCTION, message, "verify_arguments", each)


def check_verify_arguments(integration: Integration, report: Report) -> None:
    """Reports arguments of `verify` that its parameters do not take."""
    function = next(
        (each for each in integration.functions if each.name == integration.verify), None
    )
    if function is None:
        return
    fitter = Fitter(integration.types, input=True)
    for name, value in integration.verify_arguments.items():
        parameter = function.parameter(name)
        if parameter is not None:
            misfits = fitter.misfits(parameter.type, value, (name,))
            report_misfits(report, VERIFY_FUNCTION, misfits, ("verify_arguments",))


def _verifies(function: FunctionDefinition) -> bool:
    required = any(each.required for each in function.parameters.values())
    return function.operation == "read" and function.http is not None and not required
