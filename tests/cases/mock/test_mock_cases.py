"""What a mock vendor is told of an integration's answers: a golden that a person has read."""

import json
from pathlib import Path
from typing import Any

from generator.targets.mock import TARGET
from tests.support.definitions import integration
from tests.support.golden import golden

GOLDENS = Path(__file__).parent / "goldens"

FUNCTIONS: dict[str, Any] = {
    "list_pens": {
        "http": {"method": "GET", "path": "/pens", "accepts": [203, 200]},
        "parameters": {
            "filter": {
                "schema": {"$ref": "#/types/OnlyAsked"},
                "in": "query",
                "description": "Which.",
                "examples": [{}],
            }
        },
        "response": {"type": "array", "items": {"$ref": "#/types/Pen"}},
        "examples": [
            {
                "title": "All pens",
                "response": [
                    {"name": "Blue", "kind": "ball", "made": "2026-11-20"},
                    {"name": "Red", "kind": "felt", "made": "2026-11-20", "maker": None},
                ],
            },
            {"title": "None", "arguments": {"filter": {}}, "response": []},
        ],
    },
    "remove_pen": {
        "operation": "write",
        "http": {"method": "DELETE", "path": "/pens/{id}", "answer": "empty"},
        "parameters": {
            "id": {"type": "integer", "in": "path", "required": True, "description": "Which."}
        },
        "examples": [{"arguments": {"id": 7}}],
    },
    "draw": {
        "operation": "write",
        "http": {"method": "POST", "path": "/draw"},
        "parameters": {"stream": {"type": "boolean", "in": "body", "description": "In pieces."}},
        "response": {"$ref": "#/types/Drawing"},
        "shape": "lines",
        "result": {"type": "array", "items": {"type": "string"}},
        "streaming": {
            "parameter": "stream",
            "event": {"$ref": "#/types/Stroke"},
            "example": {"events": [{"line": "—"}, {}], "show": [{"print": "{event.line|done}"}]},
        },
        "examples": [{"response": {"lines": ["—"]}}],
    },
}
TYPES: dict[str, Any] = {
    "OnlyAsked": {"type": "object", "properties": {"name": {"type": "string"}}},
    "Pen": {
        "type": "object",
        "properties": {
            "name": {"type": "string", "minLength": 1},
            "kind": {"type": "string", "enum": ["ball", "felt"]},
            "made": {"type": "string", "format": "date"},
            "maker": {"$ref": "#/types/Maker", "nullable": True},
        },
        "required": ["name", "kind", "made"],
    },
    "Maker": {
        "type": "object",
        "properties": {"pens": {"type": "array", "items": {"$ref": "#/types/Pen"}}},
    },
    "Drawing": {
        "type": "object",
        "properties": {"lines": {"type": "array", "items": {"type": "string"}}},
    },
    "Stroke": {"type": "object", "properties": {"line": {"type": "string"}}},
}


def text(functions: dict[str, Any]) -> str:
    (file,) = TARGET.integration(integration(functions, types=TYPES)).values()
    return file.text


def test_answers() -> None:
    golden(GOLDENS / "answers.json", text(FUNCTIONS))


def test_the_order_of_functions_is_no_matter() -> None:
    assert text(dict(reversed(FUNCTIONS.items()))) == text(FUNCTIONS)


def test_a_function_without_a_request_has_no_answer() -> None:
    sample = json.loads(text({**FUNCTIONS, "dream": {"http": None}}))
    assert "dream" not in sample["functions"]
