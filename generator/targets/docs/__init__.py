"""The docs target: pages for people, pages for agents, data for programs, and the catalogue's index."""

from collections.abc import Iterator, Mapping, Sequence

from generator.model.integration import Integration
from generator.pages import groups, wording
from generator.pages.agent import BUDGET, section_sizes
from generator.pages.index import group_index, index
from generator.pages.schemas import group_schemas, schemas
from generator.targets.base import Entry, File, Target
from generator.targets.docs import catalogue, page, page_group
from generator.targets.docs.paths import agent_page, index_file, people_page, schemas_file

__all__ = ["BUDGET", "TARGET", "section_sizes"]


class _Docs:
    """Two pages and two files of data for each integration, and for each group of a wide one; and three files about all of them."""

    name = "docs"

    def integration(self, integration: Integration) -> Mapping[str, File]:
        """Returns the page for people, the agent page, and what programs read.

        The comment that says where a page comes from is the agent page's last line: agents read its first ones.
        """
        name = integration.name
        agent_markdown = groups.first_page(integration).rstrip()
        found = {
            people_page(name): page.page(integration, agent_markdown),
            agent_page(name): _for_agents(integration, agent_markdown),
            index_file(name): index(integration),
            schemas_file(name): schemas(integration),
            **(dict(_groups(integration)) if integration.is_split else {}),
        }
        return {path: File(text) for path, text in found.items()}

    def catalogue(self, entries: Sequence[Entry]) -> Mapping[str, File]:
        """Returns the index and the two files for agents."""
        return catalogue.files(entries)


def _groups(integration: Integration) -> Iterator[tuple[str, str]]:
    """Yields the files of all groups: paths and texts."""
    name = integration.name
    for group in integration.groups:
        yield from page_group.pages(integration, group)
        yield agent_page(name, group.name), _for_agents(
            integration, groups.page(integration, group)
        )
        yield index_file(name, group.name), group_index(integration, group)
        yield schemas_file(name, group.name), group_schemas(integration, group)


def _for_agents(integration: Integration, text: str) -> str:
    return f"{text}\n\n{wording.header(f'definitions/{integration.name}')}\n"


TARGET: Target = _Docs()
