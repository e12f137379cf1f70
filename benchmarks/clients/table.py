"""The table."""

from collections.abc import Iterator, Sequence
from typing import Final

from benchmarks.clients.kinds import BY_HAND, OURS, Kind
from benchmarks.clients.rows import Row
from benchmarks.table import amount, budget, times

_NAME: Final = 39
_CELL: Final = 10
_BUDGET: Final = 20

_NOTES: Final = """\
By hand: httpx and pydantic; what stands beside it are ratios against it. Ours in full: the last columns.
¹ over the bare interpreter; ours is `import integrations` in the first row, `from integrations.groq import Groq` in the second
² the whole process, from starting the interpreter to its end"""


def header(kinds: Sequence[Kind]) -> str:
    """The line above the rows."""
    ratios = "".join(f"{each.name:>{_CELL}}" for each in kinds if each is not BY_HAND)
    ours = f"{OURS.name + ', abs.':>{_CELL + 1}}"
    last = f"  {'budget':<{_BUDGET}}{'ahead of SDKs' if len(kinds) > 2 else ''}"
    return f"{'Python clients':<{_NAME}}{BY_HAND.name:>{_CELL}}{ratios}{ours}{last}".rstrip()


def line(row: Row, kinds: Sequence[Kind]) -> str:
    """One row."""
    ratios = "".join(
        f"{times(row.ratio(each.name)):>{_CELL}}" for each in kinds if each is not BY_HAND
    )
    reference = amount(row.median(BY_HAND.name), row.unit)
    ours = amount(row.median(OURS.name), row.unit)
    ahead = "" if row.ahead is None else "yes" if row.ahead else "NO"
    found = f"{row.name:<{_NAME}}{reference:>{_CELL}}{ratios}{ours:>{_CELL + 1}}"
    return f"{found}  {_budget(row):<{_BUDGET}}{ahead}".rstrip()


def notes(missing: Sequence[str]) -> Iterator[str]:
    """What a reader has to know."""
    yield _NOTES
    if missing:
        yield f"Not installed here: {', '.join(missing)}. `make test-peers` gets them; `make bench` then compares with them."


def _budget(row: Row) -> str:
    if row.largest is not None:
        return budget(amount(row.largest, row.unit), row.within)
    return budget(None if row.largest_ratio is None else times(row.largest_ratio), row.within)
