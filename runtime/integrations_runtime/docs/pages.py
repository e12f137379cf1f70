"""The pages that agents read: one for each integration, with a part for each function."""

from __future__ import annotations

from pathlib import Path

from ..errors import ArgumentError
from ..resources import find
from .catalogue import installed, unknown, without_prefix
from .spellings import function_of

_PAGE = "agent.md"


def read(name: str) -> str:
    """The agents' page of an integration (`groq`), or the part of it about one function (`groq.list_models`).

    Both may begin with `integrations.` or `app.integrations.`. Raises `ArgumentError` where there is no such page.
    """
    plain = without_prefix(name)
    if not plain:
        raise ArgumentError("A page must be named, such as groq or groq.list_files.")
    integration, _, function = plain.partition(".")
    pages = find("docs")
    page = _page(pages, integration)
    if page is None and not function and (owner := installed().owner(plain)):
        integration, function = owner, plain.removeprefix(f"{owner}_")
        page = _page(pages, integration)
    if page is None:
        known = sorted(path.parent.name for path in pages.glob(f"*/{_PAGE}"))
        raise unknown("page", name, integration, known)
    if not function:
        return page
    sections = _sections(page)
    wanted = function_of(integration, function)
    if wanted not in sections:
        raise unknown("page", name, wanted, sections, f"{integration}.")
    return sections[wanted]


def _page(pages: Path, integration: str) -> str | None:
    if not integration.isidentifier():
        return None
    file = pages / integration / _PAGE
    return file.read_text(encoding="utf-8") if file.is_file() else None


def _sections(page: str) -> dict[str, str]:
    """The parts of a page under headings of the second level, by heading; lines inside code are no headings."""
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    fence = ""
    for line in page.splitlines():
        mark = line[: len(line) - len(line.lstrip("`"))]
        if len(mark) >= 3:
            fence = "" if line == fence else fence or mark
        if line.startswith("## ") and not fence:
            lines = sections.setdefault(line.removeprefix("## "), [])
        lines.append(line)
    return {name: "\n".join(part).rstrip("\n-") + "\n" for name, part in sections.items()}
