"""`schema FUNCTION`: the JSON Schemas of what a function takes and returns, or the function as a tool of language models."""

from __future__ import annotations

import argparse
from typing import Final

from .screen import show_json

SUMMARY: Final = (
    "Print the JSON Schemas of a function's parameters and result, or it as a tool of language models."
)


def add(parser: argparse.ArgumentParser) -> None:
    """Describes the arguments."""
    from ..docs.tools import SHAPES

    parser.add_argument(
        "function",
        metavar="FUNCTION",
        help="such as groq.list_files; with --format also an integration: groq",
    )
    parser.add_argument(
        "--format", choices=SHAPES, help="as a tool, in the shape that one of these takes"
    )
    parser.add_argument("--json", action="store_true", help="as without it: the output is JSON")


def run(arguments: argparse.Namespace) -> int:
    """Prints the schemas."""
    if arguments.format is not None:
        from ..docs.tools import tools

        show_json(tools(arguments.function, arguments.format))
        return 0
    from ..docs.schemas import schema

    show_json(schema(arguments.function))
    return 0
