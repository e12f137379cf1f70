"""Paths: what the address of an operation says about the thing it works on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.importing.vocabulary import (
    ADVERBS,
    ASKING,
    CODE,
    JOINING,
    NOISE,
    POSTED,
    STAGES,
    is_adjective,
    is_verb,
    names_api_thing,
)
from generator.importing.words import is_many, is_plural, singular, without_repeats, words, words_of

VERSION = re.compile(
    r"v[0-9]+(?:[._p][0-9]+)*(?:(?:alpha|beta|rc|preview)[0-9]*)?|[0-9]{1,2}|[0-9]+(?:\.[0-9]+)+",
    re.IGNORECASE,
)
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[-.](?:preview|alpha|beta))?", re.IGNORECASE)

_PART = re.compile(r"\{[^}]*\}|[^/{}:]+|:")
_EXTENSION = re.compile(r"\.(?:json|xml|html?|do|php|aspx?)$", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:\.k8s)?\.(?:io|com|org|net)$")
_FORMAT = re.compile(r"\{\.?(?:format|ext|extension|_format)\}$", re.IGNORECASE)
_VALUE = re.compile(r"=[^&#]*")
_OWN = frozenset({"me", "self", "current", "whoami"})
_REMOVING = words_of("clear delete destroy purge remove reset revoke")
_IDENTIFIERS = frozenset(
    {"id", "ids", "uuid", "guid", "sid", "slug", "key", "number", "name", "identifier", "or"}
)


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a path: fixed words, or a placeholder with the words of its name."""

    words: tuple[str, ...]
    placeholder: bool = False


@dataclass(frozen=True, slots=True)
class Resource:
    """A thing on the way: `issues` of `/repos/{repo}/issues/{number}/comments`, of which one is meant."""

    words: tuple[str, ...]
    one: bool

    @property
    def name(self) -> tuple[str, ...]:
        """The words, with the last in the singular where one thing is meant."""
        return (*self.words[:-1], singular(self.words[-1])) if self.one else self.words


@dataclass(frozen=True)
class Path:
    """The address of an operation. `steps` leave out versions, formats and the like."""

    method: str
    steps: tuple[Step, ...]
    extra: tuple[str, ...]
    """The words of a fragment or query, which some documents use to write a path twice."""
    versions: tuple[str, ...]

    @classmethod
    def parse(cls, method: str, path: str) -> "Path":
        """Reads a path as documents write it, whatever it holds."""
        path, _, extra = path.replace("?", "#").partition("#")
        extra = _VALUE.sub("", extra)
        path = _EXTENSION.sub("", _FORMAT.sub("", path.rstrip("/")).rstrip("./"))
        steps: list[Step] = []
        versions: list[str] = []
        for part in _PART.findall(path):
            if part == ":":
                continue
            if part.startswith("{"):
                steps.append(Step(tuple(words(part.partition("=")[0])), placeholder=True))
            elif VERSION.fullmatch(part) or DATE.fullmatch(part):
                versions.append(version_words(part))
            else:
                steps.extend(Step(tuple(words(each))) for each in _DOMAIN.sub("", part).split("."))
        kept = _adverbs_joined([step for step in steps if step.words or step.placeholder])
        while len(kept) > 1 and NOISE.issuperset(kept[0].words) and not kept[1].placeholder:
            kept.pop(0)
        return cls(method.upper(), tuple(kept), tuple(words(extra)), tuple(versions))

    @cached_property
    def fixed(self) -> tuple[tuple[str, ...], ...]:
        """The parts that are no placeholders."""
        return tuple(step.words for step in self.steps if not step.placeholder)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the path."""
        return frozenset(word for step in self.steps for word in step.words)

    @property
    def last(self) -> tuple[str, ...]:
        """The words of the last part that is no placeholder."""
        return self.fixed[-1] if self.fixed else ()

    @property
    def is_item(self) -> bool:
        """Whether the path ends in a placeholder, and so names one thing."""
        return bool(self.steps) and self.steps[-1].placeholder

    @cached_property
    def action(self) -> tuple[str, ...]:
        """The last part where it says what is done: `cancel`, `mark as read`; empty where it names a thing."""
        if not self.steps or self.is_item or not (verb_length(self.last)):
            return ()
        length = verb_length(self.last)
        verb = self.last[length - 1]
        if len(self.steps) > 1 and is_plural(verb):
            return ()
        if self.method in {"GET", "HEAD"} and verb not in ASKING:
            return ()
        if self.method == "DELETE" and verb not in _REMOVING:
            return ()
        return self.last

    @cached_property
    def resources(self) -> tuple[Resource, ...]:
        """The things on the way, the outermost first, without the action."""
        steps = self.steps[:-1] if self.action else self.steps
        found: list[Resource] = []
        for at, step in enumerate(steps):
            following = steps[at + 1 : at + 2]
            one = bool(following) and following[0].placeholder
            if not step.placeholder:
                found.append(Resource(step.words, one))
            elif not found and not following:
                found.append(Resource(_thing(step.words), one=True))
        return tuple(found)

    @property
    def owners(self) -> tuple[tuple[str, ...], ...]:
        """The names of all resources but the last, the nearest first."""
        return tuple(_singular_name(each) for each in reversed(self.resources[:-1]))

    def one_of(self, noun: str) -> bool | None:
        """Whether one thing of that noun is meant, or None where the path does not name it."""
        for resource in reversed(self.resources):
            if singular(resource.words[-1]) == singular(noun):
                return resource.one
        return None

    def plain_verb(self, noun: str) -> str:
        """Returns the verb that method and shape stand for, for a path that ends in that noun."""
        match self.method:
            case "GET" | "QUERY":
                return "list" if not self.is_item and is_many(noun) else "get"
            case "POST":
                return "update" if self.is_item and self.fixed else "create"
            case "PUT" | "PATCH":
                return "update"
            case "DELETE":
                return "delete"
            case "HEAD":
                return "check"
            case "OPTIONS":
                return "describe"
            case _:
                return (
                    self.method.lower()
                    if self.method.isalpha() and self.method.isascii()
                    else "call"
                )


def version_words(text: str) -> str:
    """Returns a version as it stands in a name: `V1beta2` is `v1beta2`, `2023-01-31` is `2023_01_31`."""
    return "_".join(re.findall(r"[a-z0-9]+", text.lower()))


def _adverbs_joined(steps: Sequence[Step]) -> list[Step]:
    """Takes `/batch/read` for one action."""
    result: list[Step] = []
    for step in steps:
        last = result[-1].words if result and not result[-1].placeholder else ()
        if (
            len(last) == 1
            and last[0] in ADVERBS
            and verb_length(step.words)
            and not step.placeholder
        ):
            step = Step((*last, *step.words))
            result.pop()
        result.append(step)
    return result


def verb_length(part: Sequence[str]) -> int:
    """Returns how many words at the beginning are the verb: 2 of `bulk delete`, 0 of `versions`."""
    length = 0
    while length < len(part) - 1 and part[length] in ADVERBS:
        length += 1
    return (
        length + 1 if length < len(part) and is_verb(part[length]) and _posts(part[length:]) else 0
    )


def _posts(part: Sequence[str]) -> bool:
    """Whether `post` is the verb, and no article of a blog; true of every other word."""
    return part[0] != "post" or (len(part) > 1 and part[1] in POSTED)


def named_by(path: Path) -> list[str]:
    """Returns the name of an operation that has no id: its verb, then what the path names."""
    resources = [each for each in path.resources if each.words[-1] not in STAGES]
    chain = [_singular_name(each) for each in resources[:-1]]
    if path.action:
        return _action_name(path, [*chain, *(each.words for each in resources[-1:])])
    if not resources:
        return [path.plain_verb("root"), "root"]
    last = resources[-1].words
    if last[-1] in _OWN and len(last) == 1:
        if not chain:
            return [path.plain_verb(last[0]), last[0]]
        owner = (*chain[-1][:-1], singular(chain[-1][-1]))
        return [path.plain_verb("one"), *_flat(chain[:-1]), "current", *owner]
    if ("me",) in chain:
        chain = [("my",), *chain[chain.index(("me",)) + 1 :]]
    verb = path.plain_verb(last[-1])
    if resources[-1].one or verb == "create":
        last = (*last[:-1], singular(last[-1]))
    return [verb, *without_repeats([*_flat(chain), *last])]


def _action_name(path: Path, chain: Sequence[tuple[str, ...]]) -> list[str]:
    length = verb_length(path.action)
    verb, rest = path.action[:length], path.action[length:]
    nouns = list(_flat(chain))
    if nouns and path.resources[-1].one:
        nouns[-1] = singular(nouns[-1])
    if rest and rest[0] not in JOINING and not is_adjective(rest[-1]) and nouns:
        nouns[-1] = singular(nouns[-1])
    return [*verb, *without_repeats([*nouns, *rest])]


def _singular_name(resource: Resource) -> tuple[str, ...]:
    """Returns what goes before another noun: in English that is a singular."""
    return (*resource.words[:-1], singular(resource.words[-1]))


def _flat(parts: Sequence[Sequence[str]]) -> list[str]:
    return [word for part in parts for word in part]


def _thing(placeholder: Sequence[str]) -> tuple[str, ...]:
    kept = list(placeholder)
    while kept and kept[-1] in _IDENTIFIERS:
        kept.pop()
    return tuple(kept) or ("item",)


def without_noise(part: Sequence[str], *, of_class: bool) -> list[str]:
    """Returns words without those of source code. An `api` in front of `keys` is no such word."""
    if of_class and part[-1] in CODE:
        part = part[:-1]
    return [
        word
        for at, word in enumerate(part)
        if word not in NOISE
        or (word == "api" and at + 1 < len(part) and names_api_thing(part[at + 1]))
    ]
