"""Names: the words of an operation's name in the order in which people say them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.importing.operation_ids import Reading
from generator.importing.paths import Path, named_by, verb_length
from generator.importing.vocabulary import (
    ADVERBS,
    IN_BULK,
    JOINING,
    METHODS,
    OF_MANY,
    POSTED,
    SAME_VERB,
    STAGES,
    is_adjective,
    is_generic,
)
from generator.importing.words import (
    UNCOUNTED,
    contains,
    is_many,
    is_plural,
    plural,
    same_noun,
    singular,
    without_repeats,
)

LIMIT = 60
"""The greatest length of a name."""

_ALL = frozenset({"all", "many"})
_ONE = frozenset({"one", "single"})
_QUANTIFIERS = frozenset({"all", "many", "multiple", "some"})
_TIES = frozenset({"assignee", "collaborator", "follower", "member", "membership", "reviewer"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name in words: what is done, and to what."""

    verb: tuple[str, ...]
    thing: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """All words in their order."""
        return (*self.verb, *self.thing)


def compose(reading: Reading | None, path: Path) -> Name:
    """Returns the name by which an operation goes where no other has it."""
    if reading is None:
        found = named_by(path)
        length = verb_length(path.action) or 1
        return Name(tuple(found[:length]), tuple(found[length:]))
    said = reading.verb == ("post",) and singular(_head(reading.nouns)) in POSTED
    if reading.verb == (path.method.lower(),) and reading.verb[0] in METHODS and not said:
        verb = _method_verb(reading, path)
        reading = Reading(verb, reading.nouns, reading.before, reading.dropped)
    return _with_verb(reading, path) if reading.verb else _without_verb(reading, path)


def _method_verb(reading: Reading, path: Path) -> tuple[str, ...]:
    noun = _head(reading.nouns) or (reading.before[-1][-1] if reading.before else "")
    return ("get",) if path.method == "GET" and reading.nouns else (path.plain_verb(noun),)


def _without_verb(reading: Reading, path: Path) -> Name:
    """Names an operation whose id names only a thing: the verb comes from method and path."""
    nouns = [word if path.one_of(word) is None else singular(word) for word in reading.nouns[:-1]]
    nouns = [
        word if reading.nouns[at + 1] in JOINING else nouns[at]
        for at, word in enumerate(reading.nouns[:-1])
    ]
    before = [part for part in reading.before if path.vocabulary.intersection(part)]
    thing = without_repeats([*_owners(before), *nouns, reading.nouns[-1]])
    if thing[-1] == "me" and len(thing) > 1:
        return Name((path.plain_verb("one"),), (*thing[:-2], "current", singular(thing[-2])))
    if path.last and not path.is_item and same_noun(thing[-1], path.last[-1]) and len(thing) > 1:
        thing[-1] = path.last[-1] if path.method == "GET" and is_many(path.last[-1]) else thing[-1]
    verb = path.plain_verb(thing[-1])
    if verb == "list" and not (path.last and same_noun(thing[-1], path.last[-1])):
        verb = "get"
    if UNCOUNTED.intersection(thing) and verb == "list":
        verb = "get"
    if verb == "create" or (verb != "list" and path.is_item):
        thing[-1] = singular(thing[-1])
    return Name((verb,), tuple(thing))


def _is_owner(word: str, path: Path) -> bool:
    return is_plural(word) and path.one_of(word) is True


def _with_verb(reading: Reading, path: Path) -> Name:
    verb, nouns = _plain(reading, path)
    whose = nouns or (list(reading.before[-1]) if reading.before else [])
    if whose[-1:] == ["me"] and len(whose) > 1:
        return Name(tuple(verb), _of_caller(whose[:-1], path))
    nouns = _without_identifier(nouns, path)
    before = list(reading.before)
    if nouns and before and contains(nouns, before[-1][:1]) and same_noun(nouns[0], before[-1][0]):
        before.pop()
    at = next((at for at, word in enumerate(nouns) if word in JOINING), len(nouns))
    named, described = nouns[:at], nouns[at:]
    if described[:1] == ["by"] and named and named[-1].endswith("ed"):
        named, described = [], [*named, *described]
    if not named or all(is_adjective(word) for word in named):
        one = "by" in described[:2]
        named = [*named, *_resource(verb, before, reading.dropped, path, one=one)]
    else:
        named = _of_owner(verb, named, described, before, reading.dropped, path)
        named[-1] = _counted(verb, named, path)
    if (
        reading.verb[-1] in {"fetch", "get", "read", "show"}
        and verb == ["get"]
        and _lists(named, path)
    ):
        verb = ["list"]
    return Name(tuple(verb), (*without_repeats(named), *described))


def _of_caller(nouns: Sequence[str], path: Path) -> tuple[str, ...]:
    """Says that the caller is meant: `users me` is the current user, and `password me` my password."""
    callers = [*(each for each, own in pairwise(path.fixed) if own == ("me",)), ("user",)]
    if any(same_noun(each[-1], nouns[-1]) for each in callers):
        return (*nouns[:-1], "current", singular(nouns[-1]))
    return ("my", *nouns)


def _plain(reading: Reading, path: Path) -> tuple[list[str], list[str]]:
    """Returns the verb that we write for the vendor's, and what stands behind it."""
    verb, nouns = list(reading.verb), list(reading.nouns)
    if verb == ["partial", "update"]:
        verb = ["update"]
    if nouns[:1] == ["partial"] and verb == ["update"]:
        nouns.pop(0)
    if len(verb) == 1:
        verb = [SAME_VERB.get(verb[0], verb[0])]
    if verb == ["get"] and nouns[:2] == ["list", "of"]:
        verb, nouns = ["list"], nouns[2:]
    if verb[-1] in {"get", "list", "find"} and nouns[:1] and nouns[0] in _ALL:
        verb, nouns = ["list"], nouns[1:]
    if verb[-1] == "list" and nouns[-1:] == ["all"]:
        nouns.pop()
    return _of_one(verb, nouns, reading, path)


def _of_one(
    verb: list[str], nouns: list[str], reading: Reading, path: Path
) -> tuple[list[str], list[str]]:
    """Leaves out what says that one thing is meant, and what is no object of the verb."""
    if verb[-1] == "find" and nouns[:1] and nouns[0] in _ONE:
        verb, nouns = ["get"], nouns[1:]
    if verb[-1] == "find" and (not nouns or nouns[:2] == ["by", "id"]):
        verb = ["get"]
    if len(nouns) == 1 and nouns[0] in ADVERBS:
        verb, nouns = [*nouns, *verb], []
    if nouns == ["one"]:
        nouns = []
    if verb == ["remove"] and not nouns and path.method == "DELETE" and not _is_membership(reading):
        verb = ["delete"]
    return verb, nouns


def _is_membership(reading: Reading) -> bool:
    """Whether what is removed is a tie between things, and not a thing."""
    return bool(reading.before) and singular(reading.before[-1][-1]) in _TIES


def _without_identifier(nouns: list[str], path: Path) -> list[str]:
    """Leaves out `by id`: which thing is meant is said by the parameter."""
    if "by" in nouns:
        at = len(nouns) - 1 - nouns[::-1].index("by")
        if nouns[-1] in {"id", "ids", "uuid", "guid"} and len(nouns) - at <= 4:
            return nouns[:at]
    return nouns


def _resource(
    verb: Sequence[str],
    before: Sequence[Sequence[str]],
    dropped: Sequence[str],
    path: Path,
    *,
    one: bool,
) -> list[str]:
    """Returns the thing that a bare verb works on, from what stands before it or from the path."""
    fronts = [part for part in before if not set(part) <= STAGES]
    if not fronts and dropped and not set(dropped) <= STAGES:
        fronts = [tuple(dropped)]
    if fronts:
        thing = _owners(fronts, path)
    elif path.resources:
        thing = list(path.resources[-1].words)
    else:
        return []
    thing = without_repeats(thing)
    noun = thing[-1]
    one = (
        one or path.is_item or path.one_of(noun) is not False or path.last[-1:] == (singular(noun),)
    )
    if verb[0] == "list":
        thing[-1] = plural(noun)
    elif verb[0] in IN_BULK or verb[-1] in OF_MANY:
        thing[-1] = plural(noun) if verb[0] in IN_BULK else noun
    elif one or path.method == "POST":
        thing[-1] = singular(noun)
    return thing


def _owners(parts: Sequence[Sequence[str]], path: Path | None = None) -> list[str]:
    """Returns things of which each but the last belongs to the next: in English they stand in the singular."""
    chain: list[str] = []
    for at, part in enumerate(parts):
        following = parts[at + 1] if at + 1 < len(parts) else ()
        if following and contains(following, part):
            continue
        inner = [singular(word) if path and _is_owner(word, path) else word for word in part[:-1]]
        chain += [*inner, singular(part[-1]) if following or path is None else part[-1]]
    return chain


def _of_owner(
    verb: list[str],
    named: list[str],
    described: Sequence[str],
    before: Sequence[Sequence[str]],
    dropped: Sequence[str],
    path: Path,
) -> list[str]:
    """Says whose a thing is, where many have one of that name: `versions` become `agent versions`."""
    things = [word for word in named if not is_adjective(word)]
    if not things or not all(is_generic(each) for each in things):
        return named
    owner = next((part for part in reversed(before) if not set(part) <= STAGES), tuple(dropped))
    if not owner or set(owner) <= STAGES or verb == ["post"]:
        return named
    noun = owner[-1]
    if contains([*named, *described], [noun]) or not any(
        same_noun(noun, each) for each in path.vocabulary
    ):
        return named
    words = (
        [*owner[:-1], singular(noun)]
        if path.one_of(noun) is not None and len(owner) < 3
        else [singular(noun)]
    )
    if len(owner) > 1 and _is_owner(owner[0], path):
        words = [singular(noun)]
    at = named.index(things[0])
    lead = at
    while lead and is_adjective(named[lead - 1]) and named[lead - 1] != "my":
        lead -= 1
    some = [word for word in named[lead:] if word in _QUANTIFIERS]
    rest = [word for word in named[lead:] if word not in _QUANTIFIERS]
    return [*some, *words, *rest] if named[lead:][:1] != ["my"] else named


def _counted(verb: Sequence[str], named: Sequence[str], path: Path) -> str:
    """Returns the thing's noun in the number that verb and path ask for; a vendor's own is kept where they do not."""
    noun = named[-1]
    ending = path.last[-1] if path.last else ""
    if verb[0] == "list" and is_plural(ending) and singular(ending).endswith(singular(noun)):
        return plural(noun)
    return noun


def _lists(named: Sequence[str], path: Path) -> bool:
    """Whether a `get` answers with a list: it names many things, and the path ends in them."""
    if path.method != "GET" or path.is_item or not named or not is_many(named[-1]) or not path.last:
        return False
    return same_noun(named[-1], path.last[-1]) or path.action[:1] == ("list",)


def _head(nouns: Sequence[str]) -> str:
    for at, word in enumerate(nouns):
        if word in JOINING:
            return nouns[at - 1] if at else ""
    return nouns[-1] if nouns else ""


def written(name: Name) -> str:
    """Returns a name of at most `LIMIT` characters.

    A name that is too long loses words behind its verb, the outermost owner first: what is done, and to what, stays.
    """
    kept = list(name.words)
    while len("_".join(kept)) > LIMIT and len(kept) > len(name.verb) + 1:
        kept.pop(len(name.verb))
    return "_".join(kept)[:LIMIT].rstrip("_")
