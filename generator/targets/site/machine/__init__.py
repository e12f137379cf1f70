"""The half of the site that programs and agents read: pages of functions, lists of links, tools, catalogues, search records.

Nothing here is checked in: everything is made when the site is built, and published as it is (`files/`), but for the records
of the search, which pages load (`source/assets/`).
"""

from collections.abc import Mapping, Sequence

from generator.model.integration import Integration
from generator.targets.base import Entry, File
from generator.targets.site import paths
from generator.targets.site.machine import catalogue, llms, search, tools

__all__ = ["catalogue_files", "files"]


def files(integration: Integration) -> Mapping[str, File]:
    """Returns the files about one integration, by path."""
    name = integration.name
    pages = {
        paths.FILES + paths.agent_file(name, each.name): File(llms.page(integration, each))
        for each in integration.functions
    }
    described = {
        paths.FILES + paths.index_file(name): File(llms.index(integration)),
        paths.FILES + paths.catalogue_file(name): File(catalogue.part(integration)),
    }
    schemas = {paths.FILES + path: File(text) for path, text in tools.files(integration).items()}
    return {**pages, **described, **schemas}


def catalogue_files(entries: Sequence[Entry]) -> Mapping[str, File]:
    """Returns the files about all integrations, by path; entries hold what `files` returned, and are sorted by name."""
    parts = [each.files[paths.FILES + paths.catalogue_file(each.summary.name)] for each in entries]
    return {
        paths.FILES + paths.CATALOGUE_FILE: File(catalogue.whole(parts)),
        paths.FILES + paths.INDEX_FILE: File(llms.site_index([each.summary for each in entries])),
        paths.SEARCH_INDEX: File(search.script(parts)),
    }
