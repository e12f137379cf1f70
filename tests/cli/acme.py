"""An integration with what the real ones lack: files, deprecated things, parameters of all types, OAuth 2."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.support.definitions import definition_files, integration
from tests.support.mock import source

KEY: dict[str, Any] = {
    "auth": {"strategy": "api_key", "query": {"name": "key", "value": "{api_key}"}},
    "credentials": [{"key": "api_key", "label": "API key", "hint": "In the console."}],
    "settings": [{"key": "region", "label": "Region", "default": "eu"}],
    "base_url": "https://{region}.example.com/v1",
}

OAUTH: dict[str, Any] = {
    "auth": {
        "strategy": "oauth2",
        "grant": "client_credentials",
        "token_url": "https://example.com/token",
        "client_id": "client_id",
        "client_secret": "client_secret",
    },
    "credentials": [
        {"key": "client_id", "label": "Client", "secret": False},
        {"key": "client_secret", "label": "Secret"},
    ],
}


def _parameter(place: str, **schema: Any) -> dict[str, Any]:
    return {"in": place, "description": "Some value.", **schema}


FUNCTIONS: dict[str, Any] = {
    "list_things": {
        "response": {"type": "array", "items": {"type": "string"}},
        "examples": [{"response": ["pen"]}],
    },
    "sort_things": {
        "operation": "write",
        "http": {"method": "POST", "path": "/sort"},
        "parameters": {
            "count": _parameter("body", type="integer"),
            "ratio": _parameter("body", type="number"),
            "deep": _parameter("body", type="boolean"),
            "name": _parameter("body", type="string"),
            "tags": _parameter("body", type="array", items={"type": "string"}),
            "sizes": _parameter("body", type="array", items={"type": "integer"}),
            "which": _parameter("body", anyOf=[{"type": "string"}, {"type": "integer"}]),
            "input": _parameter(
                "body", anyOf=[{"type": "string"}, {"type": "array", "items": {"type": "string"}}]
            ),
            "extra": _parameter("body", type="object"),
            "filter": _parameter("body", **{"$ref": "#/types/Filter"}),
        },
        "response": {"type": "object", "properties": {"ok": {"type": "boolean"}}},
        "examples": [{"response": {"ok": True}}],
    },
    "get_report": {
        "http": {"method": "GET", "path": "/reports/{id}", "answer": "binary"},
        "parameters": {"id": _parameter("path", type="string", required=True)},
        "examples": [{"arguments": {"id": "r1"}}],
    },
    "send_file": {
        "operation": "write",
        "http": {"method": "POST", "path": "/files", "request": "multipart"},
        "parameters": {
            "file": _parameter("form", type="string", format="binary", required=True),
            "title": _parameter("form", type="string"),
        },
        "response": {"type": "object", "properties": {"id": {"type": "string"}}},
        "examples": [{"arguments": {"file": "notes.txt"}, "response": {"id": "f1"}}],
    },
    "remove_thing": {
        "operation": "write",
        "destructive": True,
        "http": {"method": "DELETE", "path": "/things/{id}", "answer": "empty"},
        "parameters": {
            "id": _parameter("path", type="string", required=True),
            "force": _parameter(
                "query", type="boolean", deprecated={"reason": "It has no effect any more."}
            ),
        },
        "examples": [{"arguments": {"id": "t1"}}],
    },
    "read_note": {
        "http": {"method": "GET", "path": "/note", "answer": "text"},
        "response": {"type": "string"},
        "examples": [{"response": "two\nlines"}],
    },
}

TYPES: dict[str, Any] = {
    "Filter": {"type": "object", "properties": {"name": {"type": "string"}}},
}


def files(fields: Mapping[str, Any] = KEY) -> dict[str, bytes]:
    """The files of the definition."""
    return definition_files(FUNCTIONS, types=TYPES, **fields)


def mock_source(fields: Mapping[str, Any] = KEY) -> Any:
    """What a mock vendor of the same definition is made from."""
    return source(integration(FUNCTIONS, types=TYPES, **fields))
