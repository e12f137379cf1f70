"""Words of a text as the search compares them: in lower case, without endings, and with those that are nearly the same."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from heapq import nlargest
from itertools import chain, islice, takewhile
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+")
_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SHORTEST_STEM: Final = 4
_SHORTEST_TYPO: Final = 4
_LONG: Final = 8
"""Letters from which on a word may have two typing errors."""
_MOST_CANDIDATES: Final = 60
_MOST_KEPT: Final = 1 << 15
"""Words whose parts and stems are remembered: more than a wide catalogue has."""

_FILLERS: Final = (
    "a all an and any are as at be by can could do does every for from give has have how i in into is it its let me my "
    "of on one or our please some tell that the them there these this those to us via want was we what when where "
    "which with you your"
)
FILLERS: Final = frozenset(_FILLERS.split())
"""Words of a question that say nothing about a function."""


class _Spaces(dict[int, int]):
    """For `str.translate`: letters and digits stay, everything else becomes a space."""

    def __missing__(self, code: int) -> int:
        kept = code if chr(code).isalnum() else ord(" ")
        self[code] = kept
        return kept


_SPACES: Final = _Spaces()


def words(text: str) -> list[str]:
    """The words of a text in lower case; names in camelCase and snake_case are several."""
    return [*chain.from_iterable(map(_parts, text.translate(_SPACES).split()))]


def stems(text: str) -> list[str]:
    """The words of a text without their endings."""
    return [*chain.from_iterable(map(_stems, text.translate(_SPACES).split()))]


@lru_cache(_MOST_KEPT)
def _parts(word: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(_HUMP.sub(" ", word).lower()))


@lru_cache(_MOST_KEPT)
def _stems(word: str) -> tuple[str, ...]:
    return tuple(map(stem, _parts(word)))


@lru_cache(_MOST_KEPT)
def stem(word: str) -> str:
    """A word without the endings of plurals and verbs; what is left need not be a word."""
    if word.endswith("ies") and len(word) > _SHORTEST_STEM:
        return f"{word[:-3]}y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    for ending in ("ing", "ed"):
        short = word.removesuffix(ending)
        if short != word and len(short) >= _SHORTEST_STEM:
            return short
    return word


class Spelling:
    """A vocabulary in which misspelt and unfinished words are looked up."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._words = sorted(vocabulary)
        self._by_length: dict[int, list[str]] = {}
        for word in self._words:
            if not word.isdecimal():  # numbers are not misspelt words
                self._by_length.setdefault(len(word), []).append(word)

    def near(self, word: str) -> Iterator[tuple[str, float]]:
        """Words that may be meant, each with how sure that is, below 1."""
        if len(word) < 3:
            return
        most = 2 if len(word) >= _LONG else 1
        for known in self._likely(word, most):
            if known.startswith(word):
                yield known, 0.7
            elif len(word) >= _SHORTEST_TYPO and (errors := distance(word, known, most)) <= most:
                yield known, 0.9 - 0.25 * errors

    def _likely(self, word: str, most: int) -> list[str]:
        """The words that share most pairs of letters with one, of those that begin with it or are about as long."""
        pairs = _pairs(word)
        shared: dict[str, int] = {}
        for known in chain(self._longer(word), self._about_as_long(word, most)):
            framed = f"^{known}$"
            shared[known] = sum([pair in framed for pair in pairs])
        return nlargest(_MOST_CANDIDATES, shared, key=shared.__getitem__)

    def _longer(self, word: str) -> Iterator[str]:
        """Yields the words that begin with one."""
        first = bisect_left(self._words, word)
        return takewhile(lambda each: each.startswith(word), islice(self._words, first, None))

    def _about_as_long(self, word: str, most: int) -> Iterator[str]:
        lengths = range(len(word) - most, len(word) + most + 1)
        return chain.from_iterable(self._by_length.get(each, ()) for each in lengths)


def distance(one: str, other: str, most: int) -> int:
    """How many letters are wrong, missing, too many or exchanged with their neighbour; more than `most` is not counted."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, before = before, row
        row = [i]
        for j, known in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != known))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == known:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def _pairs(word: str) -> set[str]:
    framed = f"^{word}$"
    return {framed[at : at + 2] for at in range(len(framed) - 1)}
