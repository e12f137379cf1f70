"""Runs all tools that are installed on one document, and prints the table."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.clients.processes import rotated
from benchmarks.onboarding import table
from benchmarks.onboarding.rows import Row
from benchmarks.onboarding.tools import Tool, tools
from benchmarks.onboarding.turns import Failure, run
from benchmarks.onboarding.using import written
from benchmarks.usage import Usage
from generator.findings.json_value import is_object
from generator.importing.document import DocumentError, Documents

_LONG = 120.0
"""Seconds of a round after which there is no other."""

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


def report(document: Path, operations: int, rounds: int, *, types: bool) -> list[Row]:
    """Prints the rows when all tools had their turns, and returns them."""
    everything = tools(document.resolve())
    present = [each for each in everything if each.missing is None]
    missing = [(each.name, each.missing) for each in everything if each.missing is not None]
    print(table.header(operations, document.stat().st_size), flush=True)
    found: list[Row] = []
    with tempfile.TemporaryDirectory() as name:
        for row in _rows(present, Path(name), rounds, types=types):
            print(table.line(row), flush=True)
            found.append(row)
    print(*table.notes(found, missing), sep="\n")
    return found


def count_operations(document: Path) -> int:
    """Returns how many operations a document has. Raises ValueError where it cannot be read."""
    try:
        value = Documents(str(document.parent)).open(document, str(document)).value
    except DocumentError as error:
        raise ValueError(f"{document}: {error}") from error
    paths = value.get("paths") if is_object(value) else None
    if not is_object(paths):
        raise ValueError(f"{document}: It has no `paths`, as an OpenAPI document has.")
    items = [each for each in paths.values() if is_object(each)]
    return sum(1 for each in items for name in each if name in _METHODS)


def _rows(present: Sequence[Tool], folder: Path, rounds: int, *, types: bool) -> Iterator[Row]:
    samples: dict[str, dict[str, list[Usage]]] = {each.name: {} for each in present}
    failures: dict[str, str] = {}
    by_name = {each.name: each for each in present}
    for number in range(rounds):
        taken = 0.0
        for name in rotated(list(by_name), number):
            result = run(by_name[name], folder / name)
            if isinstance(result, Failure):
                failures[name] = result.why
                continue
            for row, usage in result.items():
                samples[name].setdefault(row, []).append(usage)
                taken += usage.seconds
        if taken > _LONG:
            break
    for name, tool in by_name.items():
        yield from _rows_of(
            tool, folder / name, samples[name], failures.get(name), rounds, types=types
        )


def _rows_of(
    tool: Tool,
    folder: Path,
    samples: Mapping[str, Sequence[Usage]],
    failed: str | None,
    rounds: int,
    *,
    types: bool,
) -> Iterator[Row]:
    """Yields the rows of one tool; what was written stands beside the first that is a whole run."""
    if failed is not None:
        yield Row(tool.name, failed=failed)
        return
    for name, usages in samples.items():
        whole = name == tool.name
        found = written(tool.output(folder), rounds, types=types) if whole else None
        yield Row(name, usages, found)
