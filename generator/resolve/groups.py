"""What functions are called inside their group: `list_issues` of the group `issues` is its `list`."""

from collections.abc import Iterator, Mapping

from generator.languages.names import LUA_KEYWORDS, iterator_name
from generator.languages.python import is_keyword
from generator.resolve.naming import singular

_BUILTIN = frozenset({"bool", "float", "int", "str"})
"""Types that annotations of a group's class name."""

_PREPOSITIONS = frozenset({"as", "at", "by", "for", "from", "in", "of", "on", "to", "with"})
"""Behind them stands what a function does something for, not what it is about."""

_COMPOUNDS = {"pull": "request"}
"""Words that belong to a group's last word where they follow it: the group `pulls` is about pull requests."""

_PREFIXES = frozenset({"multi", "non", "sub"})
"""Words that are none without the next."""


def members(groups: Mapping[str, str | None]) -> dict[str, str]:
    """Returns the name of each function inside its group; `groups` holds the group of each function, or None.

    It is the function's name without the words of the group, in whichever number they stand (`create_issue_comment`: `create_comment`). The
    name stays whole where the group's words are not in it, where nothing or a reserved word would be left, and where two functions
    would share what is left.
    """
    short = {name: _short(name, group) for name, group in groups.items() if group is not None}
    taken: dict[tuple[str | None, str], int] = {}
    for name, member in short.items():
        for each in _names(name, member):
            key = groups[name], each
            taken[key] = taken.get(key, 0) + 1
    return {
        name: (
            short[name]
            if name in short and all(taken[group, each] == 1 for each in _names(name, short[name]))
            else name
        )
        for name, group in groups.items()
    }


def member_iterator(member: str) -> str:
    """Returns the name of what walks the pages of a function inside its group: `list` becomes `iter`."""
    return "iter" if member == "list" else iterator_name(member)


def _names(name: str, member: str) -> Iterator[str]:
    """Yields what a function may be called in its group, and what its iterator may be."""
    yield from sorted({name, member, iterator_name(name), member_iterator(member)})


def _short(name: str, group: str) -> str:
    words, wanted = name.split("_"), [_plain(word) for word in group.split("_")]
    for start in range(len(words) - len(wanted) + 1):
        end = start + len(wanted)
        if words[start] in _PREPOSITIONS:
            break
        if [_plain(word) for word in words[start:end]] == wanted:
            end += _plain(words[end]) == _COMPOUNDS.get(wanted[-1]) if end < len(words) else 0
            return _left(words[:start], words[end:]) or name
    return name


def _left(before: list[str], after: list[str]) -> str | None:
    """Returns what is left of a name; None where that says nothing by itself."""
    if (before[-1:] and before[-1] in _PREFIXES) or (
        not before and after and after[0] in _PREPOSITIONS
    ):
        return None
    left = "_".join(before + after)
    return left if _is_free(left) else None


def _plain(word: str) -> str:
    """Returns a word in the singular."""
    return singular(word).removesuffix("_item")


def _is_free(name: str) -> bool:
    return (
        name[:1].isalpha()
        and not is_keyword(name)
        and name not in LUA_KEYWORDS
        and name not in _BUILTIN
        and not name.startswith("iter_")
        and name != "iter"
    )
