"""The pages about all integrations: the home page, and the catalogue by category."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from generator.languages import html
from generator.pages import wording
from generator.targets.base import Entry, File, Summary
from generator.targets.site import blocks, paths
from generator.targets.site.guides import GUIDES
from generator.targets.site.matter import front_matter
from generator.targets.summary import by_category, counts
from generator.templates import render

_DESCRIPTION = "Functions of web services for scripts, programs and agents: in Lua, Python and on the command line."
_SHOWN = 6
"""Integrations that a card of the home page names."""

_Categories: TypeAlias = list[tuple[str, list[Summary]]]


def pages(entries: Sequence[Entry]) -> Mapping[str, File]:
    """Returns the pages; `entries` come sorted by name, with the integrations' own pages."""
    summaries = [each.summary for each in entries]
    categories = by_category(summaries)
    return {paths.HOME: _home(entries, categories), paths.CATALOGUE: _catalogue(categories)}


def _home(entries: Sequence[Entry], categories: _Categories) -> File:
    summaries = [each.summary for each in entries]
    text = render(
        "site/home.md.jinja",
        matter=front_matter("Integrations", _DESCRIPTION, ["navigation", "toc"]),
        facts=counts(summaries),
        first=_first_call(entries[0]) if entries else None,
        categories=[
            {
                "title": html.text(wording.category(category)),
                "id": paths.category_id(category),
                "counts": counts(members),
                "integrations": ", ".join(map(_link, members[:_SHOWN])),
                "more": max(len(members) - _SHOWN, 0),
            }
            for category, members in categories
        ],
        guides=[
            {
                "address": paths.address(each.page),
                "title": html.text(each.title),
                "about": html.text(each.about),
            }
            for each in GUIDES
        ],
    )
    return File(_finished(text))


def _catalogue(categories: _Categories) -> File:
    summaries = [each for _, members in categories for each in members]
    text = render(
        "site/catalogue.md.jinja",
        matter=front_matter("Catalogue", "All integrations, by category.", ["navigation"]),
        facts=counts(summaries),
        categories=[
            {
                "title": html.in_markdown(wording.category(category)),
                "id": paths.category_id(category),
                "counts": counts(members),
                "integrations": [_card(each) for each in members],
            }
            for category, members in categories
        ],
    )
    return File(_finished(text))


def _card(summary: Summary) -> Mapping[str, Any]:
    return {
        "link": _link(summary),
        "summary": html.inline(summary.summary),
        "badges": " ".join(_badges(summary)),
        "words": html.attribute(" ".join(_words(summary))),
    }


def _words(summary: Summary) -> list[str]:
    """The words of the functions' names that the card does not show; each once, since the page lists every integration."""
    shown = f"{summary.title} {summary.summary}".lower()
    words = (word for name in (summary.name, *summary.functions) for word in name.split("_"))
    return [each for each in dict.fromkeys(words) if each not in shown]


def _badges(summary: Summary) -> Iterable[str]:
    if summary.reads:
        yield blocks.badge("read", f"{summary.reads} read")
    if summary.writes:
        yield blocks.badge("write", f"{summary.writes} write")


def _first_call(entry: Entry) -> Mapping[str, str]:
    """The call that verifies an account of an integration, as the integration's page shows it."""
    page = entry.files[paths.integration_page(entry.summary.name)]
    found = page.partition('\n<section class="first-call">\n')[2].partition("\n</section>\n")[0]
    return {"link": _link(entry.summary), "tabs": found}


def _link(summary: Summary) -> str:
    address = paths.address(paths.integration_page(summary.name))
    return f'<a href="{address}">{html.text(summary.title)}</a>'


def _finished(text: str) -> str:
    return f"{text.rstrip()}\n"
