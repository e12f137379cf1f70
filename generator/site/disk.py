"""Folders that hold exactly some files, and of which only what differs is written."""

import os
from collections.abc import Collection, Mapping
from pathlib import Path


def sync(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Makes a folder hold these files and no others; returns whether anything was written or removed.

    Files that are right already keep their times, by which the site generator knows what is new.
    """
    changed = False
    for path in paths(folder) - files.keys():
        (folder / path).unlink()
        changed = True
    _remove_empty(folder)
    for path, data in files.items():
        changed |= put(folder / path, data)
    return changed


def put(file: Path, data: bytes) -> bool:
    """Writes a file unless it is right already; returns whether it wrote."""
    try:
        if file.read_bytes() == data:
            return False
    except (FileNotFoundError, NotADirectoryError):
        file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return True


def write_new(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes files into a folder that holds none of them."""
    for parent in sorted({path.rpartition("/")[0] for path in files}):
        (folder / parent).mkdir(parents=True, exist_ok=True)
    for path, data in files.items():
        (folder / path).write_bytes(data)


def paths(folder: Path) -> set[str]:
    """Returns the paths of all files below a folder, with `/`."""
    return {
        (Path(place) / name).relative_to(folder).as_posix()
        for place, _, names in os.walk(folder)
        for name in names
    }


def read(folder: Path, names: Collection[str]) -> dict[str, bytes]:
    """Returns the contents of files below a folder, by path."""
    return {name: (folder / name).read_bytes() for name in sorted(names)}


def _remove_empty(folder: Path) -> None:
    for place, _, _ in os.walk(folder, topdown=False):
        if place != str(folder) and not any(Path(place).iterdir()):
            Path(place).rmdir()
