"""Which group of functions a type of results belongs to: the only one whose functions return it."""

from collections.abc import Iterator, Mapping

from generator.model.integration import Function, Integration
from generator.model.types import NamedType, references
from generator.targets.python.naming import named_types


def result_types(integration: Integration) -> Mapping[str, NamedType]:
    """Returns all types of results by name, with those that only have a name because a function returns them."""
    types = {name: named for name, named in integration.types.items() if named.result}
    for function in integration.functions:
        for name, type_ in named_types(integration, function):
            if name not in types:
                types[name] = NamedType(name, type_, result=True)
    return types


def owners(integration: Integration, types: Mapping[str, NamedType]) -> Mapping[str, str | None]:
    """Returns the group of each type of results; None for those that several groups need, or functions without one."""
    found: dict[str, set[str | None]] = {name: set() for name in types}
    for function in integration.functions:
        for name in _reached(integration, function, types):
            found[name].add(function.group)
    return {
        name: next(iter(groups)) if len(groups) == 1 else None for name, groups in found.items()
    }


def _reached(
    integration: Integration, function: Function, types: Mapping[str, NamedType]
) -> Iterator[str]:
    seen: set[str] = set()
    waiting = [name for name, _ in named_types(integration, function)]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            yield name
            waiting += [each for each in references(types[name].body) if each in types]
