"""Sets of files that no folder can hold are refused before anything is read."""

from pathlib import Path

import pytest

from generator.write import Root, RootError, WriteError, compare
from tests.unit.write.trees import beside, output


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "..",
        "../x",
        "a/../x",
        "a//x",
        "a/",
        "./x",
        "a/./x",
        "a\\b",
        "C:x",
        "a\0b",
        "a\nb",
        "a./x",
    ],
)
def test_a_path_must_stay_inside_and_be_portable(path: str) -> None:
    with pytest.raises(RootError, match="is not a"):
        Root(Path("generated"), {path: b""}, exclusive=True)


@pytest.mark.parametrize("path", [".pending", ".pending/x", ".Pending.lock", "a/__pycache__/x.pyc"])
def test_names_of_the_write_stage_are_not_free(path: str) -> None:
    with pytest.raises(RootError, match="not free"):
        Root(Path("generated"), {path: b""}, exclusive=True)


@pytest.mark.parametrize(
    "paths",
    [
        ("a.py", "A.py"),
        ("a/x", "A/y"),
        ("é", "e\u0301"),
        ("a", "a/b"),
        ("a/b/c", "a/b"),
        ("A", "a/b"),
    ],
)
def test_two_paths_that_clash(paths: tuple[str, str]) -> None:
    with pytest.raises(RootError):
        Root(Path("generated"), dict.fromkeys(paths, b""), exclusive=True)


def test_one_folder_for_two_roots(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="two kinds of files"):
        compare([output(tmp_path, {}), beside(tmp_path / "x" / "..", {})])


def test_output_over_definitions(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="output would replace the files in"):
        compare([output(tmp_path, {}), beside(tmp_path / "definitions", {})])


def test_output_inside_definitions_harms_nobody(tmp_path: Path) -> None:
    assert compare([output(tmp_path / "generated", {}), beside(tmp_path, {})]) == ()
