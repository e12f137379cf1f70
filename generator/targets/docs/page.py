"""The page for people: everything about an integration, for Python developers and authors of Lua scripts."""

from generator.definition import NoAuth
from generator.languages import markdown
from generator.model.integration import Function, Integration
from generator.pages import accounts, agent, calls, errors, wording
from generator.pages.signature import INDEX
from generator.snippets import lua, python
from generator.targets.docs.page_function import section
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
        accounts=markdown.table(accounts.header(integration), accounts.rows(integration)),
        named_accounts=accounts.named(integration),
        variables=_exports(integration),
        usage=markdown.fence(calls.usage(integration), "python"),
        usage_async=markdown.fence(calls.usage_async(integration), "python"),
        accounts_lua=markdown.fence(lua.multi_account(integration), "lua"),
        accounts_python=markdown.fence(python.multi_account(integration), "python"),
        derived_lua=markdown.fence(lua.call(integration, first), "lua"),
        derived_python=markdown.fence(python.call(integration, first), "python"),
        derived_output=agent.output(first.output),
        functions=_overview(integration),
        sections=[section(integration, each) for each in integration.functions],
        errors=markdown.table(errors.HEADER, errors.rows(integration)),
        error_notes=errors.notes(integration),
        agent_markdown=markdown.fence(agent_markdown, "markdown"),
    )


def _overview(integration: Integration) -> str:
    return markdown.table(
        ("Function", "Operation", "What it does"),
        [_overview_row(each) for each in integration.functions],
    )


def _overview_row(function: Function) -> tuple[str, str, str]:
    link = f"[{markdown.code(function.name)}](#{markdown.anchor(function.full_name)})"
    badges = [*([] if function.vendor.documented else ["undocumented endpoint"])]
    badges += ["deprecated"] if function.deprecated is not None else []
    return (
        link,
        ", ".join([wording.operation(function), *badges]),
        markdown.inline(function.summary),
    )


def _exports(integration: Integration) -> str:
    lines = accounts.exports(integration)
    return markdown.fence("\n".join(lines), "sh") if lines else ""
