"""Prints the measurements as tables: `python -m benchmarks [PART] [--rounds N] [--json FILE]`."""

import argparse
import dataclasses
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.clients.report import report as report_clients
from benchmarks.clients.rows import Row
from benchmarks.document import OPERATIONS, document
from benchmarks.generation.report import report as report_generation
from benchmarks.generation.rows import Row as GenerationRow
from benchmarks.lua.report import report as report_lua
from benchmarks.lua.rows import Row as LuaRow
from benchmarks.onboarding.report import count_operations
from benchmarks.onboarding.report import report as report_onboarding
from benchmarks.onboarding.rows import Row as OnboardingRow
from benchmarks.site.report import report as report_site
from benchmarks.site.rows import Row as SiteRow

_ROUNDS = 7
_ROUNDS_OF_TOOLS = 3
_MARKS = " ¹²"  # of notes
_PARTS = ("generation", "onboarding", "clients", "lua", "site")


def main() -> None:
    """Measures and prints, a line at a time."""
    parser = argparse.ArgumentParser(prog="benchmarks", description="Measure against the budgets.")
    parser.add_argument("part", nargs="?", choices=_PARTS)
    parser.add_argument(
        "document", nargs="?", type=Path, help="onboarding: an OpenAPI document, not a made-up one"
    )
    parser.add_argument(
        "--rounds",
        type=int,
        default=_ROUNDS,
        help=f"rounds of rows that are measured in turns (onboarding: {_ROUNDS_OF_TOOLS} at most)",
    )
    parser.add_argument(
        "--operations",
        type=int,
        default=OPERATIONS,
        metavar="N",
        help="onboarding: the size of the made-up document",
    )
    parser.add_argument(
        "--types", action="store_true", help="onboarding: count pyright's errors, which takes long"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the samples too")
    options = parser.parse_args()
    if options.document is not None and options.part != "onboarding":
        parser.error("a document is for onboarding: onboarding FILE")
    measured: list[dict[str, object]] = []
    parts = _PARTS if options.part is None else (options.part,)
    try:
        for part in parts:
            if part != parts[0]:
                print()
            measured += _measured(part, options)
    except _UnusableDocumentError as error:
        parser.error(str(error))
    if options.json is not None:
        options.json.write_text(json.dumps(measured, indent=2) + "\n")


class _UnusableDocumentError(Exception):
    """A document that cannot be measured on; the message is a sentence."""


def _measured(part: str, options: argparse.Namespace) -> Iterator[dict[str, object]]:
    """Measures a part, and yields its rows with everything that was measured."""
    rounds: int = max(1, options.rounds)
    if part == "generation":
        yield from map(_plain_generation, report_generation())
    elif part == "onboarding":
        yield from map(plain_onboarding, _onboarding(options, min(rounds, _ROUNDS_OF_TOOLS)))
    elif part == "clients":
        yield from map(_plain, report_clients(rounds))
    elif part == "lua":
        yield from map(_plain_lua, report_lua(rounds))
    else:
        yield from map(_plain_site, report_site(rounds))


def _onboarding(options: argparse.Namespace, rounds: int) -> list[OnboardingRow]:
    with tempfile.TemporaryDirectory() as folder:
        try:
            file: Path = options.document or Path(folder) / "openapi.json"
            if options.document is None:
                file.write_bytes(document(options.operations))
            operations = count_operations(file)
        except ValueError as error:
            raise _UnusableDocumentError(str(error)) from error
        return report_onboarding(file, operations, rounds, types=options.types)


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


def _plain_generation(row: GenerationRow) -> dict[str, object]:
    """A row of the generator, in the same form."""
    reference = {row.against: row.reference} if row.reference else {}
    return {
        "name": row.name.strip(),
        "unit": row.unit,
        "samples": {"ours": row.ours, **reference},
        "ratios": {} if row.ratio is None else {"ours": row.ratio},
        "within_budget": row.within,
    }


def plain_onboarding(row: OnboardingRow) -> dict[str, object]:
    """A row of onboarding: its samples have several units, and stand beside what was written."""
    return dataclasses.asdict(row)


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
