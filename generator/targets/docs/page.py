"""The page for people: everything about an integration, for Python developers and authors of Lua scripts."""

from generator.definition import NoAuth
from generator.languages import markdown
from generator.model.integration import Function, Group, Integration
from generator.pages import accounts, agent, calls, errors, groups, wording
from generator.pages.signature import INDEX
from generator.snippets import lua, python
from generator.targets.docs import page_group
from generator.targets.docs.page_function import overview, section
from generator.templates import render


def page(integration: Integration, agent_markdown: str) -> str:
    """Returns the page for people, at whose end stands the agent page as it is."""
    first = integration.functions[0].derived_example
    return render(
        "docs/page.md.jinja",
        header=wording.header(f"definitions/{integration.name}"),
        name=integration.name,
        class_name=integration.class_name,
        category=markdown.link(
            integration.category, f"../index.md#{markdown.anchor(integration.category)}"
        ),
        title=markdown.heading(1, integration.title),
        title_text=markdown.inline(integration.title),
        headline=wording.headline(integration),
        summary=markdown.paragraph(integration.summary),
        reference=markdown.link("API reference", integration.docs_url),
        namespace=markdown.code(f"{INDEX}.{integration.name}"),
        needs_credentials=not isinstance(integration.auth, NoAuth),
        accounts=_accounts(integration),
        named_accounts=accounts.named(integration),
        variables=_exports(integration),
        usage=markdown.fence(calls.usage(integration), "python"),
        usage_async=markdown.fence(calls.usage_async(integration), "python"),
        accounts_lua=markdown.fence(lua.multi_account(integration), "lua"),
        accounts_note=wording.unbound_accounts(integration),
        accounts_python=markdown.fence(python.multi_account(integration), "python"),
        derived_lua=markdown.fence(lua.call(integration, first), "lua"),
        derived_python=markdown.fence(python.call(integration, first), "python"),
        derived_output=agent.output(first.output),
        derived_note=agent.note(integration.functions[0]),
        groups_note=groups.in_python(integration),
        split=integration.is_split,
        example_group=groups.sample(integration).group if integration.is_split else "",
        functions=_functions(integration),
        sections=[section(integration, each) for each in _here(integration)],
        errors=markdown.table(errors.HEADER, errors.rows(integration)),
        error_notes=errors.notes(integration),
        agent_markdown=markdown.fence(agent_markdown, "markdown"),
    )


def _here(integration: Integration) -> tuple[Function, ...]:
    """The functions whose sections stand on the page itself."""
    return integration.ungrouped if integration.is_split else integration.functions


def _functions(integration: Integration) -> str:
    """The table of functions; where these have pages by group, one for each group."""
    here = _here(integration)
    parts = [overview(here)] if here else []
    if integration.is_split:
        parts += [_group(integration, each) for each in integration.groups]
    return "\n\n".join(parts)


def _group(integration: Integration, group: Group) -> str:
    """A heading that no other place of the page has, and the table; both lead to the group's pages."""
    title = f"{group.title} ({wording.counted(len(group.functions), 'function')})"
    address = f"{groups.folder(group.name)}/"
    places = {name: f"{address}{page}" for name, page in page_group.places(integration, group)}
    link = markdown.link(title, f"{address}{page_group.FIRST}")
    return f"### {link}\n\n{overview(group.functions, places)}"


def _accounts(integration: Integration) -> str:
    rows = list(accounts.rows(integration))
    return markdown.table(accounts.header(integration), rows) if rows else ""


def _exports(integration: Integration) -> str:
    lines = accounts.exports(integration)
    return markdown.fence("\n".join(lines), "sh") if lines else ""
