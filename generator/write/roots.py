"""`Root`, one folder with the files it should hold, and the names in it that belong to the write stage itself."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from generator.write.errors import RootError, WriteError

PENDING = ".pending"
"""Folder inside a root that holds an unfinished write."""

LOCK = ".pending.lock"
"""File inside a root that says that a generator is at work; gone when it is done."""

DISPOSABLE = frozenset({"__pycache__"})
"""Folders that Python leaves beside modules: neither ours nor orphans, and no reason to keep a folder."""

Mark: TypeAlias = tuple[int, int, int, int]
"""What a file shows without being read: its size, when it was written and when its status changed (in nanoseconds), its inode."""

_RESERVED = frozenset({PENDING, LOCK})
_UNPORTABLE = frozenset('\\:*?"<>|') | {chr(code) for code in range(32)}


@dataclass(frozen=True, slots=True)
class Root:
    """A folder and the files that it should hold.

    `files` maps POSIX paths relative to `path` to contents. In an `exclusive` root every other file is an orphan; in
    any other root only the named files are ours. `marker` names a file that proves that an exclusive folder was
    written by us: without it nothing is removed from there. `intact` says which files need not be read: as long as a file
    shows this mark, it holds what it should.

    Raises `RootError` for paths that leave the root, clash with each other (also where case does not count), or use a
    name of the write stage.
    """

    path: Path
    files: Mapping[str, bytes]
    exclusive: bool
    marker: str | None = None
    intact: Mapping[str, Mark] = field(default_factory=dict[str, Mark], repr=False)

    def __post_init__(self) -> None:
        _check_paths(self.files)


def _check_paths(paths: Iterable[str]) -> None:
    files: dict[str, str] = {}
    folders: dict[str, str] = {}
    seen: set[str] = set()
    for path in paths:
        _check_path(path)
        key = _folded(path)
        if key in files:
            raise RootError(f"{path!r} and {files[key]!r} are one file where case does not count")
        files[key] = path
        end = path.rfind("/")
        while end > 0 and path[:end] not in seen:
            seen.add(path[:end])
            _note_folder(folders, path[:end])
            end = path.rfind("/", 0, end)
    for key in files.keys() & folders.keys():
        raise RootError(f"{files[key]!r} cannot be a file and a folder")


def _note_folder(folders: dict[str, str], folder: str) -> None:
    known = folders.setdefault(_folded(folder), folder)
    if known != folder:
        raise RootError(f"{folder!r} and {known!r} are one folder where case does not count")


def _check_path(path: str) -> None:
    segments = path.split("/")
    if path.startswith("/") or any(segment in ("", ".", "..") for segment in segments):
        raise RootError(f"{path!r} is not a plain path inside its root")
    if _UNPORTABLE & set(path) or any(segment[-1] in ". " for segment in segments):
        raise RootError(f"{path!r} is not a name on every system")
    if _folded(segments[0]) in _RESERVED or DISPOSABLE & set(segments):
        raise RootError(f"{path!r} uses a name that is not free for output")


def _folded(path: str) -> str:
    return path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()


def check_places(roots: Sequence[Root]) -> None:
    """Raises `WriteError` where one root would remove the files of another, or two roots are one folder."""
    places = [root.path.resolve() for root in roots]
    for index, (root, place) in enumerate(zip(roots, places, strict=True)):
        for other in (*places[:index], *places[index + 1 :]):
            if other == place:
                raise WriteError(root.path, "this folder is used for two kinds of files")
            if root.exclusive and other.is_relative_to(place):
                raise WriteError(root.path, f"output would replace the files in {other}")
