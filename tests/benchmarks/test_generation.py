"""The generator's rows: ratios and budgets, and how both are shown."""

import pytest

from benchmarks.generation import table
from benchmarks.generation.rows import Row
from benchmarks.table import times


def test_cells_stand_under_their_names() -> None:
    row = Row("check --no-cache", [2.0, 1.0, 9.0], "s", "cold", [4.0], largest_ratio=1.05)
    line = table.line(row)
    assert " ".join(line.split()) == (
        f"check --no-cache 4000 ms 2000 ms {times(0.5)} cold {times(1.05)}: within"
    )
    assert table.header().index("budget") == line.index(times(1.05))


@pytest.mark.parametrize(
    ("row", "ending"),
    [
        (Row("a", [44.0], largest=45.0), "45.0 s: within"),
        (Row("a", [45.1], largest=45.0), "45.0 s: MISSED"),
        (Row("a", [2.0**31], "byte", largest=2.0**30), "1024.0 MB: MISSED"),
        (Row("a", [2.0], "s", "cold", [1.0], largest_ratio=1.05), f"{times(1.05)}: MISSED"),
        (Row("a", [2.0], "s", "cold", [1.0]), "cold             –"),
        (Row("a", [2.0]), "–                –"),
    ],
)
def test_budgets(row: Row, ending: str) -> None:
    assert table.line(row).endswith(f"  {ending}")


def test_what_has_no_reference_has_no_ratio() -> None:
    row = Row("a", [2.0])
    assert (row.reference_amount, row.ratio, row.within) == (None, None, None)
