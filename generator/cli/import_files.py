"""The folder that imports write: what stands in it, and how it is replaced."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.cli.context import Context, UsageError, shown
from generator.findings.json_value import is_object

if TYPE_CHECKING:
    from generator.importing.overlay import Merged, Record
    from generator.write import Change

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_KINDS = {"openapi": "an OpenAPI document", "tools": "a list of tools"}


def folder_of(context: Context, name: str) -> Path:
    """Returns the folder of an integration. Raises UsageError."""
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"'{name}' is no name: lower-case words joined by '_' are needed, such as open_weather."
        )
    if not context.definitions.is_dir():
        raise UsageError(
            f"{shown(context.definitions)} is no folder. --definitions names the folder."
        )
    return context.definitions / name


def current_files(folder: Path, kind: str) -> "tuple[Record, dict[str, Any]]":
    """Returns the record of the last import and the files of the folder, by path below it. Raises UsageError."""
    from generator.importing.overlay import RECORD, Record

    if not folder.exists():
        return Record(), {}
    if not (folder / RECORD).is_file():
        raise UsageError(
            f"{shown(folder)} was not imported: there is no {RECORD}. Choose another name, or remove the folder."
        )
    files: dict[str, Any] = {}
    for path in sorted(folder.rglob("*.json")):
        relative = path.relative_to(folder).as_posix()
        if not any(part.startswith(".") for part in relative.split("/")):
            files[relative] = _read(path)
    try:
        record = Record.read(_read(folder / RECORD))
    except ValueError as error:
        raise UsageError(
            f"{shown(folder / RECORD)}: {error}. Remove the folder, and import anew."
        ) from error
    last = str(record.options.get("kind", "openapi"))
    if last != kind:
        raise UsageError(
            f"{shown(folder)} was imported from {_KINDS.get(last, last)}. Choose another name, or remove the folder."
        )
    return record, files


def _read(path: Path) -> Any:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(f"{shown(path)} cannot be read: {error}. `validate` says more.") from error
    if not is_object(value):
        raise UsageError(f"{shown(path)} holds no object. `validate` says more.")
    return value


def write_files(folder: Path, merged: "Merged", record: "Record") -> "tuple[Change, ...]":
    from generator.importing.overlay import RECORD
    from generator.importing.settle import text_of
    from generator.write import Root, WriteError, write

    files = {path: text_of(value) for path, value in merged.files.items()}
    files[RECORD] = text_of(record.written())
    if folder.exists():
        for path in folder.rglob("*"):
            relative = path.relative_to(folder).as_posix()
            if path.is_file() and path.suffix != ".json" and not relative.startswith(".pending"):
                files.setdefault(relative, path.read_bytes())
    try:
        return tuple(write([Root(folder, files, exclusive=True, marker=RECORD)]).changes)
    except WriteError as error:
        raise UsageError(str(error)) from error
