"""Guides: links that work in the repository work on the site, and the rest of the text stays what it is."""

from pathlib import Path

import pytest

from generator.site.guides import Repository, pages
from generator.targets.site.guides import FORMAT, GUIDES
from tests.support.small_site import messages, small_site

OTHERS = {each.file: "# Another\n" for each in GUIDES}
FILE = "docs/guides/lua.md"

SAME = (
    "[x](https://example.com/docs/guides/accounts.md)",
    "[x](#place) and [y](mailto:a@example.com)",
    "`[x](../python.md)`",
    "``a ` [x](../python.md)``",
    "```md\n[x](../python.md)\n```",
    "~~~\n```\n[x](../python.md)\n~~~",
    "    [x](https://example.com)",
)
CHANGED = {
    "[x](accounts.md)": "[x](accounts.md)",
    "[x](accounts.md#two)": "[x](accounts.md#two)",
    "[x](../retries.md) [y](../python.md#z)": "[x](retries.md) [y](python.md#z)",
    "[the `format`](../../definitions/README.md#schema)": "[the `format`](definition-format.md#schema)",
    "[x](../../generated/docs/groq/index.md#chat)": "[x](../groq/index.md#chat)",
    "![x](../../generated/docs/x.png)": "![x](../x.png)",
    '<a href="../../generated/docs/index.md">x</a>': '<a href="../index.md">x</a>',
    "[x]: ../../generated/docs/index.md": "[x]: ../index.md",
    "[x](<../retries.md>)": "[x](<retries.md>)",
    "```\ncode\n```\n[x](../retries.md)": "```\ncode\n```\n[x](retries.md)",
}


def rewritten(text: str, url: str | None = None) -> tuple[str, list[str]]:
    """The guide on the site, and what is wrong with it."""
    found, findings = pages(Repository({**OTHERS, FILE: text}, url))
    return found["guides/lua.md"].text, [str(each) for each in findings]


@pytest.mark.parametrize("text", SAME)
def test_what_stays(text: str) -> None:
    assert rewritten(text) == (text, [])


@pytest.mark.parametrize("text", CHANGED)
def test_what_changes(text: str) -> None:
    assert rewritten(text) == (CHANGED[text], [])


def test_files_of_the_repository_are_at_its_address() -> None:
    text = "A [licence](../../LICENSE) and [code](../../generator/README.md#a)."
    url = "https://example.com/project"
    expected = (
        f"A [licence]({url}/blob/main/LICENSE) and [code]({url}/blob/main/generator/README.md#a)."
    )
    assert rewritten(text, url) == (expected, [])


@pytest.mark.parametrize("target", ["../../LICENSE", "../../../etc/passwd", "/LICENSE"])
def test_files_outside_the_site(target: str) -> None:
    leads = {"../../LICENSE": "LICENSE", "../../../etc/passwd": "../etc/passwd"}.get(target, target)
    url = None if target == "../../LICENSE" else "https://example.com/project"
    assert rewritten(f"# Lua\n\nThe [x]({target}).", url)[1] == [
        f"{FILE}:3:9: error: SITE_GUIDE: '{target}' leads to {leads}, which is no part of the site. "
        "Link to a guide or to generated/docs, or name the repository's address in pyproject.toml: [project.urls], Repository."
    ]


def test_references_to_links_that_are_nowhere() -> None:
    text = (
        "# Lua\n\n[a][one] [b][Two] [c][] `[d][e]` items[0][1]\n\n[one]: accounts.md\n[two]:  x.md"
    )
    assert rewritten(text.replace("x.md", "accounts.md"))[1] == [
        f"{FILE}:3:19: error: SITE_GUIDE: '[c][]' refers to '[c]: …', which this guide does not have.",
        f"{FILE}:3:39: error: SITE_GUIDE: '[0][1]' refers to '[1]: …', which this guide does not have.",
    ]


def test_a_guide_that_is_missing_and_one_without_a_place(tmp_path: Path) -> None:
    small = small_site(tmp_path)
    (small.site.repository / FILE).unlink()
    small.write("docs/guides/luna.md", "# Luna\n")
    assert messages(small.build()) == [
        "docs/guides/lua.md:1:1: error: SITE_GUIDE: This guide has a place in the navigation and is not there: write it, or take it from the list in generator/targets/site/guides.py.",
        "docs/guides/luna.md:1:1: error: SITE_GUIDE: This guide has no place in the navigation: add it to the list in generator/targets/site/guides.py.",
    ]


def test_the_navigation_has_the_guides_in_order(tmp_path: Path) -> None:
    small = small_site(tmp_path)
    assert messages(small.build()) == []
    page = (small.site.output / "guides" / "getting-started.html").read_text()
    places = [page.index(each.title) for each in GUIDES]
    assert FORMAT in {each.file for each in GUIDES}
    assert places == sorted(places)
