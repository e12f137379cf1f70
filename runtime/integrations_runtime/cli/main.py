"""The program `integrations` (`python -m integrations` is the same): reads the arguments and runs a command.

A command is a module beside this one with its `NAME`, a `SUMMARY`, `add`, which describes its arguments, and `run`, which
returns the exit status: 0 on success, 2 on errors of usage. What a command needs is imported when it runs.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from .. import __version__
from . import serve_mock

_COMMANDS = (serve_mock,)

USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program, with the process's own arguments unless others are given. Returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="integrations", description="Typed clients, from the command line."
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in _COMMANDS:
        parser_of = commands.add_parser(
            command.NAME, help=command.SUMMARY, description=command.SUMMARY
        )
        command.add(parser_of)
        parser_of.set_defaults(run=command.run)
    parsed = parser.parse_args(arguments)

    from ..errors import ConfigurationError

    try:
        status: int = parsed.run(parsed)
    except ConfigurationError as error:
        print(f"error: {error}", file=sys.stderr)
        return USAGE
    return status
