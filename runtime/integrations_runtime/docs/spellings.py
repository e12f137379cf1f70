"""The names by which scripts call functions: each function's own, that with its integration in front, and that which walks all pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from ..resources import find

_FUNCTION: Final = re.compile(r'function Account\.(\w+)\(params\)\s+return invoke\("\w+\.(\w+)"')


def spellings(integration: str) -> Mapping[str, str]:
    """What functions are called without their integration in front, with those that walk all pages, and what each calls.

    Empty where there is no such integration.
    """
    return _read(find("lua") / "library" / "integrations", integration)


def function_of(integration: str, name: str) -> str:
    """The function behind a name (`list_files` behind `iter_files` and `groq_list_files`); the name itself where there is none."""
    known = spellings(integration)
    for spelling in (name, name.removeprefix(f"{integration}_")):
        if spelling in known:
            return known[spelling]
    return name.removeprefix(f"{integration}_")


def walker_of(integration: str, function: str) -> str | None:
    """The name of what walks all pages of a list (`iter_files`); None where a function has no pages."""
    known = spellings(integration).items()
    return next((name for name, calls in known if calls == function != name), None)


@cache
def _read(folder: Path, integration: str) -> Mapping[str, str]:
    file = folder / f"{integration}.lua"
    if not integration.isidentifier() or not file.is_file():
        return {}
    return dict(_FUNCTION.findall(file.read_text(encoding="utf-8")))
