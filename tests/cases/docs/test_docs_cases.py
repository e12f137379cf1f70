"""Each feature of the format, as the two pages show it: goldens that a person has read."""

from pathlib import Path

import pytest

from generator.targets.base import Entry, summarize
from generator.targets.docs import TARGET
from tests.cases.docs.cases import CASES, Case
from tests.support.definitions import integration
from tests.support.golden import golden

GOLDENS = Path(__file__).parent / "goldens"


def pages(case: Case) -> dict[str, str]:
    made = integration(case.functions, types=case.types, **case.fields)
    return {path: file.text for path, file in TARGET.integration(made).items()}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("kind", ["agent", "index"])
def test_page(name: str, kind: str) -> None:
    text = pages(CASES[name])[f"docs/acme/{kind}.md"]
    shown = text.partition("\n## Raw Agent Markdown\n")[0]
    golden(GOLDENS / f"{name}.{kind}.md", f"{shown.rstrip()}\n")


def test_catalogue() -> None:
    entries = [
        Entry(summarize(each), {path: file.text for path, file in TARGET.integration(each).items()})
        for each in (
            integration({"list_pens": {}}, name="acme", category="office"),
            integration({"list_rates": {}, "get_rate": {}}, name="bank", category="data"),
        )
    ]
    for path, file in TARGET.catalogue(entries).items():
        golden(GOLDENS / "catalogue" / path.rpartition("/")[2], file.text)


@pytest.mark.parametrize("name", CASES)
def test_files_are_tidy(name: str) -> None:
    for path, text in pages(CASES[name]).items():
        assert text.endswith("\n") and not text.endswith("\n\n"), path
        assert [line for line in text.split("\n") if line != line.rstrip()] == []
        assert "\n\n\n" not in text.replace("\n\n\nasync def", "").replace("\n\n\nasyncio", "")
