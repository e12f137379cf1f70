"""What programs and agents read of an integration: goldens that a person has read, and what holds for all of them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator.model.integration import Integration
from generator.pages.agent import BUDGET, sections
from generator.targets.base import Entry, summarize
from generator.targets.site import machine, paths
from tests.cases.machine.acme import FUNCTIONS, HEAD, LONG, TYPES
from tests.support.definitions import integration, real
from tests.support.golden import golden
from tests.support.tool_rules import broken

GOLDENS = Path(__file__).parent / "goldens"
REAL = ("frankfurter", "freshchat", "groq", "mistralai")


@cache
def acme() -> Integration:
    return integration(FUNCTIONS, types=TYPES, **HEAD)


def rendered(*integrations: Integration) -> dict[str, str]:
    """The files of integrations, and those about all of them."""
    entries = [
        Entry(summarize(each), {path: file.text for path, file in machine.files(each).items()})
        for each in integrations
    ]
    whole = {path: file.text for path, file in machine.catalogue_files(entries).items()}
    return {path: text for each in entries for path, text in each.files.items()} | whole


@pytest.mark.parametrize(
    "path", ["get_pen.md", "index_.md", "llms.txt", *(f"tools.{x}.json" for x in ("mcp", "openai"))]
)
def test_an_integration(path: str) -> None:
    text = rendered(acme())[f"files/acme/{path}"]
    golden(GOLDENS / path, indented(text) if path.endswith(".json") else text)


def indented(text: str) -> str:
    """JSON as people review it."""
    return f"{json.dumps(json.loads(text), indent=2, ensure_ascii=False)}\n"


@pytest.mark.parametrize("path", ["files/catalogue.json", "files/llms.txt", paths.SEARCH_INDEX])
def test_all_of_them(path: str) -> None:
    bank = integration({"list_rates": {}, "get_rate": {}}, name="bank", category="data")
    text = rendered(acme(), bank)[path]
    shown = indented(text) if path.endswith(".json") else text
    golden(GOLDENS / "catalogue" / path.rpartition("/")[2], shown)


def test_paths() -> None:
    named = {"list_pens", "get_pen", "add_pen", "delete_pen", "index_", LONG}
    shapes = {"tools.mcp.json", "tools.openai.json", "tools.anthropic.json"}
    assert set(machine.files(acme())) == {
        *(f"files/acme/{name}.md" for name in named),
        *(f"files/acme/{name}" for name in {"llms.txt", "catalogue.json", *shapes}),
    }


@pytest.mark.parametrize("name", [*REAL, "acme"])
def test_tools_that_nobody_refuses(name: str) -> None:
    files = machine.files(acme() if name == "acme" else real(name))
    for shape in ("mcp", "openai", "anthropic"):
        content: Any = json.loads(files[f"files/{name}/tools.{shape}.json"].text)
        tools = content["tools"] if shape == "mcp" else content
        assert len(tools) == len((acme() if name == "acme" else real(name)).functions)
        assert {each["name"]: broken(shape, each) for each in tools if broken(shape, each)} == {}


def test_the_same_words_for_anthropic() -> None:
    files = machine.files(acme())
    openai = json.loads(files["files/acme/tools.openai.json"].text)
    anthropic = json.loads(files["files/acme/tools.anthropic.json"].text)
    short = [each["function"]["description"] for each in openai[:-1]]
    assert [each["description"] for each in anthropic[:-1]] == short
    assert anthropic[0]["input_schema"] == openai[0]["function"]["parameters"]
    assert anthropic[-1]["name"] == f"acme_{LONG}"
    assert anthropic[-1]["description"].startswith("Long. Long.")


@pytest.mark.parametrize("name", REAL)
def test_pages_of_functions(name: str) -> None:
    made = real(name)
    files = machine.files(made)
    for function in made.functions:
        text = files[f"files/{name}/{function.name}.md"].text
        assert text.startswith(f"# {made.title} — Lua API Reference\n\n## {function.name}\n")
        assert len(text) < BUDGET


def test_a_page_whose_title_takes_the_room() -> None:
    """A section that is just below the budget on the agent page gives way to the title on its own page."""
    short = with_summary("")
    room = BUDGET - 1 - len(sections(short)["get_it"])
    made = with_summary("." * room)
    section = sections(made)["get_it"]
    assert len(section) == BUDGET - 1
    page = machine.files(made)["files/acme/get_it.md"].text
    assert len(page) < BUDGET
    assert "wool" in section and "wool" not in page
    assert "`field_0?: string`" in page


def with_summary(text: str) -> Integration:
    """An integration with a function whose result has a described field, and whose summary ends with a text."""
    fields = {"field_0": {"type": "string", "description": "Of wool, " * 9}}
    function: dict[str, Any] = {
        "summary": f"Gets it{text}",
        "response": {"type": "object", "properties": fields},
        "examples": [{"response": {}}],
    }
    return integration({"get_it": function})


def test_links_lead_somewhere() -> None:
    files = rendered(*map(real, REAL))
    catalogue = json.loads(files["files/catalogue.json"])
    for each in catalogue["integrations"]:
        assert f"files/{each['links']['llms']}" in files
        assert all(f"files/{path}" in files for path in each["links"]["tools"].values())
        for function in each["functions"]:
            assert f"files/{function['links']['agent']}" in files
            assert function["links"]["page"] == f"{each['name']}/index.html#{function['name']}"


def test_files_are_tidy() -> None:
    for path, text in rendered(acme()).items():
        assert text.endswith("\n") and not text.endswith("\n\n"), path
        assert [line for line in text.split("\n") if line != line.rstrip()] == [], path
        assert "\n\n\n" not in text, path
