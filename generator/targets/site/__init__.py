"""The site target: what the documentation site is built from. It is rendered for a build, and not checked in.

Paths below `source/` are what the site generator reads, those below `files/` are published as they are.
"""

from collections.abc import Mapping, Sequence

from generator.model.integration import Integration
from generator.targets.base import Entry, File, Target
from generator.targets.site import catalogue, machine
from generator.targets.site.integration import pages

__all__ = ["SITE", "TARGET"]


class _Site:
    """The pages for people, and beside them what programs and agents read."""

    name = "site"

    def integration(self, integration: Integration) -> Mapping[str, File]:
        """Returns the page of an integration, or its index and a page for each group of its functions; and its files."""
        found = {path: File(text) for path, text in pages(integration)}
        return {**found, **machine.files(integration)}

    def catalogue(self, entries: Sequence[Entry]) -> Mapping[str, File]:
        """Returns the home page, the catalogue, and the files about all integrations."""
        return {**catalogue.pages(entries), **machine.catalogue_files(entries)}


SITE: Target = _Site()
TARGET = SITE
