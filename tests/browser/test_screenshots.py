"""Pictures for people to look at, in tests/artifacts/screenshots/: each kind of page, light and dark, wide and narrow."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.site_browser import DESKTOP, PHONE, Scheme, Visitor

FOLDER = Path(__file__).parents[1] / "artifacts" / "screenshots"
PAINTED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
PAGES = {
    "home": "index.html",
    "catalogue": "catalogue.html",
    "guide": "guides/retries.html",
    "integration": "groq/index.html",
    "function": "groq/index.html#create_completion",
    "parameters": "groq/index.html#create_completion-parameters",
    "example": "groq/index.html#create_completion-example",
}


@pytest.mark.parametrize(("scheme", "width"), [("light", DESKTOP), ("dark", PHONE)])
def test_pictures(visitor: Visitor, http: str, scheme: Scheme, width: int) -> None:
    page = visitor.profile(scheme=scheme, width=width).new_page()
    for name, path in PAGES.items():
        visitor.go(page, http + path)
        take(page, f"{name}-{scheme}-{width}", width)
    page.get_by_role("button", name="Search").first.click()
    expect(page.get_by_text("Search by")).to_be_visible()
    take(page, f"search-empty-{scheme}-{width}", width)
    page.get_by_role("combobox").fill("list")
    expect(page.get_by_role("option").first).to_be_visible()
    take(page, f"search-{scheme}-{width}", width)


def take(page: Page, name: str, width: int) -> None:
    """Keeps what a visitor sees."""
    page.evaluate(PAINTED)
    picture = page.screenshot(path=FOLDER / f"{name}.png")
    assert int.from_bytes(picture[16:20], "big") == width
