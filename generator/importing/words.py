"""Words: a vendor's spelling of a name taken apart, and nouns in their singular and plural.

A word is lower-case ASCII letters and digits. English only: a noun that no rule knows is left as it is written.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache


def words_of(text: str) -> frozenset[str]:
    """Returns the words of a list that is written as text."""
    return frozenset(text.split())


_WHOLE = re.compile(
    r"(?:OAuth|GitHub|GitLab|GraphQL|OpenID|OpenAI|IPv|iOS|macOS|MySQL|PostgreSQL|NoSQL|JavaScript|TypeScript|YouTube"
    r"|LinkedIn|PayPal|WhatsApp|WebHook|WebSocket|DevOps|QoS|IoT|QuickBooks|HubSpot|PagerDuty)(?=[0-9]|s?(?![a-z]))"
)
"""Spellings with a capital in the middle that people read as one word."""

_WORD = re.compile(
    r"""
      (?:k8s|i18n|l10n|a11y|b2b|b2c)(?![a-z0-9])
    | [A-Z]{2,}s(?![a-z])[0-9]*     # URLs, IDs
    | [A-Z]+[0-9]*(?![a-z])         # SSH, S3; of SSHKeys only SSH
    | [A-Z]?[a-z]+[0-9]*            # keys, Keys, oauth2
    | [0-9]+[a-z]*                  # 2fa, 404
    """,
    re.VERBOSE,
)
_DIGIT_FIRST = re.compile(r"(?:2FA|3DS|3D)(?![a-z])")
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d"}
)

_IRREGULAR = {
    "alias": "aliases",
    "appendix": "appendices",
    "axis": "axes",
    "bonus": "bonuses",
    "bus": "buses",
    "cache": "caches",
    "campus": "campuses",
    "canvas": "canvases",
    "child": "children",
    "cookie": "cookies",
    "corpus": "corpora",
    "criterion": "criteria",
    "foot": "feet",
    "gas": "gases",
    "half": "halves",
    "index": "indexes",
    "lens": "lenses",
    "life": "lives",
    "matrix": "matrices",
    "menu": "menus",
    "movie": "movies",
    "person": "people",
    "quiz": "quizzes",
    "radius": "radiuses",
    "schema": "schemas",
    "self": "selves",
    "shelf": "shelves",
    "status": "statuses",
    "surplus": "surpluses",
    "vertex": "vertices",
    "virus": "viruses",
    "wolf": "wolves",
    "zombie": "zombies",
}
_SINGULARS = {plural: singular for singular, plural in _IRREGULAR.items()} | {
    "causes": "cause",
    "clauses": "clause",
    "heroes": "hero",
    "houses": "house",
    "indices": "index",
    "knives": "knife",
    "leaves": "leaf",
    "pauses": "pause",
    "persons": "person",
    "pies": "pie",
    "schemata": "schema",
    "ties": "tie",
    "uses": "use",
    "warehouses": "warehouse",
}
"""What rules would get wrong. Plurals without an `s` are known from here only."""

_ALWAYS_SINGULAR = words_of(
    """alias as atlas aws axis basis bias bonus bus campus canvas chaos consensus corpus cors css dns ess gas gps has
    https iis ios is its kubernetes lens macos minus mrs nexus os plus pos qos redis rss saas sms status surplus this tls
    tns us virus was"""
)
"""Words that end in `s` and are no plurals."""

UNCOUNTED = words_of(
    """analytics billing content credentials data details diagnostics documentation earnings equipment feedback goods
    health history info information insights inventory logistics media metadata metrics news payload preferences
    progress properties sales settings statistics stats terms text usage"""
)
"""Nouns that stand for one thing in either form: one gets them, and does not list them."""

_BOTH = words_of("aircraft fish series sheep species")
"""Nouns that are many things in the same form."""


def ascii_text(text: str) -> str:
    """Returns the text with its letters in ASCII, as far as they have a counterpart there."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(each for each in plain if not unicodedata.combining(each))


def words(text: str) -> list[str]:
    """Returns the words of a name in any spelling: `SSHKeys`, `ssh-keys` and `ssh_keys` are `ssh`, `keys`."""
    plain = _DIGIT_FIRST.sub(lambda match: f" {match.group().lower()} ", ascii_text(text))
    plain = _WHOLE.sub(lambda match: match.group().capitalize(), plain)
    return [each.lower() for each in _WORD.findall(plain)]


@cache
def plural(noun: str) -> str:
    """Returns the plural of a noun; one that is a plural already, or has none, stays."""
    if not noun or is_plural(noun) or noun in UNCOUNTED:
        return noun
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("sis"):
        return f"{noun[:-2]}es"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return f"{noun}es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}s"


@cache
def singular(noun: str) -> str:
    """Returns the singular of a noun; one that is a singular already, or has none, stays."""
    if not is_plural(noun) or noun in _BOTH or noun in UNCOUNTED:
        return noun
    if noun in _SINGULARS:
        return _SINGULARS[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return f"{noun[:-3]}y"
    if noun.endswith("yses"):
        return f"{noun[:-2]}is"
    if noun.endswith(("sses", "shes", "ches", "xes", "zzes", "uses")):
        return noun[:-2]
    return noun[:-1]


@cache
def is_plural(noun: str) -> bool:
    """Whether a noun is written as more than one. Words like `series` are; words like `status` are not."""
    if noun in _BOTH or noun in _SINGULARS:
        return True
    if noun in _ALWAYS_SINGULAR or len(noun) < 3:
        return False
    return noun.endswith("s") and not noun.endswith(("ss", "sis"))


def is_many(noun: str) -> bool:
    """Whether an endpoint of that name answers with a list of things: `people` and `series` do, `settings` do not."""
    return is_plural(noun) and noun not in UNCOUNTED


def same_noun(one: str, other: str) -> bool:
    """Whether two words are one noun, in singular or plural."""
    return singular(one) == singular(other)


def without_repeats(nouns: Iterable[str]) -> list[str]:
    """Returns the words without one that the next repeats: `model`, `models` are `models`."""
    result: list[str] = []
    for noun in nouns:
        if result and same_noun(result[-1], noun):
            result.pop()
        result.append(noun)
    return result


def contains(outer: Sequence[str], inner: Sequence[str]) -> bool:
    """Whether words stand in a row among others, in singular or plural."""
    wanted = [singular(each) for each in inner]
    nouns = [singular(each) for each in outer]
    return any(nouns[at : at + len(wanted)] == wanted for at in range(len(nouns) - len(wanted) + 1))


def split_run(text: str, vocabulary: Iterable[str]) -> list[str] | None:
    """Returns the words of a run of letters without any boundary, or None where known words do not fill it.

    Of several ways the one with the fewest words is taken: `getspendlimit` is `get`, `spend`, `limit`.
    """
    known = {each for each in vocabulary if each}
    longest = max(map(len, known), default=0)
    best: list[list[str] | None] = [[]]
    for end in range(1, len(text) + 1):
        found: list[str] | None = None
        for start in range(max(0, end - longest), end):
            before, word = best[start], text[start:end]
            if before is None or word not in known:
                continue
            if found is None or len(before) + 1 < len(found):
                found = [*before, word]
        best.append(found)
    return best[-1]
