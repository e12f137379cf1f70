"""The table."""

from typing import Final

from benchmarks.lua.rows import Row
from benchmarks.table import amount, budget, times

_NAME: Final = 39
_CELL: Final = 10

NOTES: Final = """\
Ratios and what is added are against the reference of the row. Calls and events: each.
¹ the whole process, from starting the interpreter to its end
² one script after another; the worker makes the next VM meanwhile, which a script that comes later does not wait for
³ beside reading the same files as JSON, which only the first search does"""


def header() -> str:
    """The line above the rows."""
    numbers = "".join(f"{each:>{_CELL}}" for each in ("reference", "ours", "ratio", "added"))
    return f"{'Lua':<{_NAME}}{numbers}  {'reference is':<14}budget"


def line(row: Row) -> str:
    """One row."""
    found = (
        amount(row.reference_seconds),
        amount(row.seconds),
        times(row.ratio),
        amount(row.added),
    )
    numbers = "".join(f"{each:>{_CELL}}" for each in found)
    return f"{row.name:<{_NAME}}{numbers}  {row.against:<14}{_budget(row)}"


def _budget(row: Row) -> str:
    if row.largest is not None:
        return budget(amount(row.largest), row.within)
    added = row.largest_added
    return budget(None if added is None else f"{amount(added)} added", row.within)
