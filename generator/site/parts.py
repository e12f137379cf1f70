"""The parts that a site is built in: the site generator uses one core, so several of them work on some of the pages each.

Every part holds the pages of the navigation, which all pages show, and all pages of some integrations. What the parts
make of a page does not depend on the others.
"""

import shutil
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.site import disk
from generator.site.configuration import configuration
from generator.site.contents import Contents, Page

MANY = 40
"""How many integrations are worth a second process."""

MOST = 4

_GENERATIONS = 8


@dataclass(frozen=True, slots=True)
class Part:
    """A folder with a configuration and the pages of a part."""

    folder: Path
    pages: Mapping[str, Page]

    @property
    def configuration(self) -> Path:
        """The file that the site generator is given."""
        return self.folder / "mkdocs.yml"

    @property
    def docs(self) -> Path:
        """The folder of pages and assets."""
        return self.folder / "docs"

    @property
    def site(self) -> Path:
        """The folder that the site generator writes."""
        return self.folder / "site"

    def shown(self, path: str) -> str:
        """Returns the place of a page's source below the folder of all parts."""
        return f"{self.folder.name}/{self.docs.name}/{path}"


def part_count(contents: Contents, jobs: int) -> int:
    """Returns in how many parts a site is best built."""
    integrations = {path.split("/")[0] for path in contents.pages if _owner(path)}
    return min(jobs, MOST) if len(integrations) > MANY else 1


def prepare(
    contents: Contents, work: Path, parts: int, site_url: str | None = None
) -> Sequence[Part]:
    """Writes what the site generator reads, as far as it changed, and returns the parts."""
    disk.sync(work / "theme", contents.overrides)
    prepared: list[Part] = []
    for index in range(parts):
        folder = work / f"part-{index + 1}-of-{parts}"
        pages = {
            path: page
            for path, page in contents.pages.items()
            if zlib.crc32(_owner(path).encode()) % parts == index or not _owner(path)
        }
        part = Part(folder, pages)
        disk.sync(part.docs, _files(pages) | dict(contents.assets if index == 0 else {}))
        _shrink(folder / ".cache", len(pages))
        disk.put(part.configuration, configuration(contents, "../theme", site_url))
        prepared.append(part)
    return prepared


def forget(work: Path) -> None:
    """Removes what earlier builds left, so that the site generator works on everything anew."""
    for folder in work.glob("part-*-of-*"):
        shutil.rmtree(folder)


def _shrink(cache: Path, pages: int) -> None:
    """Removes the site generator's own cache, which only grows, once it has many times the entries of one build."""
    if cache.is_dir() and sum(1 for _ in cache.iterdir()) > _GENERATIONS * (2 * pages + 8):
        shutil.rmtree(cache)


def _owner(path: str) -> str:
    """The integration that a page belongs to; empty for pages of the navigation."""
    folder = path.rpartition("/")[0]
    return "" if folder in ("", "guides") else folder


def _files(pages: Mapping[str, Page]) -> dict[str, bytes]:
    return {path: page.text.encode() for path, page in pages.items()}
