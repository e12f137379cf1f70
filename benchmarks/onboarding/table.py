"""The table."""

from collections.abc import Iterable, Iterator
from typing import Final

from benchmarks.onboarding.rows import Row, Written
from benchmarks.onboarding.tools import JAVA
from benchmarks.table import amount

_NAME: Final = 34
_COLUMNS: Final = (
    ("seconds", 9),
    ("CPU", 8),
    ("peak", 10),
    ("operations", 12),
    ("lines", 9),
    ("Python", 10),
    ("all files", 11),
    ("client", 10),
    ("models", 10),
    ("errors", 8),
)
_LONGEST: Final = 100

NOTES: Final = """\
Lines are of Python. Client and models: importing them, over the bare interpreter. Errors: of pyright, in strict mode.
openapi-python-client has a module for each call, which its client does not import."""


def header(operations: int, size: int) -> str:
    """The line above the rows."""
    title = f"{operations:,} operations, {amount(size, 'byte')}"
    return f"{title:<{_NAME}}" + "".join(f"{name:>{width}}" for name, width in _COLUMNS)


def line(row: Row) -> str:
    """One row."""
    if row.failed is not None:
        return f"{row.name:<{_NAME}}  failed: {_cut(row.failed)}"
    usage = row.usage
    cells = [f"{usage.seconds:.2f}", f"{usage.cpu:.2f}", amount(usage.peak, "byte")]
    if row.written is not None:
        cells += _written(row.written)
    shown = zip(cells, _COLUMNS, strict=False)
    return f"{row.name:<{_NAME}}" + "".join(f"{cell:>{width}}" for cell, (_, width) in shown)


def notes(rows: Iterable[Row], missing: Iterable[tuple[str, str]]) -> Iterator[str]:
    """What a reader has to know; `missing` are tools that were left out, each with what it lacks."""
    yield NOTES
    for row in rows:
        if row.written is not None:
            cells = (row.written.client, row.written.models, row.written.type_errors)
            what = ("its client does not import", "its models do not import", "pyright failed")
            for cell, problem in zip(cells, what, strict=True):
                if isinstance(cell, str):
                    yield f"{row.name}: {problem}: {_cut(cell)}"
    for name, lacked in missing:
        cure = "" if lacked == JAVA else " `make test-peers` gets it."
        yield f"{name} is left out: {lacked} is not installed here.{cure}"


def _written(found: Written) -> list[str]:
    return [
        "–" if found.operations is None else f"{found.operations:,}",
        f"{found.lines:,}",
        amount(found.python, "byte"),
        amount(found.everything, "byte"),
        _seconds(found.client),
        _seconds(found.models),
        _count(found.type_errors),
    ]


def _seconds(value: float | str | None) -> str:
    if value is None:
        return "–"
    return "fails" if isinstance(value, str) else amount(value)


def _count(value: int | str | None) -> str:
    if value is None:
        return "–"
    return "fails" if isinstance(value, str) else f"{value:,}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
