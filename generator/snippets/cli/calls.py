"""Whole commands that can be pasted and run."""

from collections.abc import Mapping
from typing import Any

from generator.languages.shell import command, json_word, word
from generator.model.integration import Example, Function, Integration
from generator.resolve.expressions import search
from generator.snippets.bindings import download_name, streamed, streams
from generator.snippets.cli.arguments import given
from generator.snippets.cli.results import lines, printed, saved
from generator.snippets.snippet import Snippet

WIDTH = 88
"""Columns of code on a page."""


def call(integration: Integration, example: Example, *, width: int = WIDTH) -> Snippet:
    """Returns the command of an example and its result; the function can be called."""
    function = integration.function(example.function)
    if streams(function, example.arguments):
        return _streaming(integration, function, example.arguments, width)
    assert function.http is not None
    if function.http.answer == "binary":
        file = download_name(function)
        options, output = [f"--output {word(file)}"], saved(file)
    else:
        options, output = [], printed(function.http, example)
    return Snippet(_command(integration, function, example.arguments, options, width), output)


def stream(integration: Integration, function: Function, *, width: int = WIDTH) -> Snippet:
    """Returns the command for a function's first example, with the answer in pieces; the function can stream.

    It prints the events of the stream's example.
    """
    return _streaming(integration, function, streamed(function), width)


def iterate(integration: Integration, function: Function, *, width: int = WIDTH) -> Snippet:
    """Returns the command that walks all pages of a list, with the required arguments of the first example.

    It prints the items of that example, as if there were no other page; the function has pages.
    """
    assert function.pagination is not None
    example = function.examples[0]
    required = {each.name for each in function.required}
    arguments = {name: value for name, value in example.arguments.items() if name in required}
    code = _command(integration, function, arguments, ["--all"], width)
    items = search(function.pagination.result_path, example.result)
    return Snippet(code, lines(items or []))


def _streaming(
    integration: Integration, function: Function, arguments: Mapping[str, Any], width: int
) -> Snippet:
    assert function.streaming is not None
    shown = function.streaming.example
    code = _command(integration, function, arguments, [], width)
    return Snippet(code, lines(() if shown is None else shown.events))


def _command(
    integration: Integration,
    function: Function,
    arguments: Mapping[str, Any],
    options: list[str],
    width: int,
) -> str:
    head = f"integrations call {integration.name}.{function.name}"
    found = given(integration, function, arguments)
    others = [*found.options, *options]
    if found.structure is None:
        return command(head, others, width)
    if not others:
        return f"{head} {json_word(found.structure, before=len(head) + 1)}\n"
    return command(head, [json_word(found.structure, indent=2), *others], width)
