"""Building the files of many integrations, on several cores."""

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from generator.model.integration import Integration
from generator.pipeline.stages import build
from generator.pipeline.unit import Unit
from generator.targets.registry import Product


def build_all(
    integrations: Sequence[Integration], jobs: int, product: Product = "generated"
) -> Iterator[Unit]:
    """Yields the units of integrations, in the order in which they were given."""
    built = partial(build, product=product)
    if jobs <= 1 or len(integrations) <= 1:
        yield from map(built, integrations)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(jobs, len(integrations)), mp_context=context) as pool:
        yield from pool.map(built, integrations)
