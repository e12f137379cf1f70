"""A small vendor whose functions stand in groups: all kinds of methods, and types that groups share or have alone."""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from generator.format import format_files
from generator.model.integration import Integration
from generator.targets.python import TARGET
from tests.support.definitions import integration

_ISSUE: dict[str, Any] = {
    "type": "object",
    "properties": {
        "number": {"type": "integer"},
        "author": {"$ref": "#/types/User"},
        "parent": {"$ref": "#/types/Issue"},
    },
    "required": ["number"],
}
_USER: dict[str, Any] = {"type": "object", "properties": {"login": {"type": "string"}}}


def _get(
    path: str, group: str | None, response: Any, example: Any, **fields: Any
) -> dict[str, Any]:
    return {
        "http": {"method": "GET", "path": path},
        **({"group": group} if group else {}),
        "response": response,
        "examples": [{"arguments": fields.pop("arguments", {}), "response": example}],
        **fields,
    }


def grouped() -> Integration:
    """Returns the integration `wide`: groups `issues`, `users` and `files`, and a function without one."""
    number = {"in": "path", "type": "integer", "required": True, "description": "Which one."}
    issues: dict[str, Any] = {"type": "array", "items": {"$ref": "#/types/Issue"}}
    fields: dict[str, Any] = {"data": issues, "next": {"type": "string"}}
    page: dict[str, Any] = {"type": "object", "title": "IssuePage", "properties": fields}
    return integration(
        {
            "get_status": _get("/status", None, {"type": "string"}, "up"),
            "list_issues": _get(
                "/issues",
                "issues",
                page,
                {"data": [{"number": 1}]},
                parameters={"cursor": {"in": "query", "type": "string", "description": "Where."}},
                pagination={
                    "style": "cursor",
                    "parameter": "cursor",
                    "items": "data",
                    "next": "next",
                },
            ),
            "get_issue": _get(
                "/issues/{number}",
                "issues",
                {"$ref": "#/types/Issue"},
                {"number": 1},
                parameters={"number": number},
                arguments={"number": 1},
                deprecated={"since": "2026-01-01", "replacement": "list_issues"},
            ),
            "watch_issue_comments": {
                "operation": "write",
                "group": "issues",
                "http": {"method": "POST", "path": "/comments"},
                "parameters": {
                    "stream": {"in": "body", "type": "boolean", "description": "In pieces."}
                },
                "response": {"$ref": "#/types/User"},
                "streaming": {"parameter": "stream", "event": {"$ref": "#/types/User"}},
                "examples": [{"response": {"login": "ann"}}],
            },
            "get_user": _get("/user", "users", {"$ref": "#/types/User"}, {"login": "ann"}),
            "read_file": {
                "group": "files",
                "http": {"method": "GET", "path": "/file", "answer": "binary"},
                "examples": [{}],
            },
        },
        types={"Issue": _ISSUE, "User": _USER},
        name="wide",
    )


def modules(made: Integration) -> dict[str, str]:
    """Returns the generated modules of an integration, by their path in its package."""
    files = format_files(TARGET.integration(made))
    start = f"python/integrations/{made.name}/"
    return {path.removeprefix(start): content.decode() for path, content in files.items()}


@contextmanager
def installed(made: Integration, folder: Path) -> Iterator[ModuleType]:
    """Puts the generated package of an integration beside those that ship, and gives it."""
    import integrations

    for path, text in modules(made).items():
        file = folder / made.name / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    integrations.__path__.append(str(folder))
    try:
        yield importlib.import_module(f"integrations.{made.name}")
    finally:
        integrations.__path__.remove(str(folder))
        for name in [each for each in sys.modules if each.startswith(f"integrations.{made.name}")]:
            del sys.modules[name]
