"""A phone: the menu, and tables whose rows are blocks."""

from playwright.sync_api import expect

from tests.support.site_browser import DESKTOP, PHONE, Visitor

STACKED = """(table) => {
  const cells = table.querySelector("tbody tr").cells;
  const [first, last] = [cells[0], cells[cells.length - 1]].map((cell) => cell.getBoundingClientRect());
  return last.left === first.left && last.top >= first.bottom;
}"""
LABEL = "(cell) => getComputedStyle(cell, '::before').content !== 'none' && cell.dataset.label"


def test_the_menu_leads_through_the_site(visitor: Visitor, http: str) -> None:
    page = visitor.open(f"{http}groq/index.html", width=PHONE)
    page.get_by_role("button", name="Menu").tap()
    link = page.get_by_role("link", name="Catalogue", exact=True).first
    expect(link).to_be_in_viewport()
    link.tap()
    expect(page).to_have_url(f"{http}catalogue.html")


def test_the_functions_of_a_page_are_one_tap_away(visitor: Visitor, http: str) -> None:
    page = visitor.open(f"{http}groq/index.html", width=PHONE)
    page.locator(".page-nav summary").tap()
    page.locator(".page-nav").get_by_role("link", name="get_file (read)").tap()
    expect(page).to_have_url(f"{http}groq/index.html#get_file")
    expect(page.get_by_role("heading", name="get_file")).to_be_in_viewport()


def test_the_rows_of_a_table_are_blocks(visitor: Visitor, http: str) -> None:
    for width in (DESKTOP, PHONE):
        page = visitor.open(f"{http}groq/index.html", width=width)
        table = page.locator("table", has=page.locator("code", has_text="top_p")).first
        assert table.evaluate(STACKED) == (width == PHONE)
        kind = table.locator("tbody td").nth(1)
        assert kind.evaluate(LABEL) == ("Type" if width == PHONE else False)
