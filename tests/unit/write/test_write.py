"""`write` makes trees equal, or leaves them as they were."""

import os
import shutil
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.write import Root, RootError, WriteError, compare, recover, write
from tests.unit.write.trees import Tree, beside, files_only, lay, output, read

_NOBODY = 65534

NAMES = st.sampled_from(["a", "b", "cc", "__init__.py"])
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)
TREES = st.dictionaries(PATHS, st.binary(max_size=5), max_size=12)


def consistent(tree: dict[str, bytes]) -> dict[str, bytes]:
    """`tree` without the files that stand where other files need a folder."""
    return {
        path: content
        for path, content in tree.items()
        if not any(p.startswith(f"{path}/") for p in tree)
    }


@given(TREES.map(consistent), TREES.map(consistent))
@settings(max_examples=60, deadline=None)
def test_any_tree_becomes_any_other(old: dict[str, bytes], new: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay(folder, old)
        root = output(folder, new)

        expected = compare([root])
        written = write([root])

        assert written.changes == expected
        assert read(folder) == new
        assert compare([root]) == ()


def test_both_roots_in_one_write(tmp_path: Path) -> None:
    lay(tmp_path, {"definitions/groq.json": b"{}", "generated/orphan": b""})

    written = write(
        [
            beside(tmp_path / "definitions", {"README.md": b"r"}),
            output(tmp_path / "generated", {"a": b"a"}),
        ]
    )

    assert [change.path for change in written.changes] == ["README.md", "a", "orphan"]
    assert read(tmp_path) == {
        "definitions/groq.json": b"{}",
        "definitions/README.md": b"r",
        "generated/a": b"a",
    }


def test_a_write_of_nothing_touches_nothing(tmp_path: Path) -> None:
    lay(tmp_path, {"a": b"a"})
    before = tmp_path.stat().st_mtime_ns

    assert write([output(tmp_path, {"a": b"a"})]).changes == ()
    assert tmp_path.stat().st_mtime_ns == before


def test_unchanged_files_keep_their_time(tmp_path: Path) -> None:
    lay(tmp_path, {"a": b"a"})
    before = (tmp_path / "a").stat()

    write([output(tmp_path, {"a": b"a", "b": b"b"})])

    assert (tmp_path / "a").stat() == before


def test_folders_that_nothing_is_left_in(tmp_path: Path) -> None:
    lay(
        tmp_path,
        {
            "gone/x.py": b"",
            "gone/__pycache__/x.pyc": b"",
            "empty/er/": b"",
            "kept/__pycache__/y.pyc": b"",
        },
    )

    write([output(tmp_path, {"kept/y.py": b"y"})])

    assert read(tmp_path) == {"kept/y.py": b"y", "kept/__pycache__/y.pyc": b""}


def test_empty_folders_beside_ours_stay(tmp_path: Path) -> None:
    lay(tmp_path, {"empty/": b""})

    write([beside(tmp_path, {"a": b"a"})])

    assert read(tmp_path) == {"a": b"a", "empty/": b""}


def test_links_are_replaced_and_their_targets_kept(tmp_path: Path) -> None:
    elsewhere: Tree = {"elsewhere/a": b"a", "elsewhere/b": b"b"}
    lay(
        tmp_path,
        {**elsewhere, "generated/folder": "../elsewhere", "generated/file": "../elsewhere/a"},
    )

    write([output(tmp_path / "generated", {"folder/a": b"new", "file": b"new"})])

    assert read(tmp_path) == {**elsewhere, "generated/folder/a": b"new", "generated/file": b"new"}


def test_a_link_on_the_way_to_our_file_beside_others_is_refused(tmp_path: Path) -> None:
    tree: Tree = {"elsewhere/a": b"a", "definitions/folder": "../elsewhere"}
    lay(tmp_path, tree)

    with pytest.raises(
        WriteError, match=r"folder is not a folder of its own\. Nothing was changed\."
    ):
        write(
            [
                beside(tmp_path / "definitions", {"folder/a": b"new"}),
                output(tmp_path / "generated", {"x": b"x"}),
            ]
        )

    assert files_only(read(tmp_path)) == tree


def test_someone_elses_files_in_the_way(tmp_path: Path) -> None:
    tree = {"definitions/README.md/theirs": b"t", "generated/old": b"old"}
    lay(tmp_path, tree)

    with pytest.raises(
        WriteError,
        match=r"README\.md: the folder holds files, such as theirs\. Nothing was changed\.",
    ):
        write(
            [
                beside(tmp_path / "definitions", {"README.md": b"r"}),
                output(tmp_path / "generated", {"new": b"new"}),
            ]
        )

    assert read(tmp_path) == tree


def test_a_mode_as_the_umask_says(tmp_path: Path) -> None:
    write([output(tmp_path, {"a": b"a"})])
    (tmp_path / "by hand").write_bytes(b"")

    assert (tmp_path / "a").stat().st_mode == (tmp_path / "by hand").stat().st_mode


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow only Unicode names")
def test_an_orphan_whose_name_is_not_text_is_removed(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff")).write_bytes(b"")

    write([output(tmp_path, {"a": b"a"})])

    assert read(tmp_path) == {"a": b"a"}


@contextmanager
def unprivileged() -> Generator[Path]:
    """A folder in which this process may write only what the modes allow, also where root runs the tests."""
    with tempfile.TemporaryDirectory() as name:
        write([output(Path(name) / "warm up", {"a": b"a"})])
        shutil.rmtree(Path(name) / "warm up")
        user = os.geteuid()
        if user == 0:
            os.chown(name, _NOBODY, _NOBODY)
            os.seteuid(_NOBODY)
        try:
            yield Path(name)
        finally:
            os.seteuid(user)


@pytest.mark.skipif(sys.platform == "win32", reason="modes mean little there")
@pytest.mark.parametrize("folder", ["generated", "generated/inner"])
def test_a_folder_that_must_not_be_written(folder: str) -> None:
    tree = {"generated/a": b"a", "generated/inner/b": b"b"}
    with unprivileged() as top:
        lay(top, tree)
        root = output(top / "generated", {"a": b"new", "inner/b": b"new"})
        (top / folder).chmod(0o555)

        with pytest.raises(WriteError, match=r"Permission denied\."):
            write([root])
        assert len(compare([root])) == 2
        assert recover([root.path]) is None

        (top / folder).chmod(0o755)
        assert read(top) == tree


@pytest.mark.skipif(sys.platform == "win32", reason="modes mean little there")
def test_a_folder_that_must_not_be_written_can_be_checked() -> None:
    with unprivileged() as top:
        lay(top, {"a": b"a"})
        top.chmod(0o555)

        assert recover([top]) is None
        assert write([output(top, {"a": b"a"})]).changes == ()


@pytest.mark.skipif(sys.platform == "win32", reason="modes mean little there")
def test_a_file_that_must_not_be_read() -> None:
    with unprivileged() as top:
        lay(top, {"a": b"a"})
        (top / "a").chmod(0)

        with pytest.raises(WriteError, match=r"a: Permission denied\.$"):
            compare([output(top, {"a": b"b"})])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = {"a": b"a", "b": b"b"}
    lay(tmp_path, tree)
    opened = os.open

    def open_full(path: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if str(path).endswith("1.new"):
            return opened("/dev/full", os.O_WRONLY)
        return opened(path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", open_full)
    with pytest.raises(WriteError, match=r"b: No space left on device\. Nothing was changed\."):
        write([output(tmp_path, {"a": b"new", "b": b"new"})])

    assert read(tmp_path) == tree


def test_a_folder_that_no_generator_wrote_is_not_emptied(tmp_path: Path) -> None:
    lay(tmp_path, {"thesis.tex": b"years"})

    with pytest.raises(
        WriteError, match=r"such as thesis\.tex, and no manifest\.json of an earlier run"
    ):
        write([Root(tmp_path, {"a": b"a"}, exclusive=True, marker="manifest.json")])

    assert read(tmp_path) == {"thesis.tex": b"years"}


def test_a_folder_with_the_marker_is_emptied(tmp_path: Path) -> None:
    lay(tmp_path, {"orphan": b"", "manifest.json": b"{}"})

    write([Root(tmp_path, {"manifest.json": b"[]"}, exclusive=True, marker="manifest.json")])

    assert read(tmp_path) == {"manifest.json": b"[]"}


def test_a_git_repository_is_not_emptied(tmp_path: Path) -> None:
    lay(tmp_path, {".git/HEAD": b"ref"})

    with pytest.raises(WriteError, match="this is a git repository"):
        write([output(tmp_path, {"a": b"a"})])


def test_an_unreadable_record_of_an_interrupted_run(tmp_path: Path) -> None:
    lay(tmp_path, {".pending/committed.json": b"{", "a": b"a"})

    with pytest.raises(
        WriteError, match=r"cannot be read\. Restore the files from version control, and delete"
    ):
        recover([tmp_path])


def test_a_copy_of_half_a_tree_leaves_the_original_alone(tmp_path: Path) -> None:
    plan = b'{"format": 1, "id": "x", "steps": [{"root": "../definitions", "path": "a", "had": false, "puts": true}]}'
    tree = {"definitions/.pending/y/0.new": b"other", "generated/.pending/committed.json": plan}
    lay(tmp_path, tree)

    recovery = recover([tmp_path / "generated"])

    assert recovery is not None
    assert recovery.files == ()
    assert read(tmp_path / "definitions") == {".pending/y/0.new": b"other"}


def test_roots_on_two_file_systems(tmp_path: Path) -> None:
    memory = Path("/dev/shm")
    if not memory.is_dir() or memory.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("only one file system here")
    other = Path(tempfile.mkdtemp(dir=memory))
    try:
        lay(tmp_path, {"old": b"old"})
        write([beside(other, {"README.md": b"r"}), output(tmp_path, {"new": b"new"})])
        assert (read(other), read(tmp_path)) == ({"README.md": b"r"}, {"new": b"new"})
    finally:
        shutil.rmtree(other)


def test_a_wrong_path_is_the_callers_fault() -> None:
    assert not issubclass(RootError, WriteError)
