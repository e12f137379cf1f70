"""What people mean by the words of a question: verbs, words that mean about the same, and phrases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from .words import FILLERS, stem

_VERBS: Final = (
    "create add new make start open insert send post submit publish write register",
    "delete remove destroy erase drop",
    "update edit change modify patch set rename",
    "get fetch read retrieve show view lookup find see",
    "list browse index enumerate iter iterate walk show search find query",
    "search find query look",
    "upload attach import put",
    "download export fetch save",
    "cancel stop abort end close",
)
"""What functions begin with, and what people say in place of it. A verb may mean several things."""

_NOUNS: Final = (
    "user person member people contact customer",
    "send post submit publish message",
    "chat conversation completion message",
    "week month quarter year period range between interval history",
    "yesterday past historical date day",
    "today now current latest",
)

_OWN_USER: Final = ("current", "user")
_PHRASES: Final[Mapping[tuple[str, ...], tuple[str, ...]]] = {
    ("who", "am", "i"): _OWN_USER,
    ("whoami",): _OWN_USER,
    ("about", "me"): _OWN_USER,
    ("my", "user"): _OWN_USER,
    ("my", "profile"): _OWN_USER,
    ("my", "own", "user"): _OWN_USER,
    ("myself",): _OWN_USER,
}
_LONGEST_PHRASE: Final = max(map(len, _PHRASES))


def essence(asked: Sequence[str]) -> list[str]:
    """The words of a question that say something; `me` does where there is nothing else: it is the current user."""
    kept = [each for each in _rephrased(asked) if each not in FILLERS]
    if "me" in asked and all("=get" in verbs().get(stem(each), ()) for each in kept):
        kept += _OWN_USER
    return kept


def _rephrased(asked: Sequence[str]) -> Iterator[str]:
    at = 0
    while at < len(asked):
        for length in range(_LONGEST_PHRASE, 0, -1):
            phrase = _PHRASES.get(tuple(asked[at : at + length]))
            if phrase is not None:
                yield from phrase
                at += length
                break
        else:
            yield asked[at]
            at += 1


@cache
def verbs() -> dict[str, tuple[str, ...]]:
    """What the stem of a verb may mean, as marks that are no words: `send` is `=create`."""
    found: dict[str, tuple[str, ...]] = {}
    for group in _VERBS:
        first, *_ = group.split()
        for each in map(stem, group.split()):
            found[each] = (*found.get(each, ()), f"={first}")
    return found


@cache
def synonyms() -> dict[str, frozenset[str]]:
    """Stems that mean about the same, by stem."""
    found: dict[str, frozenset[str]] = {}
    for group in _NOUNS:
        alike = frozenset(map(stem, group.split()))
        for each in alike:
            found[each] = found.get(each, frozenset()) | (alike - {each})
    return found
