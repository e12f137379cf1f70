"""Writes trees in processes that are killed before each of their file operations, and checks what is left.

Run as a program (`python -m tests.unit.write.killing SCENARIO FOLDER [EVERY]`), so that it is alone in its process and
can fork. With EVERY, also the recovery is killed before each of its operations, for one in EVERY first kills. Prints one
JSON object: how many kills there were, and every outcome that must not be.
"""

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from generator.write import Root, WriteError, recover, write
from tests.unit.write.trees import Tree, beside, files_only, lay, output, read

_COUNTED = (
    "fsync",
    "link",
    "mkdir",
    "open",
    "rename",
    "replace",
    "rmdir",
    "symlink",
    "sync",
    "unlink",
    "write",
)
_SILENT = ("fsync", "sync")


@dataclass(frozen=True, slots=True)
class Scenario:
    """The two roots before, and the files that they shall hold."""

    generated: Tree
    definitions: Tree
    wanted: dict[str, bytes]
    wanted_beside: dict[str, bytes]
    impossible: bool = False
    """The write fails by itself, and must then be undone."""

    def roots(self, top: Path) -> list[Root]:
        return [
            beside(top / "definitions", self.wanted_beside),
            output(top / "generated", self.wanted),
        ]

    def lay(self, top: Path) -> None:
        lay(top / "generated", self.generated)
        lay(top / "definitions", self.definitions)

    def before(self) -> dict[str, bytes | str]:
        return _join(self.generated, self.definitions)

    def after(self) -> dict[str, bytes | str]:
        return (
            self.before()
            if self.impossible
            else _join(self.wanted, {**self.definitions, **self.wanted_beside})
        )


def _join(generated: Tree, definitions: Tree) -> dict[str, bytes | str]:
    joined = {f"generated/{path}": content for path, content in generated.items()}
    return files_only(
        joined | {f"definitions/{path}": content for path, content in definitions.items()}
    )


SCENARIOS = {
    "first run": Scenario({}, {}, {"a.py": b"a", "deep/er/b.py": b"b"}, {"README.md": b"read me"}),
    "small": Scenario(
        {"changed.py": b"old", "orphan/o.py": b"o"},
        {"README.md": b"old", "groq.json": b"{}"},
        {"changed.py": b"new and longer"},
        {"README.md": b"new"},
    ),
    "large": Scenario(
        {
            "same.py": b"same",
            "changed.py": b"old",
            "deep/changed.md": b"old",
            "orphan.py": b"o",
            "gone/orphan.md": b"o",
            "link": "same.py",
            "linked": "gone",
            "file": b"becomes a folder",
            "folder/x": b"becomes a file",
            "folder/y/z": b"becomes a file",
        },
        {"README.md": b"old", "groq/integration.json": b"{}"},
        {
            "same.py": b"same",
            "changed.py": b"new",
            "deep/changed.md": b"newer",
            "new/er/file.py": b"new",
            "linked": b"a file now",
            "file/inside": b"was a file",
            "folder": b"was a folder",
        },
        {"README.md": b"new", "function.schema.json": b"{}"},
    ),
    "undone": Scenario(
        {"changed.py": b"old", "orphan/o.py": b"o", "file": b"f", "folder/x": b"x"},
        {"README.md": b"old", "type.schema.json/not ours": b"stays"},
        {"changed.py": b"new", "new.py": b"n", "file/x": b"f", "folder": b"f"},
        {"README.md": b"new", "type.schema.json": b"{}"},
        impossible=True,
    ),
}


def _killed(task: Callable[[], object], at: int) -> bool:
    """Whether `task`, in a process of its own, was killed before its operation number `at`; it ran to its end else."""
    child = os.fork()
    if child == 0:
        try:
            _arm(at)
            task()
        except WriteError:
            os._exit(0)
        except BaseException as error:
            sys.stderr.write(f"operation {at}: {error!r}\n")
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0:
        return False
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return True
    raise SystemExit(f"the writing process failed at operation {at}")


def _arm(at: int) -> None:
    """From now on, the operation number `at` of this process is its last; a write gets half its bytes out."""
    numbers = count(1)
    for name in _COUNTED:
        setattr(os, name, _deadly(name, getattr(os, name), numbers, at))


def _deadly(
    name: str, real: Callable[..., Any], numbers: Iterator[int], at: int
) -> Callable[..., Any]:
    def operation(*args: Any, **options: Any) -> Any:
        if next(numbers) == at:
            if name == "write":
                real(args[0], bytes(args[1])[: len(args[1]) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **options)

    return operation


def _nothing(*_: object) -> None:
    """Stands for a flush: a kill loses nothing that the kernel has."""


def _states(scenario: Scenario, folder: Path) -> Iterator[tuple[int, Path]]:
    """The trees that a write leaves when it is killed, by number of operation."""
    for number in count(1):
        top = folder / str(number)
        scenario.lay(top)
        if not _killed(partial(write, scenario.roots(top)), number):
            shutil.rmtree(top)
            return
        yield number, top


def _faults(scenario: Scenario, top: Path) -> Iterator[str]:
    """What is wrong with a tree after recovery: it must be the old or the new one, with nothing left behind."""
    was = read(top)
    outcome = recover([top / "definitions", top / "generated"])
    tree = files_only(read(top))
    old, new = tree == scenario.before(), tree == scenario.after()
    if not (old or new):
        yield f"mixed: {sorted(tree)}, from {sorted(was)}"
    if outcome is not None and not (new if outcome.outcome == "finished" else old):
        yield f"{outcome.outcome}, but the tree says otherwise"


def _repair_faults(scenario: Scenario, top: Path) -> Iterator[str]:
    if recover([top / "definitions", top / "generated"]) is not None:
        yield "a second recovery finds something to do"
    if not scenario.impossible:
        write(scenario.roots(top))
        if files_only(read(top)) != scenario.after():
            yield "the next write does not repair"


def _kill_once(scenario: Scenario, folder: Path) -> tuple[int, list[str]]:
    faults: list[str] = []
    kills = 0
    for number, top in _states(scenario, folder):
        kills += 1
        found = [*_faults(scenario, top), *_repair_faults(scenario, top)]
        faults += [f"killed at {number}: {fault}" for fault in found]
        shutil.rmtree(top)
    return kills, faults


def _kill_twice(scenario: Scenario, folder: Path, every: int) -> tuple[int, list[str]]:
    faults: list[str] = []
    kills = 0
    for number, state in _states(scenario, folder):
        for second in count(1) if number % every == 0 else ():
            top = folder / "again"
            shutil.copytree(state, top, symlinks=True)
            recovery = partial(recover, [top / "definitions", top / "generated"])
            killed = _killed(recovery, second)
            if killed:
                kills += 1
                found = _faults(scenario, top)
                faults += [f"killed at {number}, {second}: {fault}" for fault in found]
            shutil.rmtree(top)
            if not killed:
                break
        shutil.rmtree(state)
    return kills, faults


def main() -> None:
    """Runs the scenario that the command line names."""
    name, folder, *every = sys.argv[1:]
    for silent in _SILENT:
        setattr(os, silent, _nothing)
    scenario = SCENARIOS[name]
    if every:
        kills, faults = _kill_twice(scenario, Path(folder), int(every[0]))
    else:
        kills, faults = _kill_once(scenario, Path(folder))
    print(json.dumps({"kills": kills, "faults": faults}))


if __name__ == "__main__":
    main()
