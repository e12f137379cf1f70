"""`--serve`: the site is shown as it is being written, until it is interrupted."""

import contextlib
import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from pathlib import Path

import httpx
import pytest

from tests.support.project import REPOSITORY
from tests.support.small_site import PAGES, small_site

SECONDS = 60.0

RENDER = """
import json, sys
from pathlib import Path
from generator.site.builder import Site
from generator.site.serve import write_sources
from tests.support.small_site import REFERENCE
folder = Path(sys.argv[1])
rendered = {path: text.encode() for path, text in json.loads((folder / "pages" / "pages.json").read_text()).items()}
findings = write_sources(Site(folder / "repository", folder / "work", folder / "site"), rendered, REFERENCE)
print(*findings, sep="\\n")
sys.exit(2 if findings else 0)
"""
SERVE = f"""
import sys
from pathlib import Path
from generator.site.builder import Site
from generator.site.errors import SiteError
from generator.site.serve import Again, serve
folder = Path(sys.argv[1])
site = Site(folder / "repository", folder / "work", folder / "site")
again = Again((sys.executable, "-c", {RENDER!r}, str(folder)), Path.cwd())
try:
    serve(site, again, [folder / "repository", folder / "pages"], int(sys.argv[2]))
except SiteError as error:
    print(error)
    sys.exit(2)
"""


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextlib.contextmanager
def serving(folder: Path, port: int) -> Generator[subprocess.Popen[str]]:
    """The process that shows a site."""
    with subprocess.Popen(
        [sys.executable, "-c", SERVE, str(folder), str(port)],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_for(holds: Callable[[], bool]) -> None:
    """Returns when something holds; gives up after a minute."""
    end = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.03)


def get(port: int, path: str) -> str:
    """What is shown at a path; nothing where nothing is."""
    try:
        answer = httpx.get(f"http://localhost:{port}/{path}", timeout=SECONDS)
    except httpx.TransportError:
        return ""
    return answer.text if answer.status_code == 200 else ""


def write_pages(folder: Path, **changed: str) -> None:
    """Writes what a run would render."""
    file = folder / "pages" / "pages.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps({**PAGES, **changed}))


def test_edits_are_shown_and_an_interrupt_ends_it(tmp_path: Path) -> None:
    small = small_site(tmp_path)
    write_pages(tmp_path)
    port = free_port()
    with serving(tmp_path, port) as process:
        wait_for(lambda: "Gets an item." in get(port, "acme/index.html"))
        assert get(port, "catalogue.json") == PAGES["files/catalogue.json"]
        write_pages(tmp_path, **{"source/acme/index.md": "# Acme\n\nAn edited page.\n"})
        wait_for(lambda: "An edited page." in get(port, "acme/index.html"))
        small.write("docs/guides/lua.md", "# Lua\n\nAn edited guide.\n")
        wait_for(lambda: "An edited guide." in get(port, "guides/lua.html"))
        process.send_signal(signal.SIGINT)
        output, _ = process.communicate(timeout=SECONDS)
    assert process.returncode == 0
    assert output.endswith("Stopped.\n") and "Traceback" not in output
    assert get(port, "index.html") == ""


def test_a_guide_that_is_wrong_at_the_start(tmp_path: Path) -> None:
    small = small_site(tmp_path)
    write_pages(tmp_path)
    small.write("docs/guides/lua.md", "# Lua\n\n[x](../../LICENSE)\n")
    with serving(tmp_path, free_port()) as process:
        output, _ = process.communicate(timeout=SECONDS)
    assert process.returncode == 2
    assert output.splitlines()[0].startswith("docs/guides/lua.md:3:5: error: SITE_GUIDE: ")
    assert output.endswith("The site cannot be shown before this is mended.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="ports are shared there")
def test_a_port_that_is_taken(tmp_path: Path) -> None:
    small_site(tmp_path)
    write_pages(tmp_path)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        with serving(tmp_path, port) as process:
            output, _ = process.communicate(timeout=SECONDS)
    assert process.returncode == 2
    assert output.endswith(
        f"Zensical ended by itself. Is port {port} free? --port names another one.\n"
    )
