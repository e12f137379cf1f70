"""The site of the definitions, built once for all tests that look at it, and a server that shows it."""

import os
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from filelock import FileLock

from tests.support.loopback import Exchange, serving

REPOSITORY = Path(__file__).resolve().parents[2]

_TYPES = {
    ".css": "text/css",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".md": "text/markdown; charset=utf-8",
    ".png": "image/png",
}


def built_site(folders: pytest.TempPathFactory) -> Path:
    """Returns the folder of the site, which the first of the workers that asks for it builds."""
    shared = folders.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    site = shared / "site-of-the-definitions"
    with FileLock(shared / "site.lock"):
        if not site.exists():
            _build(site)
    return site


def _build(site: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "generator", "site", "--output", str(site)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def served(site: Path) -> Generator[str]:
    """The address of a server of the site, which answers with the site's 404 page where there is nothing."""

    def answer(exchange: Exchange) -> None:
        path = unquote(urlsplit(exchange.path).path)
        file = site / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))
        status = 200
        if not file.is_file():
            file, status = site / "404.html", 404
        kind = _TYPES.get(file.suffix, "application/octet-stream")
        exchange.reply(file.read_bytes(), status=status, content_type=kind)

    with serving(answer) as server:
        yield f"{server.url}/"


def pages(site: Path) -> list[str]:
    """The paths of all pages but the one for addresses that lead nowhere."""
    found = (path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return sorted(path for path in found if path != "404.html")


def sample(site: Path) -> list[str]:
    """The paths of some pages: all guides and the ways in, and of the pages of integrations the largest, the smallest and one between."""
    alone = {path for path in pages(site) if "/" not in path or path.startswith("guides/")}
    others = [path for path in pages(site) if path not in alone]
    by_size = sorted(others, key=lambda path: (site / path).stat().st_size)
    return sorted({*alone, by_size[0], by_size[len(by_size) // 2], by_size[-1]})
