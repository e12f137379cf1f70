"""What a process takes is taken from all that it starts."""

import os
import sys
from pathlib import Path

import pytest

from benchmarks.usage import Usage, measured

CHILD = "import time; data = bytearray(60_000_000); end = time.process_time() + 0.3\nwhile time.process_time() < end: pass"
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {CHILD!r}], check=True)"


def test_output_and_status(tmp_path: Path) -> None:
    program = "import os, sys; print(os.getcwd()); print('no', file=sys.stderr); sys.exit(3)"
    done = measured([sys.executable, "-c", program], os.environ, tmp_path)
    assert (done.status, done.output, done.errors) == (3, f"{tmp_path}\n", "no\n")
    assert done.usage.seconds > 0


def test_children_count(tmp_path: Path) -> None:
    usage = measured([sys.executable, "-c", PARENT], os.environ, tmp_path).usage
    assert usage.cpu >= 0.3
    assert usage.peak > 60_000_000


def test_a_process_that_does_not_end_is_ended(tmp_path: Path) -> None:
    program = "import time; time.sleep(60)"
    done = measured([sys.executable, "-c", program], os.environ, tmp_path, longest=0.05)
    assert done.status == -9


@pytest.mark.parametrize(("one", "other"), [(10, 30), (30, 10)])
def test_one_after_the_other(one: int, other: int) -> None:
    assert Usage(1, 2, one) + Usage(3, 4, other) == Usage(4, 6, 30)
