"""Each feature of the format, as the two pages show it: goldens that a person has read."""

from pathlib import Path

import pytest

from generator.targets.base import Entry, summarize
from generator.targets.docs import TARGET
from tests.cases.docs.cases import CASES, Case
from tests.support import wide
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


WIDE = {
    "agent.md": "wide.agent.md",
    "index.md": "wide.index.md",
    "index.json": "wide.index.json",
    "schemas.json": "wide.schemas.json",
    "groups/pens/agent.md": "wide.pens.agent.md",
    "groups/pens/index.md": "wide.pens.index.md",
    "groups/pens/index.json": "wide.pens.index.json",
    "groups/pens/schemas.json": "wide.pens.schemas.json",
}


@pytest.mark.parametrize("path", WIDE)
def test_groups_have_pages_of_their_own(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = integration(wide.FEW, types=wide.TYPES)
    assert len(TARGET.integration(made)) == 4
    monkeypatch.setattr("generator.model.integration.MOST_TOGETHER", len(wide.FEW) - 1)
    files = TARGET.integration(made)
    assert len(files) == 4 * (1 + len(made.groups))
    shown, _, rest = files[f"docs/acme/{path}"].text.partition("\n## Raw Agent Markdown\n")
    golden(GOLDENS / WIDE[path], f"{shown.rstrip()}\n")
    assert not rest or files["docs/acme/agent.md"].text.partition("\n<!--")[0].rstrip() in rest


def test_a_group_that_is_too_large_has_further_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.model.integration.MOST_TOGETHER", 3)
    monkeypatch.setattr("generator.targets.docs.page_group.ROOM", 3600)
    described = {"group": "pens", "description": "word " * 200}
    made = integration({f"get_{each}": described for each in "abcd"})
    files = {path: file.text for path, file in TARGET.integration(made).items()}
    first, second = (files[f"docs/acme/groups/pens/{name}.md"] for name in ("index", "2"))
    assert "\n# Acme: Pens (1 of 2)\n" in first
    assert "\n# Acme: Pens (2 of 2)\n" in second
    assert " [Pens](index.md)\n" in second
    for page, names in ((first, "ab"), (second, "cd")):
        headings = [line for line in page.split("\n") if line.startswith("### ")]
        assert headings == [f"### acme_get_{each}" for each in names]
    for page, folder in ((first, ""), (files["docs/acme/index.md"], "groups/pens/")):
        assert f"| [`get_b`]({folder}index.md#acme_get_b) |" in page
        assert f"| [`get_c`]({folder}2.md#acme_get_c) |" in page
    assert "## Functions" not in second


def test_the_agent_page_names_as_many_functions_as_it_has_room_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = integration(wide.MANY, types=wide.TYPES)
    assert "- `get_part_39` — Part 39." in TARGET.integration(made)["docs/acme/agent.md"].text
    monkeypatch.setattr("generator.pages.groups.ROOM", 400)
    text = TARGET.integration(made)["docs/acme/agent.md"].text
    assert (
        "- **[parts](groups/parts/agent.md)**, 39 functions: `get_part_1`, `get_part_2`, `get_part_3`, "
        "`get_part_4`, `get_part_5`, `get_part_6`, `get_part_7`, `get_part_8`, `get_part_9`, 30 more\n"
    ) in text
    assert "- **[pens](groups/pens/agent.md)**, 2 functions: `list_pens`, `get_pen`\n" in text


def test_catalogue_of_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.model.integration.MOST_TOGETHER", len(wide.FEW) - 1)
    made = integration(wide.FEW, types=wide.TYPES)
    files = {path: file.text for path, file in TARGET.integration(made).items()}
    found = TARGET.catalogue([Entry(summarize(made), files)])
    whole = found["docs/llms-full.txt"].text
    assert [line for line in whole.split("\n") if line.startswith("# Acme")] == [
        "# Acme — Lua API Reference",
        "# Acme: Pens — Lua API Reference",
        "# Acme: Makers — Lua API Reference",
        "# Acme: Ink — Lua API Reference",
    ]
    golden(GOLDENS / "catalogue" / "wide.llms.txt", found["docs/llms.txt"].text)


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
