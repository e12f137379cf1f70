"""Light and dark: as the system wishes at first, as the reader chose afterwards."""

from playwright.sync_api import Page

from tests.support.site_browser import Visitor

BRIGHTNESS = """() => {
  const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number);
  return (red + green + blue) / 3;
}"""


def is_dark(page: Page) -> bool:
    """Whether the page's ground is dark."""
    return bool(page.evaluate(BRIGHTNESS) < 128)


def switch(page: Page, to: str) -> None:
    """Presses the button that leads to other colours."""
    page.locator(f"label[title$='Switch to {to}']:visible").click()


def test_the_system_decides_until_the_reader_does(visitor: Visitor, http: str) -> None:
    page = visitor.open(f"{http}index.html", scheme="dark")
    assert is_dark(page)
    for chosen in ("light", "dark"):
        switch(page, to=chosen)
        assert is_dark(page) == (chosen == "dark")
        visitor.go(page, f"{http}groq/index.html")
        assert is_dark(page) == (chosen == "dark"), "remembered on another page"
    switch(page, to="automatic")
    assert is_dark(page)
    page.reload()
    assert is_dark(page)


def test_the_page_follows_when_the_system_changes(visitor: Visitor, http: str) -> None:
    page = visitor.open(f"{http}index.html", scheme="light")
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"({BRIGHTNESS})() < 128")
    switch(page, to="light")
    assert not is_dark(page)
