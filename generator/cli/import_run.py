"""The course of every import: read, convert, merge with what a person edited, write, and say what happened."""

import argparse
import datetime
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.cli.context import Context, UsageError, shown
from generator.cli.import_files import current_files, folder_of, write_files
from generator.cli.import_report import print_merged, summarize
from generator.cli.printing import finish, plural, print_findings

if TYPE_CHECKING:
    from generator.importing.document import Node, SourceFile
    from generator.importing.importer import Imported
    from generator.importing.losses import Losses
    from generator.importing.overlay import Merged, Record

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
REFUSED = 1


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document."""

    name: str
    thing: str
    """What becomes a function: `operation`."""
    whole: str
    """What it stands in: `document`."""
    recorded: tuple[str, ...]
    """The options that the record keeps, where they are given."""


def run_import(
    context: Context,
    options: argparse.Namespace,
    kind: Kind,
    open_file: "Callable[[], SourceFile]",
    convert: "Callable[[Node, Record, str], Imported]",
) -> int:
    """Imports a document and returns the exit status: 0, also with warnings, or 1 where nothing could be written.

    `convert` gets the root of the document, the record of the last import, and the day on which the document was read.
    """
    from generator.importing.document import DocumentError, Node
    from generator.importing.overlay import merge

    folder = folder_of(context, options.name)
    record, current = current_files(folder, kind.name)
    try:
        file = open_file()
    except DocumentError as error:
        return _unreadable(context, error)
    root = Node(file, (), file.value)
    digest = hashlib.sha256(file.text.encode()).hexdigest()
    checked = options.checked or (record.checked if record.digest == digest else "") or _today()
    if not _DAY.fullmatch(checked):
        raise UsageError(f"'{checked}' is no day: write YYYY-MM-DD.")
    imported = convert(root, record, checked)
    if imported.losses.failed:
        return _refused(context, imported.losses)
    merged = merge(record.files, current, imported.files, keep_removed=options.removed == "keep")
    _report_edits(imported, merged, root, options.name)
    if imported.losses.failed:
        return _refused(context, imported.losses)
    source = file.path.rpartition("/")[2]
    new_record = _record(source, digest, checked, _asked(options, kind), record, imported)
    changes = () if options.dry_run else write_files(folder, merged, new_record)
    findings = imported.losses.located()
    print_findings(context, findings)
    if context.format == "text":
        print_merged(merged, kind.whole)
    summary = summarize(imported, merged, shown(folder), kind.thing, kind.whole)
    finish(
        context, findings, changes, summary + ("\nNothing was written." if options.dry_run else "")
    )
    return 0


def _today() -> str:
    return datetime.date.today().isoformat()


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


def _asked(options: argparse.Namespace, kind: Kind) -> dict[str, Any]:
    """Returns the options that the record keeps."""
    asked: dict[str, Any] = {} if kind.name == "openapi" else {"kind": kind.name}
    asked["descriptions"] = options.descriptions
    for name in kind.recorded:
        value = getattr(options, name)
        if value:
            asked[name] = value
    return asked


def _record(
    source: str,
    digest: str,
    checked: str,
    asked: Mapping[str, Any],
    last: "Record",
    imported: "Imported",
) -> "Record":
    from generator.importing.overlay import Record, digests

    names = {**last.operations, **imported.names}
    return Record(source, digest, checked, asked, names, digests(imported.files))
