"""What `compare` reports for every way in which a file can differ."""

import os
import sys
from pathlib import Path

import pytest

from generator.write import Change, WriteError, compare
from tests.unit.write.trees import beside, lay, output, read


def kinds(changes: tuple[Change, ...]) -> dict[str, str]:
    return {change.path: change.kind for change in changes}


def test_nothing_differs(tmp_path: Path) -> None:
    lay(tmp_path, {"a": b"a", "b/c": b"c"})

    assert compare([output(tmp_path, {"a": b"a", "b/c": b"c"})]) == ()


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    (change,) = compare([output(tmp_path / "generated", {"a": b"a"})])

    assert (change.kind, change.old, change.new) == ("missing", None, b"a")
    assert change.file == tmp_path / "generated" / "a"


def test_changed_missing_and_orphan_with_their_bytes(tmp_path: Path) -> None:
    lay(tmp_path, {"same size": b"old", "other size": b"old", "orphan/x": b"x"})

    changes = compare(
        [output(tmp_path, {"same size": b"new", "other size": b"newer", "missing": b"m"})]
    )

    assert [(change.path, change.kind, change.old, change.new) for change in changes] == [
        ("missing", "missing", None, b"m"),
        ("orphan/x", "orphan", b"x", None),
        ("other size", "changed", b"old", b"newer"),
        ("same size", "changed", b"old", b"new"),
    ]


def test_other_files_beside_ours_are_no_orphans(tmp_path: Path) -> None:
    lay(tmp_path, {"README.md": b"r", "groq/integration.json": b"{}"})

    assert compare([beside(tmp_path, {"README.md": b"r"})]) == ()


def test_reading_changes_nothing(tmp_path: Path) -> None:
    lay(tmp_path, {"a": b"a", "empty/": b""})
    before = read(tmp_path)

    compare([output(tmp_path, {"b": b"b"})])

    assert read(tmp_path) == before


def test_what_python_and_the_write_stage_leave_is_no_orphan(tmp_path: Path) -> None:
    lay(
        tmp_path,
        {
            "__pycache__/x.pyc": b"",
            "a/__pycache__/x.pyc": b"",
            ".pending/x": b"",
            ".pending.lock": b"",
        },
    )

    assert compare([output(tmp_path, {})]) == ()


def test_a_folder_where_a_file_should_be_and_the_reverse(tmp_path: Path) -> None:
    lay(tmp_path, {"folder/x": b"x", "file": b"f"})

    changes = compare([output(tmp_path, {"folder": b"", "file/x": b"x"})])

    assert kinds(changes) == {
        "folder": "missing",
        "folder/x": "orphan",
        "file": "orphan",
        "file/x": "missing",
    }


def test_links_are_never_followed(tmp_path: Path) -> None:
    lay(tmp_path / "elsewhere", {"a": b"a", "b": b"b"})
    lay(
        tmp_path / "generated",
        {"folder": "../elsewhere", "file": "../elsewhere/a", "b": "../elsewhere/b"},
    )

    changes = compare([output(tmp_path / "generated", {"folder/a": b"a", "b": b"b"})])

    assert kinds(changes) == {
        "folder": "orphan",
        "folder/a": "missing",
        "file": "orphan",
        "b": "changed",
    }
    assert {change.note for change in changes} >= {"symbolic link to ../elsewhere/b"}


def test_a_link_on_the_way_to_our_file_beside_others(tmp_path: Path) -> None:
    lay(tmp_path / "elsewhere", {"a": b"a"})
    lay(tmp_path / "definitions", {"folder": "../elsewhere"})

    assert kinds(compare([beside(tmp_path / "definitions", {"folder/a": b"a"})])) == {
        "folder/a": "missing"
    }


def test_a_root_may_be_a_link_itself(tmp_path: Path) -> None:
    lay(tmp_path, {"real/a": b"a", "generated": "real"})

    assert compare([output(tmp_path / "generated", {"a": b"a"})]) == ()


def test_a_huge_old_file_is_not_kept_in_memory(tmp_path: Path) -> None:
    for name in ("orphan", "changed"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(1 << 30)

    changes = compare([output(tmp_path, {"changed": b"small"})])

    assert [(change.kind, change.old, change.note) for change in changes] == [
        ("changed", None, "1,073,741,824 bytes"),
        ("orphan", None, "1,073,741,824 bytes"),
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes")
def test_a_named_pipe_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    (change,) = compare([output(tmp_path, {})])

    assert (change.kind, change.note) == ("orphan", "not a regular file")


def test_a_root_that_is_a_file(tmp_path: Path) -> None:
    lay(tmp_path, {"generated": b""})

    with pytest.raises(WriteError, match=r"generated: Not a directory\.$"):
        compare([output(tmp_path / "generated", {})])


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow only Unicode names")
def test_an_orphan_whose_name_is_not_text(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff")).write_bytes(b"")

    (change,) = compare([output(tmp_path, {})])

    assert change.kind == "orphan"
