"""Carries out a plan: forward, or back when it cannot go on. The caller holds the lock of every root.

Each step looks at its bay before it acts, so carrying out a plan twice, or again after a kill, does no harm.
"""

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator.write import disk, journal
from generator.write.compare import Change
from generator.write.errors import WriteError, blaming
from generator.write.journal import Plan, State, Step, bay
from generator.write.roots import PENDING, Mark

_UNTOUCHED = "Nothing was changed."
_STUCK = "The next command finishes or undoes what was begun."


@dataclass(frozen=True, slots=True)
class Recovery:
    """What became of an earlier, interrupted write: `finished` or `undone`, and the files that it was about."""

    outcome: Literal["finished", "undone"]
    files: tuple[Path, ...]

    def __str__(self) -> str:
        count = f" ({len(self.files)} file{'s' * (len(self.files) != 1)})" if self.files else ""
        return f"An earlier run was interrupted; its changes{count} are now {self.outcome}."


class Execution:
    """A committed plan at its home, and those of its roots that this command may touch."""

    def __init__(self, plan: Plan, home: Path, places: Mapping[Path, Path]) -> None:
        self.home = home
        self._plan = plan
        with blaming(home):
            self._roots = journal.roots(home, plan, places)
        self._bays = {root: bay(root, plan) for root in self._roots.values()}
        self.files = tuple(
            self._roots[step.root] / step.path for step in plan.steps if step.root in self._roots
        )

    def redo(self) -> None:
        """Removes and puts what the plan says, and marks it finished."""
        self._each(self._remove, self._removals())
        self._each(self._put, self._puts())
        self._each(_prune, self._removals())
        self._conclude(State.COMMITTED, State.FINISHED)

    def undo(self) -> None:
        """Takes back what `redo` did, from the last step to the first, and marks the plan undone."""
        self._each(self._take_back, reversed(self._puts()))
        self._each(self._put_back, reversed(self._removals()))
        self._each(_prune, [(number, step) for number, step in self._puts() if not step.had])
        self._conclude(State.UNDOING, State.UNDONE)

    def clear(self) -> None:
        """Removes the bays, and then the plan."""
        for root in sorted(self._roots.values(), key=lambda root: root == self.home):
            with blaming(root):
                shutil.rmtree(self._bays[root])
        with blaming(self.home):
            journal.forget(self.home)

    def _remove(self, number: int, step: Step, root: Path) -> None:
        if disk.lstat(self._old(root, number)) is None and _stands(root, step.path):
            (root / step.path).replace(self._old(root, number))

    def _put(self, number: int, step: Step, root: Path) -> None:
        if disk.lstat(self._new(root, number)) is not None:
            disk.place(self._new(root, number), root, step.path)

    def _take_back(self, number: int, step: Step, root: Path) -> None:
        if disk.lstat(self._new(root, number)) is not None:
            return  # it was never put, or is taken back already
        if step.had:
            self._put_back(number, step, root)
        elif _stands(root, step.path):
            (root / step.path).replace(self._new(root, number))

    def _put_back(self, number: int, step: Step, root: Path) -> None:
        if disk.lstat(self._old(root, number)) is not None:
            disk.place(self._old(root, number), root, step.path)

    def _conclude(self, before: State, after: State) -> None:
        folders = {file.parent for file in self.files}
        with blaming(self.home):
            disk.flush([folder for folder in folders if disk.is_folder(folder)])
        journal.advance(self.home, before, after)

    def _each(
        self, act: Callable[[int, Step, Path], None], steps: Iterable[tuple[int, Step]]
    ) -> None:
        for number, step in steps:
            root = self._roots.get(step.root)
            if root is not None:
                with blaming(root / step.path):
                    act(number, step, root)

    def _puts(self) -> list[tuple[int, Step]]:
        return [(number, step) for number, step in enumerate(self._plan.steps) if step.puts]

    def _removals(self) -> list[tuple[int, Step]]:
        return [(number, step) for number, step in enumerate(self._plan.steps) if not step.puts]

    def _new(self, root: Path, number: int) -> Path:
        return self._bays[root] / f"{number}.new"

    def _old(self, root: Path, number: int) -> Path:
        return self._bays[root] / f"{number}.old"


def _prune(_number: int, step: Step, root: Path) -> None:
    disk.prune(root, step.path)


def _stands(root: Path, path: str) -> bool:
    """Whether something other than a folder stands at `path`, reached without a link."""
    return (
        disk.reaches(root, path)
        and disk.lstat(root / path) is not None
        and not disk.is_folder(root / path)
    )


def apply(changes: Sequence[Change]) -> dict[Path, Mark]:
    """Makes all `changes` or none, and returns the marks of files that were written before the last tick of the disk's clock.

    A file can be changed by others once the plan is committed, so one that is older than the plan shows that.
    Raises `WriteError` when the disk refuses; the roots are then as they were, unless the error says otherwise.
    """
    plan = journal.plan(changes)
    home = changes[0].root
    places = name_places(dict.fromkeys(change.root for change in changes))
    try:
        marks = _stage(plan, changes)
        committed = journal.commit(home, plan)
    except WriteError as error:
        _discard(home, places)
        raise error.with_state(_UNTOUCHED) from error.__cause__
    except BaseException:
        _discard(home, places)
        raise
    execution = Execution(plan, home, places)
    try:
        execution.redo()
    except WriteError as error:
        _back_out(execution, places, error)
        raise error.with_state(_UNTOUCHED) from error.__cause__
    execution.clear()
    sweep(places)
    return {file: mark for file, mark in marks.items() if mark[1] < committed}


def name_places(places: Iterable[Path]) -> dict[Path, Path]:
    """Folders by their resolved path, without repetition."""
    return {place.resolve(): place for place in places}


def _stage(plan: Plan, changes: Sequence[Change]) -> dict[Path, Mark]:
    fresh: list[Path] = []
    marks: dict[Path, Mark] = {}
    for root in dict.fromkeys(change.root for change in changes):
        with blaming(root):
            bay(root, plan).mkdir(parents=True)
        fresh += [bay(root, plan), root / PENDING]
    for number, change in enumerate(changes):
        with blaming(change.file):
            if change.new is None:
                continue  # an orphan is moved, not copied
            new = bay(change.root, plan) / f"{number}.new"
            marks[change.file] = disk.create(new, change.new)
            fresh.append(new)
            if change.kind == "changed":
                disk.duplicate(change.file, new.with_suffix(".old"))
    with blaming(changes[0].root):
        disk.flush(fresh)
    return marks


def _discard(home: Path, places: Mapping[Path, Path]) -> None:
    with suppress(OSError, WriteError):
        journal.forget(home)  # first: without a plan, what is left of the bays is rubbish
        sweep(places)


def _back_out(execution: Execution, places: Mapping[Path, Path], error: WriteError) -> None:
    """Undoes a plan that cannot go on; raises `error` where that is not possible either."""
    try:
        journal.advance(execution.home, State.COMMITTED, State.UNDOING)
        execution.undo()
        execution.clear()
        sweep(places)
    except WriteError:
        raise error.with_state(_STUCK) from error.__cause__


def sweep(places: Mapping[Path, Path]) -> None:
    """Removes what is left of `.pending` folders once no plan is in them any more."""
    for place in places.values():
        pending = place / PENDING
        with blaming(pending):
            if disk.is_folder(pending):
                shutil.rmtree(pending)


def resume(home: Path, places: Mapping[Path, Path]) -> Recovery | None:
    """Brings the plan at `home` to an end, if there is one."""
    found = journal.find(home)
    if found is None:
        return None
    state, plan = found
    execution = Execution(plan, home, places)
    if state is State.COMMITTED:
        try:
            execution.redo()
            state = State.FINISHED
        except WriteError:
            state = State.UNDOING
            journal.advance(home, State.COMMITTED, state)
    if state is State.UNDOING:
        execution.undo()
    execution.clear()
    return Recovery("finished" if state is State.FINISHED else "undone", execution.files)
