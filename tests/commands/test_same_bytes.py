"""Same input, same bytes: whatever the environment, the folder, the number of workers and the cache."""

import sys
from pathlib import Path

import pytest

from tests.support.project import REPOSITORY, Project, copy_project, snapshot

NAMES = ("freshchat", "frankfurter", "groq")
"""Enough for three workers. That all others are what is checked in is what `generate check` tells of the repository."""


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the sources with some of the integrations, far from the repository."""
    return copy_project(tmp_path_factory.mktemp("a folder with späces"), *NAMES)


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


def test_every_variant_writes_the_same_and_what_is_checked_in(
    elsewhere: Project, tmp_path: Path
) -> None:
    written: dict[str, bytes] = {}
    for name, (environment, options) in VARIANTS.items():
        output = tmp_path / name.replace(" ", "_")
        result = elsewhere.run(
            "generate", "--output", str(output), *options, cwd=tmp_path, env=environment
        )
        assert result.returncode == 0, f"{name}: {result.stdout}{result.stderr}"
        found = snapshot(output)
        written = written or found
        assert found == written, f"{name} on Python {sys.version_info[:2]}"
    of_one = {path: data for path, data in written.items() if NAMES[0] in Path(path).parts}
    assert of_one
    for path, data in of_one.items():
        assert data == (REPOSITORY / "generated" / path).read_bytes(), path
