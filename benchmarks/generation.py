"""How long the generator takes, beside the model generator alone on the same types."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.catalogue import catalogue
from benchmarks.timing import REPOSITORY, process

_RUNS = 5
_CATALOGUES = ((4, 40), (44, 400), (450, 4_100))
"""Integrations and functions of made-up catalogues: each ten times as large as the one before."""


def rows() -> Iterator[tuple[str, float, float]]:
    """Yields a name, our seconds, and the seconds of what it is compared with."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        definitions = folder / "definitions"
        shutil.copytree(REPOSITORY / "definitions", definitions)
        output = folder / "generated"
        command = [
            "-m",
            "generator",
            "generate",
            "--definitions",
            str(definitions),
            "--output",
            str(output),
        ]
        peer = _peer(folder)

        def delete() -> None:
            shutil.rmtree(output, ignore_errors=True)

        yield "generate, cold", process([*command, "--no-cache"], _RUNS, delete), peer
        process(command, 1, delete)
        yield "generate, nothing changed", process(command, _RUNS), peer
        edit = _Edit(definitions / "groq" / "functions" / "list_files.json")
        yield "generate, one definition changed", process(command, _RUNS, edit), peer
        check = ["-m", "generator", "check", "--no-cache", *command[3:]]
        yield "check --no-cache", process(check, _RUNS), peer
        for integrations, functions in _CATALOGUES:
            yield from _catalogue_rows(folder, integrations, functions, peer)


def _catalogue_rows(
    folder: Path, integrations: int, functions: int, peer: float
) -> Iterator[tuple[str, float, float]]:
    """Rows about a made-up catalogue; the cold run is measured once, because it takes long."""
    definitions = folder / f"definitions-{functions}"
    for name, files in catalogue(integrations, functions, seed=7):
        for path, data in files.items():
            (definitions / name / path).parent.mkdir(parents=True, exist_ok=True)
            (definitions / name / path).write_bytes(data)
    command = ["-m", "generator", "generate", "--definitions", str(definitions)]
    command += ["--output", str(folder / f"generated-{functions}")]
    yield f"{functions:,} functions, cold", process([*command, "--no-cache"], 1), peer
    process(command, 1)
    yield f"{functions:,} functions, nothing changed", process(command, _RUNS), peer
    edit = _Edit(next(iter(sorted(definitions.glob("*/functions/*.json")))))
    yield f"{functions:,} functions, one changed", process(command, _RUNS, edit), peer


class _Edit:
    """Changes one description, to something new each time."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._count = 0

    def __call__(self) -> None:
        value = json.loads(self._file.read_text())
        self._count += 1
        value["summary"] = f"List them, edition {self._count}."
        self._file.write_text(json.dumps(value, indent=2))


def _peer(folder: Path) -> float:
    """Returns the seconds of datamodel-code-generator's own command on the types of one integration."""
    types = json.loads((REPOSITORY / "definitions" / "groq" / "types.json").read_text())
    text = json.dumps({"$defs": types}).replace("#/types/", "#/$defs/")
    schema = folder / "schema.json"
    schema.write_text(text)
    arguments = [
        "-m",
        "datamodel_code_generator",
        "--input",
        str(schema),
        "--input-file-type",
        "jsonschema",
    ]
    return process(
        [
            *arguments,
            "--output",
            str(folder / "peer.py"),
            "--output-model-type",
            "pydantic_v2.BaseModel",
        ],
        3,
    )
