"""The cache: what work yielded for the same input and the same tools.

It never changes a result: keys cover every byte that takes part, and an entry that cannot be read counts as missing.
"""

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from generator.pipeline.unit import Unit
from generator.targets.summary import Summary

_REPOSITORY = Path(__file__).resolve().parents[2]
_SOURCES = ("generator", "runtime", "templates")
_BESIDE = ("generator/site/", "generator/cli/", "templates/site/theme/")
"""Sources that take no part in rendering: a new style sheet is no reason to render pages anew."""

_TOOLS = ("black", "datamodel-code-generator", "jinja2", "jmespath", "pydantic")
_GENERATIONS = 8
"""How many times the entries of one run the cache may hold before those that are not used are removed."""


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


@cache
def tools() -> str:
    """Returns a digest of the generator itself, its templates, the runtime it reads names from, and its libraries."""
    paths = {
        path.relative_to(_REPOSITORY).as_posix(): path
        for folder in _SOURCES
        for path in sorted((_REPOSITORY / folder).rglob("*"))
        if path.is_file() and path.suffix != ".pyc"
    }
    sources = {
        name: path.read_bytes() for name, path in paths.items() if not name.startswith(_BESIDE)
    }
    return digest(sources, *(f"{tool} {version(tool)}" for tool in _TOOLS))


@dataclass(frozen=True, slots=True)
class Cache:
    """Entries in a folder, one file each."""

    folder: Path

    def read(self, key: str) -> Any:
        """Returns the value stored under a key, or None."""
        try:
            return json.loads((self.folder / f"{key}.json").read_bytes())
        except (OSError, ValueError):
            return None

    def write(self, key: str, value: Any) -> None:
        """Stores a value; a folder that cannot be written is no reason to fail."""
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(dir=self.folder, suffix=".tmp")
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(value, file, ensure_ascii=False)
            Path(name).replace(self.folder / f"{key}.json")

    def prune(self, used: Collection[str]) -> None:
        """Removes what this run did not use, once the cache holds several times as much as one run needs."""
        with contextlib.suppress(OSError):
            entries = list(self.folder.iterdir())
            if len(entries) > _GENERATIONS * len(used):
                for entry in entries:
                    if entry.stem not in used:
                        entry.unlink(missing_ok=True)


def pack(unit: Unit) -> Any:
    """Returns a unit as JSON."""
    summary = unit.summary
    return {
        "summary": {name: getattr(summary, name) for name in Summary.__dataclass_fields__},
        "files": {path: data.decode() for path, data in unit.files.items()},
    }


def unpack(value: Any) -> Unit | None:
    """Returns the unit that was packed, or None where the value is not one."""
    try:
        fields: dict[str, Any] = dict(value["summary"])
        fields["functions"] = tuple(fields["functions"])
        files: dict[str, str] = value["files"]
        return Unit(Summary(**fields), {path: text.encode() for path, text in files.items()})
    except (KeyError, TypeError, AttributeError):
        return None
