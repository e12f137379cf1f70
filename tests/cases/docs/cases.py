"""Small definitions for the pages: each shows one feature of the format."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """Functions of an integration `acme`, its shared types, and further fields of `integration.json`."""

    functions: Json
    types: Json | None = None
    fields: Json = field(default_factory=dict[str, Any])


def text(description: str, **more: Any) -> Json:
    return {"type": "string", "description": description, **more}


def query(description: str, type_: str = "string", **more: Any) -> Json:
    return {"type": type_, "in": "query", "description": description, **more}


CASES: Mapping[str, Case] = {
    "facts": Case(
        {
            "search": {
                "parameters": {
                    "words": query("What to look for", required=True, minLength=1, maxLength=80),
                    "limit": query("How many.", "integer", minimum=1, maximum=50, default=10),
                    "offset": query("Where to begin.", "integer", minimum=-5, maximum=5),
                    "score": query(
                        "How good.",
                        "number",
                        exclusiveMinimum=0,
                        exclusiveMaximum=1,
                        examples=[0.5],
                    ),
                    "order": query("How to sort.", enum=["new", "old"], default="new"),
                    "language": query("The language.", enum=["en", "is"], open=True),
                    "code": query("A code.", pattern="^[a|b]{2}$", examples=["ab", "ba"]),
                    "day": query("A day.", format="date", examples=["2026-11-20"]),
                    "tags": query(
                        "Tags.",
                        "array",
                        items={"type": "string", "maxLength": 9},
                        maxItems=1,
                        examples=[["a"]],
                    ),
                    "from": query("Who sent it."),
                    "colour": query(
                        "A colour.", deprecated={"since": "2026-01-01", "replacement": "tags"}
                    ),
                },
                "examples": [{"arguments": {"words": "pens"}}],
            }
        }
    ),
    "shapes": Case(
        {
            "get_tree": {
                "response": {"$ref": "#/types/Node"},
                "examples": [{"response": {"name": "root", "state": "new", "children": []}}],
            },
            "list_items": {
                "response": {
                    "type": "array",
                    "items": {"anyOf": [{"$ref": "#/types/Note"}, {"$ref": "#/types/Link"}]},
                },
                "examples": [{"response": [{"id": 1, "text": "Hello", "x-y": "odd"}]}],
            },
            "get_labels": {
                "response": {
                    "type": "object",
                    "additionalProperties": {"$ref": "#/types/Link"},
                },
                "examples": [{"response": {}}],
            },
            "delete_item": {
                "operation": "write",
                "destructive": True,
                "http": {"method": "DELETE", "path": "/items/{id}", "answer": "empty"},
                "parameters": {
                    "id": {
                        "type": "integer",
                        "in": "path",
                        "required": True,
                        "description": "The item.",
                    }
                },
                "examples": [{"arguments": {"id": 7}}],
            },
        },
        types={
            "State": {
                "type": "string",
                "enum": ["new", "done"],
                "enum_descriptions": {"new": "Not begun.", "done": "Finished."},
            },
            "Node": {
                "type": "object",
                "properties": {
                    "name": text("The name."),
                    "state": {"$ref": "#/types/State", "description": "How far it is."},
                    "parent": {
                        "$ref": "#/types/Node",
                        "nullable": True,
                        "description": "The node above.",
                    },
                    "children": {
                        "type": "array",
                        "items": {"$ref": "#/types/Node"},
                        "description": "The nodes below.",
                    },
                    "first": {"$ref": "#/types/Link"},
                    "second": {"$ref": "#/types/Link"},
                },
                "required": ["name", "state", "children"],
            },
            "Note": {
                "type": "object",
                "properties": {
                    "id": {"type": "integer", "description": "The identifier."},
                    "text": text("What it says."),
                    "x-y": text("A key with a hyphen."),
                    "class": text("A keyword of Python."),
                },
                "required": ["id", "text"],
            },
            "Link": {
                "type": "object",
                "properties": {"id": text("The identifier."), "url": text("The address.")},
                "required": ["id", "url"],
            },
        },
    ),
    "notices": Case(
        {
            "list_old": {
                "deprecated": {"replacement": "list_new", "reason": "It is slow."},
                "vendor": {
                    "documented": False,
                    "source": "https://example.com/forum",
                    "checked": "2026-11-20",
                    "note": "Seen in the vendor's `app`.",
                },
            },
            "list_new": {
                "parameters": {"after": query("Where to begin.")},
                "response": {
                    "type": "object",
                    "properties": {
                        "items": {"type": "array", "items": {"type": "integer"}},
                        "next": text("The next page.", nullable=True),
                    },
                    "required": ["items"],
                },
                "pagination": {
                    "style": "cursor",
                    "parameter": "after",
                    "items": "items",
                    "next": "next",
                },
                "examples": [
                    {
                        "title": "Everything",
                        "response": {"items": [1, 2]},
                        "show": [{"each": "result.items", "as": "item", "print": "{item}"}],
                    },
                    {
                        "title": "The second page",
                        "arguments": {"after": "p2"},
                        "response": {"items": []},
                    },
                ],
            },
            "add": {
                "operation": "write",
                "idempotency": "Idempotency-Key",
                "http": {"method": "POST", "path": "/add"},
                "parameters": {
                    "item": {
                        "schema": {
                            "type": "object",
                            "title": "NewItem",
                            "properties": {"name": text("The name."), "size": {"type": "integer"}},
                            "required": ["name"],
                        },
                        "in": "body",
                        "required": True,
                        "description": "What to add.",
                    },
                    "extra": {
                        "type": "string",
                        "in": "body",
                        "description": "More.",
                        "encoding": "json",
                        "decoded": {"type": "object"},
                    },
                },
                "sections": [
                    {
                        "title": "Items",
                        "blocks": [
                            {"text": "An item is an object:"},
                            {"value": {"name": "Pen", "size": 3}, "of": "item"},
                        ],
                    }
                ],
                "examples": [{"arguments": {"item": {"name": "Pen"}}}],
            },
        }
    ),
    "python": Case(
        {
            "ask": {
                "operation": "write",
                "http": {"method": "POST", "path": "/ask"},
                "parameters": {
                    "question": {**text("The question.", required=True), "in": "body"},
                    "stream": {
                        "type": "boolean",
                        "in": "body",
                        "default": False,
                        "description": "Answer in pieces.",
                    },
                },
                "response": {"type": "object", "properties": {"answer": text("The answer.")}},
                "streaming": {
                    "parameter": "stream",
                    "event": {"type": "object", "properties": {"delta": text("A piece.")}},
                },
                "examples": [{"arguments": {"question": "Why?"}, "response": {}}],
            },
            "count": {
                "operation": "write",
                "http": {"method": "POST", "path": "/count"},
                "parameters": {
                    "stream": {"type": "boolean", "in": "body", "description": "Count aloud."}
                },
                "streaming": {
                    "parameter": "stream",
                    "event": {
                        "type": "object",
                        "properties": {
                            "numbers": {"type": "array", "items": {"type": "integer"}},
                            "note": text("Something else."),
                        },
                        "required": ["numbers"],
                    },
                    "example": {
                        "events": [{"numbers": [1, 2]}, {"numbers": [], "note": "enough"}],
                        "show": [
                            {"each": "event.numbers", "as": "number", "print": "{number}"},
                            {"print": "first {event.numbers[0]|none}, {event.note|no note}"},
                        ],
                    },
                },
                "examples": [{}],
            },
            "list_boxes": {
                "http": {"method": "GET", "path": "/rooms/{room}/boxes"},
                "parameters": {
                    "room": {**query("The room.", required=True), "in": "path"},
                    "page": query("The page.", "integer"),
                },
                "response": {"type": "array", "items": {"type": "string"}},
                "pagination": {"style": "page", "parameter": "page", "items": "@"},
                "examples": [{"arguments": {"room": "attic", "page": 2}, "response": ["a"]}],
            },
            "send_photos": {
                "operation": "write",
                "http": {"method": "POST", "path": "/photos", "request": "multipart"},
                "parameters": {
                    "photos": {
                        "type": "array",
                        "items": {"type": "string", "format": "binary"},
                        "in": "form",
                        "required": True,
                        "description": "The photos.",
                        "examples": [["a.jpg", "b.jpg"]],
                    },
                },
                "examples": [{"arguments": {"photos": ["a.jpg", "b.jpg"]}}],
            },
            "get_photo": {
                "http": {"method": "GET", "path": "/photos/{id}", "answer": "binary"},
                "parameters": {"id": {**query("The photo.", required=True), "in": "path"}},
                "examples": [{"arguments": {"id": "p1"}, "show": [{"print": "Got it"}]}],
            },
        }
    ),
    "accounts": Case(
        {"list_models": {}},
        fields={
            "base_url": "https://{region}.example.com/v1",
            "auth": {"strategy": "basic", "username": "user", "password": "password"},
            "credentials": [
                {"key": "user", "label": "User name", "secret": False},
                {
                    "key": "password",
                    "label": "Password",
                    "env": ["ACME_PASS"],
                    "hint": "Ask your administrator.",
                },
            ],
            "settings": [{"key": "region", "label": "Region", "default": "eu"}],
            "errors": {"message": "error.message", "request_id_header": "x-request-id"},
        },
    ),
    "unbound": Case(
        {
            "search": {
                "http": None,
                "parameters": {
                    "words": text("What to look for.", required=True),
                    "limit": {"type": "integer", "description": "How many.", "maximum": 50},
                },
                "response": {
                    "type": "object",
                    "properties": {"id": {"type": "string", "description": "The first."}},
                    "required": ["id"],
                },
                "examples": [
                    {"arguments": {"words": "pens"}, "show": [{"print": "{result.id}"}]},
                    {"title": "One", "arguments": {"words": "ink", "limit": 1}},
                ],
            },
            "forget": {
                "http": None,
                "operation": "write",
                "destructive": True,
                "examples": [{}],
            },
        },
        fields={"base_url": None, "verify": None},
    ),
    "half_bound": Case(
        {"get_pen": {"http": None}, "list_pens": {}}, fields={"verify": "list_pens"}
    ),
}
"""The cases by name; the golden files carry the names."""
