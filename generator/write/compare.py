"""What differs between roots and the disk. Reads, never writes."""

import os
import stat
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import FileIO
from pathlib import Path
from typing import Literal

from generator.write import disk
from generator.write.errors import WriteError, blaming
from generator.write.roots import DISPOSABLE, LOCK, PENDING, Mark, Root, check_places

Kind = Literal["changed", "missing", "orphan"]

_SHOWN = 4 * 1024 * 1024
"""Bytes up to which the old content of a file is kept for a diff."""


@dataclass(frozen=True, slots=True)
class Change:
    """One file that is not as it should be.

    `old` is what the disk holds and `new` what it should hold; None means no file. `old` is also None where it cannot
    be shown, and then `note` says why ("symbolic link to …").
    """

    root: Path
    path: str
    kind: Kind
    old: bytes | None = field(repr=False)
    new: bytes | None = field(repr=False)
    note: str = ""

    @property
    def file(self) -> Path:
        """Where the file is, or should be."""
        return self.root / self.path


@dataclass(frozen=True, slots=True)
class Listing:
    """What a root holds: marks of regular files, notes on what is no regular file, and hollow folders."""

    marks: dict[str, Mark] = field(default_factory=dict[str, Mark])
    notes: dict[str, str] = field(default_factory=dict[str, str])
    hollow: list[str] = field(default_factory=list[str])
    at: int = field(default_factory=time.time_ns)
    """When looking began, in nanoseconds."""


def compare(roots: Sequence[Root]) -> tuple[Change, ...]:
    """Every file that is changed, missing or an orphan, sorted by root and path.

    Raises `WriteError` where a folder cannot be read or two roots are in each other's way.
    """
    return examine(roots)[0]


def examine(roots: Sequence[Root]) -> tuple[tuple[Change, ...], tuple[Path, ...]]:
    """What `compare` returns, and the folders of exclusive roots that hold nothing and shall hold nothing."""
    check_places(roots)
    changes: list[Change] = []
    hollow: list[Path] = []
    for root in roots:
        listing = list_files(root)
        changes += _differences(root, listing)
        hollow += _unwanted_folders(root, listing)
    changes.sort(key=lambda change: (str(change.root), change.path))
    return tuple(changes), tuple(hollow)


def _unwanted_folders(root: Root, listing: Listing) -> Iterator[Path]:
    if listing.hollow:
        wanted = {folder for path in root.files for folder in disk.parents(path)}
        yield from (root.path / folder for folder in listing.hollow if folder not in wanted)


def _differences(root: Root, listing: Listing) -> Iterator[Change]:
    for path in root.files:  # contents are fetched where they are needed, which may be nowhere
        mark = listing.marks.get(path)
        if mark is None:
            note = listing.notes.get(path)
            kind: Kind = "missing" if note is None else "changed"
            yield Change(root.path, path, kind, None, root.files[path], note or "")
        elif mark != root.intact.get(path):
            yield from _compare_file(root.path, path, mark[0], root.files[path])
    for path, (size, *_) in listing.marks.items():
        if path not in root.files:
            old = _read(root.path, path) if size <= _SHOWN else None
            note = "" if old is not None else f"{size:,} bytes"
            yield Change(root.path, path, "orphan", old, None, note)
    for path, note in listing.notes.items():
        if path not in root.files:
            yield Change(root.path, path, "orphan", None, None, note)


def _compare_file(root: Path, path: str, size: int, new: bytes) -> Iterator[Change]:
    if size > max(_SHOWN, len(new)):
        yield Change(root, path, "changed", None, new, f"{size:,} bytes")
        return
    old = _read(root, path)
    if old != new:
        yield Change(root, path, "changed", old, new)


def _read(root: Path, path: str) -> bytes:
    file = f"{root}/{path}"  # a path object for each of many thousand files takes longer than reading them
    try:
        with FileIO(file) as stream:
            return stream.readall()
    except OSError as error:
        raise WriteError.of(error, Path(file)) from error


def list_files(root: Root) -> Listing:
    """What stands in a root: all of it where the root is exclusive, else what has the name of one of its files."""
    return list_root(root.path) if root.exclusive else look_up(root.path, root.files)


def list_root(root: Path) -> Listing:
    """All that stands below an exclusive root, without following links, without the write stage's own names.

    A root that does not exist is empty. Raises `WriteError` where it is no folder or cannot be read.
    """
    listing = Listing()
    if disk.lstat(root) is not None:
        _walk(str(root), "", listing)
    return listing


def _walk(folder: str, prefix: str, listing: Listing) -> bool:
    """Whether the folder holds anything; adds what it holds to `listing`."""
    with blaming(Path(folder)):
        with os.scandir(folder) as entries:
            children = [entry for entry in entries if prefix or entry.name not in (PENDING, LOCK)]
        holds = [_walk_entry(child, prefix, listing) for child in children]
    return any(holds)


def _walk_entry(entry: "os.DirEntry[str]", prefix: str, listing: Listing) -> bool:
    path = prefix + entry.name
    if entry.is_dir(follow_symlinks=False):
        if entry.name in DISPOSABLE:
            return False
        held = _walk(entry.path, f"{path}/", listing)
        if not held:
            listing.hollow.append(path)
        return held
    _enter(listing, path, entry.path, entry.stat(follow_symlinks=False))
    return True


def look_up(root: Path, paths: Iterable[str]) -> Listing:
    """What stands at some paths below a root. Raises `WriteError` where that cannot be found out."""
    listing = Listing()
    for path in paths:
        file = root / path
        with blaming(file):
            status = disk.lstat(file) if disk.reaches(root, path) else None
            if status is not None and not stat.S_ISDIR(status.st_mode):
                _enter(listing, path, str(file), status)
    return listing


def _enter(listing: Listing, path: str, file: str, status: os.stat_result) -> None:
    if stat.S_ISREG(status.st_mode):
        listing.marks[path] = disk.mark(status)
    elif stat.S_ISLNK(status.st_mode):
        listing.notes[path] = f"symbolic link to {Path(file).readlink()}"
    else:
        listing.notes[path] = "not a regular file"
