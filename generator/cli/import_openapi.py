"""`import openapi`: a vendor's document becomes definitions, or is merged into those that it became earlier."""

import argparse
import datetime
import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.cli.context import Context, UsageError, shown
from generator.cli.import_report import print_merged, summarize
from generator.cli.printing import finish, plural, print_findings
from generator.findings.json_value import is_object

if TYPE_CHECKING:
    from generator.importing.importer import Imported
    from generator.importing.losses import Losses
    from generator.importing.operations import Filter
    from generator.importing.overlay import Merged, Record
    from generator.write import Change

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
REFUSED = 1


def import_openapi(context: Context, options: argparse.Namespace) -> int:
    """Imports a document and returns the exit status: 0, also with warnings, or 1 where nothing could be written."""
    from generator.importing.document import DocumentError, Documents, Node
    from generator.importing.importer import Options
    from generator.importing.importer import import_openapi as run
    from generator.importing.overlay import merge

    folder = _folder(context, options.name)
    record, current = _current(folder)
    path = Path(options.file)
    documents = Documents(shown(path).rpartition("/")[0])
    try:
        file = documents.open(path, shown(path))
    except DocumentError as error:
        return _unreadable(context, error)
    digest = hashlib.sha256(file.text.encode()).hexdigest()
    checked = options.checked or (record.checked if record.digest == digest else "") or _today()
    if not _DAY.fullmatch(checked):
        raise UsageError(f"'{checked}' is no day: write YYYY-MM-DD.")
    imported = run(
        Node(file, (), file.value),
        documents,
        Options(
            name=options.name,
            checked=checked,
            include=_filters(options.include),
            exclude=_filters(options.exclude),
            keep_descriptions=options.descriptions == "keep",
            base_url=options.base_url,
            known_names=record.operations,
        ),
    )
    if imported.losses.failed:
        return _refused(context, imported.losses)
    merged = merge(record.files, current, imported.files, keep_removed=options.removed == "keep")
    _report_edits(imported, merged, Node(file, (), file.value), options.name)
    if imported.losses.failed:
        return _refused(context, imported.losses)
    imported.names = {**record.operations, **imported.names}
    new_record = _record(file.path.rpartition("/")[2], digest, checked, options, imported)
    changes = () if options.dry_run else _write(folder, merged, new_record)
    findings = imported.losses.located()
    print_findings(context, findings)
    if context.format == "text":
        print_merged(merged)
    summary = summarize(imported, merged, shown(folder))
    finish(
        context, findings, changes, summary + ("\nNothing was written." if options.dry_run else "")
    )
    return 0


def _today() -> str:
    return datetime.date.today().isoformat()


def _folder(context: Context, name: str) -> Path:
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"'{name}' is no name: lower-case words joined by '_' are needed, such as open_weather."
        )
    if not context.definitions.is_dir():
        raise UsageError(
            f"{shown(context.definitions)} is no folder. --definitions names the folder."
        )
    return context.definitions / name


def _filters(texts: Sequence[str]) -> "tuple[Filter, ...]":
    from generator.importing.operations import Filter

    try:
        return tuple(Filter.parse(each) for each in texts)
    except ValueError as error:
        raise UsageError(f"{error}.") from error


def _current(folder: Path) -> "tuple[Record, dict[str, Any]]":
    """Returns the record of the last import and the files of the folder, by path below it."""
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
        return Record.read(_read(folder / RECORD)), files
    except ValueError as error:
        raise UsageError(
            f"{shown(folder / RECORD)}: {error}. Remove the folder, and import anew."
        ) from error


def _read(path: Path) -> Any:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(f"{shown(path)} cannot be read: {error}. `validate` says more.") from error
    if not is_object(value):
        raise UsageError(f"{shown(path)} holds no object. `validate` says more.")
    return value


def _unreadable(context: Context, error: Any) -> int:
    from generator.importing.positions import Lines
    from generator.importing.rules import SYNTAX
    from generator.load.locate import Located

    line, column, source = Lines.of(error.text).place(error.offset)
    found = (Located(error.path, line, column, SYNTAX.id, "error", str(error), source),)
    print_findings(context, found)
    finish(context, found, (), "Nothing was imported.")
    return REFUSED


def _refused(context: Context, losses: "Losses") -> int:
    findings = losses.located()
    print_findings(context, findings)
    errors = sum(each.severity == "error" for each in findings)
    finish(context, findings, (), f"{plural(errors, 'error')}. Nothing was imported.")
    return REFUSED


def _report_edits(imported: "Imported", merged: "Merged", root: Any, name: str) -> None:
    """Notes where edits and the document do not fit together."""
    from generator.importing.rules import INVALID
    from generator.importing.settle import file_of, findings

    if merged.files == imported.files:
        return
    for finding in findings(name, merged.files):
        message = f"{file_of(name, finding)}: {finding.message} Edit the file, or remove it."
        imported.losses.add(INVALID, message, root)


def _record(
    source: str, digest: str, checked: str, options: argparse.Namespace, imported: "Imported"
) -> "Record":
    from generator.importing.overlay import Record, digests

    asked: dict[str, Any] = {"descriptions": options.descriptions}
    for name in ("include", "exclude", "base_url"):
        if getattr(options, name):
            asked[name] = getattr(options, name)
    return Record(source, digest, checked, asked, imported.names, digests(imported.files))


def _write(folder: Path, merged: "Merged", record: "Record") -> "tuple[Change, ...]":
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
