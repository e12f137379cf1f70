"""A search in Chromium: the seconds from the input to the first result."""

import re
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

_MEASURE = """async (words) => {
  const input = document.querySelector("dialog[open] input");
  const taken = [];
  for (const word of words) {
    const start = performance.now();
    input.value = word;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    let first;
    while (!(first = document.querySelector("dialog[open] [role=option]"))) await new Promise(requestAnimationFrame);
    first.getBoundingClientRect();
    taken.push((performance.now() - start) / 1000);
  }
  return taken;
}"""
_OPTIONS = ["--no-sandbox", "--disable-gpu"]
_QUESTIONS = 20


def searches(site: Path, executable: str, rounds: int) -> tuple[Sequence[float], Sequence[float]]:
    """Returns the seconds of first searches, and of later ones: names, words of names, and misspelt names."""
    script = (site / "assets" / "search-index.js").read_text(encoding="utf-8")
    names: list[str] = re.findall(r'^\["(?:read|write|destructive)","(\w+)"', script, re.MULTILINE)
    chosen = names[:: max(1, len(names) // _QUESTIONS)]
    words = [
        *chosen,
        *(name.split("_")[-1] for name in chosen),
        *(_misspelt(name) for name in chosen),
    ]
    first: list[float] = []
    later: list[float] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=_OPTIONS)
        for _ in range(rounds):
            page = browser.new_page()
            page.goto((site / "index.html").as_uri())
            page.keyboard.press("/")
            page.locator("dialog[open]").wait_for()
            first += _seconds(page, chosen[:1])
            later += _seconds(page, words)
            page.close()
        browser.close()
    return first, later


def _seconds(page: Page, words: Sequence[str]) -> list[float]:
    taken: list[float] = page.evaluate(_MEASURE, words)
    return taken


def _misspelt(name: str) -> str:
    middle = len(name) // 2
    return name[:middle] + name[middle + 1 :]
