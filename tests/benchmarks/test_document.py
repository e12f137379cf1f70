"""The made-up OpenAPI document: the same for ever, valid, and carried over whole."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from benchmarks.document import document
from generator.findings.json_value import is_array, is_object
from generator.load.tree import Tree
from generator.pipeline import validate
from tests.support.importing import findings, imported_value
from tests.support.tools import REPOSITORY

OPERATIONS = 60


@cache
def sample() -> bytes:
    return document(OPERATIONS, seed=7)


@cache
def value() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(sample())
    return loaded


def inside(part: Any) -> Iterator[dict[str, Any]]:
    """All objects in a part of the document, however deep."""
    if is_object(part):
        yield part
    for each in part.values() if is_object(part) else part if is_array(part) else ():
        yield from inside(each)


def operations() -> list[dict[str, Any]]:
    return [each for path in value()["paths"].values() for each in path.values()]


def run(file: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "benchmarks.document", str(file), *arguments],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONHASHSEED": "31"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_writes_the_same_bytes_under_any_order_of_hashes(tmp_path: Path) -> None:
    file = tmp_path / "openapi.json"
    done = run(file, "--operations", str(OPERATIONS))
    said = f"{OPERATIONS} operations, {len(sample()):,} bytes, in {file}\n"
    assert (done.stderr, done.stdout) == ("", said)
    assert file.read_bytes() == sample()


def test_another_seed_makes_another_document() -> None:
    assert document(OPERATIONS, seed=8) != sample()


@pytest.mark.parametrize(
    ("count", "message"),
    [
        ("0", "A document has at least one operation, not 0."),
        ("-1", "A document has at least one operation, not -1."),
        ("5000", "There are words for 1078 operations, not for 5000."),
    ],
)
def test_numbers_that_cannot_be_met_are_explained(tmp_path: Path, count: str, message: str) -> None:
    file = tmp_path / "openapi.json"
    done = run(file, "--operations", count)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == f"python -m benchmarks.document: error: {message}"
    assert not file.exists()


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_text("mine")
    done = run(file)
    assert done.stderr.splitlines()[-1].endswith(f"error: {file} is there: give a new file.")
    assert file.read_text() == "mine"


def test_operations_are_as_many_as_asked_for_each_with_its_own_name() -> None:
    names = [each["operationId"] for each in operations()]
    assert len(names) == len(set(names)) == OPERATIONS
    assert len(document(300)) > 500_000


def test_every_reference_leads_somewhere_and_no_type_is_there_for_nothing() -> None:
    references = {each["$ref"] for each in inside(value()) if isinstance(each.get("$ref"), str)}
    components = {
        f"#/components/{kind}/{name}"
        for kind in ("schemas", "parameters", "responses")
        for name in value()["components"][kind]
    }
    assert references - components == set()
    unused = {each for each in components - references if "/schemas/" in each}
    assert unused == set()


def test_it_is_a_sample_of_what_documents_have() -> None:
    schemas = list(inside(value()))
    places = {each["in"] for each in schemas if "in" in each and "schema" in each}
    assert places == {"path", "query", "header"}
    for keyword in (
        "allOf",
        "oneOf",
        "anyOf",
        "discriminator",
        "nullable",
        "enum",
        "default",
        "example",
        "deprecated",
        "readOnly",
        "pattern",
        "additionalProperties",
        "requestBody",
        "explode",
    ):
        assert any(keyword in each for each in schemas), keyword
    media = {kind for each in schemas if "content" in each for kind in each["content"]}
    assert media == {"application/json", "multipart/form-data", "application/pdf"}
    assert {method for path in value()["paths"].values() for method in path} == {
        "get",
        "post",
        "put",
        "patch",
        "delete",
    }


@pytest.mark.skipif(find_spec("openapi_spec_validator") is None, reason="no openapi-spec-validator")
def test_it_is_valid() -> None:
    import_module("openapi_spec_validator").validate(value())


def test_all_of_it_is_imported_without_a_finding(tmp_path: Path) -> None:
    result = imported_value(tmp_path, value(), "made_up")
    assert findings(result) == []
    assert (result.found, len(result.names)) == (OPERATIONS, OPERATIONS)
    files = {path: json.dumps(each).encode() for path, each in result.files.items()}
    assert [str(each) for each in validate(Tree("definitions", {"made_up": files}))] == []
    assert any(isinstance(each, dict) and "pagination" in each for each in result.files.values())
