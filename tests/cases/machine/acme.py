"""A small definition whose functions show what files for programs tell apart."""

from __future__ import annotations

from typing import Any

LONG = "list_" + "_".join(["very"] * 12) + "_long_names"

_ID = {"type": "string", "in": "path", "required": True, "description": "Which pen."}

FUNCTIONS: dict[str, Any] = {
    "list_pens": {
        "summary": "List the pens that `add_pen` made.",
        "parameters": {
            "kind": {
                "type": "string",
                "in": "query",
                "description": "Which.",
                "enum": ["ink", "gel"],
            },
            "max_count": {
                "type": "integer",
                "in": "query",
                "description": "How many.",
                "default": 5,
            },
        },
        "response": {"type": "array", "items": {"$ref": "#/types/Pen"}},
        "examples": [{"response": [{"name": "Blue"}]}],
    },
    "get_pen": {
        "http": {"method": "GET", "path": "/pens/{id}"},
        "parameters": {"id": {**_ID, "examples": ["p1", "p2"]}},
        "response": {"$ref": "#/types/Pen"},
        "examples": [{"arguments": {"id": "p1"}, "response": {"name": "Blue"}}],
    },
    "add_pen": {
        "operation": "write",
        "retry_safe": True,
        "http": {"method": "POST", "path": "/pens"},
        "parameters": {
            "pen": {
                "$ref": "#/types/Pen",
                "in": "body",
                "required": True,
                "description": "The pen.",
            }
        },
        "response": {"type": "object", "properties": {"id": {"type": "string"}}},
        "examples": [{"arguments": {"pen": {"name": "Red"}}, "response": {"id": "p3"}}],
    },
    "delete_pen": {
        "operation": "write",
        "destructive": True,
        "http": {"method": "DELETE", "path": "/pens/{id}", "answer": "empty"},
        "parameters": {"id": _ID},
        "vendor": {
            "documented": False,
            "source": "https://example.com/forum",
            "checked": "2026-11-20",
        },
        "examples": [{"arguments": {"id": "p1"}}],
    },
    "index": {"deprecated": {"replacement": "list_pens", "reason": "It is slow."}},
    LONG: {"description": ("Long. " * 200).rstrip()},
}
TYPES: dict[str, Any] = {
    "Pen": {
        "type": "object",
        "description": "A pen.",
        "properties": {
            "name": {"type": "string", "minLength": 1, "description": "Its name."},
            "spare": {"$ref": "#/types/Pen", "nullable": True},
        },
        "required": ["name"],
    }
}
HEAD: dict[str, Any] = {"summary": "Pens, one by one."}
