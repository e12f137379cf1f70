"""A made-up catalogue of definitions, as large as asked for: what scale is measured on.

    python -m benchmarks.catalogue FOLDER [--integrations 450] [--functions 4100] [--seed 7]

Vendors, functions and types are invented from a seed, in the proportions of real catalogues; every field of the format
occurs, also in a small catalogue. The same arguments give the same bytes everywhere.
"""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.catalogue.accounts import identities
from benchmarks.catalogue.chance import Chance, Turns
from benchmarks.catalogue.integration import files
from benchmarks.catalogue.sizes import sizes

__all__ = ["FUNCTIONS", "INTEGRATIONS", "SEED", "catalogue", "write_catalogue"]

INTEGRATIONS = 450
FUNCTIONS = 4_100
SEED = 7


def catalogue(
    integrations: int = INTEGRATIONS, functions: int = FUNCTIONS, seed: int = SEED
) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Yields the integrations of a catalogue: a name, and its files by path. Raises ValueError where numbers do not go together."""
    chance, turns = Chance(f"{seed}"), Turns()
    counts = sizes(integrations, functions, chance)
    for identity, count in zip(identities(integrations, chance), counts, strict=True):
        yield identity.name, files(identity, count, Chance(f"{seed} {identity.name}"), turns)


def write_catalogue(
    folder: Path, integrations: int = INTEGRATIONS, functions: int = FUNCTIONS, seed: int = SEED
) -> int:
    """Writes a catalogue into a folder, and returns the number of its bytes. Raises ValueError as `catalogue` does."""
    written = 0
    for name, contents in catalogue(integrations, functions, seed):
        for path, data in contents.items():
            file = folder / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            written += file.write_bytes(data)
    return written
