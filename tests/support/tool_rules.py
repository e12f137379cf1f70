"""What those who take tools refuse, each with where that is said, and which rules a tool breaks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]

_MCP = "https://github.com/modelcontextprotocol/modelcontextprotocol/blob/main/schema/2025-06-18/schema.ts"
_OPENAI = "https://github.com/openai/openai-python/blob/main/src/openai/types/shared_params/function_definition.py"
_STRICT = "https://platform.openai.com/docs/guides/structured-outputs#supported-schemas"
_NO_DEFAULTS = "https://github.com/openai/openai-node/pull/1988"

_HINTS = {"readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"}
_REFUSED_IN_STRICT = frozenset(
    ("default", "examples", "minLength", "maxLength", "deprecated", "allOf", "oneOf", "not")
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of one shape: in words, where it is said, and whether a tool keeps it."""

    shape: str
    sentence: str
    source: str
    holds: Callable[[Json], bool]


RULES = (
    Rule(
        "mcp",
        "A tool has these fields only, and a name and an input schema at least.",
        _MCP,
        lambda tool: {"name", "inputSchema"}
        <= set(tool)
        <= {"name", "title", "description", "inputSchema", "outputSchema", "annotations", "_meta"},
    ),
    Rule(
        "mcp",
        "Schemas are of objects, also that of the output.",
        _MCP,
        lambda tool: all(
            tool[each]["type"] == "object"
            for each in ("inputSchema", "outputSchema")
            if each in tool
        ),
    ),
    Rule(
        "mcp",
        "Annotations are a title and four hints that are true or false.",
        _MCP,
        lambda tool: set(tool["annotations"]) == {"title", *_HINTS}
        and all(isinstance(tool["annotations"][each], bool) for each in _HINTS),
    ),
    Rule(
        "openai",
        "A tool is a function with these fields only.",
        _OPENAI,
        lambda tool: set(tool) == {"type", "function"}
        and tool["type"] == "function"
        and set(tool["function"]) == {"name", "description", "parameters", "strict"},
    ),
    Rule(
        "openai",
        "Names are letters, digits, underscores and hyphens, 64 at most.",
        _OPENAI,
        lambda tool: bool(re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", tool["function"]["name"])),
    ),
    Rule(
        "openai",
        "Descriptions have 1024 characters at most.",
        "https://github.com/getsentry/sentry-mcp/issues/106",
        lambda tool: len(tool["function"]["description"]) <= 1024,
    ),
    Rule(
        "openai",
        "Every array names what its items are.",
        "https://github.com/sigoden/aichat/pull/1049",
        lambda tool: all(
            "items" in each
            for each in schemas(tool["function"]["parameters"])
            if each.get("type") == "array"
        ),
    ),
    Rule(
        "openai",
        "In strict tools every object is closed, and requires each of its fields.",
        _STRICT,
        lambda tool: not tool["function"]["strict"]
        or all(
            each.get("additionalProperties") is False
            and sorted(each["properties"]) == sorted(each["required"])
            for each in schemas(tool["function"]["parameters"])
            if each.get("type") == "object"
        ),
    ),
    Rule(
        "openai",
        "In strict tools no schema uses a keyword that is unknown there.",
        _NO_DEFAULTS,
        lambda tool: not tool["function"]["strict"]
        or all(
            _REFUSED_IN_STRICT.isdisjoint(each) for each in schemas(tool["function"]["parameters"])
        ),
    ),
    Rule(
        "anthropic",
        "A tool has a name, a description and an input schema of an object.",
        "https://github.com/anthropics/anthropic-sdk-python/blob/main/src/anthropic/types/tool_param.py",
        lambda tool: set(tool) == {"name", "description", "input_schema"}
        and tool["input_schema"]["type"] == "object",
    ),
    Rule(
        "anthropic",
        "Names are letters, digits, underscores and hyphens, 128 at most.",
        "https://github.com/home-assistant/core/issues/147760",
        lambda tool: bool(re.fullmatch(r"[a-zA-Z0-9_-]{1,128}", tool["name"])),
    ),
    Rule(
        "anthropic",
        "Names of parameters are of such characters or points, 64 at most.",
        "https://github.com/decocms/studio/pull/6874",
        lambda tool: all(
            re.fullmatch(r"[a-zA-Z0-9_.-]{1,64}", each)
            for each in tool["input_schema"]["properties"]
        ),
    ),
    Rule(
        "anthropic",
        "The outermost schema is no choice between schemas.",
        "https://github.com/anthropics/claude-code/issues/5319",
        lambda tool: {"anyOf", "oneOf", "allOf"}.isdisjoint(tool["input_schema"]),
    ),
)


def broken(shape: str, tool: Json) -> list[str]:
    """Returns the sentences of the rules that a tool breaks, and the references that lead nowhere."""
    found = [each.sentence for each in RULES if each.shape == shape and not each.holds(tool)]
    return found + [f"{each} is not defined." for schema in roots(tool) for each in _lost(schema)]


def roots(tool: Json) -> list[Json]:
    """Returns the schemas that a tool of any shape holds."""
    inner: Json = tool.get("function", tool)
    keys = ("parameters", "input_schema", "inputSchema", "outputSchema")
    return [inner[each] for each in keys if each in inner]


def schemas(schema: Json) -> Iterator[Json]:
    """Yields a schema and every one inside it."""
    yield schema
    inside: list[Json] = [*schema.get("properties", {}).values(), *schema.get("$defs", {}).values()]
    inside += schema.get("anyOf", [])
    inside += [
        schema[key]
        for key in ("items", "additionalProperties")
        if isinstance(schema.get(key), dict)
    ]
    for each in inside:
        yield from schemas(each)


def _lost(schema: Json) -> Iterator[str]:
    known = {f"#/$defs/{name}" for name in schema.get("$defs", {})}
    for each in schemas(schema):
        if "$ref" in each and each["$ref"] not in known:
            yield each["$ref"]
