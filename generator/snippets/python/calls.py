"""Whole scripts that can be pasted and run."""

from collections.abc import Mapping
from typing import Any

from generator.findings.json_value import is_array
from generator.languages.python import literal, parameter_name, string, width_of
from generator.model.integration import Example, Function, Integration
from generator.model.show import EVENT
from generator.snippets.loops import event_variable, item_variable
from generator.snippets.python.names import iterator_path, method_path
from generator.snippets.python.show import Renderer, local_name, uses_result

WIDTH = 88
"""Columns of code on a page."""
_NONE: Mapping[str, Any] = {}


def call(integration: Integration, example: Example, *, width: int = WIDTH) -> str:
    """Returns the script of an example: import, client, call, and what is printed of the result."""
    function = integration.function(example.function)
    method = f"{local_name(integration.name)}.{method_path(function)}"
    reads = uses_result(example.show)
    if function.answers_bytes:
        called = [
            _invocation(f"with {method}", function, example.arguments, width, " as download:"),
            f"    {'result' if reads else 'content'} = download.read()",
        ]
    else:
        target = "result = " if reads else ""
        called = [_invocation(f"{target}{method}", function, example.arguments, width)]
    lines = [
        *_opening(integration, function, example.arguments),
        *_client(integration),
        *called,
        *Renderer(integration, width).statements(example.show),
    ]
    return "\n".join(lines) + "\n"


def stream(integration: Integration, function: Function, *, width: int = WIDTH) -> str:
    """Returns the script of a function's first example, with the answer in pieces; the function can stream.

    Printed is what the example of the stream shows of each piece, or the whole piece.
    """
    assert function.streaming is not None
    shown = function.streaming.example.show if function.streaming.example is not None else ()
    chunk = event_variable(shown)
    renderer = Renderer(integration, width, {EVENT: chunk})
    arguments = {**function.examples[0].arguments, function.streaming.parameter: True}
    head = f"with {local_name(integration.name)}.{method_path(function)}"
    lines = [
        *_opening(integration, function, arguments),
        *_client(integration),
        _invocation(head, function, arguments, width, " as chunks:"),
        f"    for {chunk} in chunks:",
        *(renderer.statements(shown, 8) or [f"        print({chunk})"]),
    ]
    return "\n".join(lines) + "\n"


def iterate(integration: Integration, function: Function, *, width: int = WIDTH) -> str:
    """Returns the script that walks all pages of a list, with the required arguments of the first example."""
    client = local_name(integration.name)
    required = {each.name for each in function.required}
    arguments = {
        name: value for name, value in function.examples[0].arguments.items() if name in required
    }
    name = local_name(item_variable(function))
    item = "item" if name == client else name
    head = f"for {item} in {client}.{iterator_path(function)}"
    lines = [
        *_opening(integration, function, arguments),
        *_client(integration),
        _invocation(head, function, arguments, width, ":"),
        f"    print({item})",
    ]
    return "\n".join(lines) + "\n"


def multi_account(integration: Integration) -> str:
    """Returns the script that makes the sample call as the default account and as each example account."""
    function, arguments = integration.sample
    variables: dict[str | None, str] = {None: local_name(integration.name)}
    for account in integration.example_accounts:
        variable = local_name(account)
        variables[account] = f"{variable}_account" if variable in variables.values() else variable
    made = [
        f"{variable} = {integration.class_name}({f'account={string(account)}' if account else ''})"
        for account, variable in variables.items()
    ]
    method = method_path(function)
    calls = [
        _invocation(f"{variable}.{method}", function, arguments, WIDTH)
        for variable in variables.values()
    ]
    return "\n".join([*_opening(integration, function, arguments), *made, "", *calls]) + "\n"


def sample(integration: Integration, client: str, *, indent: int = 0) -> str:
    """Returns the sample call alone, on a client of that name: what a program for beginners does first."""
    function, arguments = integration.sample
    head = f"{client}.{method_path(function)}"
    call = _invocation(head, function, arguments, WIDTH - indent)
    return call.replace("\n", f"\n{' ' * indent}")


def _opening(
    integration: Integration, function: Function | None = None, arguments: Mapping[str, Any] = _NONE
) -> list[str]:
    """Returns the imports of a script."""
    files = {each.name for each in function.parameters if each.is_file} if function else set[str]()
    paths = ["from pathlib import Path", ""] if files & arguments.keys() else []
    return [*paths, f"from integrations.{integration.name} import {integration.class_name}", ""]


def _client(integration: Integration) -> list[str]:
    return [f"{local_name(integration.name)} = {integration.class_name}()"]


def _invocation(
    head: str, function: Function, arguments: Mapping[str, Any], width: int, end: str = ""
) -> str:
    files = {each.name for each in function.parameters if each.is_file}
    names = {name: f"{parameter_name(name)}=" for name in arguments}

    def written(name: str, **place: int) -> str:
        value = arguments[name]
        return names[name] + (_path(value) if name in files else literal(value, **place))

    flat = ", ".join(written(name, width=10**9) for name in arguments)
    if width_of(head) + width_of(flat) + len("()") + width_of(end) <= width:
        return f"{head}({flat}){end}"
    lines = [
        f"    {written(name, width=width, indent=4, before=len(names[name]), after=1)},"
        for name in arguments
    ]
    return "\n".join([f"{head}(", *lines, f"){end}"])


def _path(value: Any) -> str:
    """Returns the code of a file, or of a list of them, that an example names."""
    if is_array(value):
        return f"[{', '.join(map(_path, value))}]"
    return f"Path({literal(value)})"
