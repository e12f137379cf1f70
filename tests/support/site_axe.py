"""axe-core on an open page: what it finds against WCAG, levels A and AA."""

from pathlib import Path

from playwright.sync_api import Page

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_RUN = """async ([root, tags]) => {
  const found = await axe.run(root, { runOnly: tags, resultTypes: ["violations"] });
  return found.violations.flatMap((each) => each.nodes.map((node) =>
    `${each.id}: ${node.target.join(" ")}: ${node.failureSummary.replaceAll("\\n", " ")}`));
}"""


def violations(page: Page, axe: str, root: str = "html") -> list[str]:
    """Returns what is wrong below an element, a line for each element and rule; `axe` is the path of axe.min.js."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"{Path(axe).read_text(encoding='utf-8')}; 0")
    found: list[str] = page.evaluate(_RUN, [root, _TAGS])
    return found
