"""The pages of an integration: one, or for a wide one an index and a page for each group of its functions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator.definition import NoAuth
from generator.languages import html, markdown
from generator.model.integration import Function, Integration
from generator.pages import accounts, agent, calls, errors, groups, wording
from generator.pages.signature import INDEX
from generator.snippets import lua, python
from generator.targets.site import blocks, paths, tabs
from generator.targets.site.function import sections
from generator.targets.site.layout import Group, Layout, layout
from generator.targets.site.matter import front_matter
from generator.templates import render


def pages(integration: Integration) -> Iterator[tuple[str, str]]:
    """Yields paths and texts; the page of a group has a twin for agents, as every other page has one that is checked in."""
    found = layout(integration)
    yield paths.integration_page(integration.name), _page(integration, found)
    for each in found.groups:
        yield paths.group_page(integration.name, each.name), _group_page(integration, each)
        yield paths.group_twin(integration.name, each.name), _group_twin(integration, each)


def _page(integration: Integration, found: Layout) -> str:
    first = integration.functions[0].derived_example
    return render(
        "site/page.md.jinja",
        matter=front_matter(integration.title, integration.summary),
        trail=_trail(integration),
        name=integration.name,
        title=html.in_markdown(integration.title),
        headline=wording.headline(integration),
        summary=html.inline(integration.summary),
        reference=html.of_markdown(markdown.link("API reference", integration.docs_url)),
        namespace=html.code(f"{INDEX}.{integration.name}"),
        needs_credentials=not isinstance(integration.auth, NoAuth),
        accounts=_accounts(integration),
        named_accounts=html.of_markdown(accounts.named(integration)),
        variables=_code("\n".join(accounts.exports(integration)), "sh"),
        configuration=_code(accounts.configuration(integration), "toml"),
        check=_check(integration),
        accounts_note=html.of_markdown(wording.unbound_accounts(integration)),
        usage=html.pre(calls.usage(integration), "python"),
        usage_async=html.pre(calls.usage_async(integration), "python"),
        accounts_lua=html.pre(lua.multi_account(integration), "lua"),
        accounts_python=html.pre(python.multi_account(integration), "python"),
        derived=tabs.call(integration, first, "derived-call"),
        overview=_overview(integration.functions),
        groups=[_group(integration, each) for each in found.groups],
        sections=[] if found.groups else list(sections(integration).values()),
        **_errors(integration),
        split=integration.is_split,
        example_group=groups.sample(integration).group if integration.is_split else "",
        groups_note=html.of_markdown(groups.in_python(integration)),
        agent_markdown=html.pre(groups.first_page(integration), "markdown") if found.raw else "",
    )


def _check(integration: Integration) -> str:
    """The call that shows whether an account works; empty where there is none."""
    if integration.verify is None:
        return ""
    examples = integration.function(integration.verify).examples
    arguments = integration.verify_arguments
    same = (each for each in examples if each.arguments == arguments)
    example = next(
        same, examples[0] if not arguments else replace(examples[0], arguments=arguments)
    )
    return tabs.call(integration, example, "check-call")


def _group_page(integration: Integration, group: Group) -> str:
    title = f"{integration.title}: {group.title}"
    return render(
        "site/group.md.jinja",
        matter=front_matter(title, integration.summary),
        trail=[*_trail(integration), f'<a href="index.html">{html.text(integration.title)}</a>'],
        title=html.in_markdown(title),
        counts=wording.counted(len(group.functions), "function"),
        overview=_overview(group.functions),
        sections=[sections(integration)[each.name] for each in group.functions],
        **_errors(integration),
        name=group.name,
    )


def _group_twin(integration: Integration, group: Group) -> str:
    title = markdown.heading(1, f"{integration.title}: {group.title}")
    return f"{title}\n\n{_agent_part(integration, group)}\n"


def _group(integration: Integration, group: Group) -> Mapping[str, Any]:
    address = f"{group.name}.html"
    return {
        "id": group.name,
        "title": html.text(group.title),
        "address": address,
        "counts": wording.counted(len(group.functions), "function"),
        "overview": _overview(group.functions, address),
    }


def _trail(integration: Integration) -> list[str]:
    """Links to the pages above."""
    category = f"../catalogue.html#{paths.category_id(integration.category)}"
    shown = html.text(wording.category(integration.category))
    return ['<a href="../catalogue.html">Integrations</a>', f'<a href="{category}">{shown}</a>']


def _accounts(integration: Integration) -> str:
    header = [html.of_markdown(each) for each in accounts.header(integration)]
    rows = list(accounts.rows(integration))
    return blocks.table("accounts", header, _cells(rows)) if rows else ""


def _errors(integration: Integration) -> Mapping[str, str]:
    """What the sections of functions refer to, on each page that has such sections."""
    return {
        "errors": blocks.table("errors", errors.HEADER, _cells(errors.rows(integration))),
        "error_notes": html.of_markdown(errors.notes(integration)),
    }


def _agent_part(integration: Integration, group: Group) -> str:
    """What agents read of a group's functions."""
    texts = agent.sections(integration)
    return "\n\n---\n\n".join(texts[each.name] for each in group.functions)


def _overview(functions: Iterable[Function], page: str = "") -> str:
    """The table of functions, whose sections stand on this page or on another one.

    Where they stand on another one, the address that a section would have on this page is that of its row.
    """
    rows = (
        (_link(each, page), blocks.badges(each), html.inline(each.summary)) for each in functions
    )
    return blocks.table("functions", ("Function", "Operation", "What it does"), rows)


def _link(function: Function, page: str) -> str:
    place = f' id="{function.name}"' if page else ""
    return f'<a{place} href="{page}#{function.name}">{html.code(function.name)}</a>'


def _cells(rows: Iterable[Iterable[str]]) -> Iterator[list[str]]:
    """Cells of finished markdown as HTML."""
    return ([html.of_markdown(cell) for cell in row] for row in rows)


def _code(text: str, language: str) -> str:
    return html.pre(text, language) if text else ""
