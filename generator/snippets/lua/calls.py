"""`call` and `multi_account`: whole scripts that can be pasted and run."""

from collections.abc import Mapping
from typing import Any

from generator.languages.lua import index, literal
from generator.model.integration import Example, Function, Integration
from generator.snippets.files import spelt_out
from generator.snippets.lua.show import statements, uses_result

WIDTH = 88
"""Bytes of a line of code on a page."""


def call(integration: Integration, example: Example, *, width: int = WIDTH) -> str:
    """Returns the script of an example: the call, and what is printed of the result.

    A derived example uses the full name of the tool, so that pages show both spellings.
    """
    function = integration.function(example.function)
    name = function.full_name if example.kind == "derived" else function.name
    binding = "local result = " if uses_result(example.show) else _unshown(function)
    head = f"{binding}{namespace(integration)}{index(name)}"
    shown = statements(example.show, width)
    lines = [
        _invocation(head, function, example.arguments, width),
        *(["", *shown] if shown else []),
    ]
    return "\n".join(lines) + "\n"


def multi_account(integration: Integration) -> str:
    """Returns the script that makes the sample call as the default account, by each of its names, and as others."""
    function, arguments = integration.sample
    base = namespace(integration)

    def called(account: str) -> str:
        return _invocation(f"{base}{account}{index(function.name)}", function, arguments, WIDTH)

    lines = [
        "-- The default account",
        called(""),
        "",
        "-- The default account, by its name",
        called(".default"),
        "",
        "-- Other accounts, by theirs",
        *(called(index(name)) for name in integration.example_accounts),
    ]
    return "\n".join(lines) + "\n"


def namespace(integration: Integration) -> str:
    """Returns the expression of an integration."""
    return f"app.integrations{index(integration.name)}"


def _unshown(function: Function) -> str:
    """The binding of a result that the script shows nothing of: of bytes it shows at least where they come."""
    return "local content = " if function.answers_bytes else ""


def _invocation(head: str, function: Function, arguments: Mapping[str, Any], width: int) -> str:
    taken = len(head.encode()) + len("()")
    return f"{head}({literal(spelt_out(function, arguments), width, taken=taken)})"
