"""`catalogue.json`: every integration and function with what a program must know to choose, and where to read on.

A version tells which fields there are: fields are added without notice, and changed or removed with a new version only.
Each integration has its part in a file of its own, on one line, of which the whole is made.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from generator.model.integration import Function, Integration
from generator.pages.index import function_doc
from generator.targets.site import paths
from generator.targets.site.layout import layout
from integrations_runtime.docs.tools import SHAPES

VERSION = 1

_NOTE = (
    "Links are relative to the root of the site. What stands in `signature` is the call in Lua, with `?` behind parameters "
    "that may be left out; `tool` is the function's name in files of tools. `operation` is `read` or `write`; "
    "`deprecated` is the sentence that warns, or null."
)


def part(integration: Integration) -> str:
    """Returns the catalogue of one integration, as JSON text on one line."""
    return f"{json.dumps(_integration(integration), ensure_ascii=False)}\n"


def whole(parts: Sequence[str]) -> str:
    """Returns the catalogue as JSON text: an integration on each line."""
    head = json.dumps({"version": VERSION, "note": _NOTE}, ensure_ascii=False)
    lines = ",\n".join(each.rstrip("\n") for each in parts)
    return f'{head[:-1]}, "integrations": [\n{lines}\n]}}\n'


def _integration(integration: Integration) -> Mapping[str, Any]:
    name = integration.name
    addresses = layout(integration).addresses
    return {
        "name": name,
        "title": integration.title,
        "category": integration.category,
        "summary": integration.summary,
        "auth": integration.auth.strategy,
        "counts": {
            "functions": len(integration.functions),
            "read": integration.reads,
            "write": integration.writes,
        },
        "links": {
            "page": paths.address(paths.integration_page(name)),
            "agent": paths.agent_page(name),
            "llms": paths.index_file(name),
            "tools": {each: paths.tools_file(name, each) for each in SHAPES},
            "vendor": integration.docs_url,
        },
        "functions": [
            _function(integration, each, addresses[each.name]) for each in integration.functions
        ],
    }


def _function(integration: Integration, function: Function, page: str) -> Mapping[str, Any]:
    doc = function_doc(integration, function)
    return {
        "name": doc.name,
        "tool": function.full_name,
        "title": doc.title,
        "operation": doc.operation,
        "destructive": doc.destructive,
        "deprecated": doc.deprecated or None,
        "undocumented": doc.undocumented,
        **({"unbound": True} if doc.unbound else {}),
        "summary": doc.summary,
        "signature": doc.signature,
        "parameters": [*doc.parameters],
        "links": {
            "page": page,
            "agent": paths.agent_file(integration.name, function.name),
            "vendor": function.vendor.source,
        },
    }
