"""What the docs target writes for programs: the index of an integration, and JSON Schemas in the standard's own words."""

from __future__ import annotations

import json
from typing import Any

from generator.targets.docs import TARGET
from tests.support.definitions import integration

MADE = integration(
    {
        "list_pens": {
            "operation": "write",
            "http": {"method": "POST", "path": "/pens"},
            "parameters": {
                "kind": {
                    "type": "string",
                    "in": "body",
                    "description": "What kind.",
                    "enum": ["ink", "gel"],
                    "default": "gel",
                },
                "colour": {
                    "type": "string",
                    "in": "body",
                    "description": "A colour.",
                    "enum": ["red"],
                    "open": True,
                    "deprecated": {"reason": "Gone."},
                },
                "pen": {
                    "$ref": "#/types/Pen",
                    "in": "body",
                    "description": "One.",
                    "required": True,
                },
                "rules": {
                    "type": "string",
                    "encoding": "json",
                    "decoded": {"type": "object"},
                    "in": "body",
                    "description": "Rules.",
                },
            },
            "response": {
                "type": "object",
                "properties": {
                    "state": {"type": "string", "enum": ["new"]},
                    "next": {"type": "integer", "nullable": True},
                    "either": {
                        "anyOf": [{"type": "integer"}, {"type": "string"}],
                        "nullable": True,
                    },
                    "labels": {"type": "object", "additionalProperties": {"type": "number"}},
                },
                "required": ["state"],
            },
            "examples": [{"arguments": {"pen": {"name": "a"}}, "response": {"state": "new"}}],
        }
    },
    types={
        "Pen": {
            "type": "object",
            "description": "A pen.",
            "properties": {
                "name": {"type": "string", "minLength": 1, "description": "Its name."},
                "kind": {"type": "string", "enum": ["ink"]},
                "spare": {"$ref": "#/types/Pen", "nullable": True},
            },
            "required": ["name"],
        }
    },
    auth={"strategy": "bearer_token", "token": "token"},
    credentials=[{"key": "token", "label": "Token", "hint": "In the console."}],
)


def data(name: str) -> Any:
    return json.loads(TARGET.integration(MADE)[f"docs/acme/{name}.json"].text)


def test_the_index() -> None:
    assert data("index") == {
        "name": "acme",
        "title": "Acme",
        "category": "test",
        "summary": "Things to test with.",
        "docs_url": "https://example.com/docs",
        "verify": "list_pens",
        "credentials": {"token": {"label": "Token", "hint": "In the console."}},
        "settings": {},
        "functions": {
            "list_pens": {
                "title": "List pens",
                "operation": "write",
                "signature": 'app.integrations.acme.list_pens({ kind?: "ink" | "gel", colour?: string, pen: Pen, '
                "rules?: string | { [string]: any } }) -> ListPensResult",
                "summary": "Does list_pens.",
                "description": "Does list_pens, at length.",
                "parameters": {
                    "kind": "What kind.",
                    "colour": "A colour.",
                    "pen": "One.",
                    "rules": "Rules.",
                },
            }
        },
    }


def test_schemas_of_parameters() -> None:
    found = data("schemas")["functions"]["list_pens"]
    assert (found["name"], found["description"]) == ("acme_list_pens", "Does list_pens.")
    assert found["parameters"] == {
        "type": "object",
        "properties": {
            "kind": {
                "type": "string",
                "enum": ["ink", "gel"],
                "description": "What kind.",
                "default": "gel",
            },
            "colour": {
                "type": "string",
                "examples": ["red"],
                "description": "A colour.",
                "deprecated": True,
            },
            "pen": {"$ref": "#/$defs/Pen", "description": "One."},
            "rules": {"anyOf": [{"type": "string"}, {"type": "object"}], "description": "Rules."},
        },
        "required": ["pen"],
        "additionalProperties": False,
    }


def test_schemas_of_types() -> None:
    found = data("schemas")
    result = found["functions"]["list_pens"]["result"]["$ref"]
    assert found["$defs"].pop(result.rpartition("/")[2]) == {
        "type": "object",
        "properties": {
            "state": {"type": "string", "examples": ["new"]},
            "next": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
            "either": {"anyOf": [{"type": "integer"}, {"type": "string"}, {"type": "null"}]},
            "labels": {"type": "object", "additionalProperties": {"type": "number"}},
        },
        "required": ["state"],
    }
    assert found["$defs"] == {
        "Pen": {
            "type": "object",
            "properties": {
                "name": {"type": "string", "minLength": 1, "description": "Its name."},
                "kind": {"type": "string", "enum": ["ink"]},
                "spare": {
                    "anyOf": [{"$ref": "#/$defs/Pen"}, {"type": "null"}],
                    "description": "A pen.",
                },
            },
            "required": ["name"],
            "description": "A pen.",
        }
    }
