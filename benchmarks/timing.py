"""Timing: medians of whole processes and of calls."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]


def process(
    arguments: Sequence[str], runs: int, before: Callable[[], object] = lambda: None
) -> float:
    """Returns the median seconds of a Python process; `before` runs, untimed, ahead of each."""
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    seconds: list[float] = []
    for _ in range(runs):
        before()
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, *arguments],
            check=True,
            capture_output=True,
            env=environment,
            cwd=REPOSITORY,
        )
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def paired(
    ours: Callable[[], object], theirs: Callable[[], object], rounds: int, calls: int
) -> tuple[float, float]:
    """Returns the median seconds of one call of each, measured in turns so that noise meets both."""
    results: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for function, seconds in zip((ours, theirs), results, strict=True):
            start = time.perf_counter()
            for _ in range(calls):
                function()
            seconds.append((time.perf_counter() - start) / calls)
    return statistics.median(results[0]), statistics.median(results[1])
