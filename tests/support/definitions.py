"""Integrations for tests: the real ones, and small ones that a test writes down as JSON-like data."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from generator.load.integration import load_integration
from generator.model.integration import Integration
from generator.resolve import resolve

DEFINITIONS = Path(__file__).resolve().parents[2] / "definitions"


@cache
def real(name: str) -> Integration:
    """Returns an integration of this repository."""
    folder = DEFINITIONS / name
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.json")
    }
    return _resolved(name, files)


NAMES = sorted(path.parent.name for path in DEFINITIONS.glob("*/integration.json"))
"""The integrations of this repository."""


def integration(
    functions: Mapping[str, Any],
    *,
    types: Mapping[str, Any] | None = None,
    name: str = "acme",
    **fields: Any,
) -> Integration:
    """Returns an integration with these functions, each completed by what a function must have."""
    return _resolved(name, definition_files(functions, types=types, **fields))


def definition_files(
    functions: Mapping[str, Any], *, types: Mapping[str, Any] | None = None, **fields: Any
) -> dict[str, bytes]:
    """Returns the files of the definition of such an integration, by path."""
    head = {
        "format": 1,
        "name": "Acme",
        "category": "test",
        "summary": "Things to test with.",
        "docs_url": "https://example.com/docs",
        "base_url": "https://api.example.com/v1",
        "auth": {"strategy": "none"},
        "functions": list(functions),
        "verify": next(iter(functions)),
    }
    files: dict[str, Any] = {"integration.json": head | fields}
    if types is not None:
        files["types.json"] = types
    for each, definition in functions.items():
        files[f"functions/{each}.json"] = _completed(each, definition)
    return {path: json.dumps(data).encode() for path, data in files.items()}


def _completed(name: str, definition: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": name.replace("_", " ").capitalize(),
        "summary": f"Does {name}.",
        "description": f"Does {name}, at length.",
        "operation": "read",
        "http": {"method": "GET", "path": f"/{name}"},
        "vendor": {
            "documented": True,
            "source": f"https://example.com/docs/{name}",
            "checked": "2026-11-20",
        },
        "examples": [{}],
    } | dict(definition)


def _resolved(name: str, files: Mapping[str, bytes]) -> Integration:
    loaded = load_integration("definitions", name, files)
    resolution = resolve(loaded)
    assert resolution.integration is not None, [*loaded.findings, *resolution.findings]
    return resolution.integration
