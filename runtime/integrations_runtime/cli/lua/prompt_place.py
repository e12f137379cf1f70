"""Where the cursor stands in a piece of Lua: what its word belongs to, and which table of which call it is in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(
    r"""
      (?P<comment> --\[(?P<c>=*)\[ .*? (?: \](?P=c)\] | (?P<comment_open>\Z) ) | --[^\n]* )
    | (?P<long> \[(?P<l>=*)\[ .*? (?: \](?P=l)\] | (?P<long_open>\Z) ) )
    | (?P<string> (?P<quote>["']) (?P<text> (?: \\. | (?!(?P=quote))[^\\\n] )* ) (?: (?P=quote) | (?P<string_open>\Z) | (?=\n) ) )
    | (?P<name> [A-Za-z_]\w* )
    | (?P<number> \d [\w.]* )
    | (?P<sign> \.\.\.? | [=~<>]= | :: | [^\w\s] )
    """,
    re.VERBOSE | re.DOTALL,
)

_LONGEST_CHAIN: Final = 24
"""Tokens of the name of a function."""


class _Token(NamedTuple):
    kind: str
    text: str
    end: int
    open: bool


@dataclass(slots=True)
class _Frame:
    """A bracket that is open; of a table, the key whose value is being written and all keys that were."""

    bracket: str
    call: tuple[str, ...]
    key: str | None = None
    given: set[str] = field(default_factory=set[str])


@dataclass(frozen=True, slots=True)
class Place:
    """Where the cursor stands."""

    word: str
    """What is written of the word, or of the string."""
    path: tuple[str, ...] = ()
    """The names in front of it: `("app", "integrations")`."""
    quoted: bool = False
    """Whether it stands in a string."""
    call: tuple[str, ...] = ()
    """The function in whose arguments it stands."""
    in_table: bool = False
    """Whether that is inside a table."""
    keys: tuple[str | None, ...] = ()
    """From the table that the function gets to the innermost one; None is a position of a list."""
    key: str | None = None
    """The key whose value is being written."""
    given: frozenset[str] = frozenset()
    """The keys that the innermost table has already."""


def place_of(text: str) -> Place | None:
    """Where the end of a text stands; None inside comments and long strings, and behind numbers."""
    tokens = list(_tokens(text))
    last = tokens[-1] if tokens else None
    word, quoted = "", False
    if last is not None and last.end == len(text):
        if last.kind in ("comment", "long") and (last.open or last.text.startswith("--")):
            return None
        if last.kind == "number":
            return None
        if last.kind == "name" or last.open:
            word, quoted = last.text, last.open
            tokens.pop()
    before = [each for each in tokens if each.kind != "comment"]
    frames = _frames(before)
    link = before[-1].text if before and before[-1].kind == "sign" else ""
    if link == ("[" if quoted else "."):
        path = _chain(before[:-1])
        return Place(word, path, quoted) if path else None
    if link == "." or (link == ":" and not quoted):
        return None
    return _in_call(word, quoted, frames)


def _tokens(text: str) -> Iterator[_Token]:
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or ""
        for each in ("comment", "long", "string", "name", "number", "sign"):
            if found[each] is not None:
                kind = each
        is_open = any(found[f"{each}_open"] is not None for each in ("comment", "long", "string"))
        yield _Token(kind, found["text"] if kind == "string" else found[0], found.end(), is_open)


def _is(token: _Token, sign: str) -> bool:
    return token.kind == "sign" and token.text == sign


def _chain(tokens: Sequence[_Token]) -> tuple[str, ...]:
    """The names at the end, such as `app.integrations["groq"]`; empty where it is no such thing."""
    parts: list[str] = []
    end = len(tokens)
    while end:
        if tokens[end - 1].kind == "name":
            parts.append(tokens[end - 1].text)
            end -= 1
            if not end or not _is(tokens[end - 1], "."):
                return tuple(reversed(parts))
            end -= 1
        elif end > 2 and _is(tokens[end - 1], "]") and _is(tokens[end - 3], "["):
            parts.append(tokens[end - 2].text)
            end -= 3
        else:
            break
    return ()


def _frames(tokens: Sequence[_Token]) -> list[_Frame]:
    frames: list[_Frame] = []
    for index, token in enumerate(tokens):
        if token.kind != "sign":
            continue
        if token.text in "([{":
            frames.append(
                _Frame(token.text, _chain(tokens[max(0, index - _LONGEST_CHAIN) : index]))
            )
        elif token.text in ")]}":
            if frames:
                frames.pop()
        elif frames and frames[-1].bracket == "{":
            _note(frames[-1], token.text, tokens[max(0, index - 2) : index])
    return frames


def _note(frame: _Frame, sign: str, before: Sequence[_Token]) -> None:
    """What a sign means for the table that it stands in."""
    if sign == "=" and before:
        frame.key = before[-1].text if before[-1].kind == "name" else before[0].text
        frame.given.add(frame.key)
    elif sign in ",;":
        frame.key = None


def _in_call(word: str, quoted: bool, frames: list[_Frame]) -> Place:
    tables: list[_Frame] = []
    for frame in reversed(frames):
        if frame.bracket == "[":
            break
        if frame.bracket == "{":
            tables.insert(0, frame)
        if frame.call:
            return _inside(word, quoted, frame.call, tables)
        if frame.bracket == "(":
            break
    return Place(word, quoted=quoted)


def _inside(word: str, quoted: bool, call: tuple[str, ...], tables: list[_Frame]) -> Place:
    if not tables:
        return Place(word, quoted=quoted, call=call)
    *outer, inner = tables
    return Place(
        word,
        quoted=quoted,
        call=call,
        in_table=True,
        keys=tuple(each.key for each in outer),
        key=inner.key,
        given=frozenset(inner.given),
    )
