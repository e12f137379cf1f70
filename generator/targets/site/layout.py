"""On which page the section of a function stands: one page where all fit, else one for each group of functions.

An integration that is split everywhere (`Integration.is_split`) is so here too. A group is the definition's own where it names one; else functions belong together whose names have the same noun:
`get_file` and `delete_files` are about files. Nouns of which there is one function only share the group `other`. A group that
is too large for a page has several.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.model.integration import Function, Integration, group_title
from generator.pages import agent
from generator.pages.groups import divided
from generator.pages.memo import once
from generator.resolve.naming import singular
from generator.targets.site import paths
from generator.targets.site.function import sections

ROOM = 155_000
"""Bytes of the sections that a page holds: with what is around them, it stays below 200,000 when it is built."""

_OTHER = "other"


@dataclass(frozen=True, slots=True)
class Group:
    """Functions that share a page. No function has a name with a hyphen, and every group's address has one."""

    name: str
    title: str
    functions: tuple[Function, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The pages of an integration; `groups` is empty where its own page holds the sections of all functions."""

    groups: tuple[Group, ...]
    raw: bool
    """Whether its own page holds what agents read too, to be copied; where that takes too much room, it is linked."""
    addresses: Mapping[str, str]
    """Where the section of a function stands, by name, as seen from the root of the site."""


@once
def layout(integration: Integration) -> Layout:
    """Returns where everything stands that the site says about an integration."""
    sizes = {name: len(text.encode()) for name, text in sections(integration).items()}
    room = ROOM - sum(sizes.values())
    raw = sum(len(text.encode()) for text in agent.sections(integration).values())
    is_split = integration.is_split
    groups = _groups(integration, sizes) if is_split or room < 0 else ()
    pages = {
        each.name: paths.group_page(integration.name, group.name)
        for group in groups
        for each in group.functions
    }
    page = paths.integration_page(integration.name)
    addresses = {
        each.name: f"{paths.address(pages.get(each.name, page))}#{each.name}"
        for each in integration.functions
    }
    return Layout(groups, is_split or raw <= room, addresses)


def _groups(integration: Integration, sizes: Mapping[str, int]) -> tuple[Group, ...]:
    """The groups in the order of their first functions, `other` last."""
    members = dict[str, list[Function]]()
    for each in integration.functions:
        members.setdefault(each.group or _noun(each.name), []).append(each)
    lone = [key for key, found in members.items() if len(found) == 1 and not found[0].group]
    others = [function for key in lone for function in members.pop(key)]
    if others:
        members[_OTHER] = members.pop(_OTHER, []) + others
    return tuple(part for key, found in members.items() for part in _parts(key, found, sizes))


def _noun(name: str) -> str:
    """The first noun of a function's name, behind the verb."""
    words = name.split("_")
    return singular(words[1] if len(words) > 1 else words[0]).removesuffix("_item")


def _parts(key: str, functions: Sequence[Function], sizes: Mapping[str, int]) -> list[Group]:
    """A group, or several where it is too large for a page."""
    pages = divided(functions, sizes, ROOM)
    name, title = f"group-{key.replace('_', '-')}", group_title(key)
    if len(pages) == 1:
        return [Group(name, title, tuple(functions))]
    return [
        Group(f"{name}--{number}", f"{title} ({number} of {len(pages)})", tuple(found))
        for number, found in enumerate(pages, 1)
    ]
