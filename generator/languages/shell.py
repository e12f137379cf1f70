"""Words and commands of a POSIX shell, that bash and zsh read the same way at a prompt."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

from generator.languages.json_text import json_text

INDENT = "  "


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of the environment."""

    name: str
    default: str | None = None
    """What stands in its place where it is unset or empty; always, where it is none that every shell reads the same way."""


@dataclass(frozen=True, slots=True)
class Output:
    """What a command prints, which is known to be a harmless one."""

    command: str


Part: TypeAlias = str | Variable | Output
"""A piece of a word: plain text, or what the shell puts in its place."""

_PLAIN = re.compile(r"[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+:,./=-]*")  # zsh expands `=word`
_ACTIVE = re.compile(r'[\\"$`]')
_PLAIN_DEFAULT = re.compile(r"[A-Za-z0-9 _@%+:,./=-]*")
_CONTINUES_NAME = re.compile(r"[A-Za-z0-9_\[]|:.", re.DOTALL)  # the latter two in zsh


def quoted(text: str) -> str:
    """Returns text in single quotes. Raises ValueError for text that no argument of a program can hold."""
    if "\0" in text:
        raise ValueError("NUL cannot stand in a command")
    escaped = text.replace("'", "'\\''")
    return f"'{escaped}'"


def word(text: str) -> str:
    """Returns text as one word: bare where nothing in it could act, else quoted. Raises ValueError as `quoted` does."""
    return text if _PLAIN.fullmatch(text) else quoted(text)


def expanded(parts: Sequence[Part]) -> str:
    """Returns a word in which variables are expanded; plain text alone is that of `word`. Raises ValueError as that does."""
    plain = [part for part in parts if isinstance(part, str)]
    if len(plain) == len(parts):
        return word("".join(plain))
    texts = (_inside(part, following) for part, following in pairwise([*parts, ""]))
    return f'"{"".join(texts)}"'


def json_word(value: Any, *, indent: int = 0, before: int = 0) -> str:
    """Returns JSON in quotes, over several lines where it is long; characters that a reader could not see are escaped.

    The first line begins `before` columns behind the indentation. Raises ValueError for numbers that are not finite.
    """
    text = json_text(value, indent=indent, before=before + len("'"))
    return quoted("".join(_escaped(each) if _is_hidden(each) else each for each in text))


def command(head: str, options: Iterable[str], width: int) -> str:
    """Returns a command with these finished options: on one line, or one each where that is too long."""
    lines = [head, *options]
    flat = " ".join(lines)
    if len(flat) <= width and "\n" not in flat:
        return f"{flat}\n"
    return f" \\\n{INDENT}".join(lines) + "\n"


def _inside(part: Part, following: Part) -> str:
    """Returns a part as it stands in double quotes."""
    if isinstance(part, Output):
        return f"$({part.command})"
    if isinstance(part, Variable):
        if part.default is None or _PLAIN_DEFAULT.fullmatch(part.default):
            return _expansion(part, following)
        part = part.default
    if "\0" in part:
        raise ValueError("NUL cannot stand in a command")
    escaped = _ACTIVE.sub(r"\\\g<0>", part)
    return escaped.replace("!", "\"'!'\"")  # at a prompt it calls up the history, backslash or not


def _expansion(variable: Variable, following: Part) -> str:
    name = variable.name
    if variable.default is not None:
        return f"${{{name}:-{variable.default}}}"
    braces = isinstance(following, str) and _CONTINUES_NAME.match(following)
    return f"${{{name}}}" if braces else f"${name}"


def _is_hidden(character: str) -> bool:
    if character.isascii():  # JSON escapes control characters; line ends are layout
        return character == "\x7f"
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _escaped(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at:at + 2].hex()}" for at in range(0, len(units), 2))
