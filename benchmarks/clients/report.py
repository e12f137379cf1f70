"""Measures all kinds of clients that are installed, and prints the table."""

import os
from collections.abc import Iterator, Mapping, Sequence

from benchmarks.clients import processes, table, workers
from benchmarks.clients.kinds import Kind, installed, missing
from benchmarks.clients.rows import Row
from benchmarks.timing import environment

_SETTINGS = ("GROQ_", "MISTRAL", "INTEGRATIONS_")


def report(rounds: int) -> list[Row]:
    """Prints the rows as they come, and returns them."""
    kinds = installed()
    print(table.header(kinds), flush=True)
    found: list[Row] = []
    for row in _rows(kinds, rounds):
        print(table.line(row, kinds), flush=True)
        found.append(row)
    print(*table.notes(missing()), sep="\n")
    return found


def _rows(kinds: Sequence[Kind], rounds: int) -> Iterator[Row]:
    variables = accounts_environment()
    with workers.vendor(variables) as url:
        yield from processes.rows(kinds, url, variables, rounds)
        yield from workers.rows(kinds, url, variables, rounds)


def accounts_environment() -> Mapping[str, str]:
    """An environment with two accounts, in which nothing of the developer's own settings plays a part."""
    inherited = environment().items()
    return {
        **{name: value for name, value in inherited if not _sets_clients(name)},
        "INTEGRATIONS_CONFIG": os.devnull,
        "GROQ_API_KEY": "example-key",
        "GROQ_API_KEY__WORK": "example-key-of-work",
        "MISTRAL_API_KEY": "example-key",
    }


def _sets_clients(name: str) -> bool:
    return name.startswith(_SETTINGS) or name.lower().endswith("_proxy")
