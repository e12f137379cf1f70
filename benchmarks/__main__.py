"""Prints the measurements as tables: `python -m benchmarks [clients | generation | lua | site] [--rounds N] [--json FILE]`."""

import argparse
import json
from pathlib import Path

from benchmarks import generation
from benchmarks.clients.report import report
from benchmarks.clients.rows import Row
from benchmarks.clients.table import times
from benchmarks.lua.report import report as report_lua
from benchmarks.lua.rows import Row as LuaRow
from benchmarks.site.report import report as report_site
from benchmarks.site.rows import Row as SiteRow

_ROUNDS = 7
_MARKS = " ¹²"  # of notes
_PARTS = ("generation", "clients", "lua", "site")


def main() -> None:
    """Measures and prints, a line at a time."""
    parser = argparse.ArgumentParser(prog="benchmarks", description="Measure against the budgets.")
    parser.add_argument("part", nargs="?", choices=_PARTS)
    parser.add_argument(
        "--rounds",
        type=int,
        default=_ROUNDS,
        help="rounds of the clients', Lua's and the searches' rows",
    )
    parser.add_argument(
        "--json", type=Path, metavar="FILE", help="write the samples too, but the generator's"
    )
    options = parser.parse_args()
    rounds = max(1, options.rounds)
    measured: list[dict[str, object]] = []
    parts = _PARTS if options.part is None else (options.part,)
    for part in parts:
        if part != parts[0]:
            print()
        if part == "generation":
            _generation()
        elif part == "clients":
            measured += map(_plain, report(rounds))
        elif part == "lua":
            measured += map(_plain_lua, report_lua(rounds))
        else:
            measured += map(_plain_site, report_site(rounds))
    if options.json is not None:
        options.json.write_text(json.dumps(measured, indent=2) + "\n")


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
        "name": row.name.strip(_MARKS),
        "unit": row.unit,
        "samples": row.samples,
        "ratios": {kind: row.ratio(kind) for kind in row.samples},
        "within_budget": row.within,
        "ahead_of_sdks": row.ahead,
    }


def _plain_lua(row: LuaRow) -> dict[str, object]:
    """A row of Lua, in the same form."""
    return {
        "name": row.name.strip(_MARKS),
        "unit": "s",
        "samples": {"ours": row.ours, row.against: row.reference},
        "ratios": {"ours": row.ratio},
        "within_budget": row.within,
    }


def _plain_site(row: SiteRow) -> dict[str, object]:
    """A row of the site, in the same form; nothing stands beside it."""
    return {
        "name": row.name.strip(),
        "unit": row.unit,
        "samples": {"ours": row.samples},
        "ratios": {},
        "within_budget": row.within,
    }


if __name__ == "__main__":
    main()
