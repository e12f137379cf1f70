"""`search WORDS`: the functions that fit some words best."""

from __future__ import annotations

import argparse
from typing import Final

from .listing import in_short
from .screen import FAILED, complain, show_json, table

SUMMARY: Final = "Find functions by words; misspelt ones are understood."

_DEFAULT: Final = 10


def add(parser: argparse.ArgumentParser) -> None:
    """Describes the arguments."""
    parser.add_argument("words", metavar="WORDS", nargs="+", help="such as: upload file")
    parser.add_argument(
        "--limit", type=_count, default=_DEFAULT, metavar="N", help="how many (%(default)s)"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> int:
    """Prints what was found, best first; status 1 where nothing was."""
    from .. import docs

    words = " ".join(arguments.words)
    found = docs.search(words, arguments.limit)
    if arguments.json:
        show_json([in_short(each) for each in found])
    elif found:
        table(("FUNCTION", "SUMMARY"), [(each.full_name, each.summary) for each in found])
    else:
        complain("error", f"No function fits: {words}")
    return 0 if found else FAILED


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"must be an integer from 1, not {text}")
    return int(text)
