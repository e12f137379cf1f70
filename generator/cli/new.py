"""`new`: writes a definition to start from."""

import json
import re
from typing import Any

from generator.cli.context import Context, UsageError, shown
from generator.cli.printing import finish
from generator.write import Root, WriteError, write

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


def new(context: Context, name: str, title: str | None) -> int:
    """Writes the scaffold of an integration, which validates as it stands, and returns the exit status."""
    folder = context.definitions / name
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"'{name}' is no name: lower-case words joined by '_' are needed, such as open_weather."
        )
    if folder.exists():
        raise UsageError(f"{shown(folder)} exists. Choose another name, or edit what is there.")
    if not context.definitions.is_dir():
        raise UsageError(
            f"{shown(context.definitions)} is no folder. --definitions names the folder."
        )
    spelling = title or "".join(word.capitalize() for word in name.split("_"))
    files = {
        "integration.json": _text(_integration(spelling)),
        "types.json": _text(_TYPES),
        "functions/list_items.json": _text(_FUNCTION),
    }
    try:
        written = write([Root(folder, files, exclusive=False)])
    except WriteError as error:
        raise UsageError(str(error)) from error
    if context.format == "text":
        for path in files:
            print(f"created {shown(folder / path)}")
    next_step = f"Next: describe the vendor's functions there, then `make generate`. {shown(context.definitions)}/README.md explains every field."
    finish(context, (), written.changes, next_step)
    return 0


def _text(value: Any) -> bytes:
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()


def _integration(title: str) -> dict[str, Any]:
    return {
        "$schema": "../integration.schema.json",
        "format": 1,
        "name": title,
        "category": "other",
        "summary": f"What {title} gives its users, in one sentence.",
        "docs_url": "https://api.example.com/docs",
        "base_url": "https://api.example.com/v1",
        "auth": {
            "strategy": "api_key",
            "header": {"name": "Authorization", "value": "Bearer {api_key}"},
        },
        "credentials": [
            {
                "key": "api_key",
                "label": "API key",
                "hint": f"Where a person finds the key in {title}.",
            }
        ],
        "functions": ["list_items"],
        "verify": "list_items",
        "example_accounts": ["work", "personal"],
    }


_TYPES: dict[str, Any] = {
    "Item": {
        "type": "object",
        "description": "An item.",
        "properties": {
            "id": {"type": "string", "description": "Identifies the item."},
            "name": {"type": "string", "description": "The item's name for people."},
        },
        "required": ["id"],
    },
    "ItemList": {
        "type": "object",
        "description": "A page of items.",
        "properties": {
            "items": {
                "type": "array",
                "items": {"$ref": "#/types/Item"},
                "description": "The items.",
            }
        },
        "required": ["items"],
    },
}

_FUNCTION: dict[str, Any] = {
    "$schema": "../../function.schema.json",
    "title": "List items",
    "summary": "List the items of the account.",
    "description": "Lists the items of the account, newest first.",
    "operation": "read",
    "http": {"method": "GET", "path": "/items"},
    "parameters": {
        "limit": {
            "type": "integer",
            "in": "query",
            "default": 20,
            "minimum": 1,
            "maximum": 100,
            "description": "The greatest number of items to return.",
        }
    },
    "response": {"$ref": "#/types/ItemList"},
    "vendor": {
        "documented": False,
        "source": "https://api.example.com/docs",
        "checked": "2026-01-01",
        "note": "A scaffold: name the page that describes the endpoint, and when it was read.",
    },
    "examples": [
        {
            "arguments": {"limit": 10},
            "response": {"items": [{"id": "item-1", "name": "First"}, {"id": "item-2"}]},
            "show": [
                {"each": "result.items", "as": "item", "print": "{item.id}: {item.name|unnamed}"}
            ],
        }
    ],
}
