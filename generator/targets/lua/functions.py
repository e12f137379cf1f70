"""The view of a module: the functions of an integration."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.languages.lua import description, fits, index, is_identifier, quoted
from generator.model.integration import Function, Integration
from generator.targets.lua.annotations import Annotator, spell_result
from generator.targets.lua.names import account_name, params_name

_MARGIN = 4
_WIDTH = 100


@dataclass(frozen=True, slots=True)
class FunctionView:
    """A function as lines of code; the template indents them."""

    doc: tuple[str, ...]
    head: str
    body: tuple[str, ...]
    full_name: tuple[str, ...]


def module_view(integration: Integration) -> dict[str, object]:
    """Returns what `module.lua.jinja` shows."""
    return {
        "name": integration.name,
        "about": description(f"{integration.title}: {integration.summary}", _WIDTH),
        "account": account_name(integration.name),
        "functions": [_function(integration, each) for each in integration.functions],
    }


def _function(integration: Integration, function: Function) -> FunctionView:
    place = f"Account{index(function.name)}"
    return FunctionView(
        doc=tuple(_doc(integration, function)),
        head=(
            f"function {place}(params)"
            if is_identifier(function.name)
            else f"{place} = function(params)"
        ),
        body=_body(f"{integration.name}.{function.name}"),
        full_name=_assignment(f"Account{index(function.full_name)}", place),
    )


def _body(path: str) -> tuple[str, ...]:
    line = f"  return invoke({quoted(path)}, account, params)"
    if fits(line, _WIDTH - _MARGIN):
        return (line,)
    return ("  return invoke(", f"    {quoted(path)},", "    account,", "    params", "  )")


def _assignment(target: str, value: str) -> tuple[str, ...]:
    line = f"{target} = {value}"
    return (line,) if fits(line, _WIDTH - _MARGIN) else (f"{target} =", f"  {value}")


def _doc(integration: Integration, function: Function) -> Iterator[str]:
    link = function.vendor.source.replace("(", "%28").replace(")", "%29")
    texts = [
        function.description,
        "Changes nothing." if function.operation == "read" else _write(function),
        "" if function.vendor.documented else _undocumented(function),
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
    yield f"---@return {result}"


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
