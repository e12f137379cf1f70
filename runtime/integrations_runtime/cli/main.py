"""The program `integrations` (`python -m integrations` is the same): reads the arguments and runs a command.

A command is a module beside this one with a `SUMMARY`, `add`, which describes its arguments, and `run`, which returns the exit
status: 0 on success, 1 where what was asked for went wrong, 2 on errors of usage. It is loaded when it is asked for, and what
it needs when it runs.
"""

from __future__ import annotations

import argparse
import os
import sys
import warnings
from collections.abc import Sequence
from importlib import import_module
from typing import Final, TextIO

from .. import __version__
from .screen import FAILED, USAGE, complain

COMMANDS: Final = {
    "list": "listing",
    "search": "searching",
    "docs": "reading",
    "schema": "schema",
    "call": "calling.command",
    "lua": "lua.command",
    "configure": "configure",
    "doctor": "doctor",
    "serve-mock": "serve_mock",
    "completion": "completion",
}
"""The module of each command, in the order of the help."""

_INTERRUPTED: Final = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program, with the process's own arguments unless others are given. Returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")
    warnings.showwarning = _warn
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:  # whoever reads has seen enough
        _forget_output()
        return 0


def parser(first: str | None = None) -> argparse.ArgumentParser:
    """What the program understands; where the first argument is a command, only that one is loaded."""
    whole = argparse.ArgumentParser(
        prog="integrations", description="Typed clients, from the command line."
    )
    whole.add_argument("--version", action="version", version=__version__)
    whole.set_defaults(commands=COMMANDS)
    commands = whole.add_subparsers(metavar="COMMAND", required=True)
    for name in (first,) if first in COMMANDS else COMMANDS:
        command = import_module(f".{COMMANDS[name]}", __package__)
        parser_of = commands.add_parser(name, help=command.SUMMARY, description=command.SUMMARY)
        command.add(parser_of)
        parser_of.set_defaults(run=command.run)
    return whole


def _run(arguments: Sequence[str] | None) -> int:
    from ..errors import ArgumentError, ConfigurationError, IntegrationError

    try:
        given = list(sys.argv[1:] if arguments is None else arguments)
        first = given[0] if given else None
        if first is not None and first not in COMMANDS and not first.startswith("-"):
            raise ArgumentError(_unknown(first))
        parsed = parser(first).parse_args(given)
        parsed.given = given
        status: int = parsed.run(parsed)
        sys.stdout.flush()
    except (ArgumentError, ConfigurationError) as error:
        complain("error", str(error))
        return USAGE
    except IntegrationError as error:
        complain("error", str(error))
        return FAILED
    except BrokenPipeError:
        raise
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        complain("error", f"{error.strerror or error}{where}")
        _forget_output()
        return FAILED
    except Exception as error:  # a fault of ours is told in one line, too
        from ..redaction import redact_all

        complain("error", redact_all(f"internal error: {type(error).__name__}: {error}"))
        return FAILED
    return status


def _unknown(command: str) -> str:
    from ..suggest import nearest

    close = nearest(command, COMMANDS)
    hint = f"Did you mean: {close[0]}?" if close else f"The commands are: {', '.join(COMMANDS)}."
    return f"Unknown command: {command}. {hint}"


def _forget_output() -> None:
    """Lets what could not be written go nowhere, so that the end of the process does not try again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _warn(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """Shows our own warnings as sentences; those of other packages are for their authors."""
    if category.__module__.startswith(__name__.partition(".")[0]):
        complain("warning", str(message))
