"""The forms in which tools are listed: MCP, OpenAI (`function` inside, or flat) and Anthropic."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.findings.json_value import is_array, is_object
from generator.findings.words import kind
from generator.importing.document import Node
from generator.importing.losses import ExemptError, Losses
from generator.importing.rules import ANNOTATION, PARTIAL, TOOL, TOOLS

_LIST = "A list of tools is an array of tools, or an object with 'tools'; this is"
_INPUTS = ("inputSchema", "input_schema", "parameters")
_OUTPUTS = ("outputSchema", "output_schema")
_KNOWN = frozenset({"name", "title", "description", "annotations", "type"})
_HINTS = ("readOnlyHint", "destructiveHint", "idempotentHint")
_CALLABLE = (None, "function", "custom")
"""Types of tools whose caller makes the call; others are the model provider's own."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool, whatever the form in which it was listed."""

    name: str
    node: Node
    """Where its name, title and description stand."""
    input: Node | None
    output: Node | None
    title: str
    reads: bool | None
    """Whether it only reads; None where the list does not say."""
    destructive: bool | None
    repeatable: bool | None


def listed(root: Node, losses: Losses) -> list[Node]:
    """Returns the tools of a document as they stand there; empty, with a finding, where it is no list of tools."""
    tools = _array(root, losses)
    if tools is None:
        return []
    found = list(tools.items())
    if not found:
        losses.add(TOOLS, "The list has no tools.", tools)
    return found


def _array(root: Node, losses: Losses) -> Node | None:
    if is_array(root.value):
        return root
    error = root.get("error")
    if error is not None and "result" not in root.value:
        text = error.text("message") or "without a message"
        losses.add(TOOLS, f"The answer carries an error in place of tools: {text}.", error)
        return None
    holder = root.get("result") or root
    tools = holder.get("tools")
    if tools is None:
        what = "one without" if is_object(holder.value) else kind(holder.value)
        losses.add(TOOLS, f"{_LIST} {what}.", holder)
        return None
    if not is_array(tools.value):
        losses.add(TOOLS, f"'tools' is an array, not {kind(tools.value)}.", tools)
        return None
    following = holder.get("nextCursor")
    if following is not None and following.value:
        message = "The list goes on: what 'nextCursor' leads to is not in this file."
        losses.add(PARTIAL, message, following)
    return tools


def read_tool(outer: Node, losses: Losses) -> Tool:
    """Returns the tool at a place; notes what has no counterpart. Raises ExemptError where it is none."""
    if not is_object(outer.value):
        raise ExemptError(TOOL, f"it is {kind(outer.value)}, not an object.", outer)
    node = outer.get("function") or outer
    if not is_object(node.value):
        raise ExemptError(TOOL, f"its 'function' is {kind(node.value)}, not an object.", node)
    name = node.get("name")
    if name is None:
        raise ExemptError(TOOL, "it has no name.", node)
    if not isinstance(name.value, str) or not name.value.strip():
        what = "empty" if isinstance(name.value, str) else kind(name.value)
        raise ExemptError(TOOL, f"its name is {what}.", name)
    given = _first(node, _INPUTS)
    type_ = node.plain("type")
    if given is None and type_ not in _CALLABLE:
        message = f"it is of type '{type_}', which does not say what it takes."
        raise ExemptError(TOOL, message, node)
    if given is not None and not is_object(given.value):
        message = f"the schema of its input is {kind(given.value)}, not an object."
        raise ExemptError(TOOL, message, given)
    output = _first(node, _OUTPUTS)
    hints = node.get("annotations") or node.with_value({})
    _report_rest(outer, node, hints, [each for each in (given, output) if each], losses)
    reads, destructive, repeatable = (_hint(hints, each, losses) for each in _HINTS)
    title = node.text("title") or hints.text("title")
    return Tool(name.value.strip(), node, given, output, title, reads, destructive, repeatable)


def _first(node: Node, names: tuple[str, ...]) -> Node | None:
    found = (node.get(name) for name in names)
    return next((each for each in found if each is not None and each.value is not None), None)


def _hint(hints: Node, name: str, losses: Losses) -> bool | None:
    value: Any = hints.plain(name)
    if value is None or isinstance(value, bool):
        return value
    losses.add(ANNOTATION, f"The hint '{name}' is no boolean.", hints.get(name) or hints)
    return None


def _report_rest(outer: Node, node: Node, hints: Node, schemas: list[Node], losses: Losses) -> None:
    """Notes the parts of a tool that definitions have no place for."""
    taken = _KNOWN | {str(each.pointer[-1]) for each in schemas}
    for name, each in _further(outer, node):
        if name not in taken and each.value is not None:
            losses.add(ANNOTATION, f"Tools have no '{name}' in definitions.", each)
    for name, each in hints.fields():
        if name not in (*_HINTS, "title"):
            losses.add(ANNOTATION, f"The hint '{name}' is not carried over.", each)


def _further(outer: Node, node: Node) -> Iterator[tuple[str, Node]]:
    yield from node.fields()
    if outer is not node:
        yield from (each for each in outer.fields() if each[0] != "function")
