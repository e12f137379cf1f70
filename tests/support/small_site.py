"""A small site to build: a few pages as the site target renders them, guides, and a theme of one style sheet."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.site.builder import Built, Site, build
from generator.targets.site.guides import FORMAT, GUIDES

PAGES = {
    "source/index.md": "# Home\n\nSee [Acme](acme/index.md).\n",
    "source/catalogue.md": "# Catalogue\n\n[Acme](acme/index.md)\n",
    "source/acme/index.md": "# Acme\n\n## get_item { #get_item }\n\nGets an item.\n",
    "files/acme/get_item.md": "## get_item\n\nGets an item.\n",
    "files/catalogue.json": '{"integrations": ["acme"]}\n',
    "docs/index.md": "# Integrations\n\n[Acme](acme/index.md)\n",
    "docs/acme/index.md": "# Acme\n",
    "docs/acme/agent.md": "# Acme — Lua API Reference\n",
}
THEME = {
    "assets/site.css": "body { margin: 0; }\n",
    "overrides/main.html": '{% extends "base.html" %}\n',
}
REFERENCE = "# The format\n\n## Schema\n\nSee [Schema](#schema).\n"


@dataclass(frozen=True, slots=True)
class Small:
    """A repository in a folder, and what a run rendered."""

    site: Site
    rendered: Mapping[str, str] = field(default_factory=lambda: PAGES)

    def build(self) -> Built:
        """Builds the site."""
        rendered = {path: text.encode() for path, text in self.rendered.items()}
        return build(self.site, rendered, REFERENCE)

    def having(self, path: str, text: str) -> "Small":
        """Returns the same with another rendered file."""
        return replace(self, rendered={**self.rendered, path: text})

    def write(self, path: str, text: str) -> None:
        """Writes a file of the repository."""
        file = self.site.repository / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def small_site(folder: Path) -> Small:
    """Returns a site that builds without findings, in a new folder."""
    repository = folder / "repository"
    made = Small(Site(repository, folder / "work", folder / "site", label="work"))
    for guide in GUIDES:
        if guide.file != FORMAT:
            made.write(guide.file, f"# {guide.title}\n")
    for path, text in THEME.items():
        made.write(f"templates/site/theme/{path}", text)
    return made


def messages(built: Built) -> list[str]:
    """Returns the findings of a build, each on one line."""
    return [str(each) for each in built.findings]
