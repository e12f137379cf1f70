"""The JSON Schemas of functions, for other programs."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from ..resources import find
from .catalogue import FunctionDoc, installed
from .groups import group_folder

_FILE: Final = "schemas.json"
_REFERENCE: Final = re.compile(r'"#/\$defs/(\w+)"')


def schema(name: str) -> dict[str, Any]:
    """The JSON Schemas (draft 2020-12) of a function: its `parameters`, and its `result` and `event` where they are documented.

    Each stands for itself, with the types that it refers to. Raises `ArgumentError` for an unknown function.
    """
    return schema_of(installed().function(name), {})


def schema_of(function: FunctionDoc, read: dict[Path, Any]) -> dict[str, Any]:
    """The same for a function that is known; `read` keeps what files hold, for the next function."""

    def content(file: Path) -> Any:
        if file not in read:
            read[file] = json.loads(file.read_bytes())
        return read[file]

    *_, last = files = schema_files(function.integration, function.group)
    types = {name: each for file in files for name, each in content(file)["$defs"].items()}
    return complete({"functions": content(last)["functions"], "$defs": types}, function.name)


def schema_files(integration: str, group: str = "") -> list[Path]:
    """The files with the schemas of some functions: that of all integration, and behind it that of their group where it has one."""
    docs = find("docs")
    file = docs / integration / _FILE
    own = group_folder(docs, integration, group) / _FILE
    return [file, own] if group and own.is_file() else [file]


def complete(content: Mapping[str, Any], function: str) -> dict[str, Any]:
    """The schemas of a function out of those of its integration, each with the types that it refers to."""
    found: Mapping[str, Any] = content["functions"][function]
    whole: dict[str, Any] = {"name": found["name"], "description": found["description"]}
    for part in ("parameters", "result", "event"):
        if part in found:
            whole[part] = {**found[part], **definitions(found[part], content["$defs"])}
    return whole


def definitions(schema: Mapping[str, Any], types: Mapping[str, Any]) -> dict[str, Any]:
    """The types that a schema leads to, under the keyword that holds them; nothing where there are none."""
    found: dict[str, Any] = {}
    waiting = _references(schema)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = types[name]
            waiting += _references(types[name])
    return {"$defs": {name: found[name] for name in sorted(found)}} if found else {}


def _references(schema: Mapping[str, Any]) -> list[str]:
    return _REFERENCE.findall(json.dumps(schema))
