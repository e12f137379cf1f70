"""The half of the site that programs and agents read: pages of functions, lists of links, tools, catalogues, search records.

Nothing here is checked in: everything is made when the site is built, and published as it is (`files/`), but for the records
of the search, which pages load (`source/assets/`).
"""

from collections.abc import Mapping, Sequence

from generator.model.integration import Integration
from generator.targets.base import Entry, File
from generator.targets.site.machine import catalogue, links, llms, search, tools

__all__ = ["catalogue_files", "files"]


def files(integration: Integration) -> Mapping[str, File]:
    """Returns the files about one integration, by path."""
    name = integration.name
    pages = {
        links.FILES + links.agent_file(name, each.name): File(llms.page(integration, each))
        for each in integration.functions
    }
    described = {
        links.FILES + links.index_file(name): File(llms.index(integration)),
        links.FILES + links.catalogue_file(name): File(catalogue.part(integration)),
    }
    schemas = {links.FILES + path: File(text) for path, text in tools.files(integration).items()}
    return {**pages, **described, **schemas}


def catalogue_files(entries: Sequence[Entry]) -> Mapping[str, File]:
    """Returns the files about all integrations, by path; entries hold what `files` returned, and are sorted by name."""
    parts = [each.files[links.FILES + links.catalogue_file(each.summary.name)] for each in entries]
    return {
        links.FILES + links.CATALOGUE: File(catalogue.whole(parts)),
        links.FILES + links.INDEX: File(llms.site_index([each.summary for each in entries])),
        search.SCRIPT: File(search.script(parts)),
    }
