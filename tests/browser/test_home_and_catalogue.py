"""The ways into the site: home, and the catalogue with its filter."""

import json
from collections.abc import Collection
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.support.definitions import NAMES, real
from tests.support.site_browser import Visitor


def entries(page: Page) -> list[str]:
    """The names of the integrations that the catalogue shows."""
    return page.locator(".catalogue-name a:visible").all_inner_texts()


def categories_of(titles: Collection[str]) -> dict[str, list[str]]:
    """The integrations that have these titles, by category."""
    found: dict[str, list[str]] = {}
    for each in map(real, NAMES):
        if each.title in titles:
            found.setdefault(each.category, []).append(each.title)
    return found


def test_home_says_what_there_is_and_leads_to_it(visitor: Visitor, http: str, site: Path) -> None:
    page = visitor.open(f"{http}index.html")
    catalogue = json.loads((site / "catalogue.json").read_text(encoding="utf-8"))
    integrations = catalogue["integrations"]
    functions = sum(len(each["functions"]) for each in integrations)
    facts = page.locator(".facts").first
    expect(facts).to_contain_text(f"{len(integrations)} integrations · {functions} functions")
    page.get_by_role("link", name="Groq", exact=True).click()
    expect(page).to_have_url(f"{http}groq/index.html")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Groq")


def test_the_catalogue_has_every_integration_by_category(
    visitor: Visitor, http: str, site: Path
) -> None:
    page = visitor.open(f"{http}index.html")
    page.get_by_role("link", name="Catalogue", exact=True).first.click()
    expect(page).to_have_url(f"{http}catalogue.html")
    folders = sorted(path.parent.name for path in site.glob("*/agent.md"))
    links = page.locator(".catalogue-name a")
    addresses = sorted(str(link.get_attribute("href")) for link in links.all())
    assert addresses == [f"{folder}/index.html" for folder in folders]
    sections = page.locator("section.catalogue").all()
    shown = [each.locator(".catalogue-name a").all_inner_texts() for each in sections]
    assert sorted(map(sorted, shown)) == sorted(map(sorted, categories_of(entries(page)).values()))


FILTERED = {
    "groq": ["Groq"],
    "COMPLETION": ["Groq"],  # of a function's name
    "exchange rates": ["Frankfurter"],  # of a summary
    "rates exchange": ["Frankfurter"],
}
"""Words, and integrations that must be among those that have them."""
NOT_TOGETHER = "groq frankfurter"


def test_the_filter_shows_what_has_all_words(visitor: Visitor, address: str) -> None:
    page = visitor.open(f"{address}catalogue.html")
    everything = entries(page)
    box = page.get_by_label("Filter")
    status = page.get_by_role("status").filter(has_text="integrations")
    for words, wanted in FILTERED.items():
        box.fill(words)
        expect(status).to_contain_text(f" of {len(everything)} integrations")
        found = entries(page)
        assert set(wanted) <= set(found) < set(everything)
        expect(status).to_have_text(f"{len(found)} of {len(everything)} integrations")
        assert page.locator("article h2:visible").count() == len(categories_of(found))
    box.fill(NOT_TOGETHER)
    expect(status).to_have_text(f"0 of {len(everything)} integrations")
    assert entries(page) == []
    assert page.locator("article h2:visible").count() == 0
    box.press("Escape")
    expect(status).to_have_text(f"{len(everything)} integrations")
    assert entries(page) == everything
