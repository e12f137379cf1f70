"""Small operations on the disk: each does one thing, none follows a symbolic link below a root.

They raise plain `OSError`; callers know which file to blame. Paths below a root are POSIX and relative.
"""

import errno
import os
import shutil
import stat
from collections.abc import Collection
from pathlib import Path

from generator.write.roots import DISPOSABLE, Mark

_MANY = 64
"""Files from which one flush of everything is cheaper than one for each."""


def create(path: Path, data: bytes) -> Mark:
    """Writes a new file, and returns its mark; its mode is the one that the user's umask gives. It must not exist."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        return mark(os.fstat(handle))
    finally:
        os.close(handle)


def mark(status: os.stat_result) -> Mark:
    """What a file shows without being read."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def flush(paths: Collection[Path]) -> None:
    """Returns when the files and folders at `paths` would survive a power cut."""
    if len(paths) > _MANY and hasattr(os, "sync"):
        os.sync()
        return
    for path in paths:
        _flush_one(path)


def _flush_one(path: Path) -> None:
    if os.name == "nt":  # Windows opens no folders, and orders its renames by itself
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def lstat(path: Path | str) -> os.stat_result | None:
    """The status of `path` itself, or None where nothing is there."""
    try:
        return os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None


def is_folder(path: Path | str) -> bool:
    """Whether `path` is a folder and not a link to one."""
    status = lstat(path)
    return status is not None and stat.S_ISDIR(status.st_mode)


def parents(path: str) -> list[str]:
    """The folders above a relative path, outermost first, without the root."""
    return [path[:end] for end, char in enumerate(path) if char == "/"]


def reaches(root: Path, path: str) -> bool:
    """Whether every folder on the way from `root` to `path` is there and is real."""
    return all(is_folder(f"{root}/{parent}") for parent in parents(path))


def duplicate(source: Path, copy: Path) -> None:
    """Makes `copy` a second name for the file or link at `source`; where that cannot be, a real copy."""
    if source.is_symlink():
        copy.symlink_to(source.readlink())
        return
    try:
        os.link(source, copy)
    except OSError:
        shutil.copy2(source, copy)


def place(source: Path, root: Path, path: str) -> None:
    """Moves `source` to `path` below `root` in one step; makes folders, and gives way to none but an empty one."""
    for parent in parents(path):
        status = lstat(f"{root}/{parent}")
        if status is None:
            (root / parent).mkdir()
        elif not stat.S_ISDIR(status.st_mode):
            raise NotADirectoryError(errno.ENOTDIR, f"{parent} is not a folder of its own")
    target = root / path
    if is_folder(target):
        remove_hollow(target)
    source.replace(target)


def remove_hollow(folder: Path) -> None:
    """Removes a folder that holds nothing but empty folders and disposable ones, else raises `OSError`."""
    for child in sorted(folder.iterdir()):
        if not is_folder(child):
            raise OSError(errno.ENOTEMPTY, f"the folder holds files, such as {child.name}")
        if child.name in DISPOSABLE:
            shutil.rmtree(child)
        else:
            remove_hollow(child)
    folder.rmdir()


def prune(root: Path, path: str) -> None:
    """Removes the folders above `path` that have become empty, innermost first, up to `root`."""
    for parent in reversed(parents(path)):
        folder = root / parent
        if not reaches(root, parent) or not is_folder(folder):
            continue
        if any(child.name not in DISPOSABLE for child in folder.iterdir()):
            return
        remove_hollow(folder)
