"""Same input, same bytes: whatever the environment, the folder, the number of workers and the cache."""

import sys
from pathlib import Path

import pytest

from tests.support.project import REPOSITORY, Project, copy_project, snapshot


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the sources, far from the repository."""
    return copy_project(tmp_path_factory.mktemp("a folder with späces"))


VARIANTS = {
    "hash seed 1, one worker": (
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LANG": "C", "LC_ALL": "C"},
        ("--no-cache", "--jobs", "1"),
    ),
    "hash seed 2, three workers": (
        {"PYTHONHASHSEED": "2", "TZ": "UTC", "LANG": "tr_TR.UTF-8", "PYTHONUTF8": "0"},
        ("--no-cache", "--jobs", "3"),
    ),
    "filling the cache": ({"SOURCE_DATE_EPOCH": "1"}, ()),
    "from the cache": ({"COLUMNS": "20"}, ()),
}


def test_every_variant_writes_what_is_checked_in(elsewhere: Project, tmp_path: Path) -> None:
    expected = {
        path: data
        for path, data in snapshot(REPOSITORY / "generated").items()
        if "__pycache__" not in path
    }
    assert expected
    for name, (environment, options) in VARIANTS.items():
        output = tmp_path / name.replace(" ", "_")
        result = elsewhere.run(
            "generate", "--output", str(output), *options, cwd=tmp_path, env=environment
        )
        assert result.returncode == 0, f"{name}: {result.stdout}{result.stderr}"
        assert snapshot(output) == expected, f"{name} on Python {sys.version_info[:2]}"
