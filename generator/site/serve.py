"""The site as it is being written: Zensical shows it, and a watcher renders anew what people edit.

Zensical passes on every file beside the pages but markdown, so what it shows lacks the pages' twins and the functions' texts.
Links are looked at by `build` alone.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from generator.load.locate import Located
from generator.site import zensical
from generator.site.builder import Site, gather, held
from generator.site.errors import SiteError
from generator.site.parts import Part, prepare

_PAUSE = 0.5
"""Seconds between two looks at the files."""

_PATIENCE = 5.0
"""Seconds that Zensical is given to end."""

Stamp = Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Again:
    """The command that renders what is shown, in a process of its own, so that it is made of the code as it is now."""

    command: Sequence[str]
    folder: Path

    def run(self) -> bool:
        """Renders, and returns whether it worked; what is wrong is printed by the process."""
        return subprocess.run(self.command, cwd=self.folder, check=False).returncode == 0


def write_sources(site: Site, rendered: Mapping[str, bytes], reference: str) -> Sequence[Located]:
    """Writes what is shown, as far as it changed, and returns findings about guides."""
    contents = gather(site, rendered, reference)
    if not contents.findings:
        passed = {path: data for path, data in contents.files.items() if not path.endswith(".md")}
        shown = replace(contents, assets={**passed, **contents.assets})
        with held(_work(site)):
            prepare(shown, _work(site), 1)
    return contents.findings


def serve(site: Site, again: Again, watched: Sequence[Path], port: int) -> None:
    """Shows the site until it is interrupted. Raises SiteError where it cannot be shown at all."""
    command = zensical.command("serve", "--dev-addr", f"localhost:{port}")
    before = _stamp(watched)
    if not again.run():
        raise SiteError("The site cannot be shown before this is mended.")
    part = Part(_work(site) / "part-1-of-1", {})
    shower = subprocess.Popen(
        [*command, "--config-file", str(part.configuration)],
        cwd=part.folder,
        env=zensical.environment(),
        stdin=subprocess.DEVNULL,
    )
    try:
        for now in _looks(shower, watched):
            if now != before:
                before = now
                _follow(again)
        raise SiteError(f"Zensical ended by itself. Is port {port} free? --port names another one.")
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
    finally:
        _end(shower)


def _looks(shower: subprocess.Popen[bytes], watched: Sequence[Path]) -> Iterator[Stamp]:
    """Yields what the files are, again and again, as long as the site is shown."""
    while shower.poll() is None:
        time.sleep(_PAUSE)
        yield _stamp(watched)


def _follow(again: Again) -> None:
    started = time.monotonic()
    if again.run():
        print(f"Rendered what was edited in {time.monotonic() - started:.1f} s.", file=sys.stderr)
    else:
        print("The site shows what was there before, until this is mended.", file=sys.stderr)


def _end(shower: subprocess.Popen[bytes]) -> None:
    shower.terminate()
    try:
        shower.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        shower.kill()
        shower.wait()


def _stamp(watched: Sequence[Path]) -> Stamp:
    """The times and sizes of all files, by path."""
    found: dict[str, tuple[int, int]] = {}
    for folder in watched:
        for place, folders, names in os.walk(folder):
            folders[:] = [each for each in folders if each != "__pycache__"]
            for name in names:
                path = f"{place}/{name}"
                with suppress(OSError):  # an editor's file that is gone again
                    status = Path(path).stat()
                    found[path] = (status.st_mtime_ns, status.st_size)
    return found


def _work(site: Site) -> Path:
    return site.work / "serve"
