"""`import openapi`: a vendor's document becomes definitions, or is merged into those that it became earlier."""

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.context import Context, UsageError, shown
from generator.cli.import_run import Kind, run_import

if TYPE_CHECKING:
    from generator.importing.document import Node
    from generator.importing.importer import Imported
    from generator.importing.operations import Filter
    from generator.importing.overlay import Record

_KIND = Kind("openapi", "operation", "document", ("include", "exclude", "base_url"))


def import_openapi(context: Context, options: argparse.Namespace) -> int:
    """Imports a document and returns the exit status: 0, also with warnings, or 1 where nothing could be written."""
    from generator.importing.document import Documents
    from generator.importing.importer import Options
    from generator.importing.importer import import_openapi as run

    _check_base_url(options.base_url)
    path = Path(options.file)
    documents = Documents(shown(path).rpartition("/")[0])

    def convert(root: "Node", record: "Record", checked: str) -> "Imported":
        own = Options(
            name=options.name,
            checked=checked,
            include=_filters(options.include),
            exclude=_filters(options.exclude),
            keep_descriptions=options.descriptions == "keep",
            base_url=options.base_url,
            known_names=record.operations,
        )
        return run(root, documents, own)

    return run_import(context, options, _KIND, lambda: documents.open(path, shown(path)), convert)


def _check_base_url(url: str | None) -> None:
    from generator.definition.integration import BASE_URL_PATTERN

    if url is not None and not re.fullmatch(BASE_URL_PATTERN, url.rstrip("/")):
        raise UsageError(f"'{url}' is no address: write https://api.example.com/v1.")


def _filters(texts: Sequence[str]) -> "tuple[Filter, ...]":
    from generator.importing.operations import Filter

    try:
        return tuple(Filter.parse(each) for each in texts)
    except ValueError as error:
        raise UsageError(f"{error}.") from error
