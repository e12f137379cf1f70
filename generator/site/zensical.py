"""Zensical, the site generator, as a process: what it says becomes findings."""

import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.load.locate import Located
from generator.site.errors import PAGE, SiteError, finding
from generator.site.parts import Part

MISSING = "Zensical, which builds the site, is not installed. Run `make venv`, or install the dependency group `docs` of pyproject.toml."

_REPOSITORY = Path(__file__).resolve().parents[2]
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_REMARK = re.compile(
    r"^(?:Warning|Error): (?P<message>.+)\n\s*╭─\[ (?P<path>.+):(?P<line>\d+):(?P<column>\d+) \]",
    re.MULTILINE,
)
_LAST = 5
"""How many of its last lines are shown where Zensical fails for a reason of its own."""


def command(*arguments: str) -> list[str]:
    """Returns the command that runs Zensical. Raises SiteError where it is not installed."""
    if importlib.util.find_spec("zensical") is None:
        raise SiteError(MISSING)
    return [sys.executable, "-m", "zensical", *arguments]


def environment() -> dict[str, str]:
    """Returns the variables of the process: nothing of the user's language, clock or warnings takes part."""
    kept = ("PATH", "HOME", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "VIRTUAL_ENV")
    own = {name: os.environ[name] for name in kept if name in os.environ}
    own["PYTHONPATH"] = str(_REPOSITORY)  # where it finds the extension `generator.site.ready_html`
    return {**own, "TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "PYTHONHASHSEED": "0"}


def build(parts: Sequence[Part], label: str) -> list[Located]:
    """Builds all parts side by side, and returns what Zensical remarks about their pages, each once.

    `label` is how findings name the folder that holds the parts. Raises SiteError where Zensical fails without saying
    which page is wrong.
    """
    running: list[subprocess.Popen[str]] = []
    try:
        running.extend(map(_start, parts))
        said = [process.communicate()[0] for process in running]
    finally:
        for process in running:
            process.kill()
            process.wait()
    findings: set[Located] = set()
    for part, process, output in zip(parts, running, said, strict=True):
        remarks = list(_remarks(_COLOUR.sub("", output), part, label))
        if process.returncode and not remarks:
            raise SiteError(_failure(_COLOUR.sub("", output)))
        findings.update(remarks)
    return sorted(findings)


def _start(part: Part) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command("build", "--config-file", str(part.configuration)),
        cwd=part.folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )


def _remarks(output: str, part: Part, label: str) -> Iterator[Located]:
    for match in _REMARK.finditer(output):
        page = part.pages.get(match["path"])
        text = (page.written or page.text) if page else ""
        origin = page.origin if page else ""
        path = origin or f"{label}/{part.shown(match['path'])}"
        message = f"Zensical: {match['message']}."
        yield finding(PAGE, path, message, text, int(match["line"]), int(match["column"]))


def _failure(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    traceback = next((n for n, line in enumerate(lines) if line.startswith("Traceback")), None)
    told = lines[-1:] if traceback is not None else lines[-_LAST:]
    return f"Zensical could not build the site: {' '.join(told) or 'it said nothing'}"
