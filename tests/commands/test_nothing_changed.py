"""What a run remembers saves the next one the reading, and never hides a change."""

import json
import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.project import Project, copy_project

CLIENT = "python/integrations/frankfurter/client.py"
DEFINITION = "frankfurter/functions/list_currencies.json"
NOTHING = "Nothing changed: "

_WATCHED = """
import sys
opened = []
folder = sys.argv.pop(1)
sys.addaudithook(
    lambda event, given: event == "open" and str(given[0]).startswith(folder) and opened.append(given[0])
)
from generator.cli import main
status = main(sys.argv[1:])
assert not {"pydantic", "jinja2", "black", "datamodel_code_generator", "filelock"} & set(sys.modules)
ours = (str(each) for each in opened if "__pycache__" not in str(each))
print("opened:", *(each for each in ours if not each.endswith((".py", ".memory"))))
sys.exit(status)
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project whose files are generated, some time ago; tests only read it."""
    project = copy_project(tmp_path_factory.mktemp("project"), "frankfurter")
    assert project.run("generate").returncode == 0
    return project


@pytest.fixture
def project(made: Project, tmp_path: Path) -> Project:
    """A project of its own, of which nothing changed since the last run, and that was long ago enough to tell."""
    shutil.copytree(made.folder, tmp_path / "project")
    project = Project(tmp_path / "project")
    while time.time_ns() - newest(project.folder) < 150_000_000:
        time.sleep(0.02)
    assert project.run("generate").stdout.startswith(NOTHING)
    return project


def newest(folder: Path) -> int:
    return max(path.stat().st_ctime_ns for path in folder.rglob("*"))


def like_before(file: Path, change: Callable[[bytes], bytes]) -> None:
    """Changes a file so that its size and its time stay what they were."""
    before = file.stat()
    file.write_bytes(change(file.read_bytes()))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = file.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def upper(data: bytes) -> bytes:
    """The same data with a word of its prose in capital letters."""
    assert b" currencies" in data
    return data.replace(b" currencies", b" CURRENCIES")


def memory_of(project: Project) -> Path:
    """The memory of the last run."""
    found = (project.folder / ".cache" / "generator").glob("*.memory")
    return max(found, key=lambda file: file.stat().st_mtime_ns)


def test_nothing_is_read_and_no_library_loaded_where_nothing_changed(project: Project) -> None:
    import subprocess

    for command, said in (("generate", NOTHING), ("check", "Generated files are what the ")):
        result = subprocess.run(
            [sys.executable, "-c", _WATCHED, str(project.folder), command],
            cwd=project.folder,
            env={**os.environ, "PYTHONPATH": f"{project.folder}:{project.folder / 'runtime'}"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (result.stderr, result.returncode) == ("", 0)
        assert result.stdout.startswith(said)
        assert result.stdout.splitlines()[-1] == "opened:"


def test_a_definition_that_looks_the_same_is_seen_to_differ(project: Project) -> None:
    like_before(project.definitions / DEFINITION, upper)
    assert project.run("check").returncode == 1
    assert "updated generated/docs/frankfurter/agent.md" in project.run("generate").stdout


def test_a_generated_file_that_looks_the_same_is_seen_to_differ(project: Project) -> None:
    like_before(project.generated / CLIENT, upper)
    result = project.run("check")
    assert f"generated/{CLIENT}: changed" in result.stdout
    assert project.run("generate").stdout.startswith(f"updated generated/{CLIENT}\n")


def test_a_changed_reference_a_stray_a_missing_and_an_empty_place_are_seen(
    project: Project,
) -> None:
    (project.definitions / "README.md").write_text("mine")
    (project.generated / "stray.txt").write_text("")
    (project.generated / CLIENT).unlink()
    (project.generated / "hollow").mkdir()
    lines = project.run("generate").stdout.splitlines()
    assert lines[:3] == [
        "updated definitions/README.md",
        f"created generated/{CLIENT}",
        "removed generated/stray.txt",
    ]
    assert not (project.generated / "hollow").exists()
    assert project.run("generate").stdout.startswith(NOTHING)


def test_a_changed_template_is_seen(project: Project) -> None:
    like_before(
        project.folder / "templates" / "docs" / "llms.txt.jinja",
        lambda data: data.replace(b"#", b"%", 1),
    )
    assert "updated generated/docs/llms.txt" in project.run("generate").stdout


def test_an_integration_that_comes_or_goes_is_seen(project: Project) -> None:
    shutil.copytree(project.definitions / "frankfurter", project.definitions / "copied")
    added = project.run("check")
    assert (added.returncode, "INTEGRATION_CLASH" in added.stdout) == (2, True)
    shutil.rmtree(project.definitions / "copied")
    assert project.run("generate").stdout.startswith(NOTHING)
    (project.definitions / "stray.txt").write_text("")
    assert "FILE_UNEXPECTED" in project.run("generate").stdout


def test_files_that_only_look_different_are_right(project: Project) -> None:
    for file in (project.generated / CLIENT, project.definitions / DEFINITION):
        data = file.read_bytes()
        file.unlink()
        file.write_bytes(data)
    assert project.run("check").returncode == 0
    assert project.run("generate").stdout.startswith(NOTHING)


def test_without_the_cache_nothing_is_taken_from_memory(project: Project) -> None:
    like_before(project.generated / CLIENT, upper)
    memory = memory_of(project)
    value = json.loads(memory.read_text())
    status = (project.generated / CLIENT).stat()
    mark = [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]
    value["generated"][CLIENT][1] = mark
    memory.write_text(json.dumps(value))
    assert (
        project.run("check").returncode == 0
    )  # a forged memory is believed, so this tells the two apart
    assert project.run("check", "--no-cache").returncode == 1
    assert project.run("generate", "--no-cache").stdout.startswith(f"updated generated/{CLIENT}\n")


@pytest.mark.parametrize("damage", ["", "[]", "{}", '{"tools": {"digest": 1}}', "{"])
def test_a_damaged_memory_is_no_memory(project: Project, damage: str) -> None:
    memory_of(project).write_text(damage)
    assert project.run("generate").stdout.startswith(NOTHING)
    with (project.generated / CLIENT).open("a") as file:
        file.write("# by hand\n")
    assert project.run("check").returncode == 1


def test_an_edit_while_a_run_was_writing_is_seen(project: Project) -> None:
    """The definition changes, files are written, and at once one of them is edited to the same size."""
    definition = project.definitions / DEFINITION
    definition.write_bytes(upper(definition.read_bytes()))
    assert "updated" in project.run("generate").stdout
    page = project.generated / "docs" / "frankfurter" / "agent.md"
    page.write_bytes(page.read_bytes().replace(b"CURRENCIES", b"currencies"))
    assert "generated/docs/frankfurter/agent.md: changed" in project.run("check").stdout
