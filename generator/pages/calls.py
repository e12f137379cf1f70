"""How a function is called, as pages for people show it: its facts, its examples, its streams and pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.languages import lua as lua_language
from generator.languages import markdown
from generator.languages import python as python_language
from generator.languages.names import iterator_name
from generator.model.integration import Example, Function, Integration
from generator.pages import wording
from generator.snippets.python import sample
from generator.snippets.python.names import iterator_path, method_path
from generator.snippets.python.show import local_name


@dataclass(frozen=True, slots=True)
class StreamWords:
    """What a caller writes to ask for a stream, as code spans."""

    switch_lua: str
    switch_python: str
    asynchronous: str


def endpoint(integration: Integration, function: Function) -> str | None:
    """Returns the method and the address that a function calls, as inline markdown; None where it has none."""
    if function.http is None or integration.base_url is None:
        return None
    return markdown.code(f"{function.http.method} {integration.base_url}{function.http.path}")


def full_name(integration: Integration, function: Function) -> str:
    """Returns the name under which every tool knows a function."""
    return f"{integration.name}.{function.full_name}"


def grouped_method(integration: Integration, function: Function) -> str | None:
    """Returns what a function of a group is called in Python, as inline markdown; None for those that every client has itself."""
    if function.group is None:
        return None
    return markdown.code(f"{local_name(integration.name)}.{method_path(function)}(…)")


def walker(function: Function) -> str:
    """Returns the names of what walks the pages of a function, as inline markdown."""
    name = markdown.code(iterator_name(function.name))
    if function.group is None:
        return name
    return f"{name} (in Python {markdown.code(iterator_path(function))})"


def habits(function: Function) -> Iterator[tuple[str, str]]:
    """Yields what callers should know of a function's behaviour and where that is known from: label, inline markdown."""
    if function.pagination is not None:
        yield "Pages", wording.paging(function, function.pagination)
    if function.operation == "write":
        yield "Repeating", _repeating(function)
    yield "Source", _source(function)


def examples(function: Function) -> Iterator[tuple[str, Example]]:
    """Yields titles and examples: the written ones, and the derived one where it is another call."""
    for number, each in enumerate(function.examples, 1):
        only = len(function.examples) == 1
        yield each.title or (function.title if only else f"Example {number}"), each
    derived = function.derived_example
    if all(each.arguments != derived.arguments for each in function.examples):
        yield "Every parameter", derived


def stream_words(integration: Integration, function: Function) -> StreamWords:
    """Returns how a stream is asked for; the function can stream."""
    assert function.streaming is not None
    switch = python_language.parameter_name(function.streaming.parameter)
    called = f"{local_name(integration.name)}.{method_path(function)}"
    return StreamWords(
        markdown.code(f"{lua_language.key(function.streaming.parameter)} = true"),
        markdown.code(f"{switch}=True"),
        markdown.code(f"async with await {called}(…, {switch}=True) as chunks"),
    )


def usage(integration: Integration) -> str:
    """Returns the shortest program in Python: it makes the call that verifies an account, or else the first one."""
    name, client = integration.class_name, local_name(integration.name)
    return "\n".join(
        [
            f"from integrations.{integration.name} import {name}",
            "",
            f"with {name}() as {client}:",
            f"    result = {sample(integration, client, indent=4)}",
            "    print(result)",
        ]
    )


def usage_async(integration: Integration) -> str:
    """Returns the same program with the asynchronous client."""
    name, client = f"Async{integration.class_name}", local_name(integration.name)
    return "\n".join(
        [
            "import asyncio",
            "",
            f"from integrations.{integration.name} import {name}",
            "",
            "",
            "async def main() -> None:",
            f"    async with {name}() as {client}:",
            f"        result = await {sample(integration, client, indent=8)}",
            "        print(result)",
            "",
            "",
            "asyncio.run(main())",
        ]
    )


def _repeating(function: Function) -> str:
    if function.retry_safe:
        return "safe; a repeated call does no harm"
    if function.idempotency is not None:
        return f"safe with a key in the header {markdown.code(function.idempotency)}"
    return "not safe; each call may act again"


def _source(function: Function) -> str:
    vendor = function.vendor
    page = markdown.link("vendor's page", vendor.source)
    note = f". {markdown.inline(vendor.note)}" if vendor.note is not None else ""
    return f"{page}, read on {vendor.checked}{note}"
