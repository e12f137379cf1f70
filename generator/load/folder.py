"""A folder of definitions as it stands on disk, known by what files show without being read."""

import hashlib
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.findings import Finding
from generator.load.rules import FILE_UNEXPECTED, FILE_UNREADABLE

GENERATED = frozenset(
    {"README.md", "integration.schema.json", "function.schema.json", "types.schema.json"}
)
"""What the generator itself writes into the folder of definitions."""

_SECOND = 1_000_000_000
_TICK = _SECOND // 10
"""Longer than the clock of any file system stands still that counts parts of a second."""


@dataclass(frozen=True, slots=True)
class Source:
    """The files of one integration, before they are read."""

    folder: Path
    shown: str
    """How findings name the folder."""
    files: tuple[str, ...]
    mark: str
    """Differs wherever a file's name, size, times or inode do."""
    settled: bool
    """Whether every later change shows in the mark: none was made so shortly ago that the clock may not have moved since."""
    findings: tuple[Finding, ...]

    def read(self) -> tuple[dict[str, bytes], tuple[Finding, ...]]:
        """Returns the files that can be read, and findings about all that cannot."""
        files: dict[str, bytes] = {}
        findings = [*self.findings]
        for path in self.files:
            try:
                files[path] = (self.folder / path).read_bytes()
            except OSError as error:
                findings.append(_unreadable(f"{self.shown}/{path}", error))
        return files, tuple(findings)


@dataclass(frozen=True, slots=True)
class Folder:
    """All integrations of a folder of definitions, by name, and what stands beside them and should not."""

    root: str
    sources: Mapping[str, Source]
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True)
class _Look:
    """What is seen of one integration."""

    shown: str
    files: list[str] = field(default_factory=list[str])
    marks: list[str] = field(default_factory=list[str])
    newest: int = 0
    findings: list[Finding] = field(default_factory=list[Finding])


def look(folder: Path, root: str) -> Folder:
    """Returns what stands in a folder of definitions; hidden files are passed over.

    Raises NotADirectoryError or FileNotFoundError when there is no such folder.
    """
    sources: dict[str, Source] = {}
    findings: list[Finding] = []
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda each: each.name)
    for entry in found:
        if entry.name.startswith(".") or entry.name in GENERATED:
            continue
        shown = f"{root}/{entry.name}"
        if Path(entry.path).is_dir():
            sources[entry.name] = _source(Path(entry.path), shown)
        else:
            message = "Beside the folders of integrations stands nothing else."
            findings.append(Finding(FILE_UNEXPECTED, shown, message))
    return Folder(root, sources, tuple(findings))


def settled(newest: int, now: int) -> bool:
    """Tells whether a file whose latest time is `newest` would show it if it was changed at `now` or later."""
    return newest < now - (_TICK if newest % _SECOND else 3 * _SECOND)


def _source(folder: Path, shown: str) -> Source:
    now = time.time_ns()
    seen = _Look(shown)
    _look(str(folder), "", seen)
    mark = hashlib.sha256("\0".join(seen.marks).encode("utf-8", "surrogateescape")).hexdigest()
    return Source(
        folder,
        shown,
        tuple(seen.files),
        mark,
        settled(seen.newest, now) and not seen.findings,
        tuple(seen.findings),
    )


def _look(folder: str, prefix: str, seen: _Look) -> None:
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda each: each.name)
    except OSError as error:
        seen.findings.append(_unreadable(f"{seen.shown}/{prefix}".rstrip("/"), error))
        return
    for entry in found:
        if entry.name.startswith("."):
            continue
        path = prefix + entry.name
        try:
            if entry.is_dir():
                _look(entry.path, f"{path}/", seen)
                continue
            status = entry.stat()
        except OSError as error:
            seen.findings.append(_unreadable(f"{seen.shown}/{path}", error))
            continue
        seen.files.append(path)
        seen.marks += (path, _facts(status))
        seen.newest = max(seen.newest, status.st_mtime_ns, status.st_ctime_ns)


def _facts(status: os.stat_result) -> str:
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def _unreadable(path: str, error: OSError) -> Finding:
    return Finding(FILE_UNREADABLE, path, f"The file cannot be read: {error.strerror or error}.")
