"""What a target is: a kind of output that is made from integrations.

A target is one package here, one folder of templates and one line in the registry (`generator.targets.registry`). Targets
never import each other; what two of them need stands in `generator.languages`, `generator.snippets` and `generator.pages`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from generator.model.integration import Integration
from generator.targets.summary import Summary as Summary


@dataclass(frozen=True, slots=True)
class File:
    """A rendered file, in the form that its language's formatter gives it."""

    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One integration of the catalogue: its summary, and its files of the target that asks."""

    summary: Summary
    files: Mapping[str, str]


class Target(Protocol):
    """Makes files. Paths are relative to the output folder, with `/`, and begin with the target's own folder."""

    @property
    def name(self) -> str:
        """The target's name, which is also its folder in `templates/` and in the output."""
        ...

    def integration(self, integration: Integration) -> Mapping[str, File]:
        """Returns the files of one integration, by path."""
        ...

    def catalogue(self, entries: Sequence[Entry]) -> Mapping[str, File]:
        """Returns the files about all integrations, by path; `entries` are sorted by name."""
        ...


def summarize(integration: Integration) -> Summary:
    """Returns what the catalogue's files need to know of an integration."""
    return Summary(
        name=integration.name,
        title=integration.title,
        class_name=integration.class_name,
        category=integration.category,
        summary=integration.summary,
        functions=tuple(each.name for each in integration.functions),
        reads=integration.reads,
        writes=integration.writes,
        groups=(
            {each.name: len(each.functions) for each in integration.groups}
            if integration.is_split
            else {}
        ),
    )
