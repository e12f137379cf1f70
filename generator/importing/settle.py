"""The last look: what the generator itself would refuse is left out, and said."""

import json
from collections.abc import Mapping
from json.encoder import encode_basestring as _quoted
from typing import Any

from generator.check import check_integration
from generator.findings import Finding
from generator.findings.json_value import is_array, is_object
from generator.importing.keywords import Raw
from generator.load.integration import load_integration
from generator.resolve import resolve

_FUNCTIONS = "functions/"


def text_of(value: Any) -> bytes:
    """Returns a file of a definition as it is written."""
    return (_indented(value, "\n") + "\n").encode("utf-8", "replace")


def _indented(value: Any, line: str) -> str:
    """Returns what `json.dumps` writes with `indent=2`, which it does in Python and several times slower."""
    if is_object(value) and value:
        inner = f"{line}  "
        fields = (f"{_quoted(str(name))}: {_indented(each, inner)}" for name, each in value.items())
        return f"{{{inner}{f',{inner}'.join(fields)}{line}}}"
    if is_array(value) and value:
        inner = f"{line}  "
        return f"[{inner}{f',{inner}'.join(_indented(each, inner) for each in value)}{line}]"
    return _quoted(value) if isinstance(value, str) else json.dumps(value)


def _compact(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


def findings(name: str, files: Mapping[str, Raw]) -> list[Finding]:
    """Returns what the generator finds in a definition, with paths below its folder."""
    return looked_at(name, files)[0]


def looked_at(name: str, files: Mapping[str, Raw]) -> tuple[list[Finding], bool]:
    """Returns the same, and whether that is all: what is wrong with types hides what is wrong with values."""
    loaded = load_integration("", name, {path: _compact(raw) for path, raw in files.items()})
    resolution = resolve(loaded)
    checked = check_integration(loaded, resolution.integration)
    found = [*loaded.findings, *resolution.findings, *checked]
    return found, resolution.integration is not None


def file_of(name: str, finding: Finding) -> str:
    """Returns the path of a finding's file, below the integration's folder."""
    return finding.path.removeprefix(f"/{name}/")


def function_of(name: str, finding: Finding) -> str | None:
    """Returns the function that a finding is about; None where it is about none, or about the list of all."""
    path = file_of(name, finding)
    if not path.startswith(_FUNCTIONS):
        return None
    return path.removeprefix(_FUNCTIONS).removesuffix(".json")
