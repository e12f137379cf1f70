"""Prints the measurements as tables: `python -m benchmarks [clients | generation] [--rounds N] [--json FILE]`."""

import argparse
import json
from pathlib import Path

from benchmarks import generation
from benchmarks.clients.report import report
from benchmarks.clients.rows import Row
from benchmarks.clients.table import times

_ROUNDS = 7


def main() -> None:
    """Measures and prints, a line at a time."""
    parser = argparse.ArgumentParser(prog="benchmarks", description="Measure against the budgets.")
    parser.add_argument("part", nargs="?", choices=["clients", "generation"])
    parser.add_argument("--rounds", type=int, default=_ROUNDS, help="rounds of the clients' rows")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the clients' samples too")
    options = parser.parse_args()
    if options.part != "clients":
        _generation()
    if options.part is None:
        print()
    if options.part != "generation":
        rows = report(max(1, options.rounds))
        if options.json is not None:
            options.json.write_text(json.dumps([_plain(row) for row in rows], indent=2) + "\n")


def _generation() -> None:
    print(f"{'generation':<39}{'ours':>10}{'reference':>11}{'ratio':>9}")
    for name, ours, reference in generation.rows():
        print(
            f"{name:<39}{ours * 1000:>7.0f} ms{reference * 1000:>8.0f} ms{times(ours / reference):>9}",
            flush=True,
        )
    print("Reference: datamodel-code-generator's own command on the types of one integration.")


def _plain(row: Row) -> dict[str, object]:
    """A row with everything that was measured: seconds or bytes, by kind, a number for each round."""
    return {
        "name": row.name.rstrip(" ¹²"),  # without the marks of notes
        "unit": row.unit,
        "samples": row.samples,
        "ratios": {kind: row.ratio(kind) for kind in row.samples},
        "within_budget": row.within,
        "ahead_of_sdks": row.ahead,
    }


if __name__ == "__main__":
    main()
