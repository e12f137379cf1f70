"""What type checkers say: nothing about the clients and their right uses, and something about every wrong one."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from generator.format import format_files
from generator.targets.python import TARGET
from tests.cases.python.cases import CASES
from tests.support.checkers import REPOSITORY, Complaint, mypy, pyright, ruff

HERE = Path(__file__).parent
WRONG = sorted((HERE / "wrong").glob("*.py"))
RIGHT = HERE / "right.py"
assert RIGHT.is_file()
ROOTS = [REPOSITORY / "generated" / "python", REPOSITORY / "runtime"]
_MARK = re.compile(r"# wrong: (?P<mypy>[a-z-]+), (?P<pyright>\w+)$")


def expected(checker: str) -> set[tuple[str, int, str]]:
    """Returns the file, line and rule of each wrong use."""
    return {
        (path.name, number, mark[checker])
        for path in WRONG
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if (mark := _MARK.search(line))
    }


def found(complaints: list[Complaint]) -> set[tuple[str, int, str]]:
    return {(each.file, each.line, each.rule) for each in complaints}


def test_mypy_refuses_wrong_uses_and_accepts_right_ones(tmp_path: Path) -> None:
    complaints = mypy([*WRONG, RIGHT], ROOTS, tmp_path)
    assert found(complaints) == expected("mypy")


def test_pyright_refuses_wrong_uses_and_accepts_right_ones(tmp_path: Path) -> None:
    complaints = found(pyright([*WRONG, RIGHT], ROOTS, tmp_path))
    assert expected("pyright") <= complaints
    assert {each[:2] for each in complaints} == {each[:2] for each in expected("pyright")}


@pytest.fixture(scope="module")
def every_case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A project that holds the clients of all small integrations, under the names of their cases."""
    folder = tmp_path_factory.mktemp("project")
    for name, case in CASES.items():
        files = format_files(TARGET.integration(replace(case.integration, name=name)))
        for path, content in files.items():
            target = folder / "generated" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    shutil.copy(REPOSITORY / "pyproject.toml", folder)
    (folder / "runtime").symlink_to(REPOSITORY / "runtime")
    yield folder


def test_generated_code_of_every_case_is_clean(every_case: Path, tmp_path: Path) -> None:
    sources = every_case / "generated" / "python"
    roots = [sources, REPOSITORY / "runtime"]
    (tmp_path / "pyright").mkdir()
    assert ruff(every_case) == ""
    assert mypy([sources], roots, tmp_path / "mypy") == []
    assert pyright([sources], roots, tmp_path / "pyright") == []
