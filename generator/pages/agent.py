"""The agent page: an integration as an agent reads it at run time, in Lua, short and complete."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.languages import lua as lua_language
from generator.languages import markdown
from generator.languages import python as python_language
from generator.model.integration import Block, Example, Function, Integration, Parameter, Section
from generator.model.types import ABSENT
from generator.pages import facts, wording
from generator.pages.loops import loops
from generator.pages.memo import once
from generator.pages.shape import Row, Shape, result_shape, shape
from generator.pages.signature import INDEX, signature
from generator.pages.types import Types, code, opened
from generator.snippets import lua
from generator.templates import render

BUDGET = 5000
"""The number of characters below which the section of a function stays."""

TITLE = "Lua API Reference"
"""What the title of every such page says besides names."""

_WIDTH = 88
"""Columns of code on a page."""

_MOST_FIELDS = 60
_CUT = "Deeper fields are left out here."


def page(integration: Integration, groups: Mapping[str, str] | None = None) -> str:
    """Returns the agent page, without the comment that says where it comes from.

    Functions whose group has a page of its own are no part of it; `groups` says what is told about these groups.
    """
    here = integration.functions if groups is None else integration.ungrouped
    return render(
        "pages/agent.md.jinja",
        title=title(integration),
        groups=groups,
        sections=[sections(integration)[each.name] for each in here],
        title_text=markdown.inline(integration.title),
        accounts=markdown.fence(lua.multi_account(integration), "lua"),
        accounts_note=wording.unbound_accounts(integration),
    )


def section(integration: Integration, function: Function, budget: int = BUDGET) -> str:
    """Returns what the page says about a function; the deeper fields give way where the budget demands it."""
    text = ""
    for fields, result in _detail(function, integration.types):
        text = _section(integration, function, fields, result)
        if len(text) < budget:
            break
    return text


def title(integration: Integration) -> str:
    """Returns the heading of the page."""
    return markdown.heading(1, f"{integration.title} — {TITLE}")


@once
def sections(integration: Integration) -> Mapping[str, str]:
    """Returns the sections of all functions, by name."""
    return {each.name: section(integration, each) for each in integration.functions}


def section_sizes(integration: Integration) -> Mapping[str, int]:
    """Returns the number of characters of each function's section; `BUDGET` and more is too long."""
    return {name: len(text) for name, text in sections(integration).items()}


def _section(integration: Integration, function: Function, fields: str, result: str) -> str:
    types = integration.types
    called = f"{INDEX}.{integration.name}.{function.name}"
    return render(
        "pages/agent_function.md.jinja",
        name=function.name,
        summary=markdown.paragraph(function.summary),
        notices=wording.notices(function),
        signature=markdown.code(signature(function, types, called)),
        loops=list(loops(integration, function)),
        parameters=_parameters(function, types),
        fields=fields,
        sections=[extra(each, level=3) for each in function.sections],
        result=result,
        examples=[_example(integration, function, each) for each in function.examples],
        several=len(function.examples) > 1,
        examples_heading="Examples" if len(function.examples) > 1 else "Example",
    ).rstrip()


def _parameters(function: Function, types: Types) -> str:
    if not function.parameters:
        return "None."
    return markdown.table(
        ("Name", "Type", "Required", "Description"),
        [_parameter(each, types) for each in function.parameters],
    )


def _parameter(parameter: Parameter, types: Types) -> tuple[str, str, str, str]:
    text = facts.of_parameter(parameter, types)
    if parameter.is_file:
        form = facts.file_form(parameter)
        text = f"{text} Give {form}.".lstrip()
    return (
        markdown.code(parameter.name),
        parameter.documented_type,
        "yes" if parameter.required else "no",
        text,
    )


def _detail(function: Function, types: Types) -> Iterator[tuple[str, str]]:
    """Yields the fields inside parameters and those of the result, with ever less detail."""
    shapes = [shape(each.type, types, _MOST_FIELDS, each.name) for each in function.parameters]
    inner = Shape(
        tuple(row for each in shapes for row in each.rows), all(each.complete for each in shapes)
    )
    fields = _fields(inner, types, described=True)
    results = list(_results(function, types))
    yield from ((fields, each) for each in results)
    yield _fields(inner, types, described=False), results[-1]
    for level in range(inner.levels - 1, -1, -1):
        yield _fields(inner.down_to(level), types, described=False), results[-1]


def _results(function: Function, types: Types) -> Iterator[str]:
    if function.answers_bytes:
        yield wording.BYTES
        return
    if function.result is None:
        empty = function.http is not None and function.http.answer == "empty"
        yield wording.NOTHING if empty else wording.UNKNOWN_RESULT
        return
    full = result_shape(function.result, types, _MOST_FIELDS)
    if not full.rows:
        yield f"{markdown.code(code(opened(function.result, types), types))}."
        return
    yield _fields(full, types, described=True)
    for level in range(full.levels, 0, -1):
        yield _fields(full.down_to(level), types, described=False)


def _fields(found: Shape, types: Types, *, described: bool) -> str:
    lines = markdown.bullets(_line(each, types, described=described) for each in found.rows)
    return lines if found.complete else f"{lines}\n\n{_CUT}".lstrip()


def _line(row: Row, types: Types, *, described: bool) -> str:
    mark = "?" if row.optional else ""
    type_ = code(row.field.type, types)
    text = facts.of_field(row.field, types, beside=type_) if described else ""
    if row.same_as is not None:
        text = facts.described(text, [facts.repeated(row.same_as)])
    shown = markdown.code(f"{row.path}{mark}: {type_}")
    return f"{shown} — {text}" if text else shown


def extra(section: Section, level: int, *, with_python: bool = False) -> Mapping[str, str]:
    """Returns the heading and the body of a section, in which values are Lua, and Python too where that is asked for."""
    return {
        "title": markdown.heading(level, section.title),
        "body": "\n\n".join(_block(each, with_python) for each in section.blocks),
    }


def _block(block: Block, with_python: bool) -> str:
    if block.text is not None:
        return markdown.paragraphs(block.text)
    if block.value is not ABSENT:
        lua_value = markdown.fence(lua_language.literal(block.value, width=_WIDTH), "lua")
        if not with_python:
            return lua_value
        text = python_language.literal(block.value, width=_WIDTH)
        return f"Lua:\n\n{lua_value}\n\nPython:\n\n{markdown.fence(text, 'python')}"
    return markdown.bullets(
        f"{facts.value(each.value)} — {markdown.inline(each.description)}" for each in block.terms
    )


def _example(integration: Integration, function: Function, example: Example) -> Mapping[str, Any]:
    title = example.title or f"Example {function.examples.index(example) + 1}"
    return {
        "title": markdown.heading(4, title),
        "code": markdown.fence(lua.call(integration, example), "lua"),
        "output": output(example.output),
        "note": note(function),
    }


def note(function: Function) -> str:
    """Returns why an example has no output, where nothing can be called; empty elsewhere."""
    return wording.NOT_EXECUTED if function.http is None else ""


def output(lines: Sequence[str]) -> str | None:
    """Returns what an example printed when it was run, or None where it prints nothing."""
    return markdown.fence("\n".join(lines), "text") if lines else None
