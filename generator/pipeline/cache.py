"""The cache: what work yielded for the same input and the same tools.

It never changes a result: keys cover every byte that takes part, and an entry that cannot be read counts as missing. An
entry is a file: a line of JSON about the unit, and then its files, one after the other, to be read singly.
"""

import contextlib
import json
import os
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from generator.findings.json_value import is_object
from generator.pipeline.unit import Unit

_GENERATIONS = 8
"""How many times the entries of one run the cache may hold before those that are not used are removed."""

_IN_USE = 3600.0
"""Seconds for which an entry is kept after its last use, since another run may still be reading it."""

_ENDING = ".unit"
_TEXTS = ".json"


class Packed(Mapping[str, bytes]):
    """The files in an entry. Raises OSError for one that was removed meanwhile."""

    def __init__(self, entry: Path, places: Mapping[str, tuple[int, int]]) -> None:
        self._entry = entry
        self._places = places

    def __getitem__(self, path: str) -> bytes:
        start, length = self._places[path]
        with self._entry.open("rb", buffering=0) as file:
            file.seek(start)
            return file.read(length)

    def __contains__(self, path: object) -> bool:
        return path in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


@dataclass(frozen=True, slots=True)
class Cache:
    """Entries in a folder, one file each."""

    folder: Path

    def read(self, key: str) -> Unit | None:
        """Returns the unit stored under a key, its files still where they are, or None."""
        entry = self.folder / f"{key}{_ENDING}"
        try:
            with entry.open("rb") as file:
                head = file.readline()
                size = os.fstat(file.fileno()).st_size
            value = json.loads(head)
            if size != len(head) + sum(value["lengths"]):
                return None
            unit = _unpack(value, Packed(entry, _places(value, len(head))))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        with contextlib.suppress(OSError):
            os.utime(entry)
        return unit

    def write(self, key: str, unit: Unit) -> Unit:
        """Stores a unit, and returns it with its files there; a folder that cannot be written is no reason to fail."""
        value = _pack(unit)
        head = json.dumps(value, ensure_ascii=False).encode() + b"\n"
        entry = self.folder / f"{key}{_ENDING}"
        try:
            self._put(entry, head, *unit.files.values())
        except OSError:
            return unit
        return replace(unit, files=Packed(entry, _places(value, len(head))))

    def notes(self, key: str) -> Any:
        """Returns what was noted under a key, unchecked; an empty object where nothing was. Raises ValueError for what is no JSON."""
        try:
            return json.loads((self.folder / f"{key}{_TEXTS}").read_bytes())
        except OSError:
            return {}

    def note(self, key: str, value: Mapping[str, Any]) -> None:
        """Stores notes; a folder that cannot be written is no reason to fail."""
        with contextlib.suppress(OSError):
            self._put(self.folder / f"{key}{_TEXTS}", json.dumps(value).encode())

    def texts(self, key: str, make: Callable[[], Mapping[str, str]]) -> Mapping[str, str]:
        """Returns the texts stored under a key, or else makes and stores them."""
        entry = self.folder / f"{key}{_TEXTS}"
        try:
            found: Any = json.loads(entry.read_bytes())
            if is_object(found) and found and all(isinstance(each, str) for each in found.values()):
                return found
        except (OSError, ValueError):
            pass
        made = make()
        with contextlib.suppress(OSError):
            self._put(entry, json.dumps(made).encode())
        return made

    def _put(self, entry: Path, *parts: bytes) -> None:
        import tempfile

        self.folder.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=self.folder, suffix=".tmp")
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(parts)
        Path(name).replace(entry)

    def prune(self, used: Collection[str]) -> None:
        """Removes what has not been used lately, once the cache holds several times as much as one run needs."""
        oldest = time.time() - _IN_USE
        with contextlib.suppress(OSError):
            entries = list(self.folder.iterdir())
            if len(entries) > _GENERATIONS * len(used):
                for entry in entries:
                    if entry.stem not in used and entry.stat().st_mtime < oldest:
                        entry.unlink(missing_ok=True)


def _pack(unit: Unit) -> Mapping[str, Any]:
    return {
        "name": unit.name,
        "findings": [asdict(each) for each in unit.findings],
        "claim": asdict(unit.claim),
        "summary": asdict(unit.summary) if unit.summary else None,
        "digests": dict(unit.digests),
        "lengths": [len(data) for data in unit.files.values()],
    }


def _places(value: Mapping[str, Any], start: int) -> dict[str, tuple[int, int]]:
    """Returns where each file stands in an entry, and how long it is; the first one stands at `start`."""
    places: dict[str, tuple[int, int]] = {}
    for path, length in zip(value["digests"], value["lengths"], strict=True):
        places[path] = start, length
        start += length
    return places


def _unpack(value: Any, files: Packed) -> Unit:
    from generator.check.catalogue import Claim
    from generator.load.locate import Located
    from generator.targets.summary import Summary

    claim: dict[str, Any] = value["claim"]
    claim["variables"] = tuple((name, tuple(at)) for name, at in claim["variables"])
    summary: dict[str, Any] | None = value["summary"]
    if summary is not None:
        summary["functions"] = tuple(summary["functions"])
    return Unit(
        value["name"],
        tuple(Located(**each) for each in value["findings"]),
        Claim(**claim),
        Summary(**summary) if summary else None,
        files,
        value["digests"],
    )
