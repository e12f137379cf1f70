"""Generated models read what vendors send, and give it back as it came."""

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pydantic import TypeAdapter

from generator.format import format_files
from generator.targets.python import TARGET
from tests.cases.python.cases import CASES
from tests.support.texts import HOSTILE

PACKAGE = "generated_cases"


@pytest.fixture(scope="module", autouse=True)
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Makes the modules of all small integrations importable, below a package of their own."""
    folder = tmp_path_factory.mktemp("cases")
    for name, case in CASES.items():
        files = format_files(TARGET.integration(replace(case.integration, name=name)))
        for path, content in files.items():
            target = folder / PACKAGE / path.removeprefix("python/integrations/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    yield folder
    sys.path.remove(str(folder))
    for module in [each for each in sys.modules if each.split(".")[0] == PACKAGE]:
        del sys.modules[module]


def models(case: str) -> ModuleType:
    return importlib.import_module(f"{PACKAGE}.{case}.models")


@pytest.mark.parametrize(
    ("case", "name", "data"),
    [
        ("enums", "Thing", {"state": "unheard of", "kind": "thing", "more": [1, {"a": None}]}),
        (
            "renamed_fields",
            "Thing",
            {
                "from": "a",
                "json": {"x": 1},
                "list": ["b"],
                "x-y": 1.5,
                "x_y": 2.5,
                "1st": 1,
                "_id": "i",
                "date": "not a date",
                "class": {"name": "n"},
                "Owner": {"name": None},
            },
        ),
        ("recursive", "Node", {"name": "a", "children": [{"name": "b", "content": ["c", ["d"]]}]}),
        ("circle", "Folder", {"entries": [{"parent": {"entries": []}}, {"entries": None}]}),
        ("union", "GetThingResult", {"text": "a"}),
        ("union", "GetThingResult", 3),
        ("maps", "GetThingResult", {"a": 1.5}),
        ("pagination", "Page", {"data": [{"id": "a", "unknown": True}]}),
        ("hostile", "Thing", {HOSTILE: HOSTILE, "plain": HOSTILE}),
    ],
)
def test_a_model_gives_back_what_it_read(case: str, name: str, data: Any) -> None:
    adapter = TypeAdapter[Any](getattr(models(case), name))
    read = adapter.validate_json(json.dumps(data))
    assert adapter.dump_python(read, by_alias=True, exclude_unset=True, mode="json") == data


def test_fields_have_names_of_python() -> None:
    thing = models("renamed_fields").Thing.model_validate(
        {"from": "a", "date": "d", "list": ["b"], "x-y": 1, "_id": "i", "Owner": {"name": "o"}}
    )
    assert (thing.from_, thing.list_, thing.x_y_, thing.field_id) == ("a", ["b"], 1, "i")
    assert thing.Owner.name == "o"
    assert (thing.json_, thing.class_) == (None, None)


@pytest.mark.parametrize("case", CASES)
def test_every_module_can_be_imported(case: str, package: Path) -> None:
    for path in sorted((package / PACKAGE / case).glob("*.py")):
        module = importlib.import_module(f"{PACKAGE}.{case}.{path.stem}")
        assert module.__doc__


def test_a_client_loads_no_models(package: Path) -> None:
    code = (
        f"import sys; from {PACKAGE}.recursive import Acme; Acme()\n"
        "print([each for each in sys.modules if each == 'pydantic' or each.endswith('.models')])"
    )
    completed = subprocess.run(
        [sys.executable, "-c", code], cwd=package, capture_output=True, text=True, check=True
    )
    assert completed.stdout == "[]\n"
