"""Which functions there are, and which one shows that an account works."""

from collections import Counter

from generator.check.rules import EXAMPLE_ACCOUNT, FUNCTION_ORDER, VERIFY_FUNCTION
from generator.definition import IntegrationDefinition
from generator.findings import Report
from generator.findings.words import did_you_mean
from generator.load.integration import LoadedIntegration


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
    if name not in loaded.function_files:
        hint = did_you_mean(name, loaded.function_files)
        report.add(VERIFY_FUNCTION, f"There is no function '{name}'.{hint}", "verify")
        return
    if name not in loaded.functions:
        return
    function = loaded.functions[name].definition
    required = [each for each, parameter in function.parameters.items() if parameter.required]
    if function.operation != "read":
        report.add(VERIFY_FUNCTION, f"'{name}' is a write; a read is needed.", "verify")
    elif required:
        report.add(
            VERIFY_FUNCTION,
            f"'{name}' requires '{required[0]}'; it is called without arguments.",
            "verify",
        )
    elif function.http is None:
        report.add(VERIFY_FUNCTION, f"'{name}' has no endpoint to call.", "verify")
