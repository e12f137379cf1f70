"""What is known of an integration without looking at its definition again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.pages import wording


@dataclass(frozen=True, slots=True)
class Summary:
    """What files about the whole catalogue need to know of one integration."""

    name: str
    title: str
    class_name: str
    category: str
    summary: str
    functions: tuple[str, ...]
    reads: int
    writes: int
    groups: Mapping[str, int]
    """The number of functions of each group that has pages of its own, by its name."""


def by_category(summaries: Iterable[Summary]) -> list[tuple[str, list[Summary]]]:
    """Returns the integrations of each category, both sorted by name."""
    ordered = sorted(summaries, key=lambda each: (each.category, each.name))
    groups = groupby(ordered, key=lambda each: each.category)
    return [(category, list(members)) for category, members in groups]


def counts(summaries: Sequence[Summary]) -> str:
    """Returns what integrations offer together: `4 integrations · 25 functions · 18 read · 7 write`."""
    functions = sum(len(each.functions) for each in summaries)
    parts = [
        wording.counted(len(summaries), "integration"),
        wording.counted(functions, "function"),
        f"{sum(each.reads for each in summaries)} read",
        f"{sum(each.writes for each in summaries)} write",
    ]
    return " · ".join(parts)
