"""What a site is made of, before it is built: pages to build, and files that are published as they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.load.locate import Located
from generator.site import disk
from generator.targets.site.machine import llms, search
from generator.targets.site.paths import CATALOGUE, FILES, HOME, INDEX_FILE, SOURCE
from generator.targets.site.paths import SEARCH_INDEX as SEARCH_INDEX_PATH

DOCS = "docs/"
"""The folder of a run's output with the pages that are checked in."""

ASSETS = "assets/"
SEARCH_INDEX = SEARCH_INDEX_PATH.removeprefix(SOURCE)
"""Records of the search, which are loaded when somebody searches."""

OVERRIDES = "overrides/"
_MAKING = (".md", ".entry.js")
"""Endings of the theme's files that say how others were made."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page to build: its markdown, and the text that agents get at the same address with `.md`.

    `written` is what people wrote, line by line what is built, in the file `origin`, as findings name it. Both are empty
    where the page is rendered from definitions.
    """

    text: str
    twin: str
    written: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """A site before it is built. All paths are relative to the site, with `/`."""

    pages: Mapping[str, Page]
    assets: Mapping[str, bytes]
    """Files that pages load, the theme's among them."""
    overrides: Mapping[str, bytes]
    """The theme's templates, which are no files of the site."""
    files: Mapping[str, bytes]
    """Files for programs and agents, the pages' twins among them."""
    findings: tuple[Located, ...] = field(default=())


def rendered_pages(rendered: Mapping[str, bytes]) -> dict[str, Page]:
    """Returns the pages among what a run yields, each with its twin.

    The twin is the checked-in page of the same address; the catalogue's is the index of all integrations. A page that
    has none, such as one group of a wide integration, is its own.
    """
    pages: dict[str, Page] = {}
    for path, data in rendered.items():
        if path.startswith(SOURCE) and path.endswith(".md"):
            name = path.removeprefix(SOURCE)
            checked_in = (HOME if path == CATALOGUE else path).removeprefix(SOURCE)
            twin = rendered.get(DOCS + checked_in, data)
            pages[name] = Page(data.decode(), twin.decode())
    return pages


def rendered_assets(rendered: Mapping[str, bytes]) -> dict[str, bytes]:
    """Returns the other files that pages load."""
    return {
        path.removeprefix(SOURCE): data
        for path, data in rendered.items()
        if path.startswith(SOURCE) and not path.endswith(".md")
    }


def published(rendered: Mapping[str, bytes], pages: Mapping[str, Page]) -> dict[str, bytes]:
    """Returns the files for programs and agents. What is made for the site wins over what is checked in."""
    checked_in = {
        path.removeprefix(DOCS): d for path, d in rendered.items() if path.startswith(DOCS)
    }
    twins = {path: page.twin.encode() for path, page in pages.items()}
    own = {path.removeprefix(FILES): d for path, d in rendered.items() if path.startswith(FILES)}
    return checked_in | twins | own


def with_guides_found(assets: Mapping[str, bytes], guides: Mapping[str, Page]) -> dict[str, bytes]:
    """Returns the files that pages load, with the guides' headings in what the search looks through."""
    if SEARCH_INDEX not in assets:
        return dict(assets)
    records = [
        record
        for page, guide in guides.items()
        for record in search.records_of_guide(page, guide.twin)
    ]
    script = search.with_records(assets[SEARCH_INDEX].decode(), records)
    return {**assets, SEARCH_INDEX: script.encode()}


def with_guides_listed(files: Mapping[str, bytes], guides: Mapping[str, Page]) -> dict[str, bytes]:
    """Returns the files for agents, with the guides in the list that they begin with."""
    if INDEX_FILE not in files:
        return dict(files)
    pages = [(page, guide.twin) for page, guide in guides.items()]
    return {**files, INDEX_FILE: llms.with_guides(files[INDEX_FILE].decode(), pages).encode()}


def theme(folder: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Returns the assets and the templates of a theme, by path."""
    files = disk.read(folder, disk.paths(folder))
    assets = {
        path: data
        for path, data in files.items()
        if path.startswith(ASSETS) and not path.endswith(_MAKING)
    }
    overrides = {
        path.removeprefix(OVERRIDES): data
        for path, data in files.items()
        if path.startswith(OVERRIDES)
    }
    return assets, overrides
