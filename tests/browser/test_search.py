"""The search: the best hit first, with the keyboard alone, offline, and in a catalogue of thousands of functions."""

import json

from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from tests.support.site_browser import PHONE, Visitor

MANY = 4_100


def opened(page: Page) -> Locator:
    """The dialog, opened with the button."""
    page.get_by_role("button", name="Search").first.click()
    dialog = page.get_by_role("dialog", name="Search")
    expect(dialog).to_be_visible()
    return dialog


def asked(page: Page, words: str) -> Locator:
    """The options for words that are typed into the dialog."""
    dialog = opened(page)
    dialog.get_by_role("combobox").fill(words)
    return dialog.get_by_role("option")


def targets(options: Locator) -> list[str]:
    """Where the options lead."""
    found: list[str] = options.evaluate_all("(links) => links.map((link) => link.href)")
    return found


HITS = {
    "create_completion": "groq/index.html#create_completion",
    "createCompletion": "groq/index.html#create_completion",
    "chat": "mistralai/index.html#chat",
    "top_p": "groq/index.html#create_completion",
    "hyperparameters": "mistralai/index.html#finetune",
    "creat_completon": "groq/index.html#create_completion",
    "frankfurtr": "frankfurter/index.html",
    "groq file": "groq/index.html#get_file",
    "your first call in python": "guides/getting-started.html#your-first-call-in-python",
}
UPLOADS = {
    "guides/python.html#files",
    "groq/index.html#get_file",
    "groq/index.html#list_files",
    "mistralai/index.html#finetune",
}


def test_the_first_hit_is_the_one_that_is_meant(visitor: Visitor, address: str) -> None:
    page = visitor.open(f"{address}guides/getting-started.html")
    options = asked(page, "upload")
    options.first.wait_for()
    assert set(targets(options)) >= {address + path for path in UPLOADS}
    for words, path in HITS.items():
        page.get_by_role("combobox").fill(words)
        assert targets(options)[0] == address + path, words
    page.get_by_role("combobox").fill("creat_completon")
    options.first.click()
    expect(page).to_have_url(f"{address}groq/index.html#create_completion")
    expect(page.get_by_role("heading", name="create_completion")).to_be_in_viewport()


def test_with_the_keyboard_alone(visitor: Visitor, http: str) -> None:
    page = visitor.open(f"{http}catalogue.html")
    page.keyboard.press("/")
    box = page.get_by_role("combobox", name="Search")
    expect(box).to_be_focused()
    page.keyboard.type("agent")
    options = page.get_by_role("option")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "search-option-0")
    page.keyboard.press("ArrowDown")
    second = options.nth(1)
    expect(second).to_have_attribute("aria-selected", "true")
    expect(options.first).to_have_attribute("aria-selected", "false")
    chosen = second.evaluate("(link) => link.href")
    page.keyboard.press("Enter")
    expect(page).to_have_url(chosen)


def test_the_dialog_opens_and_closes_with_keys_and_gives_the_focus_back(
    visitor: Visitor, http: str
) -> None:
    page = visitor.open(f"{http}groq/index.html")
    link = page.get_by_role("link", name="agent page")
    link.focus()
    dialog = page.get_by_role("dialog", name="Search")
    for key in ("/", "Control+k"):
        page.keyboard.press(key)
        expect(dialog).to_be_visible()
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(link).to_be_focused()


def test_before_a_word_it_shows_what_can_be_searched(visitor: Visitor, http: str) -> None:
    page = visitor.open(f"{http}groq/index.html")
    dialog = opened(page)
    shown = dialog.get_by_role("listitem")
    for kind in ("a function", "a parameter", "an integration", "a guide"):
        expect(shown.filter(has_text=kind).get_by_role("button")).to_be_visible()
    word = shown.filter(has_text="an integration").get_by_role("button")
    name = word.inner_text()
    word.click()
    expect(dialog.get_by_role("combobox")).to_be_focused()
    expect(dialog.get_by_role("combobox")).to_have_value(name)
    expect(dialog.get_by_role("option").first).to_contain_text(name)


def test_no_results(visitor: Visitor, http: str) -> None:
    page = visitor.open(f"{http}groq/index.html")
    options = asked(page, "zzxqy")
    dialog = page.get_by_role("dialog", name="Search")
    expect(dialog.get_by_text("Nothing found for zzxqy.")).to_be_visible()
    expect(options).to_have_count(0)
    dialog.get_by_role("link", name="catalogue").click()
    expect(page).to_have_url(f"{http}catalogue.html")


def test_what_is_typed_is_text(visitor: Visitor, http: str) -> None:
    page = visitor.open(f"{http}index.html")
    asked(page, "<zzxqy>")
    expect(page.get_by_text("Nothing found for <zzxqy>.")).to_be_visible()


def test_on_a_phone_it_fills_the_screen(visitor: Visitor, http: str) -> None:
    page = visitor.open(f"{http}groq/index.html", width=PHONE)
    asked(page, "completion").first.wait_for()
    box = page.get_by_role("dialog", name="Search").bounding_box()
    assert box == {"x": 0, "y": 0, "width": PHONE, "height": 844}
    page.get_by_role("button", name="close search").click()
    expect(page.get_by_role("dialog", name="Search")).to_be_hidden()


def test_the_first_result_shows_among_thousands_of_functions(visitor: Visitor, http: str) -> None:
    context = visitor.profile()
    _give_index(context)
    page = context.new_page()
    visitor.go(page, f"{http}index.html")
    options = asked(page, "create_webhook_2717")
    options.first.wait_for()
    assert targets(options)[0] == f"{http}v271/index.html#create_webhook_2717"
    page.get_by_role("combobox").fill("creat_webhok_2717")
    options.first.wait_for()
    assert targets(options)[0] == f"{http}v271/index.html#create_webhook_2717"
    page.get_by_role("combobox").fill("invoice")
    expect(options.nth(7)).to_be_visible()
    assert len(targets(options)) <= 30, "more than anybody reads"


def _give_index(context: BrowserContext) -> None:
    verbs = ["archive", "create", "list", "update"]
    nouns = ["account", "invoice", "message", "order", "webhook"]
    records = [
        ["integration", f"Vendor {number}", "sales", "Sells.", "", f"v{number}/index.html"]
        for number in range(MANY // 10)
    ]
    for number in range(MANY):
        verb, noun = verbs[number % len(verbs)], nouns[number // len(verbs) % len(nouns)]
        name, vendor = f"{verb}_{noun}_{number}", number // 10
        summary = f"{verb.title()} one {noun} of many."
        url = f"v{vendor}/index.html#{name}"
        records.append(["read", name, f"Vendor {vendor}", summary, "limit after", url])
    script = f"window.integrationsSearchIndex = {json.dumps(records)};\n"

    def answer(route: Route) -> None:
        route.fulfill(body=script, content_type="text/javascript")

    context.route("**/search-index.js", answer)
