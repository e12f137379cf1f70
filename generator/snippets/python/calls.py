"""`call` and `multi_account`: whole scripts that can be pasted and run."""

from collections.abc import Mapping
from typing import Any

from generator.languages.python import literal, parameter_name, string, width_of
from generator.model.integration import Example, Integration
from generator.snippets.python.show import Renderer, local_name, uses_result

WIDTH = 88
"""Columns of code on a page."""


def call(integration: Integration, example: Example, *, width: int = WIDTH) -> str:
    """Returns the script of an example: import, client, call, and what is printed of the result."""
    client = local_name(integration.name)
    target = "result = " if uses_result(example.show) else ""
    head = f"{target}{client}.{parameter_name(example.function)}"
    lines = [
        *_opening(integration),
        f"{client} = {integration.class_name}()",
        _invocation(head, example.arguments, width),
        *Renderer(integration, width).statements(example.show),
    ]
    return "\n".join(lines) + "\n"


def multi_account(integration: Integration) -> str:
    """Returns the script that makes the `verify` call as the default account and as each example account."""
    variables: dict[str | None, str] = {None: local_name(integration.name)}
    for account in integration.example_accounts:
        variable = local_name(account)
        variables[account] = f"{variable}_account" if variable in variables.values() else variable
    made = [
        f"{variable} = {integration.class_name}({f'account={string(account)}' if account else ''})"
        for account, variable in variables.items()
    ]
    method = parameter_name(integration.verify)
    calls = [f"{variable}.{method}()" for variable in variables.values()]
    return "\n".join([*_opening(integration), *made, "", *calls]) + "\n"


def _opening(integration: Integration) -> list[str]:
    return [f"from integrations.{integration.name} import {integration.class_name}", ""]


def _invocation(head: str, arguments: Mapping[str, Any], width: int) -> str:
    names = {name: f"{parameter_name(name)}=" for name in arguments}
    flat = ", ".join(names[name] + literal(value, width=10**9) for name, value in arguments.items())
    if width_of(head) + width_of(flat) + 2 <= width:
        return f"{head}({flat})"
    lines = [
        f"    {names[name]}{literal(value, width=width, indent=4, before=len(names[name]), after=1)},"
        for name, value in arguments.items()
    ]
    return "\n".join([f"{head}(", *lines, ")"])
