"""The last look: what the generator itself would refuse is left out, and said."""

import json
from collections.abc import Mapping
from typing import Any

from generator.check import check_integration
from generator.findings import Finding
from generator.importing.keywords import Raw
from generator.load.integration import load_integration
from generator.resolve import resolve

_FUNCTIONS = "functions/"


def text_of(value: Any) -> bytes:
    """Returns a file of a definition as it is written."""
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def findings(name: str, files: Mapping[str, Raw]) -> list[Finding]:
    """Returns what the generator finds in a definition, with paths below its folder."""
    loaded = load_integration("", name, {path: text_of(raw) for path, raw in files.items()})
    resolution = resolve(loaded)
    checked = check_integration(loaded, resolution.integration)
    return [*loaded.findings, *resolution.findings, *checked]


def file_of(name: str, finding: Finding) -> str:
    """Returns the path of a finding's file, below the integration's folder."""
    return finding.path.removeprefix(f"/{name}/")


def function_of(name: str, finding: Finding) -> str | None:
    """Returns the function that a finding is about; None where it is about none, or about the list of all."""
    path = file_of(name, finding)
    if not path.startswith(_FUNCTIONS):
        return None
    return path.removeprefix(_FUNCTIONS).removesuffix(".json")
