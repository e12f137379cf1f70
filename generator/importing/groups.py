"""Groups: under which heading a function of a wide vendor stands, as in `github.issues.list_comments(…)`.

A group comes from the first tag, else from the first fixed part of the path. Of a tag with levels (`beta.audio.voices`) the first that is no
stage of development counts, so that groups are few. The number is the vendor's. Tags that every operation of some framework has (`default`)
say nothing.
"""

import re
from keyword import iskeyword

from generator.importing.facts import OperationFacts
from generator.importing.paths import DATE, VERSION, Path
from generator.importing.vocabulary import NOISE, STAGES
from generator.importing.words import plural, words
from generator.languages.names import LUA_KEYWORDS

LIMIT = 40
"""The greatest length of a group's name."""

GENERAL = "general"
"""The group of what belongs nowhere."""

_NOTHING = NOISE | STAGES | {"default", "general", "misc", "other", "untagged"}
_LEVEL = re.compile(r"[./:>|]+")


def group_of(facts: OperationFacts) -> str:
    """Returns the group of an operation: lower-case words, no keyword of Python or Lua, at most `LIMIT` characters."""
    for tag in facts.tags[:1]:
        for level in _LEVEL.split(tag):
            name = [] if VERSION.fullmatch(level) or DATE.fullmatch(level) else words(level)
            if set(name) - _NOTHING:
                return _written(name)
    for fixed in Path.parse(facts.method, facts.path).fixed:
        if set(fixed) - _NOTHING:
            return _written(list(fixed))
    return GENERAL


def _written(name: list[str]) -> str:
    while name[0][0].isdigit():
        name = name[1:] or ["group", *name]
    while len("_".join(name)) > LIMIT and len(name) > 1:
        name = name[:-1]
    group = "_".join(name)[:LIMIT]
    return plural(group) if iskeyword(group) or group in LUA_KEYWORDS else group
