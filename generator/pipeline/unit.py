"""What one integration yields."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.targets.summary import Summary


@dataclass(frozen=True, slots=True)
class Unit:
    """The files of one integration, by path below the output folder, and its summary."""

    summary: Summary
    files: Mapping[str, bytes]
