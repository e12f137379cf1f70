"""The ways into the site: home, and the catalogue with its filter."""

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.support.site_browser import Visitor


def entries(page: Page) -> list[str]:
    """The names of the integrations that the catalogue shows."""
    return page.locator(".catalogue-name a:visible").all_inner_texts()


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
    section = page.locator("section.catalogue", has=page.get_by_role("link", name="Freshchat"))
    assert section.locator(".catalogue-name a").all_inner_texts() == ["Freshchat"]


FILTERED = {
    "groq": ["Groq"],
    "COMPLETION": ["Groq"],  # of a function's name
    "exchange rates": ["Frankfurter"],  # of a summary
    "rates exchange": ["Frankfurter"],
    "groq embedding": [],
}


def test_the_filter_shows_what_has_all_words(visitor: Visitor, address: str) -> None:
    page = visitor.open(f"{address}catalogue.html")
    everything = entries(page)
    box = page.get_by_label("Filter")
    status = page.get_by_role("status").filter(has_text="integrations")
    for words, found in FILTERED.items():
        box.fill(words)
        expect(status).to_have_text(f"{len(found)} of {len(everything)} integrations")
        assert entries(page) == found
        assert page.locator("article h2:visible").count() == len(found)
    box.press("Escape")
    expect(status).to_have_text(f"{len(everything)} integrations")
    assert entries(page) == everything
