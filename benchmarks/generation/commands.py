"""The commands that are measured."""

import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.timing import REPOSITORY, environment
from benchmarks.usage import Usage, measured


class Commands:
    """The generator's commands on one folder of definitions, which is changed; output is written beside it."""

    def __init__(self, definitions: Path) -> None:
        self._output = definitions.with_name(f"{definitions.name}-generated")
        self._folders = ["--definitions", str(definitions), "--output", str(self._output)]
        self._edited = min(definitions.glob("*/functions/*.json"))
        self._edits = 0

    def cold(self, runs: int) -> list[Usage]:
        """Generates without output and cache, so many times."""
        found: list[Usage] = []
        for _ in range(runs):
            shutil.rmtree(self._output, ignore_errors=True)
            found.append(self._run("generate", "--no-cache"))
        return found

    def generate(self) -> Usage:
        """Generates with the cache."""
        return self._run("generate")

    def generate_changed(self) -> Usage:
        """Changes one description, to something new each time, and generates with the cache."""
        value = json.loads(self._edited.read_text())
        self._edits += 1
        value["summary"] = f"List them, edition {self._edits}."
        self._edited.write_text(json.dumps(value, indent=2))
        return self._run("generate")

    def check(self) -> Usage:
        """Compares the output with the definitions, without the cache."""
        return self._run("check", "--no-cache")

    def _run(self, name: str, *options: str) -> Usage:
        return _run(["-m", "generator", name, *self._folders, *options])


def models_alone(folder: Path, runs: int = 3) -> Sequence[Usage]:
    """Runs datamodel-code-generator's own command on the types of one integration."""
    types = json.loads((REPOSITORY / "definitions" / "groq" / "types.json").read_text())
    schema = folder / "schema.json"
    schema.write_text(json.dumps({"$defs": types}).replace("#/types/", "#/$defs/"))
    command = ["-m", "datamodel_code_generator", "--input", str(schema)]
    command += ["--input-file-type", "jsonschema", "--output", str(folder / "models.py")]
    command += ["--output-model-type", "pydantic_v2.BaseModel"]
    return [_run(command) for _ in range(runs)]


def _run(arguments: Sequence[str]) -> Usage:
    """Runs a Python process. Raises RuntimeError, with its errors, when it fails."""
    done = measured([sys.executable, *arguments], environment(), REPOSITORY)
    if done.status != 0:
        raise RuntimeError(f"{arguments!r} failed:\n{done.output}{done.errors}")
    return done.usage
