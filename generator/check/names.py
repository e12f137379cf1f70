"""Names that a language, or our own clients, already use."""

from collections.abc import Mapping

from generator.check.reserved import ANNOTATIONS, METHOD, MODULE, client_attributes
from generator.check.rules import (
    FUNCTION_RESERVED,
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


def check_iterator_name(
    function: str, others: Mapping[str, FunctionDefinition], report: Report
) -> None:
    """Reports a list whose iterator has the name of another list's, or of what every client has."""
    name = iterator_name(function)
    same = [
        each
        for each, definition in others.items()
        if each != function and definition.pagination and iterator_name(each) == name
    ]
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
