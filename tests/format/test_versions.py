"""Definitions of every version of the format load for ever: a frozen sample of each uses all its fields."""

from pathlib import Path

import pytest

from generator.definition import (
    FORMAT,
    FunctionDefinition,
    IntegrationDefinition,
    Parameter,
    Schema,
)
from generator.load.tree import read_tree
from generator.pipeline import generate

HERE = Path(__file__).parent
VERSIONS = sorted(path.name for path in HERE.glob("v*") if path.is_dir())


def test_there_is_a_sample_of_every_version() -> None:
    assert [f"v{version}" for version in range(1, FORMAT + 1)] == VERSIONS


@pytest.mark.parametrize("version", VERSIONS)
def test_a_sample_loads_and_everything_is_generated_from_it(version: str) -> None:
    output = generate(read_tree(HERE / version, "definitions"))
    assert output.findings == ()
    assert output.generated is not None
    compile(output.generated["python/integrations/everything/client.py"], "client.py", "exec")


@pytest.mark.parametrize("model", [FunctionDefinition, IntegrationDefinition, Parameter, Schema])
def test_the_newest_sample_uses_every_field(model: type[FunctionDefinition]) -> None:
    text = "".join(path.read_text() for path in sorted((HERE / f"v{FORMAT}").rglob("*.json")))
    names = {field.alias or name for name, field in model.model_fields.items()}
    assert {name for name in names if f'"{name}"' not in text} == set()
