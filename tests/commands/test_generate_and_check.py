"""`generate` and `check` as a maintainer uses them."""

import json
from pathlib import Path

import pytest

from tests.support.project import Project, copy_project, snapshot

CLIENT = "python/integrations/frankfurter/client.py"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project whose files are generated; tests only read it."""
    project = copy_project(tmp_path_factory.mktemp("project"), "frankfurter")
    result = project.run("generate")
    assert result.returncode == 0, result.stdout + result.stderr
    return project


@pytest.fixture
def project(made: Project, tmp_path: Path) -> Project:
    """A copy of its own of a project whose files are generated."""
    import shutil

    shutil.copytree(made.folder, tmp_path / "project")
    return Project(tmp_path / "project")


def test_generate_says_what_it_wrote_and_then_that_nothing_changed(project: Project) -> None:
    (project.generated / CLIENT).unlink()
    first = project.run("generate")
    assert first.returncode == 0
    assert f"created generated/{CLIENT}" in first.stdout
    assert first.stdout.splitlines()[-1].startswith("1 created; ")
    second = project.run("generate")
    assert second.returncode == 0
    assert second.stdout.startswith("Nothing changed: ")
    assert second.stdout.count("\n") == 1


def test_check_finds_a_changed_a_missing_and_a_stray_file_in_one_run(project: Project) -> None:
    with (project.generated / CLIENT).open("a") as file:
        file.write("# by hand\n")
    (project.generated / "docs" / "index.md").unlink()
    (project.generated / "python" / "stray.py").write_text("x = 1\n")
    before = snapshot(project.folder)
    result = project.run("check", "--no-cache")
    assert result.returncode == 1
    assert f"generated/{CLIENT}: changed" in result.stdout
    assert "-# by hand" in result.stdout
    assert "generated/docs/index.md: missing" in result.stdout
    assert "generated/python/stray.py: orphan" in result.stdout
    assert result.stdout.splitlines()[-1] == (
        "3 files differ: 1 changed, 1 missing, 1 orphan. Run `make generate` and commit the result."
    )
    after = snapshot(project.folder)
    assert {path: data for path, data in after.items() if "__pycache__" not in path} == {
        path: data for path, data in before.items() if "__pycache__" not in path
    }
    assert project.run("generate").returncode == 0
    assert project.run("check", "--no-cache").returncode == 0


def test_check_finds_a_schema_that_was_edited(project: Project) -> None:
    (project.definitions / "README.md").write_text("mine\n")
    result = project.run("check")
    assert result.returncode == 1
    assert "definitions/README.md: changed" in result.stdout


def test_drift_as_json_and_for_github(project: Project) -> None:
    (project.generated / CLIENT).unlink()
    document = json.loads(project.run("check", "--format", "json").stdout)
    assert document["changes"] == [{"path": f"generated/{CLIENT}", "kind": "missing"}]
    assert document["findings"] == []
    annotations = project.run("check", "--format", "github").stdout
    assert f"::error file=generated/{CLIENT},title=DRIFT::This file is missing." in annotations


def test_a_wrong_definition_leaves_everything_as_it_was(project: Project) -> None:
    function = project.definitions / "frankfurter" / "functions" / "list_currencies.json"
    function.write_text(function.read_text().replace('"summary"', '"sumary"'))
    before = snapshot(project.generated)
    for command in ("generate", "check", "validate"):
        result = project.run(command)
        assert result.returncode == 2
        assert (
            ": error: UNKNOWN_FIELD: Unknown field 'sumary'. Did you mean 'summary'?"
            in result.stdout
        )
        assert "Traceback" not in result.stdout + result.stderr
    assert snapshot(project.generated) == before


def test_findings_carry_line_column_and_the_line_itself(project: Project) -> None:
    path = project.definitions / "frankfurter" / "functions" / "list_currencies.json"
    lines = path.read_text().splitlines()
    line = next(number for number, text in enumerate(lines, 1) if '"operation"' in text)
    lines[line - 1] = '  "operation": "reed",'
    path.write_text("\n".join(lines) + "\n")
    shown = f"definitions/frankfurter/functions/list_currencies.json:{line}:16"
    text = project.run("validate").stdout
    assert f"{shown}: error: WRONG_VALUE: " in text
    assert '      "operation": "reed",\n                   ^' in text
    found = json.loads(project.run("validate", "--format", "json").stdout)["findings"]
    assert [(each["line"], each["column"], each["rule"]) for each in found] == [
        (line, 16, "WRONG_VALUE")
    ]
    github = project.run("validate", "--format", "github").stdout
    assert (
        f"::error file=definitions/frankfurter/functions/list_currencies.json,line={line},col=16,"
        in github
    )


def test_a_name_narrows_what_is_written(project: Project) -> None:
    (project.generated / CLIENT).write_text("# by hand\n")
    assert project.run("generate", "frankfurter").returncode == 0
    assert "# by hand" not in (project.generated / CLIENT).read_text()
    unknown = project.run("generate", "frankfurtr")
    assert unknown.returncode == 2
    assert "There is no integration 'frankfurtr'. Did you mean 'frankfurter'?" in unknown.stderr


def test_an_integration_that_is_removed_takes_its_files_along(project: Project) -> None:
    assert project.run("new", "acme").returncode == 0
    assert project.run("generate").returncode == 0
    assert (project.generated / "python" / "integrations" / "acme").is_dir()
    import shutil

    shutil.rmtree(project.definitions / "acme")
    result = project.run("generate")
    assert "removed generated/python/integrations/acme/client.py" in result.stdout
    assert not (project.generated / "python" / "integrations" / "acme").exists()
    assert not list(project.generated.rglob("*acme*"))


def test_a_scaffold_validates_and_generates(project: Project) -> None:
    result = project.run("new", "open_weather", "--title", "OpenWeather")
    assert result.returncode == 0
    assert "created definitions/open_weather/integration.json" in result.stdout
    validated = project.run("validate", "open_weather")
    assert (validated.returncode, validated.stdout) == (0, "1 integration: no findings.\n")
    assert project.run("generate").returncode == 0
    again = project.run("new", "open_weather")
    assert again.returncode == 2
    assert "exists" in again.stderr
    wrong = project.run("new", "Open-Weather")
    assert wrong.returncode == 2
    assert "'Open-Weather' is no name" in wrong.stderr


def test_usage_errors_are_sentences(project: Project, tmp_path: Path) -> None:
    missing = project.run("validate", "--definitions", str(tmp_path / "nowhere"))
    assert missing.returncode == 2
    assert "--definitions names the folder" in missing.stderr
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "precious.txt").write_text("mine")
    refused = project.run("generate", "--output", str(foreign))
    assert refused.returncode == 2
    assert (foreign / "precious.txt").read_text() == "mine"
    assert "Traceback" not in missing.stderr + refused.stderr
