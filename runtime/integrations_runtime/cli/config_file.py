"""Writes one table of the configuration file; everything else in it stays as it is, comments included.

The text is edited, then read again: where the result is not just the change that was meant, nothing is written.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from ..accounts.config import title
from ..accounts.file import VARIABLE, Location, locate
from ..errors import ConfigurationError

_HEADING: Final = re.compile(r"[ \t]*\[")
_STRING: Final = r"(?:\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*')"


class UnwritableFileError(Exception):
    """The file cannot be changed safely; the message says what to add to it by hand."""


def location() -> Location:
    """Where the file is. Raises `ConfigurationError` where nothing says that."""
    found = locate(os.environ)
    if found is None:
        raise ConfigurationError(f"there is no home folder; name a file with {VARIABLE}")
    return found


def read() -> dict[str, Any]:
    """The content of the file; nothing where there is none. Raises `ConfigurationError`."""
    return _parse(_text(location()))


def write(integration: str, account: str, values: Mapping[str, str]) -> str:
    """Puts values into the table of an account, and returns the name of the file.

    The file is replaced as a whole, and only its owner can read it. Raises `UnwritableFileError`, `ConfigurationError` and OSError.
    """
    where = location()
    before = _text(where)
    wanted = _parse(before)
    heading = title(integration, account)
    try:
        wanted.setdefault(integration, {}).setdefault(account, {}).update(values)
        after = edited(before, heading, values)
        fits = tomllib.loads(after) == wanted
    except (AttributeError, ValueError):
        fits, after = False, ""
    if not fits:
        lines = "\n".join(f'{key} = "…"' for key in values)
        raise UnwritableFileError(
            f"{where.shown} is written in a way that this command does not change. "
            f"Put these lines into it by hand:\n\n{heading}\n{lines}"
        )
    _replace(Path(where.path), after)
    return where.shown


def edited(text: str, heading: str, values: Mapping[str, str]) -> str:
    """The text with values in the table under a heading, which is added where it is not there."""
    lines = text.splitlines(keepends=True)
    pattern = re.compile(rf"[ \t]*{re.escape(heading)}[ \t]*(?:#.*)?")
    start = next(
        (n for n, line in enumerate(lines) if pattern.fullmatch(line.rstrip("\r\n"))), None
    )
    added = [f"{key} = {_quoted(value)}\n" for key, value in values.items()]
    if start is None:
        gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
        return f"{text}{gap}{heading}\n{''.join(added)}"
    rest = range(start + 1, len(lines))
    end = next((n for n in rest if _HEADING.match(lines[n])), len(lines))
    body = lines[start + 1 : end]
    missing: list[str] = []
    for (key, value), line in zip(values.items(), added, strict=True):
        if not _set(body, key, value):
            missing.append(line)
    kept = len(body)
    while kept and not body[kept - 1].strip():
        kept -= 1
    if kept and not body[kept - 1].endswith("\n"):
        body[kept - 1] += "\n"
    head = lines[start] if lines[start].endswith("\n") else f"{lines[start]}\n"
    return "".join([*lines[:start], head, *body[:kept], *missing, *body[kept:], *lines[end:]])


def _set(body: list[str], key: str, value: str) -> bool:
    """Replaces the value of a key that is there."""
    pattern = re.compile(rf"([ \t]*{re.escape(key)}[ \t]*=[ \t]*){_STRING}([ \t]*(?:#.*)?\r?\n?)")
    for number, line in enumerate(body):
        if found := pattern.fullmatch(line):
            body[number] = f"{found[1]}{_quoted(value)}{found[2]}"
            return True
    return False


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _text(where: Location) -> str:
    path = Path(where.path)
    if path.exists() and not path.is_file():
        raise ConfigurationError(f"the configuration file {where.shown} is no regular file")
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        raise ConfigurationError(f"{where.shown}: the file is not UTF-8") from None


def _parse(text: str) -> dict[str, Any]:
    problem: str
    try:
        return tomllib.loads(text)
    except ValueError as error:
        problem = f"{location().shown}: not TOML: {error}"
    raise ConfigurationError(problem)


def _replace(path: Path, text: str) -> None:
    """Puts a new file in the place of the old one, all or nothing."""
    target = Path(os.path.realpath(path))  # a link stays one
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        with suppress(FileNotFoundError):
            temporary.unlink()
        raise
