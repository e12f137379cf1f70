"""`import tools`: a list of tools becomes definitions without HTTP binding, or is merged into those that it became earlier."""

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.context import Context, UsageError, shown
from generator.cli.import_run import Kind, run_import

if TYPE_CHECKING:
    from generator.importing.document import Node, SourceFile
    from generator.importing.importer import Imported
    from generator.importing.overlay import Record

_STANDARD_INPUT = "-"
_KIND = Kind("tools", "tool", "list", ("include", "exclude", "title", "docs_url"))


def import_tools(context: Context, options: argparse.Namespace) -> int:
    """Imports a list and returns the exit status: 0, also with warnings, or 1 where nothing could be written."""
    from generator.definition.base import URL_PATTERN
    from generator.importing.tools.importer import ToolOptions
    from generator.importing.tools.importer import import_tools as run

    if options.docs_url is not None and not re.fullmatch(URL_PATTERN, options.docs_url):
        raise UsageError(f"'{options.docs_url}' is no address: write https://example.com/docs.")
    if options.title is not None and not options.title.strip():
        raise UsageError("The title is empty.")

    def convert(root: "Node", record: "Record", checked: str) -> "Imported":
        for name in ("title", "docs_url"):  # said once, they hold for further imports
            setattr(options, name, getattr(options, name) or record.options.get(name))
        own = ToolOptions(
            name=options.name,
            checked=checked,
            title=(options.title or "").strip(),
            docs_url=options.docs_url or "",
            include=tuple(options.include),
            exclude=tuple(options.exclude),
            keep_descriptions=options.descriptions == "keep",
            known_names=record.operations,
        )
        return run(root, own)

    return run_import(context, options, _KIND, lambda: _file(options.file), convert)


def _file(name: str) -> "SourceFile":
    """Returns the file of that name, or standard input. Raises DocumentError."""
    from generator.importing.document import Documents, parsed

    path = Path(name)
    if name != _STANDARD_INPUT:
        return Documents("").open(path, shown(path))
    return parsed(path, "standard-input", sys.stdin.buffer.read())
