"""The functions that vendors have for everything that they keep, except lists."""

from typing import Any

from benchmarks.catalogue.values import Json
from benchmarks.catalogue.vendor import Vendor
from benchmarks.catalogue.vocabulary import an, plural, spoken

_KEPT = ("id", "created_at", "updated_at", "createdAt", "updatedAt", "parent", "children")
_STYLES = ("repeat", "brackets", "comma", "space", "pipe")


def path(noun: str) -> str:
    """Returns where a vendor keeps things."""
    return f"/{plural(noun).replace('_', '-')}"


def get(vendor: Vendor, noun: str) -> Json:
    """Returns the function that reads one."""
    place, parameters = vendor.identifier(noun)
    if vendor.turns.every("expand", 2):
        expand = {
            "type": "array",
            "items": {"type": "string", "enum": ["owner", "price"], "open": True},
            "description": "What is read beside it.",
        }
        examples = {"examples": [["owner", "price"]], "minItems": 1, "maxItems": 5}
        style = vendor.turns.next("query style", _STYLES)
        parameters |= [vendor.parameter("expand", expand | examples, "query", query_style=style)]
    if vendor.turns.every("header parameter", 5):
        language = {
            "type": "string",
            "description": "The language of the texts.",
            "examples": ["en"],
        }
        name, parameter = vendor.parameter("language", language, "header")
        parameters[name] = parameter | {"wire_name": "Accept-Language"}
    return {
        "title": f"Get {an(spoken(noun))}",
        "summary": f"Get {an(spoken(noun))} by its identifier.",
        "operation": "read",
        "http": _http(vendor, "GET", f"{path(noun)}/{place}"),
        "parameters": parameters,
        "response": vendor.shapes.entity(noun),
    }


def create(vendor: Vendor, noun: str) -> Json:
    """Returns the function that makes one."""
    result: Json = {
        "title": f"Create {an(spoken(noun))}",
        "summary": f"Create {an(spoken(noun))}.",
        "operation": "write",
        "http": _http(vendor, "POST", path(noun)),
        "parameters": _fields(vendor, noun, vendor.chance.between(1, 14), ("name", "status")),
        "response": vendor.shapes.entity(noun),
    }
    if vendor.turns.every("idempotent", 3):
        result["idempotency"] = "Idempotency-Key"
    if vendor.turns.every("accepts", 5):
        result["http"]["accepts"] = [200, 201]
    if vendor.turns.every("section", 5):
        result |= _explained(vendor, result)
    return result


def update(vendor: Vendor, noun: str) -> Json:
    """Returns the function that changes one."""
    place, parameters = vendor.identifier(noun)
    method = vendor.turns.next("update", ("PATCH", "PUT"))
    return {
        "title": f"Update {an(spoken(noun))}",
        "summary": f"Change {an(spoken(noun))}; what is not given stays as it is.",
        "operation": "write",
        "retry_safe": method == "PUT",
        "http": _http(vendor, method, f"{path(noun)}/{place}"),
        "parameters": parameters | _fields(vendor, noun, vendor.chance.between(1, 8), ()),
        "response": vendor.shapes.entity(noun),
    }


def delete(vendor: Vendor, noun: str) -> Json:
    """Returns the function that removes one."""
    place, parameters = vendor.identifier(noun)
    return {
        "title": f"Delete {an(spoken(noun))}",
        "summary": f"Delete {an(spoken(noun))} for ever.",
        "operation": "write",
        "destructive": True,
        "retry_safe": True,
        "http": {
            "method": "DELETE",
            "path": f"{path(noun)}/{place}",
            "answer": "empty",
            "accepts": [204],
        },
        "parameters": parameters,
    }


def act(vendor: Vendor, noun: str, action: str) -> Json:
    """Returns the function that does something to one."""
    place, parameters = vendor.identifier(noun)
    reason: Json = {"type": "string", "description": "Why, for the others.", "maxLength": 200}
    reason |= {"examples": ["As agreed."], "nullable": True}
    silent: Json = {"type": "boolean", "description": "Tell nobody.", "default": False}
    version: Json = {"const": 2, "description": "The version of the action."}
    parameters |= [
        vendor.parameter("reason", reason, "body"),
        vendor.parameter("silent", silent, "body"),
    ]
    if vendor.turns.every("constant", 8):
        parameters |= [vendor.parameter("version", version, "body", required=True)]
    return {
        "title": f"{action.capitalize()} {an(spoken(noun))}",
        "summary": f"{action.capitalize()} {an(spoken(noun))} and return it as it is then.",
        "operation": "write",
        "http": _http(vendor, "POST", f"{path(noun)}/{place}/{action}"),
        "parameters": parameters,
        "response": vendor.shapes.entity(noun),
    }


def _http(vendor: Vendor, method: str, where: str) -> Json:
    result: Json = {"method": method, "path": where}
    if vendor.turns.every("constant query", 15):
        result["query"] = {"api-version": "2026-04"}
    if vendor.turns.every("constant header", 15):
        result["headers"] = {"X-Client-Mode": "api"}
    return result


def _fields(vendor: Vendor, noun: str, count: int, required: tuple[str, ...]) -> dict[str, Json]:
    """Returns body parameters: fields of what is kept."""
    vendor.shapes.entity(noun)
    properties: dict[str, Json] = vendor.shapes.types[_name(vendor, noun)]["properties"]
    writable = [name for name in properties if name not in _KEPT]
    chosen = vendor.chance.some(writable, count)
    found: dict[str, Json] = {}
    for name in dict.fromkeys((*required, *chosen)):
        more: dict[str, Any] = {"required": True} if name in required else {}
        if "enum" in properties[name] and vendor.turns.every("open", 4):
            more["open"] = True
        schema = _described(vendor, name, properties[name])
        found |= [vendor.parameter(name, schema, "body", **more)]
    return found


def _described(vendor: Vendor, name: str, schema: Json) -> Json:
    target = vendor.shapes.types.get(schema.get("$ref", "").removeprefix("#/types/"), {})
    text = schema.get("description", target.get("description", f"The {spoken(name)}."))
    return {**schema, "description": text}


def _name(vendor: Vendor, noun: str) -> str:
    return str(vendor.shapes.entity(noun)["$ref"]).removeprefix("#/types/")


def _explained(vendor: Vendor, function: Json) -> Json:
    """Returns a section about a parameter, and the parameter that it is about."""
    members: Json = {
        "type": "array",
        "items": vendor.shapes.common("Person"),
        "description": "Who takes part, and as what.",
        "examples": [[{"id": "person-1", "role": "editor"}]],
    }
    parameters = function["parameters"] | dict([vendor.parameter("members", members, "body")])
    blocks = [
        {"text": "Each member has a `role`; without one, members look on."},
        {"value": [{"id": "person-2", "role": "viewer"}], "of": "members"},
        {"terms": "#/types/Role"},
    ]
    return {"parameters": parameters, "sections": [{"title": "Members", "blocks": blocks}]}
