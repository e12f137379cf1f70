"""Imports lists of tools as the command does."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.importing.document import Node, parsed
from generator.importing.importer import Imported
from generator.importing.tools.importer import ToolOptions, import_tools
from tests.support.importing import DAY


def imported_tools(
    value: Any,
    name: str = "acme",
    *,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    keep_descriptions: bool = True,
    known_names: Mapping[str, str] | None = None,
) -> Imported:
    """Returns what comes of a list of tools, which is given as JSON or as its text."""
    text = value if isinstance(value, str) else json.dumps(value, indent=1)
    file = parsed(Path("tools.json"), "tools.json", text.encode())
    options = ToolOptions(
        name=name,
        checked=DAY,
        include=tuple(include),
        exclude=tuple(exclude),
        keep_descriptions=keep_descriptions,
        known_names=known_names or {},
    )
    return import_tools(Node(file, (), file.value), options)


def tool(name: str, /, *, required: Sequence[str] = (), **properties: Any) -> dict[str, Any]:
    """Returns a tool in the form of MCP."""
    schema: dict[str, Any] = {"type": "object", "properties": properties}
    if required:
        schema["required"] = list(required)
    return {"name": name, "description": f"Does {name}.", "inputSchema": schema}
