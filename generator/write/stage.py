"""The doors of the write stage: `recover` before anything else, `write` at the end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.write import disk
from generator.write.compare import Change, examine
from generator.write.errors import WriteError, blaming
from generator.write.lock import locked
from generator.write.roots import LOCK, PENDING, Mark, Root
from generator.write.transaction import Recovery, apply, name_places, resume, sweep

_PATIENCE = 60.0
"""Seconds to wait for another generator; writing takes a few at most."""

_UNFINISHED = "An interrupted run is still unfinished; the next command tries again."


@dataclass(frozen=True, slots=True)
class Written:
    """What a write changed, what it had to bring to an end before, and the marks of files that it wrote.

    A mark is left out where a later change of the file could leave it as it is.
    """

    changes: tuple[Change, ...]
    recovery: Recovery | None
    marks: Mapping[Path, Mark] = field(default_factory=dict[Path, Mark])


def recover(places: Sequence[Path], *, timeout: float = _PATIENCE) -> Recovery | None:
    """Brings an interrupted write in `places` to an end; None where there was none.

    A write that was committed is finished, one that was not is undone. Touches no other folder, and writes nothing
    where no trace of a write is found, so that a tree that cannot be written can be checked. Waits for a generator that
    is at work. Raises `WriteError`.
    """
    if not any(_has_traces(place) for place in places):
        return None
    with locked([place for place in places if place.is_dir()], timeout):
        return _recover(places)


def write(roots: Sequence[Root], *, timeout: float = _PATIENCE) -> Written:
    """Makes every root equal to its files, all or nothing, and tells what that took.

    Orphans and empty folders of exclusive roots are removed. Raises `WriteError`; the roots are then as they were, or
    the error says what is left to the next command.
    """
    places = [root.path for root in roots]
    if not any(_has_traces(place) for place in places) and not any(examine(roots)):
        return Written((), None)
    with locked(places, timeout):
        recovery = _recover(places)
        changes, hollow = examine(roots)
        _refuse_foreign(roots, changes)
        marks = apply(changes) if changes else {}
        for folder in hollow:
            with blaming(folder):
                if disk.is_folder(folder):
                    disk.remove_hollow(folder)
    return Written(changes, recovery, marks)


def _has_traces(place: Path) -> bool:
    with blaming(place):
        return any(disk.lstat(place / name) is not None for name in (PENDING, LOCK))


def _recover(places: Sequence[Path]) -> Recovery | None:
    named = name_places(places)
    begun = any(_holds_bay(place) for place in places)
    recovery: Recovery | None = None
    try:
        for place in named.values():
            with blaming(place):
                recovery = resume(place, named) or recovery
        sweep(named)
    except WriteError as error:
        raise error.with_state(error.state or _UNFINISHED) from error.__cause__
    if recovery is None and begun:
        recovery = Recovery("undone", ())
    return recovery


def _holds_bay(place: Path) -> bool:
    pending = place / PENDING
    with blaming(pending):
        return disk.is_folder(pending) and any(disk.is_folder(child) for child in pending.iterdir())


def _refuse_foreign(roots: Sequence[Root], changes: Sequence[Change]) -> None:
    """Raises `WriteError` where the files to be removed do not look as if a generator had written them."""
    for root in roots:
        orphans = [
            change.path
            for change in changes
            if change.root == root.path and change.kind == "orphan"
        ]
        if any(path.split("/")[0] == ".git" for path in orphans):
            raise WriteError(
                root.path,
                "this is a git repository, and output would replace it",
                "Nothing was changed.",
            )
        if orphans and root.marker is not None and disk.lstat(root.path / root.marker) is None:
            reason = f"the folder holds other files, such as {orphans[0]}, and no {root.marker} of an earlier run"
            raise WriteError(
                root.path, reason, "Nothing was changed: empty the folder, or choose another."
            )
