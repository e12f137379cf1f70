"""Measures the generator, and prints the table."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from benchmarks.catalogue import FUNCTIONS, INTEGRATIONS, SEED, write_catalogue
from benchmarks.generation import table
from benchmarks.generation.commands import Commands, models_alone
from benchmarks.generation.rows import Row
from benchmarks.timing import REPOSITORY
from benchmarks.usage import Usage

Size: TypeAlias = tuple[int, int]
"""Integrations and functions of a made-up catalogue."""

SIZES: Final[Sequence[Size]] = ((4, 40), (44, 400), (INTEGRATIONS, FUNCTIONS))
"""Each ten times as large as the one before."""

_RUNS: Final = 5
_MANY: Final = 1_000
"""From so many functions on, what renders them all is run once."""

_COLD: Final = 45.0
_NOTHING: Final = 0.5
_ONE: Final = 1.0
_MEMORY: Final = 1_073_741_824
_CHECK: Final = 1.05
"""A check does what a cold run does; two runs of the same differ by as much."""
_FLAT: Final = 1.2


def report(sizes: Sequence[Size] = SIZES) -> list[Row]:
    """Prints the rows as they come, and returns them."""
    print(table.header(), flush=True)
    found: list[Row] = []
    with tempfile.TemporaryDirectory() as name:
        for row in _rows(Path(name), sizes):
            print(table.line(row), flush=True)
            found.append(row)
    print(table.NOTES)
    return found


def _rows(folder: Path, sizes: Sequence[Size]) -> Iterator[Row]:
    definitions = folder / "definitions"
    shutil.copytree(REPOSITORY / "definitions", definitions)
    alone = [each.seconds for each in models_alone(folder)]
    commands = Commands(definitions)
    cold = commands.cold(_RUNS)
    yield Row("definitions/, cold", _seconds(cold), against="models alone", reference=alone)
    yield from _later(commands, cold, _RUNS)
    smaller: list[float] = []
    for integrations, functions in sizes:
        definitions = folder / f"definitions-{functions}"
        write_catalogue(definitions, integrations, functions, SEED)
        runs = 1 if functions >= _MANY else _RUNS
        commands = Commands(definitions)
        cold = commands.cold(runs)
        whole = functions == FUNCTIONS
        name = f"{functions:,} functions, cold"
        yield Row(name, _seconds(cold), largest=_COLD if whole else None)
        yield Row("  seconds of the processor", [each.cpu for each in cold])
        yield Row("  memory", [each.peak for each in cold], "byte", largest=_MEMORY)
        cost = [each.cpu / functions for each in cold]
        yield _cost(cost, smaller)
        smaller = cost
        yield from _later(commands, cold, runs)


def _cost(cost: Sequence[float], smaller: Sequence[float]) -> Row:
    """The processor's seconds for one function, beside those in the catalogue before, if there was one."""
    if not smaller:
        return Row("  each function, of the processor", cost)
    return Row(
        "  each function, of the processor",
        cost,
        against="a tenth of them",
        reference=smaller,
        largest_ratio=_FLAT,
    )


def _later(commands: Commands, cold: Sequence[Usage], runs: int) -> Iterator[Row]:
    """Rows about what comes after a cold run, which is their reference."""
    reference = _seconds(cold)
    commands.generate()
    unchanged = [commands.generate() for _ in range(_RUNS)]
    yield Row("  nothing changed", _seconds(unchanged), "s", "cold", reference, largest=_NOTHING)
    changed = [commands.generate_changed() for _ in range(_RUNS)]
    yield Row("  one definition changed", _seconds(changed), "s", "cold", reference, largest=_ONE)
    checks = [commands.check() for _ in range(runs)]
    yield Row("  check --no-cache", _seconds(checks), "s", "cold", reference, largest_ratio=_CHECK)


def _seconds(usages: Sequence[Usage]) -> list[float]:
    return [each.seconds for each in usages]
