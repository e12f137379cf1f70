"""A write that is killed at any point is finished or undone by the next command, also when that one is killed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.write.killing import SCENARIOS

REPOSITORY = Path(__file__).parents[3]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")


def run(*arguments: str) -> dict[str, object]:
    command = [sys.executable, "-m", "tests.unit.write.killing", *arguments]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    report: dict[str, object] = json.loads(done.stdout)
    return report


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_write_killed_at_every_operation(scenario: str, tmp_path: Path) -> None:
    report = run(scenario, str(tmp_path))

    assert report["faults"] == []
    assert int(str(report["kills"])) > 40, "the scenario stopped early"


@pytest.mark.parametrize(("scenario", "every"), [("small", 7), ("large", 23), ("undone", 19)])
def test_a_recovery_killed_at_every_operation(scenario: str, every: int, tmp_path: Path) -> None:
    report = run(scenario, str(tmp_path), str(every))

    assert report["faults"] == []
    assert int(str(report["kills"])) > 100, "the scenario stopped early"
