"""The check of a script: syntax first, then every rule."""

from __future__ import annotations

from collections.abc import Iterator

from .calls import CallRules
from .facts import Integrations
from .globals import GlobalRules
from .literals import Table
from .offered import offered
from .paths import Paths
from .problem import Problem
from .results import ResultRules
from .scopes import names_of
from .syntax import syntax_problem
from .tree import Source


def check_script(code: str | bytes, *, version: str = "5.1") -> list[Problem]:
    """What is wrong with a script for a version of Lua, in the order of the text; nothing of it is run.

    A script that does not compile has one problem. Raises `ConfigurationError` where the extra `lua` is missing, or there is no
    such version.
    """
    text = code.encode("utf-8", "replace") if isinstance(code, str) else code
    problem = syntax_problem(text, version)
    if problem is not None:
        return [problem]
    return sorted(set(_problems(text, version)))


def _problems(text: bytes, version: str) -> Iterator[Problem]:
    source = Source(text)
    names = names_of(source.root)
    paths = Paths(names, offered(version))
    integrations = Integrations(version)
    yield from CallRules(source, names, paths, integrations).problems()
    yield from ResultRules(source, names, paths, integrations, version).problems()
    yield from GlobalRules(source, names, paths, version).problems()
    for table in names.tables:
        for key, name in Table(table, paths.path).repeated:
            message = f"The key '{name}' is given twice; the last one counts"
            yield source.problem(key, "duplicate-key", message)
