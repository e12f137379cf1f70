"""Reading and using the site without a mouse."""

from playwright.sync_api import Page, expect

from tests.support.site_browser import PHONE, Visitor

FOCUS = """() => {
  const one = document.activeElement;
  const label = one.labels?.[0] ?? one;
  const shown = [one, label, one.nextElementSibling ?? one].filter((each) => each.checkVisibility({ checkVisibilityCSS: true }));
  const outlined = (each) => getComputedStyle(each).outlineStyle !== "none" && parseFloat(getComputedStyle(each).outlineWidth) > 0;
  return { name: label.textContent.trim() || one.getAttribute("aria-label") || one.title, seen: shown.some(outlined) };
}"""


def tabbed(page: Page, times: int) -> list[dict[str, object]]:
    """What has the focus after each of some presses of Tab."""
    found: list[dict[str, object]] = []
    for _ in range(times):
        page.keyboard.press("Tab")
        found.append(page.evaluate(FOCUS))
    return found


def test_the_first_stop_skips_to_the_text(visitor: Visitor, http: str) -> None:
    page = visitor.open(f"{http}groq/index.html")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    stops = tabbed(page, 1)
    assert stops[0]["name"] == "Markdown", "the first link of the text"


def test_the_order_is_that_of_the_page_and_each_stop_is_seen(visitor: Visitor, http: str) -> None:
    page = visitor.open(f"{http}groq/index.html")
    stops = tabbed(page, 12)
    names = [str(stop["name"]) for stop in stops]
    wanted = ["Skip to content", "Home", "Catalogue", "Guides"]
    assert [name for name in names if name in wanted] == wanted
    assert any(name.startswith("Search") for name in names)
    assert names.index("Guides") < names.index("list_models (read)")
    assert [stop for stop in stops if not stop["seen"]] == []


def test_arrows_switch_tabs(visitor: Visitor, http: str) -> None:
    page = visitor.open(f"{http}groq/index.html#create_completion-example")
    tabs = page.locator("#create_completion-example ~ .tabbed-set").first
    tabs.locator("input").first.focus()
    shown = tabs.locator("> .tabbed-content > .tabbed-block:visible")
    for key, text in [
        ("ArrowRight", "groq = Groq()"),
        ("ArrowRight", "curl -X POST"),
        ("ArrowLeft", "groq = Groq()"),
    ]:
        page.keyboard.press(key)
        expect(shown).to_contain_text(text)
    focus = page.evaluate(FOCUS)
    assert focus["name"] == "Python"
    assert focus["seen"]


def test_the_menu_of_a_phone_opens_with_a_key_and_closes_with_escape(
    visitor: Visitor, http: str
) -> None:
    page = visitor.open(f"{http}groq/index.html", width=PHONE)
    button = page.get_by_role("button", name="Menu")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    link = page.get_by_role("link", name="Catalogue", exact=True).first
    expect(link).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(link).not_to_be_in_viewport()
