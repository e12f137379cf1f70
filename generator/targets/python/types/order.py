"""The order in which types are declared."""

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sized

from generator.model.types import NamedType, ObjectType, references


def declaration_order(types: Mapping[str, NamedType]) -> Iterator[str]:
    """Yields the names of types so that each follows those it refers to, and else by name.

    Where types refer to each other in a circle, objects come first: they can quote a name that stands below them. Aliases
    that are made of themselves come last.
    """
    waits_for = {
        name: {each for each in references(named.body) if each in types and each != name}
        for name, named in types.items()
    }
    needed_by: dict[str, list[str]] = {name: [] for name in types}
    for name, needed in waits_for.items():
        for each in needed:
            needed_by[each].append(name)
    ready = [name for name, needed in waits_for.items() if not needed]
    heapq.heapify(ready)
    rest = set(types)
    while rest:
        name = heapq.heappop(ready) if ready else _first_of_circle(rest, types, waits_for)
        if name not in rest:
            continue
        rest.discard(name)
        yield name
        for each in needed_by[name]:
            waits_for[each].discard(name)
            if not waits_for[each]:
                heapq.heappush(ready, each)


def _first_of_circle(
    rest: Iterable[str], types: Mapping[str, NamedType], waits_for: Mapping[str, Sized]
) -> str:
    def rank(name: str) -> tuple[bool, int, str]:
        return not isinstance(types[name].body, ObjectType), len(waits_for[name]), name

    return min(rest, key=rank)
