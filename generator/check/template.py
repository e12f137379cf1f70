"""Templates of bodies."""

from collections.abc import Iterator
from typing import Any

from generator.check.rules import BODY_TEMPLATE
from generator.definition import FunctionDefinition
from generator.findings import Pointer, Report
from generator.findings.json_value import is_array, is_object
from generator.findings.words import did_you_mean

_EACH = ({"$each", "item"}, {"$each", "value", "item"})
_WHEN = {"$when", "value"}
_FORMS = (
    '{"$param": name}, {"$each": name, "value": name, "item": …} or {"$when": name, "value": …}'
)


def check_template(function: FunctionDefinition, report: Report) -> None:
    """Reports a body template that is malformed, names what does not exist, or forgets a parameter."""
    if "body" not in function.model_fields_set:
        return
    known = {
        name
        for name, parameter in function.parameters.items()
        if parameter.location in ("body", "form")
    }
    if function.http is None or function.http.method in ("GET", "HEAD"):
        report.add(BODY_TEMPLATE, "The function's endpoint takes no body.", "body")
        return
    used = set(_used(function.body, ("body",), known, frozenset(), report))
    for name in sorted(known - used):
        report.add(BODY_TEMPLATE, f"The template does not use the body parameter '{name}'.", "body")


def _used(
    node: Any, at: Pointer, known: set[str], loops: frozenset[str], report: Report
) -> Iterator[str]:
    """Yields the parameters that a template uses."""
    if is_array(node):
        for position, inner in enumerate(node):
            yield from _used(inner, (*at, position), known, loops, report)
        return
    if not is_object(node):
        return
    special = sorted(key for key in node if key.startswith("$"))
    if not special:
        for key, inner in node.items():
            yield from _used(inner, (*at, key), known, loops, report)
    elif set(node) == {"$param"}:
        yield from _named(node["$param"], (*at, "$param"), known | loops, report)
    elif set(node) in _EACH:
        yield from _named(node["$each"], (*at, "$each"), known, report)
        value = node.get("value")
        own = frozenset([value] if isinstance(value, str) else [])
        yield from _used(node["item"], (*at, "item"), known, loops | own, report)
    elif set(node) == _WHEN:
        # To ask whether a parameter is given does not send it: the value, or another part, has to use it.
        list(_named(node["$when"], (*at, "$when"), known, report))
        yield from _used(node["value"], (*at, "value"), known, loops, report)
    else:
        report.add(BODY_TEMPLATE, f"'{special[0]}' is no template: write {_FORMS}.", *at)


def _named(name: Any, at: Pointer, known: set[str], report: Report) -> Iterator[str]:
    if isinstance(name, str) and name in known:
        yield name
        return
    hint = did_you_mean(name, known) if isinstance(name, str) else ""
    report.add(BODY_TEMPLATE, f"No body parameter is called '{name}'.{hint}", *at)
