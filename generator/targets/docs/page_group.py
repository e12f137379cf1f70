"""The pages for people about one group of a wide integration: one, or several where it is too large."""

from collections.abc import Iterator, Mapping

from generator.languages import markdown
from generator.model.integration import Function, Group, Integration
from generator.pages import calls, groups, wording
from generator.pages.memo import once
from generator.pages.signature import INDEX
from generator.targets.docs.page_function import overview, section
from generator.targets.docs.paths import further_page, people_page
from generator.templates import render

FIRST = "index.md"
"""The first page of a group, in its folder."""

ROOM = 250_000
"""Bytes of the sections that a page holds, so that hosts of repositories still show it."""

_ABOVE = "../../index.md"
"""The page of the integration, as seen from those of a group."""


def places(integration: Integration, group: Group) -> Iterator[tuple[str, str]]:
    """Yields the name of each function, and the page of the group that has its section."""
    for number, functions in enumerate(_parts(integration, group), 1):
        yield from ((each.name, _page(number)) for each in functions)


def pages(integration: Integration, group: Group) -> Iterator[tuple[str, str]]:
    """Yields paths and texts. The first page lists all functions."""
    parts = _parts(integration, group)
    pages_of = dict(places(integration, group))
    for number, functions in enumerate(parts, 1):
        first = number == 1
        path = (
            people_page(integration.name, group.name)
            if first
            else further_page(integration.name, group.name, number)
        )
        title = group.title if len(parts) == 1 else f"{group.title} ({number} of {len(parts)})"
        text = render(
            "docs/group.md.jinja",
            header=wording.header(f"definitions/{integration.name}"),
            trail=_trail(integration, group, first=first),
            title=markdown.heading(1, f"{integration.title}: {title}"),
            about=_about(integration, group) if first else "",
            functions=overview(group.functions, pages_of) if first else "",
            sections=[_sections(integration)[each.name] for each in functions],
        )
        yield path, f"{text.rstrip()}\n"


@once
def _sections(integration: Integration) -> Mapping[str, str]:
    return {
        each.name: section(integration, each, _ABOVE)
        for group in integration.groups
        for each in group.functions
    }


def _parts(integration: Integration, group: Group) -> list[list[Function]]:
    sections = _sections(integration)
    sizes = {each.name: len(sections[each.name].encode()) for each in group.functions}
    return groups.divided(group.functions, sizes, ROOM)


def _page(number: int) -> str:
    return FIRST if number == 1 else f"{number}.md"


def _trail(integration: Integration, group: Group, *, first: bool) -> list[str]:
    above = ["[Integrations](../../../index.md)", markdown.link(integration.title, _ABOVE)]
    return above if first else [*above, markdown.link(group.title, FIRST)]


def _about(integration: Integration, group: Group) -> str:
    """How many functions there are, and where they are in each language."""
    count = wording.counted(len(group.functions), "function")
    in_lua = markdown.code(f"{INDEX}.{integration.name}")
    in_python = calls.grouped_method(integration, group.functions[0])
    return f"{count} of {in_lua}; in Python methods of the group, such as {in_python}. Agents read [this page](agent.md)."
