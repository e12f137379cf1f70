"""Searches, whose answers are brought into a better form."""

from typing import Final

from benchmarks.catalogue.lists import filters, place, size
from benchmarks.catalogue.standard import path
from benchmarks.catalogue.values import Json
from benchmarks.catalogue.vendor import Vendor
from benchmarks.catalogue.vocabulary import plural, spoken

_STYLES: Final = ("offset", "cursor", "page", "next_url", "link_header")


def search(vendor: Vendor, noun: str) -> Json:
    """Returns the function that searches for words; the vendor's envelope becomes a flat one."""
    nouns, style = plural(noun), vendor.turns.next("search", _STYLES)
    query: Json = {
        "type": "string",
        "description": "What to look for.",
        "examples": ["amber harbour"],
    }
    total: Json = {"type": "integer", "description": "How many were found."}
    items: Json = {
        "type": "array",
        "items": vendor.shapes.entity(noun),
        "description": "What was found.",
    }
    where, length = size(vendor) if style in ("offset", "cursor", "page") else ({}, {})
    return {
        "title": f"Search {spoken(nouns)}",
        "summary": f"Search {spoken(nouns)} for words.",
        "operation": "read",
        "http": {"method": "GET", "path": f"{path(noun)}/search"},
        "parameters": dict([vendor.parameter("query", query, "query", required=True)])
        | filters(vendor, noun, vendor.chance.between(0, 4))
        | where
        | place(vendor, style),
        "response": _object({"data": items, "meta": _meta(total)}, ["data", "meta"]),
        "shape": f"{{{nouns}: data, total: meta.total}}",
        "drops": ["meta.took"],
        "result": _object({nouns: items, "total": total}, [nouns, "total"]),
        "pagination": _paging(vendor, style) | {"items": "data", "result_items": nouns} | length,
        "_list": (f"result.{nouns}", vendor.shapes.entity(noun)),
    }


def _meta(total: Json) -> Json:
    follows = {"type": "string", "nullable": True, "description": "Where to go on."}
    pages = {
        "type": "integer",
        "minimum": 1,
        "maximum": 9,
        "description": "How many pages there are.",
    }
    took = {"type": "number", "description": "How many seconds it took."}
    properties = {"total": total, "pages": pages, "next": follows, "took": took}
    return {**_object(properties, ["total", "pages"]), "description": "About the search."}


def _paging(vendor: Vendor, style: str) -> Json:
    spelled = vendor.fields.spelled
    ways: dict[str, Json] = {
        "offset": {"parameter": spelled("start_at"), "total": "meta.total"},
        "cursor": {"parameter": "cursor", "next": "meta.next", "collect": True},
        "page": {"parameter": "page", "total": "meta.pages"},
        "next_url": {"next": "meta.next"},
        "link_header": {},
    }
    return {"style": style, **ways[style]}


def _object(properties: dict[str, Json], required: list[str]) -> Json:
    return {"type": "object", "properties": properties, "required": required}
