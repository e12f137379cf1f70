"""Functions with every kind of request, behind every kind of credential, whose examples are hostile to shells."""

from collections.abc import Mapping
from typing import Any

from generator.model.integration import Integration
from tests.support.definitions import integration
from tests.support.texts import HOSTILE

SHARP = 'it\'s "$HOME" `id` !! \\ a;b, é'


def parameter(place: str, **schema: Any) -> dict[str, Any]:
    return {"in": place, "description": "Some value.", **schema}


TEXT, TEXTS = {"type": "string"}, {"type": "array", "items": {"type": "string"}}
FILE = {"type": "string", "format": "binary"}
STYLES = ("repeat", "brackets", "comma", "space", "pipe")

FUNCTIONS: dict[str, Any] = {
    "get_report": {
        "http": {"method": "GET", "path": "/reports/{report_id}[1]", "answer": "binary"},
        "parameters": {"id": parameter("path", **TEXT, required=True, wire_name="report_id")},
        "examples": [{"arguments": {"id": f"a/b?{SHARP}"}}],
    },
    "find_things": {
        "http": {
            "method": "GET",
            "path": "/things",
            "query": {"v": "1 2"},
            "headers": {"X-Mode": "it's $HOME!"},
        },
        "parameters": {
            **{each: parameter("query", **TEXTS, query_style=each) for each in STYLES},
            "since": parameter("query", type="string", format="date", wire_name="from[date]"),
            "deep": parameter("query", type="boolean"),
            "text": parameter("query", **TEXT),
            "label": parameter("header", **TEXT, wire_name="X-Label"),
        },
        "response": {"type": "any"},
        "examples": [
            {
                "arguments": {
                    **{each: ["a,b", "c d"] for each in STYLES},
                    "since": "2026-11-20",
                    "deep": True,
                    "text": SHARP,
                    "label": '"it\'s" $HOME `id` \\ !!',
                },
                "response": {"found": [1.0, "é"]},
            }
        ],
    },
    "send_form": {
        "operation": "write",
        "http": {"method": "POST", "path": "/forms", "request": "form"},
        "parameters": {
            "plain": parameter("form", **TEXT),
            "odd": parameter("form", **TEXT, wire_name="@odd=name"),
            "tags": parameter("form", **TEXTS, query_style="brackets"),
            "text": parameter("form", **TEXT),
            "lines": parameter("form", **TEXT),
        },
        "examples": [
            {
                "arguments": {
                    "plain": "a",
                    "odd": "b",
                    "tags": ["b", "c d"],
                    "text": SHARP,
                    "lines": "two\nlines",
                }
            }
        ],
    },
    "send_files": {
        "operation": "write",
        "http": {"method": "POST", "path": "/files", "request": "multipart"},
        "parameters": {
            "file": parameter("form", **FILE, required=True),
            "others": parameter("form", type="array", items=FILE, query_style="brackets"),
            "tags": parameter("form", **TEXTS),
            "size": parameter("form", type="integer"),
            "note": parameter("form", **TEXT),
        },
        "examples": [
            {
                "arguments": {
                    "file": "report.pdf",
                    "others": ['it\'s; "a", b\\.txt', "data.unknown"],
                    "tags": ["plain", "@file", "<file", "a;type=b", ""],
                    "size": 7,
                    "note": SHARP,
                }
            }
        ],
    },
    "create_thing": {
        "operation": "write",
        "http": {
            "method": "POST",
            "path": "/things",
            "headers": {"Content-Type": "application/vnd.example+json"},
        },
        "parameters": {
            "name": parameter("body", **TEXT, wire_name="thing_name"),
            "parts": parameter("body", **TEXTS),
            "settings": parameter("body", **TEXT, encoding="json", decoded={"type": "object"}),
            "note": parameter("body", type="string", nullable=True),
        },
        "body": {
            "thing": {"name": {"$param": "name"}, "note": {"$param": "note"}},
            "parts": {"$each": "parts", "value": "x", "item": {"id": {"$param": "x"}}},
            "settings": {"$param": "settings"},
            "source": "api",
        },
        "examples": [
            {
                "arguments": {
                    "name": HOSTILE,
                    "parts": ["a", SHARP],
                    "settings": '{"fast": [1.50, null]}',
                    "note": None,
                }
            }
        ],
    },
    "add_thing": {
        "operation": "write",
        "idempotency": "Idempotency-Key",
        "http": {"method": "POST", "path": "/things/new"},
        "examples": [{}],
    },
    "remove_thing": {
        "operation": "write",
        "http": {"method": "DELETE", "path": "/things/{id}", "answer": "empty"},
        "parameters": {"id": parameter("path", type="integer", required=True)},
        "examples": [{"arguments": {"id": 7}}],
    },
    "search_things": {
        "http": {"method": "POST", "path": "/search"},
        "response": {"type": "array", "items": TEXT},
        "pagination": {
            "style": "page",
            "parameter": "page",
            "items": "@",
            "collect": True,
            "size_parameter": "size",
            "size": 5,
        },
        "examples": [{"response": []}],
    },
    "list_pages": {
        "http": {"method": "POST", "path": "/pages"},
        "response": {"type": "array", "items": TEXT},
        "pagination": {"style": "link_header", "items": "@"},
        "examples": [{"response": []}],
    },
}


def acme(auth: Mapping[str, Any], *keys: str, **fields: Any) -> Integration:
    """An integration that asks for these credentials."""
    credentials = [{"key": key, "label": key} for key in keys]
    return integration(FUNCTIONS, auth=auth, credentials=credentials, **fields)


OAUTH = {
    "strategy": "oauth2",
    "grant": "client_credentials",
    "token_url": "https://example.com/token",
    "client_id": "client_id",
    "client_secret": "client_secret",
}
ACMES = {
    "none": acme({"strategy": "none"}),
    "header": acme(
        {"strategy": "api_key", "header": {"name": "X-Key", "value": "Key {api_key}!"}}, "api_key"
    ),
    "query": acme(
        {"strategy": "api_key", "query": {"name": "api key", "value": "{api_key}"}}, "api_key"
    ),
    "bearer": acme({"strategy": "bearer_token", "token": "token"}, "token"),
    "basic": acme({"strategy": "basic", "username": "user", "password": "word"}, "user", "word"),
    "user": acme({"strategy": "basic", "username": "user"}, "user"),
    "several": acme(
        {
            "strategy": "api_key",
            "query": [
                {"name": "api key", "value": "{api_key}"},
                {"name": "token", "value": "t-{token}"},
            ],
        },
        "api_key",
        "token",
    ),
    "headers": acme(
        {
            "strategy": "api_key",
            "header": [
                {"name": "X-Key", "value": "{api_key}"},
                {"name": "X-Token", "value": "{token}"},
            ],
        },
        "api_key",
        "token",
    ),
    "template": acme(
        {"strategy": "basic", "username": "{user}/token", "password": "word"}, "user", "word"
    ),
    "oauth": acme(OAUTH, "client_id", "client_secret"),
}
