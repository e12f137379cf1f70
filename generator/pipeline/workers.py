"""Making the units of many integrations, on several cores."""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.pipeline.cache import Cache
from generator.pipeline.unit import Unit

if TYPE_CHECKING:
    from generator.targets.registry import Product

_WORTH = 250_000
"""Bytes of definitions that take a core about a second, which is what starting workers takes."""


@dataclass(frozen=True, slots=True)
class Task:
    """An integration to be made: its files, and where to keep what they yield."""

    name: str
    files: Mapping[str, bytes]
    key: str
    notes_key: str
    product: "Product | None"
    cache: Cache | None

    @property
    def size(self) -> int:
        """How much work it is, in bytes."""
        return sum(map(len, self.files.values()))


def make_all(tasks: Sequence[Task], jobs: int) -> Iterator[Unit]:
    """Yields the units of integrations as they are ready, in no order."""
    tasks = sorted(tasks, key=lambda task: task.size, reverse=True)  # the last one ends alone
    if jobs <= 1 or len(tasks) <= 1 or sum(task.size for task in tasks) < _WORTH:
        yield from map(perform, tasks)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor, as_completed

    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(jobs, len(tasks)), mp_context=context) as pool:
        futures = [pool.submit(perform, task) for task in tasks]
        try:
            for future in as_completed(futures):
                yield future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def perform(task: Task) -> Unit:
    """Returns the unit of an integration, its files in the cache where there is one."""
    from generator.pipeline.stages import make

    if task.cache is None:
        return make(task.name, task.files, task.product)
    return task.cache.write(task.key, _noted(task, task.cache))


def _noted(task: Task, cache: Cache) -> Unit:
    """Returns the unit, made with what was noted when it was made before."""
    from generator.pipeline.stages import make
    from generator.targets.registry import notes, recall

    with contextlib.suppress(ValueError, TypeError, AttributeError):  # they are as good as none
        recall(cache.notes(task.notes_key))
    unit = make(task.name, task.files, task.product)
    found = notes()
    if found is not None:
        cache.note(task.notes_key, found)
    return unit
