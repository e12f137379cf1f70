"""The made-up catalogue: the same for ever, right in everything, and a sample of the whole format."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast, get_args, get_origin

import pytest
from pydantic import BaseModel, TypeAdapter

from benchmarks.catalogue import catalogue
from benchmarks.catalogue.chance import Chance
from benchmarks.catalogue.sizes import sizes
from generator.definition import (
    FunctionDefinition,
    IntegrationDefinition,
    LinkHeaderPaging,
    NextUrlPaging,
    Parameter,
    Schema,
)
from generator.definition.base import DefinitionModel
from generator.findings.json_value import is_object
from generator.load.tree import Tree, read_tree
from generator.pipeline import generate, validate

REPOSITORY = Path(__file__).resolve().parents[2]
INTEGRATIONS, FUNCTIONS = 12, 110

IMPOSSIBLE = {
    (LinkHeaderPaging, "collect"),  # addresses cannot be collected
    (NextUrlPaging, "collect"),
    (Parameter, "properties"),  # an object parameter has them in `schema`
    (Parameter, "title"),  # it names inline objects
}


@cache
def sample() -> dict[str, dict[str, bytes]]:
    return dict(catalogue(INTEGRATIONS, FUNCTIONS, seed=7))


def digest(folders: dict[str, dict[str, bytes]]) -> str:
    files = {
        f"{name}/{path}": data for name, each in folders.items() for path, data in each.items()
    }
    return hashlib.sha256(
        b"".join(f"{path}\n".encode() + files[path] for path in sorted(files))
    ).hexdigest()


def run(
    folder: Path, *arguments: str, seed_of_hashes: str = "0"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "benchmarks.catalogue", str(folder), *arguments],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONHASHSEED": seed_of_hashes},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_writes_the_same_bytes_under_any_order_of_hashes(tmp_path: Path) -> None:
    folder = tmp_path / "definitions"
    size = ("--integrations", str(INTEGRATIONS), "--functions", str(FUNCTIONS))
    done = run(folder, *size, seed_of_hashes="31")
    files = [path for path in folder.rglob("*") if path.is_file()]
    total = sum(path.stat().st_size for path in files)
    said = f"{FUNCTIONS} functions of {INTEGRATIONS} integrations, {total:,} bytes, in {folder}\n"
    assert (done.stderr, done.stdout) == ("", said)
    written: dict[str, dict[str, bytes]] = {name: {} for name in sample()}
    for path in files:
        name, *below = path.relative_to(folder).parts
        written[name]["/".join(below)] = path.read_bytes()
    assert digest(written) == digest(sample())


def test_another_seed_makes_another_catalogue() -> None:
    assert digest(dict(catalogue(INTEGRATIONS, FUNCTIONS, seed=8))) != digest(sample())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("--integrations", "3", "--functions", "2"),
            "2 functions are too few for 3 integrations.",
        ),
        (("--integrations", "0"), "4100 functions are too few for 0 integrations."),
        (
            ("--integrations", "900"),
            "There are names for 750 integrations, not for 900.",
        ),
    ],
)
def test_numbers_that_cannot_be_met_are_explained(
    tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    done = run(tmp_path, *arguments)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == f"python -m benchmarks.catalogue: error: {message}"
    assert list(tmp_path.iterdir()) == []


def test_chance_is_the_same_in_every_version_of_python() -> None:
    chance = Chance("7")
    assert [chance.below(1000) for _ in range(6)] == [712, 877, 950, 298, 806, 460]
    assert "".join(chance.shuffled("abcdef")) == "ebadfc"
    assert chance.some(range(100), 5) == [10, 13, 43, 71, 73]


def test_a_whole_catalogue_has_one_or_two_integrations_of_more_than_a_hundred_functions() -> None:
    counts = sizes(450, 4_100, Chance("7"))
    assert (len(counts), sum(counts)) == (450, 4_100)
    assert sum(each > 100 for each in counts) == 2
    assert sum(20 <= each <= 40 for each in counts) == 18
    assert sum(4 <= each <= 12 for each in counts) == 430


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    done = run(tmp_path)
    assert done.stderr.splitlines()[-1].endswith(
        f"error: {tmp_path} is not empty: give a new folder."
    )
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_numbers_are_as_asked_for_and_sizes_as_in_real_catalogues() -> None:
    counts = sorted(
        len(json.loads(files["integration.json"])["functions"]) for files in sample().values()
    )
    assert (len(counts), sum(counts)) == (INTEGRATIONS, FUNCTIONS)
    assert all(4 <= each <= 12 for each in counts[:-1])
    assert 20 <= counts[-1] <= 40


def test_nothing_is_found_and_files_are_generated() -> None:
    assert [str(each) for each in validate(Tree("definitions", sample()))] == []
    smallest = sorted(sample().items(), key=lambda each: sum(map(len, each[1].values())))[:2]
    output = generate(Tree("definitions", dict(smallest)))
    assert [str(each) for each in output.findings] == []
    clients = [path for path in output.generated or {} if path.endswith("/client.py")]
    assert len(clients) == len(smallest)
    for path, data in (output.generated or {}).items():
        if path.endswith(".py"):
            compile(data, path, "exec")


def test_another_seed_is_as_valid(tmp_path: Path) -> None:
    for name, files in catalogue(20, 180, seed=1):
        for path, data in files.items():
            file = tmp_path / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    assert [str(each) for each in validate(read_tree(tmp_path, "definitions"))] == []


def models() -> set[type[DefinitionModel]]:
    """The classes of the format that a definition is made of: those from which no other is made."""
    pending, found = [DefinitionModel], set[type[DefinitionModel]]()
    while pending:
        each = pending.pop()
        below = [kind for kind in each.__subclasses__() if kind.__module__.startswith("generator.")]
        pending.extend(below)
        if not below:
            found.add(each)
    return found


MODELS = sorted(models(), key=lambda each: each.__name__)


def inside(value: Any) -> Iterator[BaseModel]:
    """All models in a value, however deep."""
    if isinstance(value, BaseModel):
        yield value
        for name in value.model_fields_set:
            yield from inside(getattr(value, name))
    elif is_object(value):
        for each in value.values():
            yield from inside(each)
    elif isinstance(value, tuple):
        for each in cast("tuple[object, ...]", value):
            yield from inside(each)


@cache
def used() -> list[BaseModel]:
    types = TypeAdapter(dict[str, Schema])
    found: list[BaseModel] = []
    for files in sample().values():
        for path, data in files.items():
            if path == "types.json":
                found.extend(inside(types.validate_json(data)))
            else:
                model = IntegrationDefinition if path == "integration.json" else FunctionDefinition
                found.extend(inside(model.model_validate_json(data)))
    return found


def choices(annotation: Any) -> Iterator[Any]:
    """The values of the literals in an annotation."""
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    else:
        for each in get_args(annotation):
            yield from choices(each)


@pytest.mark.parametrize("model", MODELS)
def test_every_field_of_the_format_occurs_with_each_of_its_choices(
    model: type[DefinitionModel],
) -> None:
    instances = [each for each in used() if type(each) is model]
    missing: list[str] = []
    for name, field in model.model_fields.items():
        values = [getattr(each, name) for each in instances if name in each.model_fields_set]
        wanted = list(choices(field.annotation))
        if (model, name) in IMPOSSIBLE:
            assert values == []
        elif not values:
            missing.append(name)
        missing.extend(f"{name}: {each}" for each in wanted if values and each not in values)
    assert missing == []


def test_unions_recursion_and_nesting_occur() -> None:
    text = b"\n".join(data for files in sample().values() for data in files.values())
    schemas = [each for each in used() if isinstance(each, Schema)]
    assert any(each.any_of and each.nullable is False for each in schemas)
    assert any(each.type == "array" and each.items and each.items.properties for each in schemas)
    assert any(each.type == "object" and not each.properties for each in schemas)
    assert b'"$each"' in text
    assert b'"$param"' in text
    recursive = [
        name
        for files in sample().values()
        for name, schema in json.loads(files["types.json"]).items()
        if f'"#/types/{name}"' in json.dumps(schema)
    ]
    assert len(recursive) >= 2
