"""`call` and `multi_account`: whole scripts that can be pasted and run."""

from collections.abc import Mapping
from typing import Any

from generator.languages.lua import index, literal
from generator.model.integration import Example, Integration
from generator.snippets.lua.show import statements, uses_result

WIDTH = 88
"""Bytes of a line of code on a page."""


def call(integration: Integration, example: Example, *, width: int = WIDTH) -> str:
    """Returns the script of an example: the call, and what is printed of the result.

    A derived example uses the full name of the tool, so that pages show both spellings.
    """
    function = integration.function(example.function)
    name = function.full_name if example.kind == "derived" else function.name
    binding = "local result = " if uses_result(example.show) else ""
    head = f"{binding}{namespace(integration)}{index(name)}"
    shown = statements(example.show, width)
    lines = [_invocation(head, example.arguments, width), *(["", *shown] if shown else [])]
    return "\n".join(lines) + "\n"


def multi_account(integration: Integration) -> str:
    """Returns the script that makes the `verify` call as the default account, by each of its names, and as others."""
    function = f"{index(integration.verify)}({{}})"
    base = namespace(integration)
    accounts = [f"{base}{index(name)}{function}" for name in integration.example_accounts]
    lines = [
        "-- The default account",
        f"{base}{function}",
        "",
        "-- The default account, by its name",
        f"{base}.default{function}",
        "",
        "-- Other accounts, by theirs",
        *accounts,
    ]
    return "\n".join(lines) + "\n"


def namespace(integration: Integration) -> str:
    """Returns the expression of an integration."""
    return f"app.integrations{index(integration.name)}"


def _invocation(head: str, arguments: Mapping[str, Any], width: int) -> str:
    taken = len(head.encode()) + len("()")
    return f"{head}({literal(arguments, width, taken=taken)})"
