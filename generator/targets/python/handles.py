"""Handles of functions: the statements of `functions.py`, in black's form."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.languages.python import layout, literal, width_of
from generator.languages.python.literals import LINE_LENGTH
from generator.model.integration import Function, Group, Integration
from generator.targets.base import File
from generator.targets.python.naming import (
    answer_type,
    event_name,
    handle_name,
    item_name,
    result_name,
)
from generator.targets.python.package import module
from generator.targets.python.specs import function_spec, integration_spec

_STEP = 4


@dataclass(frozen=True, slots=True)
class Handle:
    """A function's handle: the class that it is made of, what that is typed with, and the statement that makes it."""

    name: str
    function: str
    kind: str
    types: tuple[str, ...]
    statement: str


def functions_file(integration: Integration) -> File:
    """Returns `functions.py`: handles of the functions without a group, and the `SPEC` with all functions."""
    handles = [_handle(integration, each) for each in integration.ungrouped]
    spec = [
        (key, literal(value, indent=_STEP, before=len(key) + 4, after=1))
        for key, value in integration_spec(integration).items()
    ]
    return module(
        "functions",
        integration,
        f"The functions of {integration.title}, as the runtime reads them: literals only.",
        imports=_imports(handles, "IntegrationSpec", is_grouped=bool(integration.groups)),
        functions=handles,
        spec=spec,
        table=_all_functions(integration),
    )


def group_functions_file(integration: Integration, group: Group) -> File:
    """Returns `functions.py` of a group: its handles, and `FUNCTIONS`, which has them by name."""
    handles = [_handle(integration, each) for each in group.functions]
    return module(
        "group_functions",
        integration,
        f"Functions of {integration.title}, as the runtime reads them: literals only.",
        imports=_imports(handles, "Function", package="..."),
        functions=handles,
        table=_table(((each.name, handle_name(each.name)) for each in group.functions), 0),
    )


def _all_functions(integration: Integration) -> str:
    if not integration.groups:
        names = ((each.name, handle_name(each.name)) for each in integration.functions)
        return _table(names, _STEP)
    homes = (
        (each.name, handle_name(each.name) if each.group is None else literal(each.group))
        for each in integration.functions
    )
    package = literal(f"integrations.{integration.name}")
    margin = " " * 2 * _STEP
    table = _table(homes, 2 * _STEP)
    return f"GroupedFunctions(\n{margin}{package},\n{margin}{table},\n{' ' * _STEP})"


def _table(values: Iterable[tuple[str, str]], indent: int) -> str:
    """Returns a dictionary with a line for each function."""
    inner = " " * (indent + _STEP)
    lines = "".join(f"{inner}{literal(name)}: {value},\n" for name, value in values)
    return f"{{\n{lines}{' ' * indent}}}"


def _imports(
    handles: Iterable[Handle], kind: str, *, package: str = ".", is_grouped: bool = False
) -> str:
    """Returns the imports; `kind` is the type of the table of functions or of what it stands in."""
    types = {type_ for each in handles for type_ in each.types}
    kinds = sorted({kind, *(each.kind for each in handles)})
    checked = ["    from integrations_runtime.spec import JSON"] if "JSON" in types else []
    if any(each.startswith("_models.") for each in types):
        checked += [*([""] if checked else []), f"    from {package} import models as _models"]
    is_group = kind == "Function"
    plain = ["TYPE_CHECKING"] * bool(checked) + ["Any"] * is_group
    sections = [
        ["from collections.abc import Mapping"] * is_group
        + [f"from typing import {', '.join(plain)}"] * bool(plain),
        ["from integrations_runtime.grouped import GroupedFunctions"] * is_grouped
        + [f"from integrations_runtime.spec import {', '.join(kinds)}"],
        ["if TYPE_CHECKING:", *checked] if checked else [],
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines)


def _handle(integration: Integration, function: Function) -> Handle:
    """Returns the handle of a function."""
    kind, types = _typed(integration, function)
    name = handle_name(function.name)
    start = f"{name}: {kind}[{', '.join(types)}] = "
    room = LINE_LENGTH - width_of(start)
    if room >= width_of(f"{kind}("):
        statement = start + _made(integration, function, kind, 0)
    elif room >= width_of("("):
        statement = f"{start}(\n    {_made(integration, function, kind, _STEP)}\n)"
    else:
        made = _made(integration, function, kind, 0)
        statement = layout.field_start(name, f"{kind}[{', '.join(types)}]", made)
    return Handle(name, literal(function.name), kind, types, statement)


def _made(integration: Integration, function: Function, kind: str, indent: int) -> str:
    """Returns the call that makes a handle."""
    inner = indent + _STEP
    margin = " " * inner
    spec = literal(function_spec(integration, function), indent=inner, after=1)
    return f"{kind}(\n{margin}{literal(function.name)},\n{margin}{spec},\n{' ' * indent})"


def _typed(integration: Integration, function: Function) -> tuple[str, tuple[str, ...]]:
    result = answer_type(function) or _model(result_name(integration, function))
    if function.streaming is not None:
        return "StreamingFunction", (result, _model(event_name(integration, function)))
    if function.item is not None:
        return "PagedFunction", (result, _model(item_name(integration, function)))
    return "Function", (result,)


def _model(name: str | None) -> str:
    return "JSON" if name is None else f"_models.{name}"
