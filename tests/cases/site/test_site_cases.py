"""Each feature of the format as the site shows it: goldens of single sections, which a person has read."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.model.integration import Integration
from generator.targets.base import Entry, summarize
from generator.targets.site import TARGET
from tests.cases.docs.cases import CASES
from tests.support.definitions import integration
from tests.support.golden import golden
from tests.support.rendered import read, rendered, without_front_matter

GOLDENS = Path(__file__).parent / "goldens"

SECTIONS = {
    "facts": ["search"],
    "shapes": ["get_tree", "list_items", "delete_item"],
    "notices": ["list_old", "list_new", "add"],
    "unbound": ["search"],
    "python": ["count", "list_boxes", "send_photos", "get_photo"],
}
"""The functions whose sections are goldens, by case."""

FIRST = "## Python Usage"
"""Where the head of a page ends."""


def made(case: str) -> Integration:
    return integration(CASES[case].functions, types=CASES[case].types, **CASES[case].fields)


def pages(*integrations: Integration) -> Mapping[str, str]:
    """All that the site is built from, by path."""
    entries = [
        Entry(summarize(each), {path: file.text for path, file in TARGET.integration(each).items()})
        for each in integrations
    ]
    found = {path: text for each in entries for path, text in each.files.items()}
    return found | {path: file.text for path, file in TARGET.catalogue(entries).items()}


def section(page: str, function: str) -> str:
    """A function's part of a page, up to the next heading of its level."""
    start = page.index(f"## {function} {{ #{function} }}")
    end = page.index("\n## ", start)
    return f"{page[start:end].rstrip()}\n"


@pytest.mark.parametrize(
    ("case", "function"),
    [(case, function) for case, functions in SECTIONS.items() for function in functions],
)
def test_section(case: str, function: str) -> None:
    page = pages(made(case))["source/acme/index.md"]
    golden(GOLDENS / f"{case}.{function}.md", section(page, function))


def test_the_head_of_a_page() -> None:
    page = pages(made("accounts"))["source/acme/index.md"]
    golden(GOLDENS / "accounts.md", f"{page.partition(FIRST)[0].rstrip()}\n")


def test_the_end_of_a_page() -> None:
    page = pages(made("accounts"))["source/acme/index.md"]
    golden(GOLDENS / "errors.md", page[page.index("## Error Classes") :])


@pytest.mark.parametrize("name", ["index", "catalogue"])
def test_pages_about_all_integrations(name: str) -> None:
    found = pages(
        integration({"list_pens": {}}, name="acme", category="office"),
        integration({"list_rates": {}, "get_rate": {}}, name="bank", category="data"),
    )
    golden(GOLDENS / f"{name}.md", found[f"source/{name}.md"])


@pytest.mark.parametrize("case", CASES)
def test_pages_are_tidy_and_their_parts_have_different_names(case: str) -> None:
    for path, text in pages(made(case)).items():
        if not path.startswith("source/") or not path.endswith(".md"):
            continue
        assert text.endswith("\n") and not text.endswith("\n\n"), path
        page = read(rendered(without_front_matter(text)))
        assert len(page.names) == len(set(page.names)), path
