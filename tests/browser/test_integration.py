"""An integration's page: deep links, tabs that change together and are remembered, and code to copy."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.site_browser import DESKTOP, PHONE, Visitor

SECTIONS = [
    "Lua Namespace",
    "Agent-Facing Docs",
    "Accounts and Credentials",
    "Python Usage",
    "Multi-Account Usage",
    "Metadata-Derived Example",
    "Functions",
    "list_models",
]
LANGUAGES = ["Lua", "Python", "curl", "CLI"]
AT_THE_TOP = """(element) => {
  const top = element.getBoundingClientRect().top;
  return top >= 0 && top < innerHeight / 2 && scrollY > 0;
}"""


def examples(page: Page, function: str) -> Locator:
    """The tabs of a function's first example."""
    return page.locator(f"#{function}-example ~ .tabbed-set").first


def tab(tabs: Locator, language: str) -> Locator:
    """The label of a tab."""
    return tabs.locator(".tabbed-labels label", has_text=re.compile(f"^{language}$"))


def block(tabs: Locator) -> Locator:
    """What the chosen tab shows."""
    return tabs.locator("> .tabbed-content > .tabbed-block:visible")


def test_the_page_tells_of_the_integration_and_of_every_function(
    visitor: Visitor, http: str
) -> None:
    page = visitor.open(f"{http}groq/index.html")
    expect(page.locator(".facts").first).to_have_text(
        "7 functions · 5 read · 2 write · API key auth"
    )
    heads = [head.rstrip("¶").strip() for head in page.locator("article h2").all_inner_texts()]
    assert heads[:8] == SECTIONS
    assert "create_completion" in heads
    head = page.locator("#create_completion + p")
    expect(head.locator(".badge")).to_have_text(["Write"])
    expect(head).to_contain_text("groq.groq_create_completion")


def test_the_left_column_leads_to_functions_and_follows_the_reader(
    visitor: Visitor, http: str
) -> None:
    page = visitor.open(f"{http}groq/index.html")
    column = page.get_by_role("navigation", name="On this page")
    column.get_by_role("link", name="get_file (read)").click()
    expect(page).to_have_url(f"{http}groq/index.html#get_file")
    expect(column.locator("[aria-current]")).to_contain_text("get_file")
    assert page.locator("#get_file").evaluate(AT_THE_TOP)


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_deep_link_scrolls_to_its_function(visitor: Visitor, http: str, width: int) -> None:
    page = visitor.open(f"{http}groq/index.html#create_completion", width=width)
    heading = page.get_by_role("heading", name="create_completion")
    expect(heading).to_be_in_viewport()
    page.wait_for_function(f"(heading) => ({AT_THE_TOP})(heading)", arg=heading.element_handle())
    covering = heading.evaluate("""(element) => {
          const box = element.getBoundingClientRect();
          return element.contains(document.elementFromPoint(box.left + 20, box.top + box.height / 2));
        }""")
    assert covering, "the header covers the heading"


def test_tabs_are_linked_and_remembered(visitor: Visitor, address: str) -> None:
    page = visitor.open(f"{address}groq/index.html")
    tabs = examples(page, "create_completion")
    assert tabs.locator(".tabbed-labels label").all_inner_texts() == LANGUAGES
    expect(block(tabs)).to_contain_text("app.integrations.groq.create_completion")
    for language, text in [
        ("Python", "groq.create_completion("),
        ("curl", "curl -X POST https://api.groq.com"),
        ("CLI", "integrations call groq.create_completion"),
    ]:
        tab(tabs, language).click()
        expect(block(tabs)).to_have_count(1)
        expect(block(tabs)).to_contain_text(text)
        expect(block(tabs).locator(".output-title + pre")).to_contain_text("Braces open, close;")
    expect(block(examples(page, "get_file"))).to_contain_text("integrations call groq.get_file")
    page.reload()
    expect(block(tabs)).to_contain_text("integrations call groq.create_completion")
    visitor.go(page, f"{address}mistralai/index.html")
    expect(block(examples(page, "chat"))).to_contain_text("integrations call mistralai.chat")


def test_the_copy_button_copies_the_code_exactly(visitor: Visitor, http: str) -> None:
    page = visitor.open(f"{http}groq/index.html")
    tabs = examples(page, "create_completion")
    for language in LANGUAGES:
        tab(tabs, language).click()
        code = block(tabs).locator("pre").first
        text = code.locator("code").evaluate("(code) => code.textContent")
        page.evaluate("navigator.clipboard.writeText('')")
        code.get_by_role("button", name="Copy to clipboard").click()
        expect(page.get_by_text("Copied to clipboard")).to_be_visible()
        page.wait_for_function("async () => (await navigator.clipboard.readText()) !== ''")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.rstrip("\n") == text.rstrip("\n"), language
        assert "\n" in copied


def test_the_agent_page_can_be_copied_whole(visitor: Visitor, http: str) -> None:
    page = visitor.open(f"{http}groq/index.html")
    page.get_by_role("button", name="Copy agent markdown").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    answer = page.request.get(f"{http}groq/agent.md").text()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.strip() in answer
    assert copied.startswith("# Groq — Lua API Reference\n")


def test_the_agent_page_is_there_to_read(visitor: Visitor, http: str) -> None:
    page = visitor.open(f"{http}groq/index.html")
    details = page.locator("details.agent-markdown")
    text = details.get_by_text("# Groq — Lua API Reference")
    expect(text).to_be_hidden()
    details.locator("summary").click()
    expect(text).to_be_visible()


def test_code_is_coloured(visitor: Visitor, http: str) -> None:
    page = visitor.open(f"{http}groq/index.html#create_completion-example")
    code = block(examples(page, "create_completion")).locator("code").first
    expect(code.locator(".hljs-keyword").first).to_have_text("local")
