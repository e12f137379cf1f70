"""The names by which scripts call functions: each function's own, that with its integration in front, and that which walks all pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from ..resources import find

_FUNCTION: Final = re.compile(r'function Account\.(\w+)\(params\)\s+return invoke\(\s*"\w+\.(\w+)"')


def spellings(integration: str) -> Mapping[str, str]:
    """What functions are called without their integration in front, with those that walk all pages, and what each calls.

    Empty where there is no such integration.
    """
    folder = _folder()
    found = dict(_read(folder, integration, ""))
    groups = sorted((folder / integration).glob("*.lua")) if integration.isidentifier() else []
    for file in groups:
        found |= _read(folder, integration, file.stem)
    return found


def function_of(integration: str, name: str) -> str:
    """The function behind a name (`list_files` behind `iter_files` and `groq_list_files`); the name itself where there is none."""
    known = spellings(integration)
    for spelling in (name, name.removeprefix(f"{integration}_")):
        if spelling in known:
            return known[spelling]
    return name.removeprefix(f"{integration}_")


def walker_of(integration: str, function: str, group: str = "") -> str | None:
    """The name of what walks all pages of a list (`iter_files`); None where a function has no pages."""
    folder = _folder()
    own = _walkers(folder, integration, group).get(function) if group else None
    return own or _walkers(folder, integration, "").get(function)


def _folder() -> Path:
    return find("lua") / "library" / "integrations"


@cache
def _read(folder: Path, integration: str, group: str) -> Mapping[str, str]:
    file = (folder / integration / group if group else folder / integration).with_suffix(".lua")
    if not integration.isidentifier() or not file.is_file():
        return {}
    return dict(_FUNCTION.findall(file.read_text(encoding="utf-8")))


@cache
def _walkers(folder: Path, integration: str, group: str) -> Mapping[str, str]:
    known = _read(folder, integration, group)
    return {calls: name for name, calls in known.items() if name != calls}
