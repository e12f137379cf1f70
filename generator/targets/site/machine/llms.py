"""What agents read before and in place of a page: `llms.txt` of the site and of an integration (llmstxt.org), a page for each function."""

from collections.abc import Iterable, Sequence

from generator.languages import markdown
from generator.model.integration import Function, Integration
from generator.pages import agent, wording
from generator.pages.signature import INDEX
from generator.targets.site import paths
from generator.targets.site.machine import headings
from generator.targets.summary import Summary, by_category, counts
from generator.templates import render

_OPTIONAL = "\n## Optional\n"


def page(integration: Integration, function: Function) -> str:
    """Returns the page about a function: its section of the agent page, under the same title, within the same budget."""
    title = agent.title(integration)
    text = f"{title}\n\n{agent.sections(integration)[function.name]}\n"
    if len(text) < agent.BUDGET:
        return text
    left = agent.BUDGET - len(title) - len("\n\n\n")
    return f"{title}\n\n{agent.section(integration, function, left)}\n"


def index(integration: Integration) -> str:
    """Returns `llms.txt` of an integration; links are relative to its folder."""
    text = render(
        "site/machine/integration.llms.txt.jinja",
        title=markdown.heading(1, integration.title),
        summary=markdown.inline(integration.summary),
        headline=wording.headline(integration),
        namespace=markdown.code(f"{INDEX}.{integration.name}"),
        imported=markdown.code(
            f"from integrations.{integration.name} import {integration.class_name}"
        ),
        functions=_functions(integration),
        whole=(
            "The groups, each with its functions on one page"
            if integration.is_split
            else "All functions on one page"
        ),
        reference=markdown.link(f"{integration.title}'s own reference", integration.docs_url),
    )
    return f"{text.rstrip()}\n"


def site_index(summaries: Sequence[Summary]) -> str:
    """Returns `llms.txt` of the site: a line for each integration, by category."""
    text = render(
        "site/machine/llms.txt.jinja",
        counts=counts(summaries),
        categories=[
            {
                "title": markdown.heading(2, category),
                "integrations": markdown.bullets(map(_integration, members)),
            }
            for category, members in by_category(summaries)
        ],
        catalogue=paths.CATALOGUE_FILE,
        whole=paths.WHOLE_FILE,
    )
    return f"{text.rstrip()}\n"


def with_guides(text: str, pages: Iterable[tuple[str, str]]) -> str:
    """Returns `llms.txt` of the site with a section of guides; each is a path below the site's root, and its markdown."""
    lines = [_guide(path, content) for path, content in pages]
    before, optional, after = text.rpartition(_OPTIONAL)
    listed = f"\n## Guides\n\n{markdown.bullets(lines)}\n" if lines else ""
    return f"{before}{listed}{optional}{after}"


def _functions(integration: Integration) -> str:
    """The list of all functions; where they are many, one for each group."""
    if not integration.is_split:
        return _list(integration, integration.functions)
    own = [_list(integration, integration.ungrouped)] if integration.ungrouped else []
    return "\n\n".join(
        [
            *own,
            *(
                f"{markdown.heading(3, each.title)}\n\n{_list(integration, each.functions)}"
                for each in integration.groups
            ),
        ]
    )


def _list(integration: Integration, functions: Iterable[Function]) -> str:
    folder = f"{integration.name}/"
    return markdown.bullets(
        _function(each, paths.agent_file(integration.name, each.name).removeprefix(folder))
        for each in functions
    )


def _function(function: Function, address: str) -> str:
    badges = [wording.operation(function).lower()]
    badges += [] if function.vendor.documented else ["undocumented endpoint"]
    badges += [] if function.deprecated is None else ["deprecated"]
    badges += ["no HTTP binding"] if function.http is None else []
    link = markdown.link(function.name, address)
    return f"{link}: {markdown.inline(function.summary)} ({', '.join(badges)})"


def _integration(summary: Summary) -> str:
    link = markdown.link(summary.title, paths.index_file(summary.name))
    whole = "by group" if summary.groups else "all on one page"
    functions = wording.counted(len(summary.functions), "function")
    return f"{link}: {markdown.inline(summary.summary)} {functions}, {markdown.link(whole, paths.agent_page(summary.name))}."


def _guide(path: str, content: str) -> str:
    found = headings.outline(content)
    about = f": {markdown.literal(found[0].text)}" if found and found[0].text else ""
    return markdown.link(found[0].title if found else path, path) + about
