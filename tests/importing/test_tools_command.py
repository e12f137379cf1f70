"""The command: what it writes and prints, and what it keeps when a list is imported again."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from generator.cli.main import main
from tests.support.importing_tools import tool


class Place:
    """A folder with a list of tools and definitions."""

    def __init__(self, folder: Path) -> None:
        self.definitions = folder / "definitions"
        self.definitions.mkdir()
        self.file = folder / "tools.json"

    def tools(self, *tools: Any, **more: Any) -> None:
        """Writes the list."""
        self.file.write_text(json.dumps({"tools": tools, **more}, indent=1), encoding="utf-8")

    def run(self, *more: str, file: str = "") -> int:
        """Imports the list."""
        start = ["import", "tools", file or str(self.file), "--name", "acme"]
        place = ["--checked", "2026-01-15", "--definitions", str(self.definitions)]
        return main([*start, *place, *more])

    def read(self, path: str) -> Any:
        """Returns a file of the definition."""
        return json.loads((self.definitions / "acme" / path).read_text(encoding="utf-8"))

    def edit(self, path: str, **fields: Any) -> None:
        """Changes fields of a file, as a person does."""
        value = {**self.read(path), **fields}
        (self.definitions / "acme" / path).write_text(json.dumps(value), encoding="utf-8")

    def files(self) -> dict[str, bytes]:
        """Returns all files of the definition."""
        folder = self.definitions / "acme"
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A folder with a list of two tools."""
    place = Place(tmp_path)
    place.tools(tool("get_cat", name={"type": "string"}), tool("feed_cat"))
    return place


def test_it_writes_definitions_that_validate(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    assert place.run() == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2] == "2 tools in the list, 2 chosen: 2 functions, 0 exemptions."
    assert lines[-1].endswith("acme: 3 files added, 0 changed, 0 removed; 0 edited fields kept.")
    assert main(["validate", "--definitions", str(place.definitions)]) == 0


def test_an_exemption_is_counted_with_its_reason(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    place.tools(tool("get_cat"), {"name": "odd", "inputSchema": 5})
    assert place.run() == 0
    printed = capsys.readouterr().out
    assert f"{place.file}:13:4: warning: IMPORT_TOOL: odd becomes no function: " in printed
    assert "2 tools in the list, 2 chosen: 1 function, 1 exemption (1 IMPORT_TOOL).\n" in printed


def test_importing_the_same_again_changes_nothing(place: Place) -> None:
    assert place.run() == 0
    before = place.files()
    assert place.run() == 0
    assert place.files() == before


def test_a_dry_run_writes_nothing(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    assert place.run("--dry-run") == 0
    assert not (place.definitions / "acme").exists()
    assert capsys.readouterr().out.endswith("Nothing was written.\n")


def test_standard_input_is_read(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(place.file.read_bytes())))
    assert place.run(file="-") == 0
    assert place.read(".import.json")["source"] == "standard-input"
    assert place.read("integration.json")["functions"] == ["get_cat", "feed_cat"]


def test_what_a_person_edited_stays_and_the_rest_follows_the_list(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    place.run()
    place.edit("functions/get_cat.json", summary="A cat.", operation="write")
    place.edit("integration.json", category="pets")
    place.tools(
        {**tool("get_cat", name={"type": "integer"}), "title": "One cat"},
        tool("feed_cat"),
        tool("acme.getCat"),
    )
    capsys.readouterr()
    assert place.run() == 0
    function = place.read("functions/get_cat.json")
    assert (function["summary"], function["operation"]) == ("A cat.", "write")
    assert function["title"] == "One cat"
    assert function["parameters"]["name"]["type"] == "integer"
    integration = place.read("integration.json")
    assert integration["functions"] == ["get_cat", "feed_cat", "get_cat_2"]
    assert integration["category"] == "pets"
    printed = capsys.readouterr().out
    assert "added: functions/get_cat_2.json\n" in printed
    assert "kept as edited: functions/get_cat.json: summary, operation\n" in printed


def test_an_endpoint_that_a_person_adds_stays(place: Place) -> None:
    place.run()
    place.edit("functions/get_cat.json", http={"method": "GET", "path": "/cat"}, parameters={})
    place.edit("integration.json", base_url="https://cats.example.com", verify="get_cat")
    assert place.run() == 0
    assert place.read("functions/get_cat.json")["http"] == {"method": "GET", "path": "/cat"}
    assert place.read("integration.json")["verify"] == "get_cat"
    assert main(["validate", "--definitions", str(place.definitions)]) == 0


def test_a_tool_that_is_gone_takes_its_function_along(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    place.run()
    place.tools(tool("get_cat"))
    capsys.readouterr()
    assert place.run() == 0
    printed = capsys.readouterr().out
    assert "removed: functions/feed_cat.json\n" in printed
    assert "1 tool in the list, 1 chosen: 1 function, 0 exemptions.\n" in printed


def test_a_tool_that_is_gone_can_stay(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.run()
    place.tools(tool("get_cat"))
    assert place.run("--removed", "keep") == 0
    printed = capsys.readouterr().out
    assert "kept, though the list no longer has it: functions/feed_cat.json\n" in printed


def test_title_and_address_hold_for_further_imports(place: Place) -> None:
    assert place.run("--title", "3D Acme", "--docs-url", "https://example.com/tools") == 0
    before = place.files()
    assert place.run() == 0
    assert place.files() == before
    integration = place.read("integration.json")
    fields = [integration[each] for each in ("name", "class_name", "docs_url", "summary")]
    assert fields == ["3D Acme", "Acme", "https://example.com/tools", "The tools of 3D Acme."]
    assert place.read("functions/get_cat.json")["vendor"]["source"] == "https://example.com/tools"


def test_choices_are_kept_in_the_record(place: Place) -> None:
    assert place.run("--include", "get_*", "--exclude", "x", "--descriptions", "drop") == 0
    assert place.read("integration.json")["functions"] == ["get_cat"]
    assert place.read(".import.json")["options"] == {
        "kind": "tools",
        "descriptions": "drop",
        "include": ["get_*"],
        "exclude": ["x"],
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"tools": [', "1:12: error: IMPORT_SYNTAX: The file is not JSON: expecting value."),
        (
            "a: [",
            "1:5: error: IMPORT_SYNTAX: The file is neither JSON nor YAML: "
            "did not find expected node content.",
        ),
        ("[]", "1:1: error: IMPORT_TOOLS: The list has no tools."),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_written(
    place: Place, text: str, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    place.file.write_text(text)
    assert place.run() == 1
    printed = capsys.readouterr().out
    assert printed.startswith(f"{place.file}:{expected}\n")
    assert printed.endswith("Nothing was imported.\n")
    assert not (place.definitions / "acme").exists()


def test_a_file_that_is_not_there_is_said(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.file.unlink()
    assert place.run() == 1
    expected = "1:1: error: IMPORT_SYNTAX: The file cannot be read: No such file or directory."
    assert capsys.readouterr().out.startswith(f"{place.file}:{expected}")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--docs-url", "nowhere"], "'nowhere' is no address: write https://example.com/docs."),
        (["--title", " "], "The title is empty."),
        (["--checked", "today"], "'today' is no day: write YYYY-MM-DD."),
        (
            ["--name", "Acme"],
            "'Acme' is no name: lower-case words joined by '_' are needed, such as open_weather.",
        ),
    ],
)
def test_wrong_usage_is_said(
    place: Place, more: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert place.run(*more) == 2
    assert capsys.readouterr().err == f"generator: {message}\n"


def test_a_folder_of_another_origin_is_left_alone(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    assert place.run() == 0
    before = place.files()
    arguments = ["import", "openapi", str(place.file), "--name", "acme"]
    assert main([*arguments, "--definitions", str(place.definitions)]) == 2
    assert capsys.readouterr().err == (
        f"generator: {place.definitions / 'acme'} was imported from a list of tools. "
        "Choose another name, or remove the folder.\n"
    )
    assert place.files() == before
