"""`docs [PAGE]`: what agents read about an integration, a group of its functions or one function."""

from __future__ import annotations

import argparse
from typing import Final

from .screen import show_json, tell

SUMMARY: Final = (
    "Read the page of an integration, a group or a function; without a name, the list of all pages."
)


def add(parser: argparse.ArgumentParser) -> None:
    """Describes the arguments."""
    parser.add_argument(
        "page", metavar="PAGE", nargs="?", help="such as groq, groq.list_files or github.issues"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> int:
    """Prints the page."""
    if arguments.page is None:
        from ..resources import find

        text = (find("docs") / "llms.txt").read_text(encoding="utf-8")
    else:
        from .. import docs

        text = docs.read(arguments.page)
    if arguments.json:
        show_json({"page": arguments.page, "text": text})
    else:
        tell(text.removesuffix("\n"))
    return 0
