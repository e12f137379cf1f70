"""Progress of long work: a bar on a terminal, nothing elsewhere."""

import sys
from collections.abc import Generator
from contextlib import contextmanager

from generator.pipeline.run import Progress


@contextmanager
def progress(total: int) -> Generator[Progress]:
    """Gives a function that is told of each integration that is done."""
    if not sys.stderr.isatty():
        yield lambda name: print(f"Rendered {name}", file=sys.stderr)
        return
    from tqdm import tqdm

    with tqdm(total=total, desc="Rendering", unit=" integrations", leave=False) as bar:

        def advance(name: str) -> None:
            bar.set_postfix_str(name)
            bar.update()

        yield advance
