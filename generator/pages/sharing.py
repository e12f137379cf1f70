"""Which group of functions a named type belongs to, where every group has files of its own."""

from collections.abc import Iterator, Mapping

from generator.model.integration import Function, Integration
from generator.model.types import NamedType, Type, references
from generator.pages.memo import once


def types_of(integration: Integration, group: str | None) -> Mapping[str, NamedType]:
    """Returns the named types that only one group needs; for None those that several need, or functions without one, or none."""
    groups = _groups(integration)
    return {name: each for name, each in integration.types.items() if groups[name] == group}


@once
def _groups(integration: Integration) -> Mapping[str, str | None]:
    found: dict[str, set[str | None]] = {name: set() for name in integration.types}
    for function in integration.functions:
        for name in _reached(function, integration.types):
            found[name].add(function.group)
    return {
        name: next(iter(groups)) if len(groups) == 1 else None for name, groups in found.items()
    }


def _reached(function: Function, types: Mapping[str, NamedType]) -> Iterator[str]:
    """Yields the names of the types that a function takes and returns, and of those inside them."""
    seen: set[str] = set()
    waiting = [name for type_ in _own(function) for name in references(type_)]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            yield name
            waiting += references(types[name].body)


def _own(function: Function) -> Iterator[Type]:
    yield from (each.type for each in function.parameters)
    event = None if function.streaming is None else function.streaming.event
    yield from filter(None, (function.response, function.result, function.item, event))
