"""Which functions fit some words best."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import nlargest
from itertools import chain, pairwise
from math import log
from typing import Final

from .catalogue import FunctionDoc, IntegrationDoc, without_prefix
from .meanings import essence, synonyms, verbs
from .words import Spelling, stem, stems, words

_NAME: Final = 8.0
_INTEGRATION: Final = 6.0
_TITLE: Final = 5.0
_SUMMARY: Final = 3.0
_PARAMETER: Final = 2.5
_DESCRIPTION: Final = 1.5
_PARAMETER_TEXT: Final = 1.0

_SYNONYM: Final = 0.4
_VERB: Final = 0.7
_COMPOUND: Final = 0.9
_WHOLE_NAME: Final = 4.0
_SAME_NUMBER: Final = 1.0
"""For several things of a name that are asked for as it says: `files`, not `file`."""
_EXACT: Final = 1000.0
_MOST_LETTERS: Final = 500
"""What of a question is read: whoever asks may be a script, and somebody waits."""
_MOST_WORDS: Final = 32
_LOOKED_AT: Final = 100
"""Functions whose names are compared with the words in full."""
_MARK: Final = "="
"""What words of the vocabulary begin with that stand for the meaning of a verb."""
_MOST_NAMES: Final = 1 << 12
"""Names whose words are remembered: the same few parameters occur everywhere."""


class Ranking:
    """Finds functions by words. What it knows of a function is computed once, what it knows of a word when it is first sought.

    Threads may share it.
    """

    def __init__(self, integrations: Iterable[IntegrationDoc]) -> None:
        self._functions: list[FunctionDoc] = []
        self._weights: list[Mapping[str, float]] = []
        for integration in integrations:
            about = dict.fromkeys(_of_name(integration.name), _INTEGRATION)
            about |= dict.fromkeys(stems(integration.title), _INTEGRATION)
            for function in integration.functions.values():
                self._functions.append(function)
                self._weights.append(_weights(function, about))
        self._vocabulary = set[str]().union(*self._weights)
        self._spelling = Spelling(
            {each for each in self._vocabulary if each[0] != _MARK}.union(verbs())
        )
        self._postings: dict[str, Mapping[int, float]] = {}

    def best(self, text: str, limit: int) -> list[FunctionDoc]:
        """The functions that fit best, best first; none where no word is known."""
        asked = words(without_prefix(text.strip())[:_MOST_LETTERS])
        kept = essence(asked)[:_MOST_WORDS]
        sought = list(dict.fromkeys(map(stem, kept)))
        scores: dict[int, float] = {}
        matched: dict[int, int] = {}
        meant = list(self._meant(sought))
        self._learn(known for each in meant for known, _ in each)
        for each in meant:
            for number, score in self._matches(each).items():
                scores[number] = scores.get(number, 0.0) + score
                matched[number] = matched.get(number, 0) + 1
        for number, count in matched.items():
            scores[number] *= (count / len(sought)) ** 2
        first = nlargest(max(limit, _LOOKED_AT), scores, key=lambda each: (scores[each], -each))
        for number in self._exact(asked):
            if number not in first:
                first.append(number)
        final = {each: scores.get(each, 0.0) + self._bonus(each, asked, kept) for each in first}
        best = sorted(first, key=lambda each: (-final[each], each))[: max(limit, 0)]
        return [self._functions[each] for each in best]

    def _matches(self, meant: Iterable[tuple[str, float]]) -> dict[int, float]:
        """How well each function fits one word, of which there are the words that may be meant and how sure that is."""
        found: dict[int, float] = {}
        for known, sureness in meant:
            postings = self._postings[known]
            factor = sureness * log(1 + len(self._functions) / len(postings))
            for number, weight in postings.items():
                score = weight * factor
                if score > found.get(number, 0.0):
                    found[number] = score
        return found

    def _meant(self, sought: Sequence[str]) -> Iterator[list[tuple[str, float]]]:
        """The words of the vocabulary that each word may stand for; two in a row may be one (`fine tune`)."""
        joined = ["".join(pair) for pair in pairwise(sought)]
        for position, word in enumerate(sought):
            beside = joined[max(position - 1, 0) : position + 1]
            compounds = [(each, _COMPOUND) for each in beside if each in self._vocabulary]
            yield [*compounds, *self._known(word)]

    def _known(self, word: str) -> Iterator[tuple[str, float]]:
        """The words of the vocabulary that may be meant, each with how sure that is."""
        known = word in self._vocabulary or word in verbs()
        for spelt, sureness in [(word, 1.0)] if known else self._spelling.near(word):
            if spelt in self._vocabulary:
                yield spelt, sureness
            for mark in verbs().get(spelt, ()):
                if mark in self._vocabulary:
                    yield mark, sureness * _VERB
        for other in synonyms().get(word, ()):
            if other in self._vocabulary:
                yield other, _SYNONYM

    def _learn(self, some: Iterable[str]) -> None:
        """Finds where some words of the vocabulary stand, each with its weight there."""
        new = {each for each in some if each not in self._postings}
        if not new:
            return
        found: dict[str, dict[int, float]] = {word: {} for word in new}
        for number, weights in enumerate(self._weights):
            for word in new & weights.keys():
                found[word][number] = weights[word]
        self._postings.update(found)

    def _exact(self, asked: Sequence[str]) -> list[int]:
        """The functions whose name is just what was asked for."""
        if not asked:
            return []
        joined = "".join(asked)
        if joined not in self._vocabulary:
            return []
        self._learn([joined])
        return [each for each in self._postings[joined] if self._bonus(each, asked, ()) >= _EXACT]

    def _bonus(self, number: int, asked: Sequence[str], kept: Sequence[str]) -> float:
        """What a function deserves for its whole name."""
        function = self._functions[number]
        name, text = words(function.name), "_".join(asked)
        own = "_".join(name)
        if text in (f"{function.integration}_{own}", own):
            return _EXACT * (2 if text != own else 1)
        if not name:
            return 0.0
        sought = {*map(stem, kept)}
        hits = sum(stem(each) in sought for each in name)
        same = any(each in kept and stem(each) != each for each in name[1:])
        return _WHOLE_NAME * hits / len(name) + _SAME_NUMBER * same


def _weights(function: FunctionDoc, about: dict[str, float]) -> dict[str, float]:
    """The words of a function, each with the weight of the weightiest place where it stands."""
    found: dict[str, float] = {}
    _add(found, stems(" ".join(function.parameters.values())), _PARAMETER_TEXT)
    _add(found, stems(function.description), _DESCRIPTION)
    _add(found, chain.from_iterable(map(_of_name, function.parameters)), _PARAMETER)
    _add(found, stems(function.summary), _SUMMARY)
    _add(found, stems(function.title), _TITLE)
    if function.group:
        _add(found, _of_name(function.group), _TITLE)
    found |= about
    _add(found, _of_name(function.name), _NAME)
    _add(found, _marks(function.name), _NAME)
    whole = "".join(words(f"{function.integration} {function.name}"))
    _add(found, [whole], _NAME)
    return found


def _add(found: dict[str, float], some: Iterable[str], weight: float) -> None:
    """Adds words from places in the order of their weight."""
    found.update(dict.fromkeys(some, weight))


@lru_cache(_MOST_NAMES)
def _marks(name: str) -> tuple[str, ...]:
    """What the verb of a function means."""
    parts = words(name)
    return verbs().get(stem(parts[0]), ()) if parts else ()


@lru_cache(_MOST_NAMES)
def _of_name(name: str) -> tuple[str, ...]:
    """The words of a name, and the name as people write it who leave out what is between them."""
    parts = words(name)
    return *map(stem, parts), "".join(parts)
