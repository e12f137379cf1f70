"""Prose inside Python code: docstrings and comments that no text can leave."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from generator.languages.python.literals import LINE_LENGTH, escape

_ITEM = re.compile(r"(?:[-*•]|\d{1,3}[.)])\s+")
_QUOTES = '"""'


def wrap(text: str, width: int, *, first: str = "", rest: str = "") -> list[str]:
    """Returns prose in lines of at most `width` columns; words are never broken.

    Empty lines and the items of lists stay apart. The first line begins with `first`, the others with `rest`.
    """
    return list(_wrapped(text, width, first, rest))


@lru_cache(maxsize=4096)
def _wrapped(text: str, width: int, first: str, rest: str) -> tuple[str, ...]:
    # methods and their asynchronous twins say the same, and all methods have sentences in common
    lines: list[str] = []
    for paragraph in _paragraphs(text):
        margin = rest if lines else first
        hanging = rest + "  " if lines and _ITEM.match(paragraph) else rest
        lines += textwrap.wrap(
            paragraph,
            width,
            initial_indent=margin,
            subsequent_indent=hanging,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]
    return tuple(lines) or (first.rstrip(),)


def docstring(lines: Sequence[str], *, indent: int = 0) -> str:
    """Returns a docstring of these lines for code that is indented by `indent`; the first line is not indented.

    It stands on one line where it has one.
    """
    quoted = [_quoted(line) for line in lines] or [""]
    if quoted[0].startswith('"'):
        quoted[0] = f" {quoted[0]}"
    if len(quoted) == 1:
        end = " " if quoted[0].endswith('"') else ""
        return f"{_QUOTES}{quoted[0]}{end}{_QUOTES}"
    margin = " " * indent
    body = [quoted[0], *(f"{margin}{line}" if line else "" for line in quoted[1:])]
    return "\n".join([f"{_QUOTES}{body[0]}", *body[1:], f"{margin}{_QUOTES}"])


def comment(text: str, *, width: int = LINE_LENGTH) -> str:
    """Returns prose as lines of comment."""
    lines = wrap(text, width, first="# ", rest="# ")
    shown = ["".join(_shown(each) for each in line).rstrip() for line in lines]
    return "\n".join(line or "#" for line in shown)


def _paragraphs(text: str) -> Iterator[str]:
    """Yields the paragraphs and items of prose, each on one line, with an empty one between two paragraphs."""
    for number, block in enumerate(_blocks(text.splitlines())):
        if number:
            yield ""
        parts: list[str] = []
        for line in block:
            if parts and not _ITEM.match(line):
                parts[-1] += f" {line}"
            else:
                parts.append(line)
        yield from parts


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        words = " ".join(line.split())
        if words:
            block.append(words)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _quoted(line: str) -> str:
    text = line.rstrip()
    if not (text.isascii() and text.isprintable()) or "\\" in text:  # most lines need no escape
        text = "".join(map(escape, text))
    return text.replace(_QUOTES, '\\"\\"\\"')


def _shown(character: str) -> str:
    return character if character == "\\" else escape(character)
