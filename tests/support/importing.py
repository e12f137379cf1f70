"""Imports documents as the command does, and shows what comes of it as one text."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.importing.document import Documents, Node
from generator.importing.importer import Imported, Options, import_openapi
from generator.importing.operations import Filter

DAY = "2026-01-15"


def imported(
    place: Path,
    name: str = "acme",
    *,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    keep_descriptions: bool = True,
    base_url: str | None = None,
    known_names: Mapping[str, str] | None = None,
) -> Imported:
    """Returns what comes of a document."""
    documents = Documents("")
    file = documents.open(place, place.name)
    options = Options(
        name=name,
        checked=DAY,
        include=tuple(map(Filter.parse, include)),
        exclude=tuple(map(Filter.parse, exclude)),
        keep_descriptions=keep_descriptions,
        base_url=base_url,
        known_names=known_names or {},
    )
    return import_openapi(Node(file, (), file.value), documents, options)


def imported_value(folder: Path, value: Any, name: str = "acme") -> Imported:
    """Returns what comes of a document that is given as JSON."""
    place = folder / "openapi.json"
    place.write_text(json.dumps(value, indent=1), encoding="utf-8")
    return imported(place, name)


def findings(result: Imported) -> list[str]:
    """Returns the findings as they are printed."""
    return [str(each) for each in result.losses.located()]


def document(paths: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """Returns a small document with these paths."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Acme", "version": "1"},
        "servers": [{"url": "https://acme.example.com"}],
        "paths": {"/things": {"get": operation("listThings")}, **paths},
        **more,
    }


def operation(identifier: str, schema: Any = None, **more: Any) -> dict[str, Any]:
    """Returns an operation that answers with JSON of a schema."""
    content = {"application/json": {"schema": {"type": "object"} if schema is None else schema}}
    return {
        "operationId": identifier,
        "responses": {"200": {"description": "Good.", "content": content}},
        **more,
    }
