"""Where the text of a script comes from: a file, standard input, or the command line."""

from __future__ import annotations

import os
from typing import Final, NamedTuple

from ...errors import ArgumentError

STANDARD_INPUT: Final = "-"

_LONGEST_NAME: Final = 50
"""Characters of a name that the host shows."""


class Script(NamedTuple):
    """A script, and what messages call it."""

    name: str
    text: str


def read_script(file: str | None, code: str | None) -> Script | None:
    """The script of a file, of `code`, or of standard input; None where a terminal is all there is.

    Raises `ArgumentError` for a file that cannot be read.
    """
    if code is not None:
        return Script("eval", code)
    if file is None and os.isatty(0):
        return None
    if file in (None, STANDARD_INPUT):
        return Script("stdin", _text("standard input", 0))
    return Script(_short(file), _text(file, file))


def _text(name: str, source: str | int) -> str:
    try:
        with open(source, "rb", closefd=isinstance(source, str)) as stream:
            data = stream.read()
    except OSError as error:
        raise ArgumentError(f"Cannot read {name}: {error.strerror}.") from None
    except ValueError:  # a null character in the name
        raise ArgumentError(f"Cannot read {name!r}: this is no name of a file.") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ArgumentError(f"{name} is not UTF-8 text (line {line}).") from None
    # As every Lua does with the first line of a file, which may name the program that runs it.
    return f"--{text}" if text.startswith("#") else text


def _short(path: str) -> str:
    """The end of a long path; the beginning says less."""
    return path if len(path) <= _LONGEST_NAME else f"...{path[3 - _LONGEST_NAME:]}"
