"""Timing of functions, and of whole Python processes."""

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

REPOSITORY: Final = Path(__file__).resolve().parents[1]

_SOURCES: Final = (REPOSITORY, REPOSITORY / "runtime", REPOSITORY / "generated" / "python")
_UNWANTED: Final = ("PYTHONDONTWRITEBYTECODE", "PYTHONDEVMODE", "PYTHONTRACEMALLOC")


def environment(**variables: str) -> Mapping[str, str]:
    """The environment for a process that imports the project, installed or not, and that may keep bytecode."""
    path = os.pathsep.join(map(str, _SOURCES))
    inherited = {key: value for key, value in os.environ.items() if key not in _UNWANTED}
    return {**inherited, "PYTHONPATH": path, **variables}


def once(arguments: Sequence[str], variables: Mapping[str, str]) -> tuple[float, str]:
    """The seconds of one Python process, and what it printed. Raises `RuntimeError`, with its errors, when it fails."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments],
        check=False,
        capture_output=True,
        env=variables,
        cwd=REPOSITORY,
        text=True,
    )
    seconds = time.perf_counter() - start
    if done.returncode != 0:
        raise RuntimeError(f"{arguments!r} failed:\n{done.stderr}")
    return seconds, done.stdout


@contextmanager
def undisturbed() -> Generator[None, None, None]:
    """Without garbage collection."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def fastest(function: Callable[[], object], count: int, batches: int) -> float:
    """The seconds of doing something once, in the fastest of some batches, in each of which it is done `count` times."""
    seconds: list[float] = []
    with undisturbed():
        for _ in range(batches):
            start = time.perf_counter()
            for _ in range(count):
                function()
            seconds.append(time.perf_counter() - start)
    return min(seconds) / count
