"""What makes files from definitions: the generator itself, its templates, the runtime it reads names from, and its libraries."""

import hashlib
import os
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.load.folder import settled

_REPOSITORY = Path(__file__).resolve().parents[2]
_SOURCES = ("generator", "runtime", "templates")
_BESIDE = ("generator/site/", "generator/cli/", "generator/importing/", "templates/site/theme/")
"""Sources that take no part in rendering: a new style sheet is no reason to render pages anew."""

_LIBRARIES = ("black", "datamodel-code-generator", "jinja2", "jmespath", "pydantic")


@dataclass(frozen=True, slots=True)
class Tools:
    """The tools of a run: a digest of all that they are, and the mark that they showed unread; empty where it may stay."""

    digest: str
    mark: str = ""


def digest(files: Mapping[str, bytes], *context: str) -> str:
    """Returns a digest of files and texts; different inputs never run together."""
    state = hashlib.sha256()
    for text in context:
        state.update(f"{len(text)}:{text}".encode("utf-8", "surrogateescape"))
    for path in sorted(files):
        data = files[path]
        state.update(f"{len(path)}:{path}{len(data)}:".encode("utf-8", "surrogateescape"))
        state.update(data)
    return state.hexdigest()


def tools(known: Tools | None = None) -> Tools:
    """Returns the tools as they are, unread where they show the mark of those that are known."""
    now = time.time_ns()
    paths: list[str] = []
    marks = [sys.version, sys.prefix]
    newest = 0
    for path, status in _stands():
        paths.append(path)
        marks.append(f"{path} {_facts(status)}")
        newest = max(newest, status.st_mtime_ns, status.st_ctime_ns)
    for folder in _libraries():
        status = folder.stat()
        marks.append(f"{folder} {_facts(status)}")
        newest = max(newest, status.st_mtime_ns, status.st_ctime_ns)
    mark = digest({}, *marks) if settled(newest, now) else ""
    return known if known and mark and known.mark == mark else Tools(_read(paths), mark)


def _read(paths: list[str]) -> str:
    from importlib.metadata import version

    sources = {path: (_REPOSITORY / path).read_bytes() for path in paths}
    return digest(sources, *(f"{name} {version(name)}" for name in _LIBRARIES))


def _facts(status: os.stat_result) -> str:
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def _stands() -> Iterator[tuple[str, os.stat_result]]:
    """Yields the sources that take part, in no order of theirs, with what they show."""
    pending = [f"{folder}/" for folder in _SOURCES]
    while pending:
        prefix = pending.pop()
        with os.scandir(_REPOSITORY / prefix) as entries:
            for entry in sorted(entries, key=lambda each: each.name):
                path = prefix + entry.name
                if entry.is_dir():
                    if entry.name != "__pycache__" and not f"{path}/".startswith(_BESIDE):
                        pending.append(f"{path}/")
                elif not path.endswith(".pyc"):
                    yield path, entry.stat()


def _libraries() -> Iterator[Path]:
    """Yields the folders that libraries are in: whatever is installed or removed, one of them changes."""
    for place in sys.path:
        folder = Path(place).resolve()
        if place and folder != _REPOSITORY and folder.is_dir():
            yield folder
