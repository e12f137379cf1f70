"""The sections of functions: all that their callers must know, from the badges to the examples."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.languages import html, markdown
from generator.languages import lua as lua_language
from generator.languages import python as python_language
from generator.model.integration import Block, Function, Integration, Section
from generator.model.types import ABSENT
from generator.pages import agent, calls, errors, fields, wording
from generator.pages import facts as facts_of
from generator.pages.memo import once
from generator.pages.signature import broken
from generator.pages.types import Types
from generator.targets.site import blocks, tabs
from generator.targets.site.blocks import Tab
from generator.templates import render

_WIDTH = 88
"""Columns of code on a page."""

_GENERAL_ERRORS = '<a href="#error-classes">errors of every function</a>'

_PARTS = ("parameters", "result", "errors", "example", "streaming", "pages")
"""What every section has, or may have."""


@once
def sections(integration: Integration) -> Mapping[str, str]:
    """Returns the sections of all functions, by name."""
    return {
        each.name: _section(integration, each, f"t{number}")
        for number, each in enumerate(integration.functions, 1)
    }


def _section(integration: Integration, function: Function, name: str) -> str:
    """The section; the names of its tabs begin with a short name, since each is written many times."""
    types = integration.types
    examples = list(calls.examples(function))
    own_errors = blocks.bullets(map(html.of_markdown, errors.of_function(integration, function)))
    return render(
        "site/function.md.jinja",
        id=function.name,
        name=html.in_markdown(function.name),
        badges=blocks.badges(function),
        full_name=html.code(calls.full_name(integration, function), "full-name"),
        title=html.inline(function.title),
        description=html.paragraphs(markdown.paragraphs(function.description)),
        warnings=[
            {"kind": kind, "text": html.of_markdown(text)}
            for kind, text in wording.warnings(function)
        ],
        signature=html.pre(broken(function, types, function.name, _WIDTH), "lua-signature"),
        facts=[(label, html.of_markdown(text)) for label, text in _facts(integration, function)],
        parameters=_parameters(function, types),
        sections=list(_sections(function, name)),
        result=_result(function, types),
        errors=own_errors,
        general_errors=_general_errors(function, own_errors),
        note=agent.note(function),
        several=len(examples) > 1,
        examples_heading="Examples" if len(examples) > 1 else "Example",
        examples=[
            {
                "title": html.inline(title),
                "tabs": tabs.call(integration, each, f"{name}-{number}"),
            }
            for number, (title, each) in enumerate(examples, 1)
        ],
        streaming=_streaming(integration, function, name),
        pages=_pages(integration, function, name),
    ).rstrip()


def _general_errors(function: Function, own_errors: str) -> str:
    if function.http is None:
        return ""
    return f'{"Also the" if own_errors else "The"} {_GENERAL_ERRORS}.'


def _facts(integration: Integration, function: Function) -> Iterator[tuple[str, str]]:
    method = calls.grouped_method(integration, function)
    if method is not None:
        yield "In Python", method
    endpoint = calls.endpoint(integration, function)
    if endpoint is not None:
        yield "Endpoint", endpoint
    yield from calls.habits(function)


def _parameters(function: Function, types: Types) -> str:
    """Every parameter, and below each the fields of the objects that it takes."""
    if not function.parameters:
        return "<p>No parameters.</p>"
    inner = [fields.inside([each], types) for each in function.parameters]
    lines = [
        line
        for parameter, found in zip(function.parameters, inner, strict=True)
        for line in (fields.of_parameter(parameter, types), *found.lines)
    ]
    table = blocks.fields("Parameter", "Required", lines, ("yes", "no"))
    return table if all(each.complete for each in inner) else _cut(table)


def _result(function: Function, types: Types) -> str:
    found = fields.result(function, types)
    if isinstance(found, str):
        return f"<p>{html.of_markdown(found)}</p>"
    table = blocks.fields("Field", "Present", found.lines, ("always", "optional"))
    return table if found.complete else _cut(table)


def _cut(table: str) -> str:
    return f"{table}\n<p>{fields.CUT}</p>"


def _sections(function: Function, name: str) -> Iterator[Mapping[str, str]]:
    """What a definition says besides; sections with the same title have addresses of their own."""
    taken = {f"{function.name}-{part}" for part in _PARTS}
    for number, each in enumerate(function.sections, 1):
        anchor = f"{function.name}-{markdown.anchor(each.title)}"
        while anchor in taken:
            anchor = f"{anchor}-again"
        taken.add(anchor)
        yield {
            "id": html.attribute(anchor),
            "title": html.inline(each.title),
            "body": _body(each, f"{name}-section{number}"),
        }


def _body(section: Section, name: str) -> str:
    return "\n".join(
        _block(block, f"{name}-{number}") for number, block in enumerate(section.blocks, 1)
    )


def _block(block: Block, name: str) -> str:
    if block.text is not None:
        return html.paragraphs(markdown.paragraphs(block.text))
    if block.value is not ABSENT:
        lua_value = lua_language.literal(block.value, width=_WIDTH)
        python_value = python_language.literal(block.value, width=_WIDTH)
        each = (Tab("Lua", "lua", lua_value, ""), Tab("Python", "python", python_value, ""))
        return blocks.tabs(name, each)
    return blocks.bullets(
        f"{html.of_markdown(facts_of.value(each.value))} — {html.inline(each.description)}"
        for each in block.terms
    )


def _streaming(integration: Integration, function: Function, name: str) -> Mapping[str, Any] | None:
    if function.streaming is None:
        return None
    words = calls.stream_words(integration, function)
    return {
        "switch_lua": html.of_markdown(words.switch_lua),
        "switch": html.of_markdown(words.switch_python),
        "asynchronous": html.of_markdown(words.asynchronous),
        "tabs": tabs.stream(integration, function, f"{name}-stream"),
    }


def _pages(integration: Integration, function: Function, name: str) -> Mapping[str, str] | None:
    if function.item is None:
        return None
    return {
        "name": html.of_markdown(calls.walker(function)),
        "tabs": tabs.iterate(integration, function, f"{name}-pages"),
    }
