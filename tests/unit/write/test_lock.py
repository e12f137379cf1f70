"""Two generators at once take turns."""

import subprocess
import sys
from pathlib import Path

import pytest

from generator.write import WriteError, recover, write
from generator.write.lock import locked
from tests.unit.write.trees import output, read

REPOSITORY = Path(__file__).parents[3]

WRITER = """
import sys
from pathlib import Path
from generator.write import Root, write
folder, name = Path(sys.argv[1]), sys.argv[2]
for number in range(15):
    content = f"{name} {number}".encode()
    write([Root(folder / "generated", {f"{i}": content for i in range(20)}, exclusive=True),
           Root(folder / "definitions", {"README.md": content}, exclusive=False)])
"""


def test_waiting_comes_to_an_end(tmp_path: Path) -> None:
    with locked([tmp_path], timeout=1), pytest.raises(WriteError) as caught:
        write([output(tmp_path, {"a": b"a"})], timeout=0)

    assert str(caught.value) == (
        f"{tmp_path}: another generator is writing here (waited 0 seconds). Try again when it is done."
    )


def test_recovery_waits_for_a_generator_at_work(tmp_path: Path) -> None:
    with locked([tmp_path], timeout=1), pytest.raises(WriteError, match="another generator"):
        recover([tmp_path], timeout=0)


def test_a_lock_of_a_dead_generator_is_no_lock(tmp_path: Path) -> None:
    (tmp_path / ".pending.lock").touch()

    assert recover([tmp_path], timeout=0) is None
    assert read(tmp_path) == {}


def test_folders_are_locked_in_one_order(tmp_path: Path) -> None:
    with locked([tmp_path / "a", tmp_path / "b", tmp_path / "a"], timeout=0):
        assert read(tmp_path) == {"a/.pending.lock": b"", "b/.pending.lock": b""}
    assert read(tmp_path) == {"a/": b"", "b/": b""}


def test_many_writers_leave_the_tree_of_one(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    writers = [
        subprocess.Popen([*command, name], cwd=REPOSITORY, stderr=subprocess.PIPE) for name in "abc"
    ]

    errors = [writer.communicate()[1] for writer in writers]

    assert errors == [b"", b"", b""]
    tree = read(tmp_path)
    assert len(tree) == 21
    assert len(set(tree.values())) == 1
