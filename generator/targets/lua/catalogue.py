"""The view of the files about all integrations."""

from collections.abc import Sequence

from generator.languages.lua import key, note
from generator.targets.base import Summary
from generator.targets.lua.names import namespace_name


def catalogue_view(summaries: Sequence[Summary]) -> dict[str, object]:
    """Returns what the templates of the catalogue's files show."""
    return {
        "integrations": [
            f"---@field {key(each.name)} {namespace_name(each.name)}"
            f"{note(f'{each.title}: {each.summary}')}"
            for each in summaries
        ]
    }
