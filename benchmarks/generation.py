"""How long the generator takes, beside the model generator alone on the same types."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.timing import REPOSITORY, process

_RUNS = 5


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
        yield "generate, one definition changed", process(command, _RUNS, _Edit(definitions)), peer
        check = ["-m", "generator", "check", "--no-cache", *command[3:]]
        yield "check --no-cache", process(check, _RUNS), peer


class _Edit:
    """Changes one description, to something new each time."""

    def __init__(self, definitions: Path) -> None:
        self._file = definitions / "groq" / "functions" / "list_files.json"
        self._count = 0

    def __call__(self) -> None:
        value = json.loads(self._file.read_text())
        self._count += 1
        value["summary"] = f"List files, edition {self._count}."
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
