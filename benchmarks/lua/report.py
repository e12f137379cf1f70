"""Measures all, and prints the table."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.util import find_spec

from benchmarks.clients.report import accounts_environment
from benchmarks.clients.workers import vendor
from benchmarks.lua import processes, table
from benchmarks.lua.rows import Row
from benchmarks.timing import REPOSITORY


def report(rounds: int) -> list[Row]:
    """Prints the rows as they come, and returns them; none where lupa is missing."""
    print(table.header(), flush=True)
    if find_spec("lupa") is None:
        print("Not installed here: lupa.")
        return []
    found: list[Row] = []
    for row in _rows(rounds):
        print(table.line(row), flush=True)
        found.append(row)
    print(table.NOTES)
    return found


def _rows(rounds: int) -> Iterator[Row]:
    variables = accounts_environment()
    yield processes.row(variables, rounds)
    with vendor(variables) as url:
        yield from _measured(["-m", "benchmarks.lua.worker", url, str(rounds)], variables)


def _measured(arguments: list[str], variables: Mapping[str, str]) -> Iterator[Row]:
    command = [sys.executable, *arguments]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, env=variables, cwd=REPOSITORY, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            yield Row(**json.loads(line))
    if process.returncode != 0:
        raise EOFError(f"{command!r} ended early; its error is above")
