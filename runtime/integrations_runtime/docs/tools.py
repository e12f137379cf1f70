"""Functions as tools of language models, in the shapes that MCP, OpenAI and Anthropic take.

What each of them refuses, as specifications and answers of servers say (`tests/support/tool_rules.py` has every source, and
tests hold every output against them):

- MCP (specification of 2025-06-18): `inputSchema` and `outputSchema` are objects. A result that is a list has no `outputSchema`.
- OpenAI (the nested shape of Chat Completions, which compatible servers take too; the Responses API takes what is below
  `function`, beside `type`): names of 64 characters and descriptions of 1024. `strict` promises arguments that fit, and
  takes a part of JSON Schema only, in which nothing can be left out; it is true where a function's parameters are such.
- Anthropic: names of 128 characters, names of parameters of 64, and no `anyOf`, `oneOf` or `allOf` as the outermost keyword.

Where a shape has no field for what a call does at the vendor, the end of the description says it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Literal, get_args

from ..errors import ArgumentError
from .catalogue import FunctionDoc, installed, unknown, without_prefix
from .schemas import definitions, schema_of
from .strict import strict_schema

Shape = Literal["mcp", "openai", "anthropic"]
"""Who takes the tools."""

SHAPES: Final[tuple[Shape, ...]] = get_args(Shape)

Tool = dict[str, Any]

_LONGEST_NAME: Final[Mapping[Shape, int]] = {"openai": 64, "anthropic": 128}
_LONGEST_DESCRIPTION: Final[Mapping[Shape, int]] = {"openai": 1024}
_DIGEST: Final = 8


def tools(name: str, shape: Shape) -> Any:
    """The tool of a function (`groq.list_files`), or the list of an integration's tools (`groq`), as a request holds it.

    Raises `ArgumentError` for an unknown name.
    """
    catalogue = installed()
    plain = without_prefix(name)
    if plain in catalogue.names():
        functions = catalogue.integration(plain).functions.values()
        read: dict[Path, Any] = {}
        return tool_list([_installed(each, shape, read) for each in functions], shape)
    try:
        function = catalogue.function(name)
    except ArgumentError as error:
        near = unknown("integration", name, plain, catalogue.names())
        raise (near if str(near).endswith("?") else error) from None
    return _installed(function, shape, {})


def tool_list(members: Sequence[Tool], shape: Shape) -> Any:
    """Tools as they stand in a request; in MCP, as in the answer to `tools/list`."""
    return {"tools": [*members]} if shape == "mcp" else [*members]


def tool(function: FunctionDoc, schemas: Mapping[str, Any], shape: Shape) -> Tool:
    """A function as a tool; `schemas` are what `integrations_runtime.docs.schemas.schema` returns for it."""
    full_name: str = schemas["name"]
    name = _fitting_name(full_name, _LONGEST_NAME.get(shape))
    notes = [*([] if name == full_name else [f"Full name: {full_name}."]), *_notes(function, shape)]
    description = _description(function, " ".join(notes), _LONGEST_DESCRIPTION.get(shape))
    match shape:
        case "mcp":
            return _mcp(function, name, description, schemas)
        case "openai":
            return _openai(name, description, schemas["parameters"])
        case "anthropic":
            return {
                "name": name,
                "description": description,
                "input_schema": schemas["parameters"],
            }


def _installed(function: FunctionDoc, shape: Shape, read: dict[Path, Any]) -> Tool:
    return tool(function, schema_of(function, read), shape)


def _mcp(function: FunctionDoc, name: str, description: str, schemas: Mapping[str, Any]) -> Tool:
    output = _object(schemas.get("result", {}))
    reads = function.operation == "read"
    return {
        "name": name,
        "title": function.title,
        "description": description,
        "inputSchema": schemas["parameters"],
        **({} if output is None else {"outputSchema": output}),
        "annotations": {
            "title": function.title,
            "readOnlyHint": reads,
            "destructiveHint": function.destructive,
            "idempotentHint": reads or function.retry_safe,
            "openWorldHint": True,
        },
    }


def _openai(name: str, description: str, parameters: Mapping[str, Any]) -> Tool:
    strict = strict_schema(parameters)
    return {
        "type": "function",
        "function": {
            "name": name,
            "description": description,
            "parameters": parameters if strict is None else strict,
            "strict": strict is not None,
        },
    }


def _fitting_name(name: str, most: int | None) -> str:
    """The name, or its beginning and a digest of it where it is too long."""
    if most is None or len(name) <= most:
        return name
    from hashlib import sha256  # loads OpenSSL

    return f"{name[: most - _DIGEST - 1].rstrip('_')}_{sha256(name.encode()).hexdigest()[:_DIGEST]}"


def _description(function: FunctionDoc, notes: str, most: int | None) -> str:
    """What the function does and what callers must know: as much of the long text as fits."""
    end = f"\n\n{notes}" if notes else ""
    if most is None or len(function.description) + len(end) <= most:
        return function.description + end
    room = most - len(end)
    short = function.summary
    return (short if len(short) <= room else f"{short[: room - 1]}…") + end


def _notes(function: FunctionDoc, shape: Shape) -> Iterator[str]:
    if function.deprecated:
        yield function.deprecated
    if function.undocumented:
        yield "Undocumented endpoint: it may change or refuse."
    if function.unbound:
        yield "No HTTP binding: calls fail, nothing stands behind them."
    if shape == "mcp":
        return
    if function.operation == "read":
        yield "Read-only."
    elif function.destructive:
        yield "Destructive: what it removes or overwrites cannot be restored."
    else:
        yield "Writes: it changes something at the vendor, or costs something."


def _object(result: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The schema of a result with the object itself outside, or None where it is no object."""
    types: Mapping[str, Mapping[str, Any]] = result.get("$defs", {})
    reference: str = result.get("$ref", "")
    outer = types[reference.rpartition("/")[2]] if reference else result
    if outer.get("type") != "object":
        return None
    rest = {key: value for key, value in result.items() if key not in ("$ref", "$defs")}
    return {**outer, **rest, **definitions(outer, types)}
