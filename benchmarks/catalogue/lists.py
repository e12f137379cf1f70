"""Lists, in every style of paging, with filters."""

from typing import Any

from benchmarks.catalogue.shapes import reference
from benchmarks.catalogue.standard import path
from benchmarks.catalogue.values import Json
from benchmarks.catalogue.vendor import Vendor
from benchmarks.catalogue.vocabulary import plural, spoken

_PAGING = (
    "cursor page offset none cursor next_url page link_header cursor_more page_collected "
    "offset_collected"
)
_STYLES = tuple(_PAGING.split())


def listing(vendor: Vendor, noun: str) -> Json:
    """Returns the function that lists what a vendor keeps; nothing is required."""
    wanted = vendor.chance.between(0, 9) if vendor.chance.happens(0.7) else 0
    parameters = filters(vendor, noun, wanted)
    style = vendor.turns.next("paging", _STYLES)
    answer = _answer(vendor, noun, style)
    where, length = size(vendor) if style not in ("none", "next_url", "link_header") else ({}, {})
    result: Json = {
        "title": f"List {spoken(plural(noun))}",
        "summary": f"List {spoken(plural(noun))}, all or those that match.",
        "operation": "read",
        "http": {"method": "GET", "path": path(noun)},
        "parameters": parameters | where | place(vendor, style),
        **answer,
    }
    if "pagination" in answer:
        result["pagination"] = answer["pagination"] | length
    return result


def filters(vendor: Vendor, noun: str, count: int) -> dict[str, Json]:
    """Returns so many parameters that narrow a list, and sometimes one that sorts it."""
    found = dict(
        vendor.parameter(name, _as_text(schema), "query")
        for name, schema in vendor.fields.plain(noun, count).items()
    )
    if vendor.turns.every("sort", 3):
        sort: Json = {"type": "string", "description": "What comes first.", "enum": ["name", "age"]}
        found |= [vendor.parameter("sort", sort | {"default": "name"}, "query", open=True)]
        if vendor.turns.every("deprecated parameter", 4):
            old: Json = {
                "type": "string",
                "description": "What came first, as it used to be given.",
            }
            since = {
                "since": "2026-02-01",
                "replacement": "sort",
                "reason": "It knew one order only.",
            }
            found |= [vendor.parameter("order", old, "query", deprecated=since)]
    return found


def _as_text(schema: Json) -> Json:
    """Returns a filter for a field: a query carries no null."""
    return {name: value for name, value in schema.items() if name != "nullable"}


def size(vendor: Vendor) -> tuple[dict[str, Json], Json]:
    """Returns the parameter for the length of a page, and what paging says of it."""
    schema: Json = {"type": "integer", "description": "The greatest number of items on a page."}
    schema |= {"default": 20, "minimum": 1, "maximum": 100}
    name, parameter = vendor.parameter("page_size", schema, "query")
    paging: Json = {"size_parameter": parameter.get("wire_name", name)}
    if vendor.turns.every("size", 3):
        paging["size"] = 50
    return {name: parameter}, paging


def place(vendor: Vendor, style: str) -> dict[str, Json]:
    """Returns the parameter that says where a page begins."""
    first: Json = {
        "type": "integer",
        "minimum": 1,
        "default": 1,
        "description": "The page to read.",
    }
    skipped: Json = {"type": "integer", "minimum": 0, "description": "How many items to pass over."}
    match style.split("_")[0]:
        case "cursor":
            text = "Where to go on: `next_cursor` of the page before."
            name, schema = "cursor", {"type": "string", "description": text}
        case "page":
            name, schema = "page", first
        case "offset":
            name, schema = "start_at", skipped
        case _:
            return {}
    return dict([vendor.parameter(name, schema, "query")])


def _answer(vendor: Vendor, noun: str, style: str) -> Json:
    """Returns the response of a list, how it continues, and where the items stand."""
    entity, spelled = vendor.shapes.entity(noun), vendor.fields.spelled
    nouns = spelled(plural(noun))
    said = spoken(plural(noun))
    items: Json = {"type": "array", "items": entity, "description": f"The {said} of the page."}
    total: Json = {"type": "integer", "description": f"How many {said} there are."}
    follows: Json = {"type": "string", "nullable": True, "description": "The page that follows."}
    more: Json = {"type": "boolean", "description": "Whether another page follows."}
    paging: Json = {}
    match style:
        case "cursor" | "cursor_more":
            cursor = spelled("next_cursor")
            name, properties = "data", {"data": items, cursor: follows}
            paging = {"style": "cursor", "parameter": "cursor", "next": cursor}
            if style == "cursor_more":
                properties[spelled("has_more")] = more
                paging["more"] = spelled("has_more")
        case "page" | "page_collected":
            name = nouns
            properties = {name: items, "paging": vendor.shapes.common("PageInfo")}
            paging = {
                "style": "page",
                "parameter": "page",
                "start": 1,
                "total": "paging.total_pages",
            }
            if style == "page_collected":
                properties, paging = {name: items, "more": more}, paging | {
                    "more": "more",
                    "collect": True,
                }
                paging.pop("total")
        case "offset" | "offset_collected":
            name, properties = "items", {"items": items, "total": total}
            paging = {
                "style": "offset",
                "parameter": spelled("start_at"),
                "start": 0,
                "total": "total",
            }
            paging |= {"collect": True} if style == "offset_collected" else {}
        case "next_url":
            name, properties = "results", {"results": items, "next": {**follows, "format": "uri"}}
            paging = {"style": "next_url", "next": "next"}
        case "link_header":
            return _bare(entity, {"style": "link_header", "items": "@"})
        case _:
            name, properties = nouns, {nouns: items}
    response = vendor.shapes.page(noun, properties, [name])
    if response == reference(f"{_pascal(entity)}Page"):
        response = {**response, "description": f"A page of {said}."}
    answer: Json = {"response": response, "_list": (f"result.{name}", entity)}
    return answer | ({"pagination": {**paging, "items": name}} if paging else {})


def _bare(entity: Json, paging: Json) -> Json:
    response: dict[str, Any] = {"type": "array", "items": entity}
    return {"response": response, "pagination": paging, "_list": ("result", entity)}


def _pascal(entity: Json) -> str:
    return str(entity["$ref"]).removeprefix("#/types/")
