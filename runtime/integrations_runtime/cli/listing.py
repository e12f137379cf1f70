"""`list [INTEGRATION]`: the integrations, or the functions of one or of a group of them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Final

from .screen import show_json, table

if TYPE_CHECKING:
    from ..docs import FunctionDoc, IntegrationDoc

SUMMARY: Final = "List the integrations, or the functions of one or of a group of them."


def add(parser: argparse.ArgumentParser) -> None:
    """Describes the arguments."""
    parser.add_argument(
        "integration",
        metavar="INTEGRATION",
        nargs="?",
        help="such as groq, or github.issues for a group",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> int:
    """Prints the list."""
    from ..docs.catalogue import installed

    if arguments.integration is None:
        _integrations(installed().all(), as_json=arguments.json)
    else:
        found, group = installed().chosen(arguments.integration)
        functions = found.of_group(group) if group else list(found.functions.values())
        _functions(functions, as_json=arguments.json)
    return 0


def _integrations(integrations: list[IntegrationDoc], *, as_json: bool) -> None:
    if as_json:
        keys = ("name", "title", "category", "summary")
        show_json(
            [
                {**{key: getattr(each, key) for key in keys}, "functions": len(each.functions)}
                for each in integrations
            ]
        )
        return
    table(
        ("INTEGRATION", "FUNCTIONS", "CATEGORY", "SUMMARY"),
        [
            (each.name, str(len(each.functions)), each.category, each.summary)
            for each in integrations
        ],
    )


def _functions(functions: list[FunctionDoc], *, as_json: bool) -> None:
    if as_json:
        show_json([in_short(each) for each in functions])
        return
    table(
        ("FUNCTION", "OPERATION", "SUMMARY"),
        [(each.full_name, _operation(each), each.summary) for each in functions],
    )


def _operation(function: FunctionDoc) -> str:
    return f"{function.operation}, no HTTP binding" if function.unbound else function.operation


def in_short(function: FunctionDoc) -> dict[str, str | bool]:
    """What lists say of a function in JSON."""
    return {
        "function": function.full_name,
        "title": function.title,
        "operation": function.operation,
        "signature": function.signature,
        "summary": function.summary,
        **({"group": function.group} if function.group else {}),
        **({"unbound": True} if function.unbound else {}),
    }
