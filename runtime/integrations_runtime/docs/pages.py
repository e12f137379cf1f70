"""The pages that agents read: one for each integration, with a part for each function; a wide one has a page for each group."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from ..errors import ArgumentError
from ..resources import find
from .catalogue import IntegrationDoc, installed, unknown, without_prefix
from .groups import group_folder
from .spellings import function_of

_PAGE: Final = "agent.md"
_FIRST: Final = "\n---\n"
"""What stands before the first function of a group's page."""
_LONGEST: Final = 30_000
"""Characters of a group's page that are read at once; of a longer one, the list of its functions."""


def read(name: str) -> str:
    """The agents' page of an integration (`groq`) or of a group of its functions (`github.issues`), or the part about one function.

    A function is named as `groq.list_models`; where a group has the same name, the function is meant. All may begin with
    `integrations.` or `app.integrations.`. Of a group's page that is too long to be read at once, the list of its functions is
    returned. Raises `ArgumentError` where there is no such page.
    """
    plain = without_prefix(name)
    if not plain:
        raise ArgumentError("A page must be named, such as groq or groq.list_files.")
    integration, _, part = plain.partition(".")
    pages = find("docs")
    page = _page(pages, integration)
    if page is None and not part and (owner := installed().owner(plain)):
        integration, part = owner, plain.removeprefix(f"{owner}_")
        page = _page(pages, integration)
    if page is None:
        known = sorted(path.parent.name for path in pages.glob(f"*/{_PAGE}"))
        raise unknown("page", name, integration, known)
    if not part:
        return page
    sections = _sections(page)
    if part in sections:
        return sections[part]
    return _part(name, part, sections, installed().integration(integration), pages)


def _part(
    name: str, part: str, sections: Mapping[str, str], integration: IntegrationDoc, pages: Path
) -> str:
    """The section of a function that has another name on its page or has another page, or a group's page."""
    functions, groups = integration.functions, integration.groups
    if part in groups and part not in functions:
        if not integration.is_split:
            return "\n---\n\n".join(sections[each] for each in groups[part])
        page = _group_page(pages, integration.name, part)
        return page if len(page) <= _LONGEST else _head(page)
    wanted = part if part in functions else function_of(integration.name, part)
    if wanted in sections:
        return sections[wanted]
    if wanted in functions:
        home = next(group for group, names in groups.items() if wanted in names)
        return _sections(_group_page(pages, integration.name, home))[wanted]
    near = [*sections, *functions] if integration.is_split else [*sections]
    raise unknown("page", name, wanted, dict.fromkeys([*near, *groups]), f"{integration.name}.")


def _group_page(pages: Path, integration: str, group: str) -> str:
    """The page of a group, without the comment at its end that says where it comes from: the last function is before that."""
    text = (group_folder(pages, integration, group) / _PAGE).read_text(encoding="utf-8")
    return f"{text.rpartition('<!--')[0].rstrip()}\n"


def _head(page: str) -> str:
    """What stands on a page before its first function."""
    return f"{page.partition(_FIRST)[0].rstrip()}\n"


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
