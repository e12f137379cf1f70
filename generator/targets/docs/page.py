"""The page for people: everything about an integration, for Python developers and authors of Lua scripts."""

from generator.definition import NoAuth
from generator.languages import markdown
from generator.languages import python as python_language
from generator.model.integration import Function, Integration
from generator.snippets import lua, python
from generator.snippets.python.show import local_name
from generator.targets.docs import accounts, agent, errors, wording
from generator.targets.docs.page_function import section
from generator.targets.docs.signature import INDEX
from generator.targets.templates import render


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
        accounts=accounts.table(integration),
        named_accounts=accounts.named(integration),
        variables=_exports(integration),
        usage=markdown.fence(_usage(integration), "python"),
        usage_async=markdown.fence(_usage_async(integration), "python"),
        accounts_lua=markdown.fence(lua.multi_account(integration), "lua"),
        accounts_python=markdown.fence(python.multi_account(integration), "python"),
        derived_lua=markdown.fence(lua.call(integration, first), "lua"),
        derived_python=markdown.fence(python.call(integration, first), "python"),
        derived_output=agent.output(first.output),
        functions=_overview(integration),
        sections=[section(integration, each) for each in integration.functions],
        errors=errors.table(integration),
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
    account = integration.example_accounts[0]
    lines = [f'export {name}="…"' for name in accounts.variables(integration)]
    lines += [f'export {name}="…"' for name in accounts.variables(integration, account)]
    return markdown.fence("\n".join(lines), "sh") if lines else ""


def _verify(integration: Integration) -> str:
    return python_language.parameter_name(integration.verify)


def _usage(integration: Integration) -> str:
    name, client = integration.class_name, local_name(integration.name)
    return "\n".join(
        [
            f"from integrations.{integration.name} import {name}",
            "",
            f"with {name}() as {client}:",
            f"    result = {client}.{_verify(integration)}()",
            "    print(result)",
        ]
    )


def _usage_async(integration: Integration) -> str:
    name, client = f"Async{integration.class_name}", local_name(integration.name)
    return "\n".join(
        [
            "import asyncio",
            "",
            f"from integrations.{integration.name} import {name}",
            "",
            "",
            "async def main() -> None:",
            f"    async with {name}() as {client}:",
            f"        result = await {client}.{_verify(integration)}()",
            "        print(result)",
            "",
            "",
            "asyncio.run(main())",
        ]
    )
