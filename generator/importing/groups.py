"""Groups: under which heading a function of a wide vendor stands, as in `github.issues.list_comments(…)`.

An integration of more than `MOST_UNGROUPED` functions has groups, and every function is in one:

- **The first tag** says which. Of a tag with levels (`beta.audio.voices`) the first that is no stage of development counts, so that groups are
  few. The number is the vendor's. Tags that every operation of some framework has (`default`) say nothing.
- **The first fixed part of the path** in which the operations differ says it where an operation has no tag, and for all where tags
  tell little apart: nearly all operations have the same, or most have one of their own. Where paths are no better, the tags hold; where
  everything would be one group, there are none.
- What neither says anything about is `general`.
- **A name** is lower-case words, at most `LIMIT` characters. One that is taken (a keyword, a function, a credential, a setting, an account of the
  docs, an attribute of every client) stands in the plural, or else ends in `_group`.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from keyword import iskeyword

from generator.importing.facts import OperationFacts
from generator.importing.paths import DATE, VERSION, Path
from generator.importing.vocabulary import NOISE, STAGES
from generator.importing.words import plural, words
from generator.languages.names import LUA_KEYWORDS

LIMIT = 40
"""The greatest length of a group's name."""

MOST_UNGROUPED = 40
"""So many functions are found without groups."""

GENERAL = "general"
"""The group of what belongs nowhere."""

_NOTHING = NOISE | STAGES | {"default", "general", "misc", "other", "untagged"}
_LEVEL = re.compile(r"[./:>|]+")


def groups_of(operations: Sequence[OperationFacts], taken: Collection[str]) -> dict[str, str]:
    """Returns the group of each operation by its key; none where groups would not help. `taken` are names that no group may have."""
    if len(operations) <= MOST_UNGROUPED:
        return {}
    tagged = {each.key: group_of(each) for each in operations}
    shared = _shared_depth(operations)
    by_path = {each.key: _by_path(each, shared) for each in operations}
    found = min((tagged, by_path), key=_strain)
    if len(set(found.values())) < 2:
        return {}
    names = _named(found, taken)
    return {key: names[group] for key, group in found.items()}


def _strain(groups: Mapping[str, str]) -> int:
    """Returns how little groups help: 0 where they do."""
    sizes = Counter(groups.values())
    one_for_all = max(sizes.values()) > 0.9 * len(groups)
    one_for_each = sum(size == 1 for size in sizes.values()) > 0.5 * len(groups)
    return 2 if len(sizes) < 2 else int(one_for_all or one_for_each)


def _named(groups: Mapping[str, str], taken: Collection[str]) -> dict[str, str]:
    """Returns names that are free, by group."""
    wanted = dict.fromkeys(groups.values())
    names: dict[str, str] = {}
    for group in wanted:
        free = (each for each in (group, plural(group), f"{group}_group") if each not in taken)
        names[group] = next(free, f"{group}_group_2")
        if names[group] != group and names[group] in wanted:
            names[group] = f"{group}_group"
    return names


def group_of(facts: OperationFacts) -> str:
    """Returns the group of an operation on its own: lower-case words, no keyword of Python or Lua, at most `LIMIT` characters."""
    for tag in facts.tags[:1]:
        for level in _LEVEL.split(tag):
            name = [] if VERSION.fullmatch(level) or DATE.fullmatch(level) else words(level)
            if set(name) - _NOTHING:
                return _written(name)
    return _by_path(facts, 0)


def _by_path(facts: OperationFacts, shared: int) -> str:
    fixed = Path.parse(facts.method, facts.path).fixed
    for part in (*fixed[shared:], *reversed(fixed[:shared])):
        if set(part) - _NOTHING:
            return _written(list(part))
    return GENERAL


def _shared_depth(operations: Sequence[OperationFacts]) -> int:
    """Returns how many fixed parts nearly all paths begin with."""
    paths = [Path.parse(each.method, each.path).fixed for each in operations]
    depth = 0
    while True:
        found = Counter(path[depth] for path in paths if len(path) > depth + 1)
        if not found or found.most_common(1)[0][1] < 0.9 * len(paths):
            return depth
        depth += 1


def _written(name: list[str]) -> str:
    while name[0][0].isdigit():
        name = name[1:] or ["group", *name]
    while len("_".join(name)) > LIMIT and len(name) > 1:
        name = name[:-1]
    group = "_".join(name)[:LIMIT].rstrip("_")
    return plural(group) if iskeyword(group) or group in LUA_KEYWORDS else group
