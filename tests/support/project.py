"""A copy of the project's sources in a folder of its own, and its commands run there as a user runs them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.support import ready

REPOSITORY = Path(__file__).resolve().parents[2]
SOURCES = ("definitions", "generator", "runtime", "templates")


@dataclass(frozen=True, slots=True)
class Project:
    """A copy of the repository's sources."""

    folder: Path

    @property
    def definitions(self) -> Path:
        """The folder of definitions."""
        return self.folder / "definitions"

    @property
    def generated(self) -> Path:
        """The folder of generated files."""
        return self.folder / "generated"

    def run(
        self, *arguments: str, cwd: Path | None = None, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Runs `python -m generator` of the copy, in a ready interpreter unless variables are given that only a start reads."""
        program = ["-m", "generator", *arguments]
        folder = cwd or self.folder
        paths = {"PYTHONPATH": os.pathsep.join((str(self.folder), str(self.folder / "runtime")))}
        variables = {**os.environ, **paths, **(env or {})}
        if env is None:
            return ready.run(ready.GENERATOR, program, cwd=folder, env=variables)
        return subprocess.run(
            [sys.executable, *program],
            cwd=folder,
            env=variables,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
        )


def copy_project(folder: Path, *integrations: str) -> Project:
    """Returns a copy of the sources, with some of the integrations or all."""
    for name in SOURCES:
        shutil.copytree(  # with what is compiled already, but not what is being compiled now
            REPOSITORY / name, folder / name, ignore=shutil.ignore_patterns("*.pyc.*")
        )
    project = Project(folder)
    if integrations:
        for child in project.definitions.iterdir():
            if child.is_dir() and child.name not in integrations:
                shutil.rmtree(child)
    return project


def snapshot(folder: Path) -> dict[str, bytes]:
    """Returns the files below a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
