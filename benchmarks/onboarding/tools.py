"""The tools: their commands, and what they write."""

import re
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from benchmarks.timing import REPOSITORY

NAME: Final = "onboarded_vendor"
"""What the integration is called, and the package of every peer: nothing that is installed."""

JAVA: Final = "Java"


@dataclass(frozen=True, slots=True)
class Output:
    """What a tool wrote. `files` are all of it; `python` is the folder to import from, `package` what is inside.

    `operations` is None where there are only models; `client` and `models` are the modules to import, none where there
    are none.
    """

    files: Path
    python: Path
    package: Path
    operations: int | None
    client: Sequence[str]
    models: Sequence[str]


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool. Commands are run in an empty folder, which the output is read from; the interpreter stands before each.

    `steps` are the commands of the first run by what they are called, `again` those of a later run, none where nothing
    of the first one is kept.
    """

    name: str
    needs: Sequence[str]
    prepare: Callable[[Path], None]
    steps: Callable[[Path], Mapping[str, Sequence[str]]]
    again: Callable[[Path], Mapping[str, Sequence[str]]]
    output: Callable[[Path], Output]

    @property
    def missing(self) -> str | None:
        """What it lacks here, or None."""
        for name in self.needs:
            if (shutil.which("java") if name == JAVA else find_spec(name)) is None:
                return name.replace("_", "-")
        return None


def ours(folder: Path) -> Output:
    """What the generator writes; definitions count as input of the second command only."""
    functions = (folder / "definitions" / NAME / "functions").glob("*.json")
    python = folder / "generated" / "python"
    package = python / "integrations" / NAME
    return Output(
        folder / "generated",
        python,
        package,
        sum(1 for _ in functions),
        [f"integrations.{NAME}.client"],
        _modules(python, package.rglob("models.py")),
    )


def openapi_python_client(folder: Path) -> Output:
    """What openapi-python-client writes: a module for each operation, in packages by tag."""
    python = folder / "client"
    package = python / NAME
    operations = _matches(package.glob("api/*/*.py"), r"^def sync_detailed\(")
    return Output(
        python,
        python,
        package,
        operations,
        [f"{NAME}.client"],
        _modules(python, [package / "models"]),
    )


def datamodel_code_generator(folder: Path) -> Output:
    """What datamodel-code-generator writes: one module."""
    python = folder / "models"
    return Output(python, python, python, None, [], [NAME])


def openapi_generator(folder: Path) -> Output:
    """What openapi-generator writes: classes by tag, with three methods for each operation."""
    python = folder / "client"
    package = python / NAME
    operations = _matches(package.glob("api/*.py"), r"^ +(?:async )?def \w+_with_http_info\(")
    models = _modules(python, [package / "models"])
    return Output(python, python, package, operations, [NAME], models)


def tools(document: Path) -> Sequence[Tool]:
    """Returns all tools, installed or not, for a document."""
    source = str(document)
    return (
        Tool("ours", (), _copy_schemas, _ours(source, cold=True), _ours(source, cold=False), ours),
        Tool(
            "openapi-python-client",
            ("openapi_python_client",),
            _name_package,
            lambda folder: {
                "": [
                    *("-m", "openapi_python_client", "generate", "--path", source),
                    *("--output-path", str(folder / "client"), "--config", str(folder / _CONFIG)),
                ]
            },
            _nothing_more,
            openapi_python_client,
        ),
        Tool(
            "datamodel-code-generator",
            ("datamodel_code_generator",),
            lambda folder: (folder / "models").mkdir(),
            lambda folder: {
                "": [
                    *("-m", "datamodel_code_generator", "--input", source),
                    *("--input-file-type", "openapi", "--target-python-version", "3.11"),
                    *("--output-model-type", "pydantic_v2.BaseModel", "--disable-warnings"),
                    *("--output", str(folder / "models" / f"{NAME}.py")),
                ]
            },
            _nothing_more,
            datamodel_code_generator,
        ),
        Tool(
            "openapi-generator",
            ("openapi_generator_cli", JAVA),
            lambda folder: None,
            lambda folder: {
                "": [
                    *("-c", "from openapi_generator_cli import cli; cli()", "generate"),
                    *("-g", "python", "--library", "httpx", "--package-name", NAME),
                    *("-i", source, "-o", str(folder / "client")),
                ]
            },
            _nothing_more,
            openapi_generator,
        ),
    )


_CONFIG: Final = "config.yaml"


def _ours(source: str, *, cold: bool) -> Callable[[Path], Mapping[str, Sequence[str]]]:
    def steps(folder: Path) -> Mapping[str, Sequence[str]]:
        definitions = ("--definitions", str(folder / "definitions"))
        generate = [
            "-m",
            "generator",
            "generate",
            *definitions,
            "--output",
            str(folder / "generated"),
        ]
        return {
            "import": [
                "-m",
                "generator",
                "import",
                "openapi",
                source,
                "--name",
                NAME,
                *definitions,
            ],
            "generate": [*generate, "--no-cache"] if cold else generate,
        }

    return steps


def _copy_schemas(folder: Path) -> None:
    """Makes the folder of definitions, with what stands in it before the first one."""
    (folder / "definitions").mkdir()
    for schema in (REPOSITORY / "definitions").glob("*.schema.json"):
        shutil.copy(schema, folder / "definitions")


def _name_package(folder: Path) -> None:
    (folder / _CONFIG).write_text(f"package_name_override: {NAME}\n")


def _nothing_more(_: Path) -> Mapping[str, Sequence[str]]:
    return {}


def _matches(files: Iterable[Path], pattern: str) -> int:
    found = re.compile(pattern, re.MULTILINE)
    return sum(len(found.findall(each.read_text())) for each in files)


def _modules(root: Path, paths: Iterable[Path]) -> Sequence[str]:
    names = (path.relative_to(root).with_suffix("").parts for path in paths)
    return sorted(".".join(each) for each in names)
