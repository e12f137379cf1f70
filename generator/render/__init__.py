"""The render stage: integrations become files, target by target."""

import json
from collections.abc import Iterable, Mapping, Sequence

from generator.definition import FORMAT
from generator.model.integration import Integration
from generator.targets.base import Entry, File, Summary
from generator.targets.registry import TARGETS

MANIFEST = "manifest.json"
"""The file that lists all others; it also marks a folder as written by the generator."""


def render_integration(integration: Integration) -> dict[str, File]:
    """Returns the files of one integration, by path below the output folder."""
    files: dict[str, File] = {}
    for target in TARGETS:
        files.update(target.integration(integration))
    return files


def render_catalogue(entries: Sequence[tuple[Summary, Mapping[str, bytes]]]) -> dict[str, File]:
    """Returns the files about all integrations; `entries` are sorted by name and carry the integrations' own files."""
    files: dict[str, File] = {}
    for target in TARGETS:
        folder = f"{target.name}/"
        own = [
            Entry(
                summary,
                {path: data.decode() for path, data in texts.items() if path.startswith(folder)},
            )
            for summary, texts in entries
        ]
        files.update(target.catalogue(own))
    return files


def render_manifest(paths: Iterable[str]) -> str:
    """Returns the list of all generated files, one a line, so that two branches that add files merge."""
    return json.dumps({"format": FORMAT, "files": sorted(paths)}, indent=2) + "\n"
