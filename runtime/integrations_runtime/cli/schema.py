"""`schema FUNCTION`: the JSON Schemas of what a function takes and returns."""

from __future__ import annotations

import argparse
from typing import Final

from .screen import show_json

SUMMARY: Final = "Print the JSON Schemas of a function's parameters and result."


def add(parser: argparse.ArgumentParser) -> None:
    """Describes the arguments."""
    parser.add_argument("function", metavar="FUNCTION", help="such as groq.list_files")
    parser.add_argument("--json", action="store_true", help="as without it: the output is JSON")


def run(arguments: argparse.Namespace) -> int:
    """Prints the schemas."""
    from ..docs.schemas import schema

    show_json(schema(arguments.function))
    return 0
