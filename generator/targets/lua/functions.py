"""The view of a module: the functions of an integration."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.languages.lua import description, fits, index, is_identifier, key, quoted
from generator.languages.names import iterator_name
from generator.model.integration import Function, Group, Integration
from generator.targets.lua.annotations import (
    Annotator,
    spell_event,
    spell_item,
    spell_iterator,
    spell_result,
)
from generator.targets.lua.names import account_name, params_name, stream_name

_MARGIN = 4
_WIDTH = 100


@dataclass(frozen=True, slots=True)
class FunctionView:
    """A function, or the one beside it that walks its pages, as lines of code; the template indents them."""

    doc: tuple[str, ...]
    head: str
    body: tuple[str, ...]
    full_name: tuple[str, ...]


_UNBOUND = "**No HTTP binding.** Nothing can be called behind it: each call raises an error."


def module_view(integration: Integration) -> dict[str, object]:
    """Returns what `module.lua.jinja` shows of an integration: where its groups have modules of their own, their names alone."""
    about = f"{integration.title}: {integration.summary}"
    if not integration.is_split:
        return _module(integration, about, integration.functions)
    return {
        **_module(integration, about, integration.ungrouped),
        "groups": [
            {"key": key(each.name), "names": [quoted(name) for name in _names(each)]}
            for each in integration.groups
        ],
    }


def group_module_view(integration: Integration, group: Group) -> dict[str, object]:
    """Returns what the template shows of one group."""
    return _module(integration, f"{integration.title}: {group.title}.", group.functions)


def _module(
    integration: Integration, about: str, functions: Iterable[Function]
) -> dict[str, object]:
    return {
        "name": integration.name,
        "about": description(about, _WIDTH),
        "account": account_name(integration.name),
        "functions": [view for each in functions for view in _functions(integration, each)],
        "groups": [],
    }


def _names(group: Group) -> Iterator[str]:
    """Yields what scripts may call of a group, without the integration's name in front."""
    for each in group.functions:
        yield each.name
        if each.item is not None:
            yield iterator_name(each.name)


def _functions(integration: Integration, function: Function) -> Iterator[FunctionView]:
    arguments = (quoted(f"{integration.name}.{function.name}"), "account", "params")
    yield _function(integration, function.name, _doc(integration, function), arguments)
    if function.item is not None:
        doc = _iterator_doc(integration, function)
        yield _function(integration, iterator_name(function.name), doc, (*arguments, "true"))


def _function(
    integration: Integration, name: str, doc: Iterable[str], arguments: Sequence[str]
) -> FunctionView:
    place = f"Account{index(name)}"
    return FunctionView(
        doc=tuple(doc),
        head=(
            f"function {place}(params)" if is_identifier(name) else f"{place} = function(params)"
        ),
        body=_body(arguments),
        full_name=_assignment(f"Account{index(f'{integration.name}_{name}')}", place),
    )


def _body(arguments: Sequence[str]) -> tuple[str, ...]:
    line = f"  return invoke({', '.join(arguments)})"
    if fits(line, _WIDTH - _MARGIN):
        return (line,)
    *others, last = arguments
    return ("  return invoke(", *(f"    {each}," for each in others), f"    {last}", "  )")


def _assignment(target: str, value: str) -> tuple[str, ...]:
    line = f"{target} = {value}"
    return (line,) if fits(line, _WIDTH - _MARGIN) else (f"{target} =", f"  {value}")


def _doc(integration: Integration, function: Function) -> Iterator[str]:
    link = function.vendor.source.replace("(", "%28").replace(")", "%29")
    texts = [
        function.description,
        "Changes nothing." if function.operation == "read" else _write(function),
        "" if function.vendor.documented else _undocumented(function),
        _UNBOUND if function.http is None else "",
        f"**Deprecated.** {function.deprecated}" if function.deprecated else "",
        f"[API reference]({link})",
    ]
    yield from description("\n\n".join(filter(None, texts)), _WIDTH - _MARGIN)
    if function.deprecated:
        yield "---@deprecated"
    result = spell_result(Annotator(integration.name, is_input=False), function)
    if function.operation == "read" and function.name != integration.verify and result != "nil":
        yield "---@nodiscard"
    yield f"---@param {_params(integration, function)}"
    yield f"---@return {result}{' # The bytes of the answer.' if function.answers_bytes else ''}"
    if function.streaming is not None:
        event = spell_iterator(spell_event(Annotator(integration.name, is_input=False), function))
        taken = stream_name(integration.name, function.name)
        yield f"---@overload fun(params: {taken}): {event}"


def _iterator_doc(integration: Integration, function: Function) -> Iterator[str]:
    item = spell_item(Annotator(integration.name, is_input=False), function)
    texts = [
        f"Walks through the items of all pages of `{function.name}`, for a loop: a page is asked for when it is reached.",
        "Changes nothing." if function.operation == "read" else _write(function),
        f"**Deprecated.** {function.deprecated}" if function.deprecated else "",
    ]
    yield from description("\n\n".join(filter(None, texts)), _WIDTH - _MARGIN)
    if function.deprecated:
        yield "---@deprecated"
    yield "---@nodiscard"
    yield f"---@param {_params(integration, function)}"
    yield f"---@return {spell_iterator(item)}"


def _write(function: Function) -> str:
    return (
        "Changes data at the vendor, and cannot be undone."
        if function.destructive
        else "Changes data at the vendor, or costs something."
    )


def _undocumented(function: Function) -> str:
    """The warning that stands on every page about such an endpoint."""
    return f"**Not documented by the vendor.** {function.vendor.note or ''}"


def _params(integration: Integration, function: Function) -> str:
    if not function.parameters:
        return "params? app.NoParameters"
    mark = "" if function.required else "?"
    return f"params{mark} {params_name(integration.name, function.name)}"
