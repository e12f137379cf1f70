"""The docs target: pages for people, pages for agents, data for programs, and the catalogue's index."""

from collections.abc import Mapping, Sequence

from generator.model.integration import Integration
from generator.pages import agent, wording
from generator.pages.agent import BUDGET, section_sizes
from generator.pages.index import index
from generator.pages.schemas import schemas
from generator.targets.base import Entry, File, Target
from generator.targets.docs import catalogue, page
from generator.targets.docs.paths import agent_page, index_file, people_page, schemas_file

__all__ = ["BUDGET", "TARGET", "section_sizes"]


class _Docs:
    """Two pages and two files of data for each integration, and three files about all of them."""

    name = "docs"

    def integration(self, integration: Integration) -> Mapping[str, File]:
        """Returns the page for people, the agent page, and what programs read.

        The comment that says where a page comes from is the agent page's last line: agents read its first ones.
        """
        agent_markdown = agent.page(integration).rstrip()
        header = wording.header(f"definitions/{integration.name}")
        return {
            people_page(integration.name): File(page.page(integration, agent_markdown)),
            agent_page(integration.name): File(f"{agent_markdown}\n\n{header}\n"),
            index_file(integration.name): File(index(integration)),
            schemas_file(integration.name): File(schemas(integration)),
        }

    def catalogue(self, entries: Sequence[Entry]) -> Mapping[str, File]:
        """Returns the index and the two files for agents."""
        return catalogue.files(entries)


TARGET: Target = _Docs()
