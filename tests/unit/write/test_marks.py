"""Marks: files that need not be read, and files whose marks say that they are what was written."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.write import Root, compare, list_files, write


class Unread(Mapping[str, bytes]):
    """Contents that nobody may ask for."""

    def __init__(self, *paths: str) -> None:
        self._paths = paths

    def __getitem__(self, path: str) -> bytes:
        raise AssertionError(f"{path} was asked for")

    def __contains__(self, path: object) -> bool:
        return path in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def test_what_shows_its_mark_is_not_read_and_what_does_not_is(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"other")
    root = Root(tmp_path, {"a": b"wanted"}, exclusive=True)
    mark = list_files(root).marks["a"]
    assert compare([Root(tmp_path, Unread("a"), exclusive=True, intact={"a": mark})]) == ()
    assert compare([Root(tmp_path, Unread("a"), exclusive=False, intact={"a": mark})]) == ()
    for part in range(4):
        changed = (*mark[:part], mark[part] + 1, *mark[part + 1 :])
        assert len(changed) == 4
        wrong = Root(tmp_path, {"a": b"wanted"}, exclusive=True, intact={"a": changed})
        assert [change.old for change in compare([wrong])] == [b"other"]


def test_a_write_returns_the_marks_of_what_it_wrote_before_it_was_committed(tmp_path: Path) -> None:
    files = {f"folder/{number}": b"x" * number for number in range(200)}
    root = Root(tmp_path / "root", files, exclusive=True)
    written = write([root])
    assert len(written.changes) == 200
    now = list_files(root).marks
    for file, (size, modified, _, inode) in written.marks.items():
        mark = now[file.relative_to(root.path).as_posix()]
        assert (mark[0], mark[1], mark[3]) == (size, modified, inode)
    assert write([root]).marks == {}
