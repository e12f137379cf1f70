"""mypy and pyright, both strict, on files of a test's choice."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

REPOSITORY = Path(__file__).resolve().parents[2]


class Complaint(NamedTuple):
    """An error that a checker found."""

    file: str
    """The name of the file, without its folder."""
    line: int
    rule: str
    message: str


def mypy(paths: Sequence[Path], roots: Sequence[Path], cache: Path) -> list[Complaint]:
    """Returns mypy's errors in files; `roots` are the folders that imports start from."""
    search = os.pathsep.join(map(str, roots))
    completed = _run(
        *("mypy", "--strict", "--config-file=", "--output=json", "--no-error-summary"),
        *("--explicit-package-bases", f"--cache-dir={cache}", *map(str, paths)),
        env={"MYPYPATH": search},
    )
    found = [json.loads(line) for line in completed.splitlines() if line.startswith("{")]
    return [
        Complaint(Path(each["file"]).name, each["line"], each["code"], each["message"])
        for each in found
        if each["severity"] == "error"
    ]


def pyright(paths: Sequence[Path], roots: Sequence[Path], folder: Path) -> list[Complaint]:
    """Returns pyright's errors in files. Its settings are written to `folder`, which is empty."""
    settings = {
        "typeCheckingMode": "strict",
        "pythonVersion": "3.11",
        "include": [os.path.relpath(path, folder) for path in paths],
        "extraPaths": list(map(str, roots)),
    }
    (folder / "pyrightconfig.json").write_text(json.dumps(settings))
    completed = _run(
        *("pyright", "--outputjson", "--pythonpath", sys.executable, "--project", str(folder))
    )
    report = json.loads(completed)
    assert report["summary"]["filesAnalyzed"] > 0, completed
    diagnostics: list[dict[str, Any]] = report["generalDiagnostics"]
    return [
        Complaint(
            Path(each["file"]).name,
            each["range"]["start"]["line"] + 1,
            each.get("rule", "syntax"),
            each["message"],
        )
        for each in diagnostics
        if each["severity"] == "error"
    ]


def ruff(folder: Path) -> str:
    """Returns what ruff finds in `folder`, with the settings of this repository."""
    return _run("ruff", "check", "--no-cache", "--quiet", "--config", "pyproject.toml", cwd=folder)


def _run(
    module: str, *arguments: str, env: dict[str, str] | None = None, cwd: Path = REPOSITORY
) -> str:
    completed = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )
    assert completed.returncode in (0, 1), completed.stdout + completed.stderr
    return completed.stdout
