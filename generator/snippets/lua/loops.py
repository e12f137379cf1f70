"""`stream` and `iterate`: loops over what arrives one by one, as whole scripts."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generator.languages.lua import INDENT, fits, index, is_identifier, literal
from generator.languages.names import LUA_GLOBALS, iterator_name
from generator.model.integration import Function, Integration
from generator.model.show import EVENT, Each, Part, Path, Print, Statement
from generator.model.types import (
    BooleanType,
    IntegerType,
    NumberType,
    ObjectType,
    RefType,
    StringType,
    Type,
)
from generator.snippets.bindings import streamed
from generator.snippets.files import spelt_out
from generator.snippets.loops import event_variable, item_variable
from generator.snippets.lua.calls import WIDTH, namespace
from generator.snippets.lua.show import statements

_SCALARS = (BooleanType, IntegerType, NumberType, StringType)


def stream(integration: Integration, function: Function, *, width: int = WIDTH) -> str:
    """Returns the script of a function's first example, with the answer in pieces; the function can stream.

    Printed is what the example of the stream shows of each piece, or the field that tells most about it.
    """
    assert function.streaming is not None
    shown = function.streaming.example.show if function.streaming.example is not None else ()
    chunk = event_variable(shown)
    arguments = spelt_out(function, streamed(function))
    whole = f"{INDENT}print({chunk}{_telling_field(integration, function.streaming.event)})"
    body = statements(_renamed(shown, chunk), width, 1) or [whole]
    return _loop(integration, chunk, function.name, arguments, body, width)


def iterate(integration: Integration, function: Function, *, width: int = WIDTH) -> str:
    """Returns the script that walks all pages of a list, with the required arguments of the first example.

    Printed is the field that tells most about an item.
    """
    required = {each.name for each in function.required}
    given = {
        name: value for name, value in function.examples[0].arguments.items() if name in required
    }
    arguments = spelt_out(function, given)
    item = item_name(function)
    body = [f"{INDENT}print({item}{_telling_field(integration, function.item)})"]
    return _loop(integration, item, iterator_name(function.name), arguments, body, width)


def item_name(function: Function) -> str:
    """Returns the variable of a loop over the items of a function."""
    wanted = item_variable(function)
    return wanted if is_identifier(wanted) and wanted not in LUA_GLOBALS else "item"


def _loop(
    integration: Integration,
    variable: str,
    name: str,
    arguments: Mapping[str, Any],
    body: list[str],
    width: int,
) -> str:
    head = f"{namespace(integration)}{index(name)}"
    flat = f"for {variable} in {head}({literal(arguments, 10**9)})"
    if fits(flat, width):  # stylua does not count the `do`
        lines = [f"{flat} do"]
    else:
        taken = len(head.encode()) + len("()")
        call = f"{INDENT}{head}({literal(arguments, width, 1, taken)})"
        lines = [f"for {variable} in", call, "do"]
    return "\n".join([*lines, *body, "end"]) + "\n"


def _telling_field(integration: Integration, item: Type | None) -> str:
    """The access to a plain field that every item has, the identifier if there is one; nothing where items have none."""
    body = integration.types[item.name].body if isinstance(item, RefType) else None
    if not isinstance(body, ObjectType):
        return ""
    names = [each.name for each in body.fields if each.required and isinstance(each.type, _SCALARS)]
    return index("id" if "id" in names else names[0]) if names else ""


def _renamed(shown: tuple[Statement, ...], name: str) -> tuple[Statement, ...]:
    """The same statements about an event that has another name."""

    def path(old: Path) -> Path:
        return replace(old, root=name) if old.root == EVENT else old

    def part(old: Part) -> Part:
        return old if isinstance(old, str) else replace(old, path=path(old.path))

    return tuple(
        (
            Print(tuple(map(part, each.parts)))
            if isinstance(each, Print)
            else Each(path(each.path), each.variable, _renamed(each.body, name))
        )
        for each in shown
    )
