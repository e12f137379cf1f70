"""The search over as many integrations as a wide catalogue has."""

import json
import statistics
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Final

from benchmarks.lua.rows import Row
from integrations_runtime.docs.catalogue import Catalogue
from tests.support.catalogue import write_catalogue

_INTEGRATIONS: Final = 450
_FUNCTIONS: Final = 4100
_LIMIT: Final = 10
_BUDGET: Final = 0.02

_QUESTIONS: Final = (
    "upload file",
    "list invoices",
    "sned mesage",
    "remove the coupon",
    "deletes teh webhok",
    "get customer by id",
    "vendor 020 list files",
    "exprt milest",
    "how do I get all messages of a conversation",
)


def rows(rounds: int) -> Iterator[Row]:
    """Yields the rows in their order."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_catalogue(folder, integrations=_INTEGRATIONS, functions=_FUNCTIONS)
        first: list[float] = []
        new: list[float] = []
        later: list[float] = []
        read: list[float] = []
        for _ in range(rounds):
            catalogue = Catalogue(folder)
            read.append(_timed(lambda: _read(folder)))
            first.append(_asked(catalogue, _QUESTIONS[0]))
            new.append(statistics.median(_asked(catalogue, each) for each in _QUESTIONS[1:]))
            later.append(statistics.median(_asked(catalogue, each) for each in _QUESTIONS[1:]))
    over = f"over {_INTEGRATIONS} integrations"
    yield Row(f"first search {over} ³", "json.loads", first, read)
    yield Row("later search, of new words", "json.loads", new, read, largest=_BUDGET)
    yield Row("later search, of known words", "json.loads", later, read, largest=_BUDGET)


def _asked(catalogue: Catalogue, words: str) -> float:
    return _timed(lambda: catalogue.search(words, _LIMIT))


def _read(folder: Path) -> None:
    for file in folder.glob("*/index.json"):
        json.loads(file.read_bytes())


def _timed(function: Callable[[], object]) -> float:
    start = perf_counter()
    function()
    return perf_counter() - start
