"""The journal of a write: where it stands, what it holds, and the names of its states.

A write over several roots is one plan. Every root keeps what is new and what is old for its own files in a *bay*,
`<root>/.pending/<plan id>/`, so that each file moves by renaming within one file system; the plan itself stands in the
`.pending` folder of the first root, its *home*. The plan's file name is the state, and changes by renaming:

    (none)  →  committed  →  finished           a write that worked
                          →  undoing  →  undone     a write that could not go on

Until `committed`, no file of a root was touched, and bays are rubbish. From `committed` on, every step is a rename whose
being done can be seen from the bay, so it can be repeated after a kill at any point. `finished` and `undone` say that
only the bays are left to remove.
"""

import json
import os
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from generator.write import disk
from generator.write.compare import Change
from generator.write.errors import WriteError, blaming
from generator.write.roots import PENDING

_FORMAT = 1


class State(StrEnum):
    """How far a plan has come."""

    COMMITTED = "committed"
    UNDOING = "undoing"
    FINISHED = "finished"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Step:
    """What happens to one file: `root` is relative to the plan's home, `path` to that root."""

    root: str
    path: str
    had: bool
    """A file stands here before."""
    puts: bool
    """A file shall stand here after."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All steps of one write, under an id that no other write has."""

    id: str
    steps: tuple[Step, ...]


def plan(changes: Sequence[Change]) -> Plan:
    """A new plan for `changes`, at home in the root of the first."""
    home = changes[0].root
    names = {
        root: _relative(root, home) for root in dict.fromkeys(change.root for change in changes)
    }
    steps = (
        Step(names[change.root], change.path, change.kind != "missing", change.new is not None)
        for change in changes
    )
    return Plan(uuid.uuid4().hex, tuple(steps))


def _relative(root: Path, home: Path) -> str:
    try:
        return os.path.relpath(root.resolve(), home.resolve())
    except ValueError:  # another drive
        return str(root.resolve())


def roots(home: Path, plan: Plan, places: Mapping[Path, Path]) -> dict[str, Path]:
    """The folders of the plan's roots, as the user calls them.

    `places` maps resolved folders to the names they were given by. A root that this command was not given is left out,
    and so is one without a bay: nothing is left to do there, or it is another folder in the place of the one meant.
    """
    base = home.resolve()
    found: dict[str, Path] = {}
    for name in dict.fromkeys(step.root for step in plan.steps):
        root = places.get(Path(os.path.normpath(base / name)))
        if root is not None and disk.is_folder(bay(root, plan)):
            found[name] = root
    return found


def bay(root: Path, plan: Plan) -> Path:
    """The folder in `root` that holds what is new and old in it."""
    return root / PENDING / plan.id


def commit(home: Path, plan: Plan) -> int:
    """Makes the plan stand: from here on it will be carried out, whatever happens. Returns when it was written down."""
    draft = home / PENDING / f"{plan.id}.draft"
    text = json.dumps(
        {"format": _FORMAT, "id": plan.id, "steps": [asdict(step) for step in plan.steps]}
    )
    with blaming(draft):
        _, written, *_ = disk.create(draft, text.encode())
        disk.flush([draft])
        draft.replace(_file(home, State.COMMITTED))
        disk.flush([home / PENDING])
    return written


def advance(home: Path, before: State, after: State) -> None:
    """Changes the state of the plan at `home`."""
    with blaming(_file(home, before)):
        _file(home, before).replace(_file(home, after))
        disk.flush([home / PENDING])


def forget(home: Path) -> None:
    """Removes the plan at `home`, whatever its state."""
    for state in State:
        _file(home, state).unlink(missing_ok=True)


def find(home: Path) -> tuple[State, Plan] | None:
    """The plan at `home` and its state, if there is one.

    Raises `WriteError` where it cannot be understood, which takes a damaged disk or a newer generator.
    """
    for state in State:
        file = _file(home, state)
        with blaming(file):
            if disk.lstat(file) is None:
                continue
            text = file.read_bytes()
        try:
            return state, _parse(json.loads(text))
        except (ValueError, TypeError, KeyError):
            remedy = f"Restore the files from version control, and delete {home / PENDING}."
            raise WriteError(
                file, "the record of an interrupted run cannot be read", remedy
            ) from None
    return None


def _parse(data: Any) -> Plan:
    if data["format"] != _FORMAT:
        raise ValueError(data["format"])
    return Plan(data["id"], tuple(Step(**step) for step in data["steps"]))


def _file(home: Path, state: State) -> Path:
    return home / PENDING / f"{state}.json"
