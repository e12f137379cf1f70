"""Importing again: what the document changed is carried over, what a person changed stays.

Beside a definition lies the record of its import (`.import.json`): the names of functions by operation, and a digest of every field as
it was imported. A field whose digest still fits is the document's; any other is a person's.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.findings.json_value import is_array, is_object
from generator.importing.keywords import Raw
from generator.importing.verify import verifying

RECORD = ".import.json"
_FORMAT = 1
_DEPTH = 4
_INTEGRATION = "integration.json"
_TYPES = "types.json"
_REF = "#/types/"

Tree = Any
"""Digests of a value: of an object near the root, an object of its fields' digests; of anything else a text."""


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of the last import."""

    source: str = ""
    digest: str = ""
    checked: str = ""
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])
    operations: Mapping[str, str] = field(default_factory=dict[str, str])
    files: Mapping[str, Tree] = field(default_factory=dict[str, Tree])

    @classmethod
    def read(cls, value: Any) -> "Record":
        """Returns a record from its JSON. Raises ValueError where it is none."""
        if not is_object(value) or value.get("format") != _FORMAT:
            raise ValueError("it is no record of an import")
        texts = [value.get(name) for name in ("source", "digest", "checked")]
        parts = [value.get(name) for name in ("options", "operations", "files")]
        source, digest, checked = (each if isinstance(each, str) else "" for each in texts)
        options, operations, files = (each if is_object(each) else None for each in parts)
        if options is None or operations is None or files is None:
            raise ValueError("it does not say what came of the import")
        return cls(source, digest, checked, options, operations, files)

    def written(self) -> Raw:
        """Returns the record as JSON."""
        return {
            "format": _FORMAT,
            "source": self.source,
            "digest": self.digest,
            "checked": self.checked,
            "options": self.options,
            "operations": self.operations,
            "files": self.files,
        }


def digests(files: Mapping[str, Raw]) -> dict[str, Tree]:
    """Returns the digests of imported files, by path."""
    return {path: _tree(value, _DEPTH) for path, value in files.items()}


def _tree(value: Any, depth: int) -> Tree:
    if is_object(value) and depth:
        return {name: _tree(inner, depth - 1) for name, inner in value.items()}
    text = json.dumps(value, sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=5).hexdigest()


def _untouched(base: Tree, value: Any) -> bool:
    if is_object(base):
        return (
            is_object(value)
            and base.keys() == value.keys()
            and all(_untouched(base[name], inner) for name, inner in value.items())
        )
    return bool(base == _tree(value, 0))


@dataclass(slots=True)
class Merged:
    """The files that come of an import, and what became of those on disk."""

    files: dict[str, Raw] = field(default_factory=dict[str, Raw])
    added: list[str] = field(default_factory=list[str])
    removed: list[str] = field(default_factory=list[str])
    kept: list[str] = field(default_factory=list[str])
    """Files of which the document no longer has the operation, and which stay."""
    absent: list[str] = field(default_factory=list[str])
    """Files that a person removed, and that stay away."""
    changed: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    """The fields that changed, by file."""
    edits: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    """The fields that a person changed and that stay, by file."""


def merge(
    base: Mapping[str, Tree],
    current: Mapping[str, Raw],
    new: Mapping[str, Raw],
    *,
    keep_removed: bool,
) -> Merged:
    """Returns what comes of an import over what stands in the folder."""
    merged = Merged()
    for path, value in new.items():
        if path in current:
            _merge_file(path, base.get(path, {}), current[path], value, merged)
        elif path in base:
            merged.absent.append(path)
        else:
            merged.files[path] = value
            merged.added.append(path)
    for path, value in current.items():
        if path in new:
            continue
        if path in base and not keep_removed and _untouched(base[path], value):
            merged.removed.append(path)
            continue
        merged.files[path] = value
        if path in base:
            merged.kept.append(path)
    _keep_types(merged, current.get(_TYPES, {}))
    _list_functions(merged, current.get(_INTEGRATION, {}), new.get(_INTEGRATION, {}))
    return merged


def _merge_file(path: str, base: Tree, current: Raw, new: Raw, merged: Merged) -> None:
    edits: list[str] = []
    value = _merge(base, current, new, "", edits)
    if path.startswith("functions/") and _without_day(value) == _without_day(current):
        value = current  # a new day alone is no reason to touch a file
    merged.files[path] = value
    changed = list(_differences(current, value, "", _DEPTH))
    if changed:
        merged.changed[path] = changed
    if edits:
        merged.edits[path] = edits


def _without_day(raw: Raw) -> Raw:
    vendor = raw.get("vendor")
    if not is_object(vendor):
        return raw
    return {**raw, "vendor": {name: each for name, each in vendor.items() if name != "checked"}}


def _merge(base: Tree, current: Any, new: Any, at: str, edits: list[str]) -> Any:
    if _untouched(base, current):
        return new
    if not (is_object(base) and is_object(current) and is_object(new)):
        if current != new:
            edits.append(at)
        return current
    result: Raw = {}
    for name in dict.fromkeys((*current, *new)):
        place = f"{at}.{name}" if at else name
        if name in current and name in new and name in base:
            result[name] = _merge(base[name], current[name], new[name], place, edits)
            continue
        by_document = name not in base and name not in current
        untouched = name in base and name in current and _untouched(base[name], current[name])
        if by_document:
            result[name] = new[name]
        elif not untouched:
            if name in current:
                result[name] = current[name]
            if current.get(name) != new.get(name):
                edits.append(place)
    return result


def _differences(old: Any, new: Any, at: str, depth: int) -> Iterator[str]:
    """Yields the fields in which two values differ, those further out first."""
    if old == new:
        return
    if not (is_object(old) and is_object(new) and depth):
        yield at
        return
    for name in dict.fromkeys((*old, *new)):
        place = f"{at}.{name}" if at else name
        if name in old and name in new:
            yield from _differences(old[name], new[name], place, depth - 1)
        else:
            yield place


def _keep_types(merged: Merged, current: Raw) -> None:
    """Brings back types that something which stays still needs."""
    types: Raw = merged.files.get(_TYPES, {})
    pending = [name for raw in merged.files.values() for name in _references(raw)]
    while pending:
        name = pending.pop()
        if name not in types and name in current:
            types = {**types, name: current[name]}
            pending.extend(_references(current[name]))
    if types:
        merged.files[_TYPES] = types


def _references(value: Any) -> Iterator[str]:
    pending = [value]
    while pending:
        each = pending.pop()
        if is_array(each):
            pending.extend(each)
        elif is_object(each):
            reference = each.get("$ref")
            if isinstance(reference, str) and reference.startswith(_REF):
                yield reference.removeprefix(_REF)
            pending.extend(each.values())


def _list_functions(merged: Merged, current: Raw, new: Raw) -> None:
    """Gives the list of functions those that there are, in the order that it had."""
    integration = merged.files.get(_INTEGRATION)
    if integration is None:
        return
    there = [
        path.removeprefix("functions/").removesuffix(".json")
        for path in merged.files
        if path.startswith("functions/")
    ]
    listed = [*integration.get("functions", []), *new.get("functions", [])]
    listed += [*current.get("functions", []), *there]
    integration = {**integration, "functions": [n for n in dict.fromkeys(listed) if n in there]}
    if integration.get("verify") not in there:
        functions = {name: merged.files[f"functions/{name}.json"] for name in there}
        integration.pop("verify", None)
        verify = verifying(functions)
        if verify is not None:
            integration["verify"] = verify
    merged.files[_INTEGRATION] = integration
    if _INTEGRATION in merged.changed or integration != current:
        changed = list(_differences(current, integration, "", _DEPTH))
        merged.changed.pop(_INTEGRATION, None)
        if changed and current:
            merged.changed[_INTEGRATION] = changed
    edits = merged.edits.get(_INTEGRATION, [])
    if "functions" in edits and set(current.get("functions", [])) == set(there):
        edits.remove("functions")
