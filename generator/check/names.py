"""Names that a language, or our own clients, already use."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from generator.check.reserved import ANNOTATIONS, METHOD, MODULE, client_attributes
from generator.check.rules import (
    FUNCTION_RESERVED,
    GROUP_RESERVED,
    NAME_CLASH,
    PARAMETER_RESERVED,
    TYPE_RESERVED,
)
from generator.definition import FunctionDefinition, IntegrationDefinition
from generator.findings import Report
from generator.languages.names import LUA_KEYWORDS, iterator_name
from generator.languages.python import is_keyword, parameter_name
from generator.load.integration import LoadedIntegration


def check_function_name(
    integration: str, definition: IntegrationDefinition | None, name: str, report: Report
) -> None:
    """Reports a function that could not be called in every language."""
    problem = _function_problem(integration, definition, name)
    if problem:
        report.add(FUNCTION_RESERVED, f"A function cannot be called '{name}': {problem}.")


def _function_problem(
    integration: str, definition: IntegrationDefinition | None, name: str
) -> str | None:
    if is_keyword(name):
        return "it is a keyword of Python"
    if name in LUA_KEYWORDS:
        return "it is a keyword of Lua"
    if name == "default":
        return "in Lua, `default` is the default account"
    if name.startswith("iter_"):
        return "names with `iter_` walk the pages of a list"
    if name.startswith(f"{integration}_") or name == integration:
        return f"the full name adds '{integration}_' to it"
    if name in client_attributes() or name == "SPEC":
        return "every client has an attribute of that name"
    if name in ANNOTATIONS:
        return "it would hide Python's type of that name"
    return None


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one integration's functions, gathered once."""

    iterators: Mapping[str, Sequence[str]]
    """Lists that have iterators, by the names of these."""
    groups: Mapping[str, str]
    """The first function of each group."""
    ungrouped: Set[str]

    @classmethod
    def of(cls, functions: Mapping[str, FunctionDefinition]) -> "Names":
        """Returns the names of these functions."""
        iterators: dict[str, list[str]] = {}
        groups: dict[str, str] = {}
        for name, definition in functions.items():
            if definition.pagination is not None:
                iterators.setdefault(iterator_name(name), []).append(name)
            if definition.group is not None:
                groups.setdefault(definition.group, name)
        ungrouped = {name for name, each in functions.items() if each.group is None}
        return cls(iterators, groups, ungrouped)


def check_group_name(name: str, group: str | None, others: Names, report: Report) -> None:
    """Reports a group that no client could have, at the first function that stands in it; `name` is the function that is looked at."""
    if group is None or others.groups[group] != name:
        return
    problem = _group_problem(group, others.ungrouped)
    if problem:
        report.add(GROUP_RESERVED, f"A group cannot be called '{group}': {problem}.", "group")


def _group_problem(group: str, functions: Set[str]) -> str | None:
    if is_keyword(group):
        return "it is a keyword of Python"
    if group in client_attributes() or group == "SPEC":
        return "every client has an attribute of that name"
    if group in ANNOTATIONS:
        return "it would hide Python's type of that name"
    if group in functions:
        return "a function without a group has that name"
    if group in map(iterator_name, functions):
        return "a function without a group has an iterator of that name"
    return None


def check_iterator_name(function: str, others: Names, report: Report) -> None:
    """Reports a list whose iterator has the name of another list's, or of what every client has."""
    name = iterator_name(function)
    same = [each for each in others.iterators.get(name, ()) if each != function]
    if same or name in client_attributes():
        owner = f"that of '{same[0]}'" if same else "an attribute of every client"
        message = f"Its iterator would be called '{name}' in Python, like {owner}."
        report.add_key(NAME_CLASH, message, "pagination")


def check_parameter_names(function: FunctionDefinition, report: Report) -> None:
    """Reports parameters that a method could not have, or that become one when Python renames them."""
    seen: dict[str, str] = {}
    for name in function.parameters:
        if name in METHOD:
            report.add_key(
                PARAMETER_RESERVED,
                f"'{name}' is taken: every method has it. Use 'wire_name' for the vendor's name.",
                "parameters",
                name,
            )
        renamed = parameter_name(name)
        if renamed in seen:
            message = f"'{name}' and '{seen[renamed]}' are both '{renamed}' in Python."
            report.add_key(NAME_CLASH, message, "parameters", name)
        seen[renamed] = name


def check_type_names(loaded: LoadedIntegration, report: Report) -> None:
    """Reports shared types that generated modules could not define."""
    for name in loaded.types or {}:
        if name in MODULE:
            report.add_key(TYPE_RESERVED, f"'{name}' is taken in generated modules.", name)
        elif name.endswith("Param") and name.removesuffix("Param") in (loaded.types or {}):
            message = (
                f"'{name}' is what the arguments of '{name.removesuffix('Param')}' are called."
            )
            report.add_key(TYPE_RESERVED, message, name)
