"""A wide integration: so many functions that every group of them has a Lua module and pages of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.model.integration import MOST_TOGETHER
from tests.support.definitions import definition_files

PAGE = {"page": {"type": "integer", "in": "query", "description": "The page."}}
PEN_ID = {"id": {"type": "integer", "in": "path", "required": True, "description": "The pen."}}

FEW: Mapping[str, Any] = {
    "ping": {"response": {"type": "string"}, "examples": [{"response": "pong"}]},
    "list_pens": {
        "group": "pens",
        "parameters": PAGE,
        "response": {"type": "array", "items": {"$ref": "#/types/Pen"}},
        "pagination": {"style": "page", "parameter": "page", "items": "@"},
        "examples": [{"response": [{"id": 1}]}],
    },
    "list_makers": {
        "group": "makers",
        "response": {"type": "array", "items": {"$ref": "#/types/Maker"}},
        "examples": [{"response": []}],
    },
    "get_pen": {
        "group": "pens",
        "http": {"method": "GET", "path": "/pens/{id}"},
        "parameters": PEN_ID,
        "response": {"$ref": "#/types/Pen"},
        "examples": [{"arguments": {"id": 1}, "response": {"id": 1, "maker": {"name": "Ada"}}}],
    },
    "ink": {"group": "ink"},
}
"""A function without a group, and three groups; one function is called as its group."""

TYPES: Mapping[str, Any] = {
    "Maker": {"type": "object", "properties": {"name": {"type": "string"}}},
    "Pen": {
        "type": "object",
        "properties": {"id": {"type": "integer"}, "maker": {"$ref": "#/types/Maker"}},
        "required": ["id"],
    },
}
"""A type that two groups need, and one that a group has for itself."""

LONG = "A word about this part." * 60
"""A description; the page of a group with many such functions is too long to be read at once."""

_SECTIONS: Any = [{"title": "More", "blocks": [{"text": LONG}]}]

MANY: Mapping[str, Any] = {
    **FEW,
    **{
        f"get_part_{number}": {
            "group": "parts",
            "parameters": PAGE,
            "summary": f"Part {number}.",
            "sections": _SECTIONS,
        }
        for number in range(1, MOST_TOGETHER)
    },
}
"""The same and a long group, enough for the integration to be split."""


def files(functions: Mapping[str, Any] = MANY) -> dict[str, bytes]:
    """The files of the definition of `acme`."""
    return definition_files(functions, types=TYPES)
