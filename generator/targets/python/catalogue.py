"""The package around all integrations."""

from collections.abc import Iterator, Sequence

from generator.languages.python import docstring, wrap
from generator.targets.base import Entry, File
from generator.targets.python.package import header
from generator.templates import render

_COLUMNS = 96


def catalogue_files(entries: Sequence[Entry]) -> Iterator[tuple[str, File]]:
    """Yields the name and text of each file."""
    first = header("definitions")
    text = render("python/catalogue.py.jinja", header=first, title=_title(entries))
    yield "__init__.py", File(text)
    yield "__main__.py", File(render("python/main.py.jinja", header=first))
    yield "py.typed", File(f"{first}\n")


def _title(entries: Sequence[Entry]) -> str:
    lines = ["Typed clients, a package per integration. Importing this one loads none of them."]
    if entries:
        first = entries[0].summary
        lines += ["", f"    from integrations.{first.name} import {first.class_name}", ""]
    for entry in entries:
        each = entry.summary
        start = f"- `{each.name}` (`{each.class_name}`): "
        lines += wrap(each.summary, _COLUMNS, first=start, rest="  ")
    return docstring(lines)
