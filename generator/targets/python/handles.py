"""Handles of functions: the statements of `functions.py`, in black's form."""

from dataclasses import dataclass

from generator.languages.python import layout, literal, width_of
from generator.languages.python.literals import LINE_LENGTH
from generator.model.integration import Function, Integration
from generator.targets.python.naming import (
    answer_type,
    event_name,
    handle_name,
    item_name,
    result_name,
)
from generator.targets.python.specs import function_spec

_STEP = 4


@dataclass(frozen=True, slots=True)
class Handle:
    """A function's handle: the class that it is made of, what that is typed with, and the statement that makes it."""

    name: str
    function: str
    kind: str
    types: tuple[str, ...]
    statement: str


def handle(integration: Integration, function: Function) -> Handle:
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
