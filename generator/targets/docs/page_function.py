"""What the page for people says about one function."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.languages import markdown
from generator.model.integration import Example, Function, Integration
from generator.pages import agent, calls, errors, fields, wording
from generator.pages.fields import FieldTable
from generator.pages.signature import signature
from generator.pages.types import Types
from generator.snippets import lua, python
from generator.templates import render


def overview(functions: Iterable[Function], pages: Mapping[str, str] | None = None) -> str:
    """Returns the table of functions; `pages` are those on which their sections stand, where that is another one."""
    return markdown.table(
        ("Function", "Operation", "What it does"),
        [_overview_row(each, "" if pages is None else pages[each.name]) for each in functions],
    )


def _overview_row(function: Function, page: str) -> tuple[str, str, str]:
    link = f"[{markdown.code(function.name)}]({page}#{markdown.anchor(function.full_name)})"
    badges = [*([] if function.vendor.documented else ["undocumented endpoint"])]
    badges += ["deprecated"] if function.deprecated is not None else []
    badges += ["no HTTP binding"] if function.http is None else []
    return (
        link,
        ", ".join([wording.operation(function), *badges]),
        markdown.inline(function.summary),
    )


def section(integration: Integration, function: Function, page: str = "") -> str:
    """Returns the function's part of a page; `page` leads to that of the integration, where that is another one."""
    types = integration.types
    examples = list(calls.examples(function))
    return render(
        "docs/page_function.md.jinja",
        name=markdown.heading(3, function.full_name),
        title=markdown.inline(function.title),
        description=markdown.paragraphs(function.description),
        notices=wording.notices(function),
        facts=markdown.bullets(_facts(integration, function)),
        parameters=_parameters(function, types),
        fields=_fields(fields.inside(function.parameters, types), "Required", "yes", "no"),
        sections=[agent.extra(each, level=4, with_python=True) for each in function.sections],
        result=_result(function, types),
        errors=markdown.bullets(errors.of_function(integration, function)),
        general_errors=f"{page}#error-classes" if function.http is not None else "",
        several=len(examples) > 1,
        examples_heading="Examples" if len(examples) > 1 else "Example",
        examples=[_example(integration, function, each, title) for title, each in examples],
        streaming=_streaming(integration, function),
        pages=_pages(integration, function),
    ).rstrip()


def _facts(integration: Integration, function: Function) -> Iterator[str]:
    yield f"**Operation:** {wording.operation(function)}"
    yield f"**Full name:** {markdown.code(calls.full_name(integration, function))}"
    method = calls.grouped_method(integration, function)
    if method is not None:
        yield f"**In Python:** {method}"
    endpoint = calls.endpoint(integration, function)
    if endpoint is not None:
        yield f"**Endpoint:** {endpoint}"
    line = signature(function, integration.types, function.name)
    yield f"**Signature:** {markdown.code(line)}"
    for label, text in calls.habits(function):
        yield f"**{label}:** {text}"


def _parameters(function: Function, types: Types) -> str:
    if not function.parameters:
        return "No parameters."
    rows = [fields.of_parameter(each, types).cells("yes", "no") for each in function.parameters]
    return markdown.table(("Parameter", "Type", "Required", "Description"), rows)


def _result(function: Function, types: Types) -> str:
    found = fields.result(function, types)
    return found if isinstance(found, str) else _fields(found, "Present", "always", "optional")


def _fields(found: FieldTable, presence: str, yes: str, no: str) -> str:
    if not found.lines:
        return ""
    rows = [each.cells(yes, no) for each in found.lines]
    table = markdown.table(("Field", "Type", presence, "Description"), rows)
    return table if found.complete else f"{table}\n\n{fields.CUT}"


def _streaming(integration: Integration, function: Function) -> Mapping[str, str | None] | None:
    if function.streaming is None:
        return None
    example = function.streaming.example
    words = calls.stream_words(integration, function)
    return {
        "switch_lua": words.switch_lua,
        "lua": markdown.fence(lua.stream(integration, function), "lua"),
        "switch": words.switch_python,
        "python": markdown.fence(python.stream(integration, function), "python"),
        "output": agent.output(example.output) if example is not None else None,
        "asynchronous": words.asynchronous,
    }


def _pages(integration: Integration, function: Function) -> Mapping[str, str] | None:
    if function.item is None:
        return None
    return {
        "name": calls.walker(function),
        "lua": markdown.fence(lua.iterate(integration, function), "lua"),
        "python": markdown.fence(python.iterate(integration, function), "python"),
    }


def _example(
    integration: Integration, function: Function, example: Example, title: str
) -> Mapping[str, Any]:
    return {
        "title": markdown.heading(5, title),
        "lua": markdown.fence(lua.call(integration, example), "lua"),
        "python": markdown.fence(python.call(integration, example), "python"),
        "output": agent.output(example.output),
        "note": agent.note(function),
    }
