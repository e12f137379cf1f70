"""What there is: the integrations and their functions, from the index that the generator writes for each of them."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ..errors import ArgumentError
from ..resources import find
from ..suggest import nearest
from .groups import GroupedDocs, group_folder
from .spellings import function_of, walker_of

if TYPE_CHECKING:
    from .ranking import Ranking

PREFIXES: Final = ("app.integrations.", "integrations.")
"""What names of pages and functions may begin with."""

_FILE: Final = "index.json"
_SHOWN: Final = 5
"""Functions that the line about a group names."""


class FunctionDoc(NamedTuple):
    """A function, in short. `str` is one typed line: the call in Lua, what it returns, what it does."""

    integration: str
    name: str
    title: str
    operation: str
    signature: str
    summary: str
    description: str
    parameters: Mapping[str, str]
    """Their descriptions, by name."""
    destructive: bool = False
    """What a call removes or overwrites cannot be restored."""
    retry_safe: bool = False
    """A write that may be repeated."""
    undocumented: bool = False
    """The vendor does not publish the endpoint."""
    deprecated: str = ""
    """The sentence that warns, where the function should no longer be used."""
    unbound: bool = False
    """There is no HTTP binding: calls raise `NoBinding`."""
    group: str = ""
    """The group to which it belongs; empty where it has none."""

    @property
    def full_name(self) -> str:
        """The name among all functions: `groq.list_files`."""
        return f"{self.integration}.{self.name}"

    def __str__(self) -> str:
        walker = walker_of(self.integration, self.name, self.group)
        pages = "" if walker is None else f" All pages: {walker}."
        unbound = " No HTTP binding." if self.unbound else ""
        return f"{self.signature} -- {self.summary}{pages}{unbound}"


class IntegrationDoc(NamedTuple):
    """An integration, in short."""

    name: str
    title: str
    category: str
    summary: str
    docs_url: str
    verify: str | None
    """The name of the read that shows whether an account works; None where no read can be called without arguments."""
    verify_arguments: Mapping[str, Any]
    """What it is called with."""
    credentials: Mapping[str, Mapping[str, str]]
    """`label` and, where there is one, `hint` of each credential, by key."""
    settings: Mapping[str, Mapping[str, str]]
    functions: Mapping[str, FunctionDoc]
    """In the order of the docs."""
    groups: Mapping[str, Sequence[str]]
    """The names of the functions of each group; empty where functions have no groups."""
    is_split: bool
    """Whether each group has files of its own."""

    def of_group(self, name: str) -> list[FunctionDoc]:
        """The functions of a group. Raises `ArgumentError` for an unknown one."""
        if name not in self.groups:
            raise unknown("group", f"{self.name}.{name}", name, self.groups, f"{self.name}.")
        return [self.functions[each] for each in self.groups[name]]


class Catalogue:
    """The integrations in a folder of documentation. Files are read when they are needed, and once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, IntegrationDoc] = {}
        self._ranking: Ranking | None = None
        self._lock = threading.Lock()

    def names(self) -> list[str]:
        """The names of all integrations, sorted."""
        return sorted(path.parent.name for path in self._folder.glob(f"*/{_FILE}"))

    def integration(self, name: str) -> IntegrationDoc:
        """The integration of this name. Raises `ArgumentError`."""
        plain = without_prefix(name)
        if not plain:
            raise ArgumentError("An integration must be named, such as groq.")
        found = self._known.get(plain) or self._load(plain)
        if found is None:
            raise unknown("integration", name, plain, self.names())
        return found

    def chosen(self, name: str) -> tuple[IntegrationDoc, str]:
        """The integration that is named, and one of its groups where that is (`github.issues`), else nothing. Raises `ArgumentError`."""
        integration, dot, group = without_prefix(name).partition(".")
        known = self.integration(integration) if dot and integration in self.names() else None
        if known is None or not known.groups:
            return self.integration(name), ""
        known.of_group(group)
        return known, group

    def all(self) -> list[IntegrationDoc]:
        """Every integration, sorted by name."""
        return [self.integration(name) for name in self.names()]

    def function(self, name: str) -> FunctionDoc:
        """The function that callers name `groq.list_files`, or in full `groq_list_files`. Raises `ArgumentError`."""
        plain = without_prefix(name)
        integration, dot, function = plain.partition(".")
        if not dot:
            integration = self.owner(plain) or plain
            function = plain
        if not function or not integration.isidentifier() or integration == plain:
            raise self._no_function(name, plain)
        functions = self.integration(integration).functions
        found = function if function in functions else function_of(integration, function)
        if found in functions:
            return functions[found]
        groups = self.integration(integration).groups
        if function in groups:
            first = f"{integration}.{groups[function][0]}"
            raise ArgumentError(f"{name} is a group; name a function, like {first}.")
        raise unknown("function", name, found, functions, f"{integration}.")

    def owner(self, tool: str) -> str | None:
        """The integration whose function has a full name such as `groq_list_files`: the longest that fits; None where none does."""
        fitting = [
            each for each in self.names() if tool.startswith(f"{each}_") and tool != f"{each}_"
        ]
        return max(fitting, key=len, default=None)

    def search(self, words: str, limit: int) -> list[FunctionDoc]:
        """The functions that fit best, best first."""
        with self._lock:
            if self._ranking is None:
                from .ranking import Ranking  # most programs do not search

                self._ranking = Ranking(self.all())
        return self._ranking.best(words, limit)

    def _no_function(self, name: str, plain: str) -> ArgumentError:
        names = self.names()
        if plain in names:
            first = next(iter(self.integration(plain).functions.values()))
            return ArgumentError(
                f"{name} is an integration; name a function, like {first.full_name}."
            )
        owners = {
            function: function for each in names for function in self.integration(each).functions
        }
        full = [
            doc.full_name
            for function in nearest(plain, owners, 1)
            for each in names
            if (doc := self.integration(each).functions.get(function)) is not None
        ]
        return _sentence("function", name, full[:3])

    def _load(self, name: str) -> IntegrationDoc | None:
        file = self._folder / name / _FILE
        if not name.isidentifier() or not file.is_file():
            return None
        data: dict[str, Any] = json.loads(file.read_bytes())
        functions = _functions(name, data.pop("functions"))
        groups: Mapping[str, Sequence[str]] = data.pop("groups", {})
        is_split = any(each not in functions for names in groups.values() for each in names)
        if is_split:
            functions = GroupedDocs(functions, groups, partial(self._group, name))
        else:
            homes = {each: group for group, names in groups.items() for each in names}
            functions = {
                each: doc._replace(group=homes.get(each, "")) for each, doc in functions.items()
            }
        arguments: Mapping[str, Any] = data.pop("verify_arguments", {})
        found = IntegrationDoc(
            **data,
            verify_arguments=arguments,
            functions=functions,
            groups=groups,
            is_split=is_split,
        )
        self._known[name] = found
        return found

    def _group(self, integration: str, group: str) -> Mapping[str, FunctionDoc]:
        file = group_folder(self._folder, integration, group) / _FILE
        return _functions(integration, json.loads(file.read_bytes())["functions"], group)


def _functions(
    integration: str, data: Mapping[str, Any], group: str = ""
) -> Mapping[str, FunctionDoc]:
    return {
        name: FunctionDoc(integration=integration, name=name, **value, group=group)
        for name, value in data.items()
    }


def list_docs(name: str | None = None) -> list[str]:
    """One typed line for each function of an integration (`groq`), of a group (`github.issues`) or of all integrations.

    Where every group has files of its own, it has one line in place of its functions, unless it is the one that is named. Raises
    `ArgumentError` for an unknown name.
    """
    catalogue = installed()
    if name is None:
        return [line for each in catalogue.all() for line in _lines(each)]
    integration, group = catalogue.chosen(name)
    if group:
        return [*map(str, integration.of_group(group))]
    return _lines(integration)


def _lines(integration: IntegrationDoc) -> list[str]:
    if not integration.is_split:
        return [*map(str, integration.functions.values())]
    grouped = {each for names in integration.groups.values() for each in names}
    own = [
        str(integration.functions[each]) for each in integration.functions if each not in grouped
    ]
    return [*own, *(_group_line(integration, *each) for each in integration.groups.items())]


def _group_line(integration: IntegrationDoc, group: str, names: Sequence[str]) -> str:
    count = f"{len(names)} function{'' if len(names) == 1 else 's'}"
    shown = ", ".join([*names[:_SHOWN], *(["…"] if len(names) > _SHOWN else [])])
    return f'lua_list_docs("{integration.name}.{group}") -- {count}: {shown}'


def search(words: str, limit: int = 10) -> list[FunctionDoc]:
    """The functions that fit some words best, best first.

    An exact name comes first; then names weigh more than titles, summaries, parameters and descriptions. Words that
    occur nowhere are taken for misspelt ones. Raises `ArgumentError` where there are no words.
    """
    if not words.strip():
        raise ArgumentError("A search needs words, such as: upload file.")
    return installed().search(words, limit)


def installed() -> Catalogue:
    """The catalogue of this installation. Raises `ConfigurationError` where there is none."""
    return _at(find("docs"))


@cache
def _at(folder: Path) -> Catalogue:
    return Catalogue(folder)


def without_prefix(name: str) -> str:
    """A name without `app.integrations.` or `integrations.` in front."""
    for prefix in PREFIXES:
        if name.startswith(prefix):
            return name.removeprefix(prefix)
    return name


def unknown(
    kind: str, name: str, word: str, known: Iterable[str], prefix: str = ""
) -> ArgumentError:
    """The error for a name that does not exist, with the `known` ones that are like its `word`, each behind `prefix`."""
    return _sentence(kind, name, [f"{prefix}{each}" for each in nearest(word, known, 3)])


def _sentence(kind: str, name: str, close: list[str]) -> ArgumentError:
    hint = f" Did you mean: {', '.join(close)}?" if close else ""
    return ArgumentError(f"Unknown {kind}: {name}.{hint}")
