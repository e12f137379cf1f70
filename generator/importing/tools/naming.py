"""Names for the functions that tools become.

- A tool keeps its words in its own order, in lower case: `searchIssues`, `search-issues` and `search.issues` are `search_issues`.
  Articles are left out: `retrieve-a-page` is `retrieve_page`.
- What names the server is left out: `mcp__acme__` in front, a first part that all tools have (`acme.search`, `acme/search`), the integration's own
  name, and a first word that three tools or more have and no other does not, unless it is a verb (`browser_click`, `browser_drag`).
- A name that Python, Lua or every client has already gets `run_` in front, one that begins with a digit `tool_`; so does one without a letter.
- At most 60 characters: words at the end are dropped. Equal names are numbered, in the order of the tools' own names.

Names are chosen for the whole list, before some tools are left out, and those of the last import are kept: `known`.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import count
from keyword import iskeyword

from generator.importing.composing import LIMIT
from generator.importing.vocabulary import ARTICLES, is_verb
from generator.importing.words import words
from generator.languages.names import LUA_KEYWORDS

_SEPARATOR = re.compile(r"[/.:\s#|,]+|__+")
_MANY = 3


def tool_names(
    tools: Sequence[str],
    integration: str,
    known: Mapping[str, str],
    reserved: Collection[str],
) -> dict[str, str]:
    """Returns a name for each tool by its own; these differ. `known` are names that tools have already."""
    names: dict[str, str] = {}
    for tool in sorted(tools):
        if known.get(tool) and known[tool] not in names.values():
            names[tool] = known[tool]
    taken = {*names.values()}
    short = _without_servers(tools, integration)
    for tool in sorted(set(tools) - names.keys()):
        names[tool] = _free(_allowed(short[tool], integration, reserved), taken)
        taken.add(names[tool])
    return {tool: names[tool] for tool in tools}


def _without_servers(tools: Sequence[str], integration: str) -> dict[str, list[str]]:
    parts = {tool: _parts(tool) for tool in tools}
    servers = {tuple(each[0]) if len(each) > 1 else () for each in parts.values()}
    if len(parts) > 1 and len(servers) == 1 and () not in servers:
        parts = {tool: each[1:] for tool, each in parts.items()}
    own = integration.split("_")
    flat: dict[str, list[str]] = {}
    for tool, each in parts.items():
        found = [word for part in each for word in part if word not in ARTICLES]
        flat[tool] = found[len(own) :] if found[: len(own)] == own and found != own else found
    firsts = {tuple(each[:1]) for each in flat.values()}
    shared = next(iter(firsts))[0] if len(firsts) == 1 and () not in firsts else ""
    long = all(len(each) > 1 for each in flat.values())
    if shared and long and len(flat) >= _MANY and not is_verb(shared):
        return {tool: each[1:] for tool, each in flat.items()}
    return flat


def _parts(tool: str) -> list[list[str]]:
    parts = [part for part in map(words, _SEPARATOR.split(tool)) if part]
    return parts[2:] if len(parts) > 2 and parts[0] == ["mcp"] else parts


def _allowed(found: list[str], integration: str, reserved: Collection[str]) -> str:
    while len("_".join(found)) > LIMIT and len(found) > 1:
        found = found[:-1]
    name = "_".join(found)[:LIMIT]
    if not name or not name[0].isalpha():
        name = f"tool_{name}" if name else "tool"
    taken = iskeyword(name) or name in LUA_KEYWORDS or name in reserved or name == "default"
    own = name == integration or name.startswith((f"{integration}_", "iter_"))
    return f"run_{name}" if taken or own else name


def _free(name: str, taken: Collection[str]) -> str:
    if name not in taken:
        return name
    numbered = (f"{name}_{number}" for number in count(2))
    return next(each for each in numbered if each not in taken)
