"""Measures all, and prints the table."""

import shutil
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from benchmarks.catalogue import FUNCTIONS, INTEGRATIONS, write_catalogue
from benchmarks.site.rows import HEADER, Row
from benchmarks.timing import REPOSITORY, environment, once

_BUILD = 60.0
_PAGE = 200_000
_SEARCH = 0.1
_NEEDED = ("zensical", "playwright")
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def report(rounds: int) -> list[Row]:
    """Prints the rows as they come, and returns them; none where the builder or Playwright is missing."""
    print(HEADER, flush=True)
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        print(f"Not installed here: {', '.join(missing)}.")
        return []
    found: list[Row] = []
    with tempfile.TemporaryDirectory() as name:
        for row in _rows(Path(name), rounds):
            print(row.line(), flush=True)
            found.append(row)
    return found


def _rows(folder: Path, rounds: int) -> Iterator[Row]:
    definitions = REPOSITORY / "definitions"
    count = len([each for each in definitions.iterdir() if each.is_dir()])
    yield from _built(f"{count} integrations", definitions, folder / "small")
    catalogue = folder / "catalogue"
    write_catalogue(catalogue)
    site = folder / "large"
    yield from _built(f"{INTEGRATIONS} integrations, {FUNCTIONS:,} functions", catalogue, site)
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is None:
        print("Not installed here: Chromium, for the search. Install: apt-get install chromium")
        return
    from benchmarks.site.search import searches

    first, later = searches(site, browser, rounds)
    yield Row("  first result, just after opening a page", first)
    yield Row("  first result of a search", later, largest=_SEARCH)
    yield Row("  the slowest of them", [max(later)])


def _built(name: str, definitions: Path, output: Path) -> Iterator[Row]:
    command = ["-m", "generator", "site", "--no-cache"]
    command += ["--definitions", str(definitions), "--output", str(output)]
    yield Row(name, [once(command, environment())[0]], largest=_BUILD)
    files = [path for path in output.rglob("*") if path.is_file()]
    yield Row(f"  {len(files):,} files", [sum(path.stat().st_size for path in files)], "byte")
    pages = [path.stat().st_size for path in files if path.suffix == ".html"]
    yield Row(f"  largest of {len(pages)} pages", [max(pages)], "byte", largest=_PAGE)
