"""The table."""

from typing import Final

from benchmarks.generation.rows import Row
from benchmarks.table import amount, budget, times

_NAME: Final = 39
_CELL: Final = 10

NOTES: Final = """\
Models alone: datamodel-code-generator's own command on the types of one integration.
Memory: of all processes together. Each function: the cold run, divided by their number."""


def header() -> str:
    """The line above the rows."""
    numbers = "".join(f"{each:>{_CELL}}" for each in ("reference", "ours", "ratio"))
    return f"{'Generation':<{_NAME}}{numbers}  {'reference is':<17}budget"


def line(row: Row) -> str:
    """One row."""
    reference = row.reference_amount
    cells = (
        "–" if reference is None else amount(reference, row.unit),
        amount(row.amount, row.unit),
        "–" if row.ratio is None else times(row.ratio),
    )
    numbers = "".join(f"{each:>{_CELL}}" for each in cells)
    return f"{row.name:<{_NAME}}{numbers}  {row.against or '–':<17}{_budget(row)}"


def _budget(row: Row) -> str:
    if row.largest is not None:
        return budget(amount(row.largest, row.unit), row.within)
    return budget(None if row.largest_ratio is None else times(row.largest_ratio), row.within)
