"""Whole commands that can be pasted and run."""

from collections.abc import Mapping
from typing import Any

from generator.languages.shell import command, word
from generator.model.integration import Example, Function, Integration
from generator.snippets.bindings import download_name, streamed, streams
from generator.snippets.curl.answers import answer, events
from generator.snippets.curl.request import request
from generator.snippets.snippet import Snippet

WIDTH = 88
"""Columns of code on a page."""


def call(integration: Integration, example: Example, *, width: int = WIDTH) -> Snippet:
    """Returns the command that sends what an example sends, and the vendor's answer; the function can be called."""
    function = integration.function(example.function)
    if streams(function, example.arguments):
        return _streaming(integration, function, example.arguments, width)
    assert function.http is not None
    is_file = function.http.answer == "binary"
    saved = [f"-o {word(download_name(function))}"] if is_file else []
    code = _command(integration, function, example.arguments, saved, width)
    return Snippet(code, answer(function.http, example.response))


def stream(integration: Integration, function: Function, *, width: int = WIDTH) -> Snippet:
    """Returns the command for a function's first example, with the answer in pieces; the function can stream.

    It prints the events of the stream's example.
    """
    return _streaming(integration, function, streamed(function), width)


def _streaming(
    integration: Integration, function: Function, arguments: Mapping[str, Any], width: int
) -> Snippet:
    assert function.streaming is not None
    code = _command(integration, function, arguments, [], width, unbuffered=True)
    return Snippet(code, events(function.streaming))


def _command(
    integration: Integration,
    function: Function,
    arguments: Mapping[str, Any],
    options: list[str],
    width: int,
    *,
    unbuffered: bool = False,
) -> str:
    made = request(integration, function, arguments, unbuffered=unbuffered)
    comment = "" if made.comment is None else f"# {made.comment}\n"
    return comment + command(made.head, [*options, *made.options], width)
