"""The same call in every way in which it can be made: what a reader switches between."""

from collections.abc import Iterator

from generator.model.integration import Example, Function, Integration
from generator.snippets import cli, curl, lua, python
from generator.snippets.snippet import Snippet
from generator.targets.site.blocks import Tab, tabs


def call(integration: Integration, example: Example, name: str) -> str:
    """Returns an example in all languages, each with what it prints.

    The answers to examples that are made from definitions are made up too: such an answer is not shown as a whole.
    """
    return tabs(name, _call(integration, example))


def stream(integration: Integration, function: Function, name: str) -> str:
    """Returns a call whose answer arrives in pieces; the function can stream."""
    return tabs(name, _stream(integration, function))


def iterate(integration: Integration, function: Function, name: str) -> str:
    """Returns a walk through all pages of a list; the function has pages."""
    return tabs(name, _iterate(integration, function))


def _call(integration: Integration, example: Example) -> Iterator[Tab]:
    output = "\n".join(example.output)
    yield Tab("Lua", "lua", lua.call(integration, example), output)
    yield Tab("Python", "python", python.call(integration, example), output)
    if integration.function(example.function).http is not None:
        with_answer = example.kind == "written"
        yield _shell("curl", curl.call(integration, example), with_answer)
        yield _shell("CLI", cli.call(integration, example), with_answer)


def _stream(integration: Integration, function: Function) -> Iterator[Tab]:
    assert function.streaming is not None
    example = function.streaming.example
    output = "" if example is None else "\n".join(example.output)
    yield Tab("Lua", "lua", lua.stream(integration, function), output)
    yield Tab("Python", "python", python.stream(integration, function), output)
    if function.http is not None:
        yield _shell("curl", curl.stream(integration, function))
        yield _shell("CLI", cli.stream(integration, function))


def _iterate(integration: Integration, function: Function) -> Iterator[Tab]:
    yield Tab("Lua", "lua", lua.iterate(integration, function), "")
    yield Tab("Python", "python", python.iterate(integration, function), "")
    if function.http is not None:
        yield _shell("CLI", cli.iterate(integration, function))


def _shell(label: str, snippet: Snippet, with_output: bool = True) -> Tab:
    return Tab(label, "sh", snippet.code, snippet.output if with_output else "")
