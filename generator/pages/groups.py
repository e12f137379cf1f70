"""The groups of a wide integration: where their pages lie, what they are called, and how agents learn of them."""

from collections.abc import Mapping, Sequence

from generator.languages import markdown
from generator.model.integration import Function, Group, Integration
from generator.pages import agent
from generator.pages.signature import INDEX
from generator.pages.wording import counted
from generator.snippets.python.names import method_path
from generator.snippets.python.show import local_name
from generator.templates import render

AGENT_PAGE = "agent.md"
"""The name of agents' pages, of an integration and of a group."""

ROOM = 12_000
"""Characters that the list of groups may take on the agent page: an agent reads it before it knows what it needs."""

_FEWEST = 3


def folder(group: str) -> str:
    """Returns where the pages of a group lie, as seen from those of its integration."""
    return f"groups/{group}"


def sample(integration: Integration) -> Function:
    """Returns a function of a group, to show how such functions are reached; there is a group."""
    function, _ = integration.sample
    return integration.groups[0].functions[0] if function.group is None else function


def about(integration: Integration) -> str:
    """Returns how many groups there are, and how a reader gets to one, in Lua, as inline markdown."""
    example = sample(integration)
    page, function = (f"{integration.name}.{each}" for each in (example.group, example.name))
    lists = markdown.code(f'lua_list_docs("{page}")')
    search = markdown.code('lua_search_docs("…")')
    return (
        f"{_counts(integration)}. Each group has a page: {_read(page)}, and so has each function: {_read(function)}. "
        f"{lists} lists the functions of a group, {search} finds functions by words."
    )


def in_python(integration: Integration) -> str:
    """Returns where the client has the functions of groups, as a sentence; empty where there are none."""
    if not integration.groups:
        return ""
    example = sample(integration)
    method = f"{local_name(integration.name)}.{method_path(example)}(…)"
    in_lua = f"{INDEX}.{integration.name}.{example.name}{{ … }}"
    return (
        "Functions that belong together are methods of a group: "
        f"what is {markdown.code(in_lua)} in Lua is {markdown.code(method)}."
    )


def first_page(integration: Integration) -> str:
    """Returns the agent page of an integration, which has the list of its groups in place of what their own pages say."""
    if not integration.is_split:
        return agent.page(integration)
    return agent.page(integration, {"about": about(integration), "list": overview(integration)})


def overview(integration: Integration) -> str:
    """Returns the list of groups for agents, each with as many of its functions as there is room for on the page."""
    found = "\n\n".join(_described(each) for each in integration.groups)
    most = max(len(each.functions) for each in integration.groups)
    while len(found) > ROOM:
        found = markdown.bullets(_named(each, most) for each in integration.groups)
        if most <= _FEWEST:
            break
        most = max(_FEWEST, most // 2)
    return found


def page(integration: Integration, group: Group) -> str:
    """Returns a group's page for agents: its functions in a line each, and then the section of each."""
    sections = agent.sections(integration)
    return render(
        "pages/agent_group.md.jinja",
        title=markdown.heading(1, f"{integration.title}: {group.title} — {agent.TITLE}"),
        counts=counted(len(group.functions), "function"),
        namespace=markdown.code(f"{INDEX}.{integration.name}"),
        read=_read(f"{integration.name}.{group.functions[0].name}"),
        functions=markdown.bullets(map(_line, group.functions)),
        sections=[sections[each.name] for each in group.functions],
    ).rstrip()


def divided(
    functions: Sequence[Function], sizes: Mapping[str, int], room: int
) -> list[list[Function]]:
    """Returns functions on as few pages of a size as hold them, of about the same size; `sizes` are those of their sections."""
    total = sum(sizes[each.name] for each in functions)
    enough = min(room, total / -(-total // room))
    pages: list[list[Function]] = [[]]
    used = 0
    for each in functions:
        size = sizes[each.name]
        if pages[-1] and (used + size > room or used + size / 2 > enough):
            pages.append([])
            used = 0
        pages[-1].append(each)
        used += size
    return pages


def _counts(integration: Integration) -> str:
    return (
        f"{counted(len(integration.functions), 'function')} "
        f"in {counted(len(integration.groups), 'group')}"
    )


def _read(name: str) -> str:
    return markdown.code(f'lua_read_doc("integrations.{name}")')


def _described(group: Group) -> str:
    return "\n\n".join([_link(group), markdown.bullets(map(_line, group.functions))])


def _named(group: Group, most: int) -> str:
    names = [markdown.code(each.name) for each in group.functions]
    more = [f"{len(names) - most} more"] if len(names) > most else []
    return f"{_link(group)} {', '.join([*names[:most], *more])}"


def _link(group: Group) -> str:
    """The name by which a group is read, with its number of functions, before these."""
    link = markdown.link(group.name, f"{folder(group.name)}/{AGENT_PAGE}")
    return f"**{link}**, {counted(len(group.functions), 'function')}:"


def _line(function: Function) -> str:
    return f"{markdown.code(function.name)} — {markdown.inline(function.summary)}"
