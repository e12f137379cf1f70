"""What holds for every page, seen on some of every kind: it loads without a fault and from nowhere else, fits a phone, and exists as markdown."""

from pathlib import Path

from playwright.sync_api import expect

from tests.support.site_browser import PHONE, Visitor
from tests.support.site_build import sample

SEARCH_IS_LOADED = "() => Boolean(window.integrationsSearchIndex && window.MiniSearch)"
MARKDOWN = """() => {
  const links = [...document.querySelectorAll(".page-tool")].filter((one) => one.textContent === "Markdown");
  return [...links, ...document.querySelectorAll("link[type='text/markdown']")].map((one) => one.href);
}"""
SIDEWAYS = """() => {
  const page = document.documentElement;
  if (page.scrollWidth <= innerWidth) return [];
  const out = [...document.body.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > innerWidth + 1);
  return [`${page.scrollWidth} wide`, ...out.slice(0, 5).map((one) => one.outerHTML.slice(0, 120))];
}"""
HIDDEN = """() => {
  const shown = (one) => one.checkVisibility({ checkVisibilityCSS: true });
  const text = [...document.querySelectorAll("article :is(h1, h2, h3, table, dl, p, li)")].filter(
    (one) => !one.closest(".tabbed-block, details, .catalogue-filter, #catalogue-count") && one.textContent.trim(),
  );
  const script = [...document.querySelectorAll(".open-search, .catalogue-filter, .md-code__button")];
  return [
    ...(text.length ? [] : ["no text"]),
    ...text.filter((one) => !shown(one)).map((one) => `hidden: ${one.outerHTML.slice(0, 80)}`),
    ...script.filter(shown).map((one) => `does nothing: ${one.outerHTML.slice(0, 80)}`),
  ];
}"""
TITLES = {"catalogue.html": "Integrations"}  # the docs' index, which is more than a catalogue


def test_every_page_opens_from_files_without_a_fault(visitor: Visitor, site: Path) -> None:
    page = visitor.profile().new_page()
    for path in sample(site):
        visitor.go(page, f"{site.as_uri()}/{path}")
        page.wait_for_function(SEARCH_IS_LOADED)
        assert visitor.faults == [], path


def test_every_page_opens_on_a_phone_without_a_fault_and_fits_it(
    visitor: Visitor, http: str, site: Path
) -> None:
    page = visitor.profile(width=PHONE).new_page()
    for path in sample(site):
        visitor.go(page, http + path)
        page.wait_for_function(SEARCH_IS_LOADED)
        assert visitor.faults == [], path
        assert page.evaluate(SIDEWAYS) == [], path


def test_every_page_can_be_read_without_scripts_and_leads_to_its_markdown(
    visitor: Visitor, http: str, site: Path
) -> None:
    page = visitor.profile(javascript=False).new_page()
    for path in sample(site):
        visitor.go(page, http + path)
        assert page.evaluate(HIDDEN) == [], path
        twin = path.removesuffix(".html") + ".md"
        assert page.evaluate(MARKDOWN) == [http + twin, http + twin], path
        title = TITLES.get(path) or page.locator("h1").inner_text().removesuffix("¶").strip()
        assert f"# {title}\n" in (site / twin).read_text(encoding="utf-8"), twin


def test_without_scripts_tabs_still_switch(visitor: Visitor, address: str) -> None:
    page = visitor.open(f"{address}groq/index.html#list_models-example", javascript=False)
    tabs = page.locator("#list_models-example ~ .tabbed-set").first
    expect(tabs.get_by_text("app.integrations.groq.list_models")).to_be_visible()
    tabs.get_by_text("CLI", exact=True).click()
    expect(tabs.get_by_text("integrations call groq.list_models").first).to_be_visible()
    expect(tabs.get_by_text("app.integrations.groq.list_models")).to_be_hidden()
