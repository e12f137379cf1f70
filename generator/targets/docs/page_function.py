"""What the page for people says about one function."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.languages import lua as lua_language
from generator.languages import markdown
from generator.languages import python as python_language
from generator.languages.names import iterator_name
from generator.model.integration import Example, Function, Integration, Parameter
from generator.snippets import lua, python
from generator.snippets.python.show import local_name
from generator.targets.docs import agent, errors, facts, wording
from generator.targets.docs.shape import Row, Shape, result_shape, shape
from generator.targets.docs.signature import signature
from generator.targets.docs.types import Types, words
from generator.targets.templates import render

_MOST_ROWS = 150
_FILE = " In Python: a path, bytes, a file open for reading bytes, or an `Upload`."
_BYTES = "The bytes of the answer. In Python a `Download`: `read()` returns them, `save(path)` writes them to a file."


def section(integration: Integration, function: Function) -> str:
    """Returns the function's part of the page."""
    types = integration.types
    examples = list(_examples(function))
    return render(
        "docs/page_function.md.jinja",
        name=markdown.heading(3, function.full_name),
        title=markdown.inline(function.title),
        description=markdown.paragraphs(function.description),
        notices=wording.notices(function),
        facts=markdown.bullets(_facts(integration, function)),
        parameters=_parameters(function, types),
        fields=_parameter_fields(function, types),
        sections=[agent.extra(each, level=4, with_python=True) for each in function.sections],
        result=_result(function, types),
        errors=errors.of_function(integration, function),
        several=len(examples) > 1,
        examples_heading="Examples" if len(examples) > 1 else "Example",
        examples=[_example(integration, each, title) for title, each in examples],
        streaming=_streaming(integration, function),
        pages=_pages(integration, function),
    ).rstrip()


def _facts(integration: Integration, function: Function) -> Iterator[str]:
    yield f"**Operation:** {wording.operation(function)}"
    yield f"**Full name:** {markdown.code(f'{integration.name}.{function.full_name}')}"
    if function.http is not None:
        url = integration.base_url + function.http.path
        yield f"**Endpoint:** {markdown.code(f'{function.http.method} {url}')}"
    line = signature(function, integration.types, function.name)
    yield f"**Signature:** {markdown.code(line)}"
    if function.pagination is not None:
        yield f"**Pages:** {wording.paging(function, function.pagination)}"
    if function.operation == "write":
        yield f"**Repeating:** {_repeating(function)}"
    yield f"**Source:** {_source(function)}"


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


def _parameters(function: Function, types: Types) -> str:
    if not function.parameters:
        return "No parameters."
    rows = [_parameter(each, types) for each in function.parameters]
    return markdown.table(("Parameter", "Type", "Required", "Description"), rows)


def _parameter(parameter: Parameter, types: Types) -> tuple[str, str, str, str]:
    name = python_language.parameter_name(parameter.name)
    return (
        markdown.code(parameter.name),
        parameter.documented_type,
        "yes" if parameter.required else "no",
        facts.of_parameter(parameter, types)
        + (_FILE if parameter.is_file else "")
        + _renamed(parameter.name, name),
    )


def _parameter_fields(function: Function, types: Types) -> str:
    shapes = [shape(each.type, types, _MOST_ROWS, each.name) for each in function.parameters]
    rows = tuple(row for each in shapes for row in each.rows)
    return _fields(Shape(rows, all(each.complete for each in shapes)), types, "Required")


def _result(function: Function, types: Types) -> str:
    if function.http is not None and function.http.answer == "binary":
        return _BYTES
    if function.result is None:
        empty = function.http is not None and function.http.answer == "empty"
        return wording.NOTHING if empty else wording.UNKNOWN_RESULT
    found = result_shape(function.result, types, _MOST_ROWS)
    if not found.rows:
        return f"A value of type {words(function.result, types)}."
    return _fields(found, types, "Present")


def _fields(found: Shape, types: Types, presence: str) -> str:
    if not found.rows:
        return ""
    yes, no = ("yes", "no") if presence == "Required" else ("always", "optional")
    table = markdown.table(
        ("Field", "Type", presence, "Description"),
        [_field(each, types, no if each.optional else yes) for each in found.rows],
    )
    return (
        table
        if found.complete
        else f"{table}\n\nDeeper fields are in the types of the Python package."
    )


def _field(row: Row, types: Types, presence: str) -> tuple[str, str, str, str]:
    text = facts.of_field(row.field, types)
    if row.same_as is not None:
        text = facts.described(text, [facts.repeated(row.same_as)])
    return (
        markdown.code(row.path),
        words(row.field.type, types),
        presence,
        f"{text}{_renamed(row.field.name, row.attribute)}",
    )


def _renamed(name: str, python_name: str) -> str:
    return "" if name == python_name else f" In Python: {markdown.code(python_name)}."


def _examples(function: Function) -> Iterator[tuple[str, Example]]:
    """The written examples, and the derived one where it is another call."""
    for number, each in enumerate(function.examples, 1):
        yield each.title or (
            function.title if len(function.examples) == 1 else f"Example {number}"
        ), each
    derived = function.derived_example
    if all(each.arguments != derived.arguments for each in function.examples):
        yield "Every parameter", derived


def _streaming(integration: Integration, function: Function) -> Mapping[str, str | None] | None:
    if function.streaming is None:
        return None
    example = function.streaming.example
    switch = python_language.parameter_name(function.streaming.parameter)
    called = f"{local_name(integration.name)}.{python_language.parameter_name(function.name)}"
    return {
        "switch_lua": markdown.code(f"{lua_language.key(function.streaming.parameter)} = true"),
        "lua": markdown.fence(lua.stream(integration, function), "lua"),
        "switch": markdown.code(f"{switch}=True"),
        "python": markdown.fence(python.stream(integration, function), "python"),
        "output": agent.output(example.output) if example is not None else None,
        "asynchronous": markdown.code(f"async with await {called}(…, {switch}=True) as chunks"),
    }


def _pages(integration: Integration, function: Function) -> Mapping[str, str] | None:
    if function.item is None:
        return None
    return {
        "name": markdown.code(iterator_name(function.name)),
        "lua": markdown.fence(lua.iterate(integration, function), "lua"),
        "python": markdown.fence(python.iterate(integration, function), "python"),
    }


def _example(integration: Integration, example: Example, title: str) -> Mapping[str, Any]:
    return {
        "title": markdown.heading(5, title),
        "lua": markdown.fence(lua.call(integration, example), "lua"),
        "python": markdown.fence(python.call(integration, example), "python"),
        "output": agent.output(example.output),
    }
