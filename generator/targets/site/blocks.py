"""The blocks of which pages are built: HTML on lines of its own, which a markdown renderer passes through as it stands.

Only headings are markdown, since the renderer lists them. Within blocks, lines of code are the only ones that may be
empty, and no line of text begins with `<`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.languages import html
from generator.model.integration import Function
from generator.pages.fields import FieldLine

_DEEPEST = 6
"""The levels that are told apart by their indentation."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One of several ways to write the same; `output` is what it prints, empty where that is not known."""

    label: str
    language: str
    code: str
    output: str


def tabs(name: str, each: Iterable[Tab]) -> str:
    """Returns the tabs, each with its output below its code, as an extension of markdown would; no other tabs have the name."""
    found = list(each)
    ids = [f"{name}-{number}" for number in range(1, len(found) + 1)]
    inputs = (
        f'<input{" checked" if number == 0 else ""} id="{id_}" name="{name}" type="radio">'
        for number, id_ in enumerate(ids)
    )
    labels = (
        f'<label for="{id_}">{tab.label}</label>' for id_, tab in zip(ids, found, strict=True)
    )
    return "\n".join(
        [
            f'<div class="tabbed-set tabbed-alternate" data-tabs>{"".join(inputs)}',
            f'<div class="tabbed-labels">{"".join(labels)}</div>',
            '<div class="tabbed-content">',
            *(f'<div class="tabbed-block">\n{_body(tab)}\n</div>' for tab in found),
            "</div>",
            "</div>",
        ]
    )


def badge(kind: str, text: str) -> str:
    """Returns a badge with this text, which is fixed."""
    return f'<span class="badge badge-{kind}">{text}</span>'


def badges(function: Function) -> str:
    """Returns the badges of a function: what it does to the vendor's data, and what is out of the ordinary."""
    found = [badge("read", "Read") if function.operation == "read" else badge("write", "Write")]
    if function.destructive:
        found.append(badge("destructive", "Destructive"))
    if not function.vendor.documented:
        found.append(badge("undocumented", "Undocumented endpoint"))
    if function.deprecated is not None:
        found.append(badge("deprecated", "Deprecated"))
    if function.http is None:
        found.append(badge("uncallable", "No HTTP binding"))
    return " ".join(found)


def table(classes: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Returns a table whose cells are finished HTML."""
    head = "".join(f"<th>{each}</th>" for each in header)
    lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return "\n".join(
        [
            f'<table class="{classes}">',
            f"<thead><tr>{head}</tr></thead>",
            "<tbody>",
            *(f"<tr>{line}</tr>" for line in lines),
            "</tbody>",
            "</table>",
        ]
    )


def fields(first: str, presence: str, lines: Iterable[FieldLine], words: tuple[str, str]) -> str:
    """Returns the table of fields, in which those inside others are indented and tell their whole path.

    `words` are for fields that must be there and for those that may be missing.
    """
    header = (first, "Type", presence, "Description")
    found = list(lines)
    base = min((each.level for each in found), default=0)
    rows = (
        (_field(each, each.level - base), *map(html.of_markdown, _rest(each, words)))
        for each in found
    )
    return table("fields", header, rows)


def bullets(items: Iterable[str]) -> str:
    """Returns a list of finished HTML; empty where it has no items."""
    lines = [f"<li>{each}</li>" for each in items]
    return "\n".join(["<ul>", *lines, "</ul>"]) if lines else ""


def _body(tab: Tab) -> str:
    code = html.pre(tab.code, tab.language)
    if not tab.output.strip():
        return code
    return f'{code}\n<p class="output-title">Output</p>\n{html.pre(tab.output, "text")}'


def _field(line: FieldLine, depth: int) -> str:
    if not depth:
        return html.code(line.path)
    above = f'<span class="path">{html.text(line.above)}</span>'
    return f'<code class="nested-{min(depth, _DEEPEST)}">{above}{html.text(line.own)}</code>'


def _rest(line: FieldLine, words: tuple[str, str]) -> tuple[str, str, str]:
    yes, no = words
    return line.type, yes if line.present else no, line.text
