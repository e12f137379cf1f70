"""Ladders: the names that an operation could have, the plainest first, from its own facts alone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from keyword import iskeyword

from generator.importing.composing import Name, compose, written
from generator.importing.facts import OperationFacts
from generator.importing.operation_ids import Reading, read_id, without_version
from generator.importing.paths import Path
from generator.importing.vocabulary import STAGES
from generator.importing.words import contains, singular, words

_METHOD_VERBS = {"POST": "post", "PUT": "put", "PATCH": "patch"}


@dataclass(frozen=True, slots=True)
class Rung:
    """A name, and how far it is from how people would speak: of several operations the one with the nearer step moves."""

    name: str
    stage: int


def ladder(facts: OperationFacts, shared: str) -> list[Rung]:
    """Returns the names of an operation, all different; `shared` is what all ids of the document begin with."""
    path = Path.parse(facts.method, facts.path)
    reading = read_id(facts, path, shared)
    base = compose(reading, path)
    names: dict[str, int] = {}
    for stage, variants in enumerate(_variants(base, facts, reading, path)):
        for each in variants:
            names.setdefault(written(each), stage)
    return [Rung(name, stage) for name, stage in names.items() if _writable(name)] or [
        Rung(written(Name(("run",), base.words)), 0)
    ]


def _writable(name: str) -> bool:
    return not iskeyword(name) and not name.startswith("iter_")


def _variants(
    base: Name, facts: OperationFacts, reading: Reading | None, path: Path
) -> Iterator[Iterable[Name]]:
    """Yields what each stage adds to the ones before."""
    yield [base]
    front = [*reversed(reading.before), reading.dropped] if reading else []
    yield _identified(base, reading)
    first = [*path.owners, *front, tuple(word for word in path.extra if word in STAGES)]
    yield _each(base, first)
    nearer = list(_more(base, first))
    yield nearer
    longest = nearer[-1] if nearer else base
    rest = [word for word in path.extra if word not in STAGES and word not in base.thing]
    if rest:
        longest = Name(longest.verb, (*longest.thing, *rest))
        yield [Name(base.verb, (*base.thing, *rest)), longest]
    else:
        yield _of_owner(base, path)
    tagged = list(_more(longest, [tuple(words(without_version(tag))) for tag in facts.tags]))
    yield tagged
    yield _other_verbs(base, reading, path)
    only = len(path.steps) == 1 and path.method == "GET" and base.verb == ("get",) and base.thing
    yield [Name(base.verb, ("current", *base.thing))] if only else []
    stated = [*(reading.versions if reading else ()), *path.versions]
    versions = [each for each in stated if not each.isdigit()]
    longest = tagged[-1] if tagged else longest
    yield [Name(base.verb, (*base.thing, each)) for each in versions]
    yield [Name(longest.verb, (*longest.thing, each)) for each in versions]
    if base.thing and facts.method in _METHOD_VERBS:
        yield [Name((_METHOD_VERBS[facts.method],), base.thing)]
    if not base.thing:
        yield [Name(("run",), base.verb)]


def _identified(name: Name, reading: Reading | None) -> Iterator[Name]:
    """Yields a name with the `by ids` that is left out where nothing else is meant."""
    nouns = reading.nouns if reading else ()
    if "by" in nouns and "by" not in name.words:
        yield Name(name.verb, (*name.thing, *nouns[nouns.index("by") :]))


def _each(name: Name, qualifiers: Iterable[Sequence[str]]) -> Iterator[Name]:
    """Yields a name with the words of one qualifier that it does not have: what others share tells nothing apart."""
    for qualifier in qualifiers:
        yield from islice(_more(name, [qualifier]), 1)


def _more(name: Name, qualifiers: Iterable[Sequence[str]]) -> Iterator[Name]:
    """Yields a name with more and more words behind its verb: those of the qualifiers that it does not have."""
    for qualifier in qualifiers:
        new = [singular(each) for each in qualifier if not contains(name.words, [each])]
        if new:
            name = Name(name.verb, (*new, *name.thing))
            yield name


def _of_owner(name: Name, path: Path) -> Iterator[Name]:
    """Yields `create run for thread` where `create thread run` is what another path says without one thread."""
    owners = [each for each in path.resources[:-1] if each.one]
    if owners and contains(name.thing[:-1], owners[-1].words):
        owner = owners[-1].name
        rest = [each for each in name.thing if not contains(owner, [each])]
        if rest:
            yield Name(name.verb, (*rest, "for", *owner))


def _other_verbs(name: Name, reading: Reading | None, path: Path) -> Iterator[Name]:
    if name.verb == ("update",) and path.method == "PUT":
        yield Name(("replace",), name.thing)
    if reading and reading.verb and reading.verb != ("partial", "update"):
        yield Name(reading.verb, name.thing)
