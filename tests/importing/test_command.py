"""The command: what it writes, what it prints, and what it keeps when a document is imported again."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.cli.main import main
from tests.support.importing import document, operation


class Place:
    """A folder with a document and definitions."""

    def __init__(self, folder: Path) -> None:
        self.definitions = folder / "definitions"
        self.definitions.mkdir()
        self.file = folder / "openapi.json"

    def document(self, paths: dict[str, Any], **more: Any) -> None:
        """Writes the document."""
        self.file.write_text(json.dumps(document(paths, **more), indent=1), encoding="utf-8")

    def run(self, *more: str) -> int:
        """Imports the document."""
        start = ["import", "openapi", str(self.file), "--name", "acme", "--checked", "2026-01-15"]
        return main([*start, "--definitions", str(self.definitions), *more])

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
    """A folder with a document of two operations."""
    place = Place(tmp_path)
    place.document({"/cats": {"get": operation("listCats", summary="List cats")}})
    return place


def test_it_writes_definitions_that_validate(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    assert place.run() == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2] == "2 operations in the document, 2 chosen: 2 functions, 0 exemptions."
    assert lines[-1].endswith("acme: 3 files added, 0 changed, 0 removed; 0 edited fields kept.")
    assert main(["validate", "--definitions", str(place.definitions)]) == 0


def test_importing_the_same_again_changes_nothing(place: Place) -> None:
    assert place.run() == 0
    before = place.files()
    assert place.run() == 0
    assert place.files() == before


def test_a_new_day_alone_touches_no_function(place: Place) -> None:
    assert place.run() == 0
    before = place.files()
    assert place.run("--checked", "2026-02-01") == 0
    after = place.files()
    assert {path for path in before if before[path] != after[path]} == {".import.json"}


def test_a_dry_run_writes_nothing(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    assert place.run("--dry-run") == 0
    assert not (place.definitions / "acme").exists()
    assert capsys.readouterr().out.endswith("Nothing was written.\n")


def test_what_a_person_edited_stays_and_the_rest_follows_the_document(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    place.run()
    place.edit("functions/list_cats.json", summary="Every cat there is.")
    schema = {"type": "array", "items": {"type": "string"}}
    place.document(
        {
            "/cats": {"get": operation("listCats", schema, summary="All cats")},
            "/dogs": {"get": operation("listDogs")},
        }
    )
    capsys.readouterr()
    assert place.run() == 0
    function = place.read("functions/list_cats.json")
    assert function["summary"] == "Every cat there is."
    assert function["title"] == "All cats"
    assert function["response"] == schema
    assert place.read("integration.json")["functions"] == ["list_things", "list_cats", "list_dogs"]
    printed = capsys.readouterr().out
    assert "added: functions/list_dogs.json\n" in printed
    assert "kept as edited: functions/list_cats.json: summary\n" in printed
    assert "; 1 edited field kept." in printed


def test_an_operation_that_is_gone_takes_its_function_along(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    place.run()
    place.document({})
    assert place.run() == 0
    assert "removed: functions/list_cats.json\n" in capsys.readouterr().out
    assert sorted(place.files()) == [
        ".import.json",
        "functions/list_things.json",
        "integration.json",
    ]
    assert place.read("integration.json")["functions"] == ["list_things"]


@pytest.mark.parametrize("edited", [True, False])
def test_a_function_can_outlive_its_operation(place: Place, edited: bool) -> None:
    shared = {"schemas": {"Cat": {"type": "object", "properties": {"id": {"type": "string"}}}}}
    reference = {"$ref": "#/components/schemas/Cat"}
    place.document({"/cats": {"get": operation("listCats", reference)}}, components=shared)
    place.run()
    if edited:
        place.edit("functions/list_cats.json", summary="Cats, edited.")
    place.document({})
    assert place.run(*([] if edited else ["--removed", "keep"])) == 0
    assert place.read("integration.json")["functions"] == ["list_things", "list_cats"]
    assert list(place.read("types.json")) == ["Cat"]
    assert main(["validate", "--definitions", str(place.definitions)]) == 0


def test_a_function_that_a_person_removed_stays_away(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    place.run()
    (place.definitions / "acme/functions/list_cats.json").unlink()
    capsys.readouterr()
    assert place.run() == 0
    printed = capsys.readouterr().out
    assert "left out, because it was removed by hand: functions/list_cats.json\n" in printed
    assert place.read("integration.json")["functions"] == ["list_things"]


def test_a_function_that_a_person_added_stays(place: Place) -> None:
    place.run()
    own = {**place.read("functions/list_cats.json"), "title": "Own"}
    (place.definitions / "acme/functions/list_own.json").write_text(json.dumps(own))
    integration = place.read("integration.json")
    place.edit("integration.json", functions=[*integration["functions"], "list_own"])
    assert place.run() == 0
    assert place.read("integration.json")["functions"][-1] == "list_own"
    assert place.read("functions/list_own.json") == own


def test_names_stay_when_others_would_need_them(place: Place) -> None:
    place.run()
    place.document(
        {
            "/cats": {"get": operation("listCats")},
            "/zoo/{zoo}/cats": {"get": operation("zoo_listCats")},
        }
    )
    assert place.run() == 0
    assert "functions/list_cats.json" in place.files()
    assert place.read("functions/list_cats.json")["http"]["path"] == "/cats"


def test_an_edit_that_no_longer_fits_stops_the_import(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    place.run()
    place.edit("functions/list_cats.json", operation="nothing")
    before = place.files()
    assert place.run() == 1
    printed = capsys.readouterr().out
    assert "error: IMPORT_INVALID: functions/list_cats.json: 'operation' must be" in printed
    assert place.files() == before


def test_errors_of_the_document_write_nothing(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    place.file.write_text('{"openapi": ')
    assert place.run() == 1
    assert "error: IMPORT_SYNTAX: The file is not JSON: expecting value." in capsys.readouterr().out
    assert not (place.definitions / "acme").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--name", "Acme"], "'Acme' is no name"),
        (["--include", "tags:x"], "'tags:x' is no choice of operations"),
        (["--checked", "today"], "'today' is no day"),
        (["--definitions", "/nowhere/at/all"], "is no folder"),
    ],
)
def test_wrong_arguments(
    place: Place, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert place.run(*arguments) == 2
    assert message in capsys.readouterr().err


def test_a_folder_that_was_not_imported_is_left_alone(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    (place.definitions / "acme").mkdir()
    assert place.run() == 2
    assert "was not imported: there is no .import.json" in capsys.readouterr().err
