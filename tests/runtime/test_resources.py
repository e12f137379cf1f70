"""Where the data files are found: in a checkout, and in an installed distribution."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import integrations_runtime

KINDS = ("lua", "docs", "mock")
RUNTIME = Path(integrations_runtime.__file__).parent.parent

PROGRAM = """
import sys
sys.path[:0] = sys.argv[1:]
from integrations_runtime.errors import ConfigurationError
from integrations_runtime.resources import find
try:
    print(find("lua"), find("docs"), find("mock"), sep="\\n")
except ConfigurationError as error:
    print(error)
assert "integrations" not in sys.modules
"""


def find(*path: Path) -> list[str]:
    """What a fresh interpreter finds that has only these folders to import from."""
    result = subprocess.run(
        [sys.executable, "-I", "-S", "-c", PROGRAM, *map(str, path), str(RUNTIME)],
        check=True,
        capture_output=True,
        text=True,
    )
    return result.stdout.splitlines()


@pytest.mark.parametrize("data", ["_data", "../.."])
def test_the_folders_are_found(tmp_path: Path, data: str) -> None:
    package = tmp_path / "generated/python/integrations"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("raise SystemExit('imported')")
    for kind in KINDS:
        (package / data / kind).mkdir(parents=True)
    found = [Path(line).resolve() for line in find(package.parent)]
    assert found == [(package / data / kind).resolve() for kind in KINDS]


def test_folders_beside_an_installed_package_are_not_ours(tmp_path: Path) -> None:
    package = tmp_path / "lib/site-packages/integrations"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (tmp_path / "lib/lua").mkdir()
    assert find(package.parent) == [f"there are no lua files: looked for {package / '_data/lua'}"]


def test_a_missing_package_is_a_configuration_error() -> None:
    assert find() == ["the package integrations is not installed"]
