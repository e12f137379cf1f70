"""No violation of WCAG, level A or AA, that axe-core knows: on each kind of page, in light and dark, wide and narrow."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.support.site_axe import violations
from tests.support.site_browser import DESKTOP, PHONE, Scheme, Visitor
from tests.support.tools import FindTool

PAGES = ["catalogue.html", "guides/retries.html", "groq/index.html", "index.html"]
LOOKS: list[tuple[Scheme, int]] = [("light", DESKTOP), ("dark", PHONE)]
"""Each scheme and each width once: contrast depends on the one, layout on the other."""


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_no_violations(
    visitor: Visitor, tool: FindTool, http: str, scheme: Scheme, width: int
) -> None:
    axe = tool("axe")
    page = visitor.profile(scheme=scheme, width=width).new_page()
    for path in PAGES:
        visitor.go(page, http + path)
        assert violations(page, axe) == [], path
    for language in ("Python", "curl", "CLI"):
        page.locator(".tabbed-labels label", has_text=re.compile(f"^{language}$")).click()
        assert violations(page, axe, ".tabbed-set") == [], language
    for what in _searching(page):
        assert violations(page, axe, "#search-dialog") == [], what


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_no_violations_where_there_is_no_page(
    visitor: Visitor, tool: FindTool, http: str, scheme: Scheme, width: int
) -> None:
    axe = tool("axe")
    page = visitor.open(f"{http}guides/no-such-page.html", scheme=scheme, width=width)
    expect(page.get_by_role("heading", name="There is no such page")).to_be_visible()
    assert violations(page, axe) == []
    page.get_by_role("article").get_by_role("link", name="catalogue").click()
    expect(page).to_have_url(f"{http}catalogue.html")
    missing = [fault for fault in visitor.faults if "404" in fault]
    assert visitor.faults == missing
    assert len(missing) == 2, "the page itself, and that the console says so"
    visitor.faults.clear()


def _searching(page: Page) -> Iterator[str]:
    """Yields the states of the search dialog, each open when its name is yielded."""
    page.get_by_role("button", name="Search").first.click()
    box = page.get_by_role("combobox")
    expect(page.get_by_text("Search by")).to_be_visible()
    yield "hints"
    box.fill("list")
    page.get_by_role("option").first.wait_for()
    yield "results"
    box.fill("zzxqy")
    page.get_by_text("Nothing found").first.wait_for()
    yield "no results"
