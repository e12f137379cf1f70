"""How many functions each integration has: most a handful, some dozens, one or two more than a hundred."""

from benchmarks.catalogue.chance import Chance

Bounds = tuple[int, int]

_SMALL: Bounds = (4, 12)
_LARGE: Bounds = (20, 40)
_HUGE: Bounds = (110, 170)
_LARGE_SHARE = 25
"""One integration in so many is large."""
_HUGE_SHARE = 225


def sizes(integrations: int, functions: int, chance: Chance) -> list[int]:
    """Returns the number of functions of each integration. Raises ValueError where one would have none."""
    if integrations < 1 or functions < integrations:
        raise ValueError(f"{functions} functions are too few for {integrations} integrations.")
    huge = integrations // _HUGE_SHARE
    large = max(1, integrations // _LARGE_SHARE) if integrations > 1 else 0
    bounds = [_HUGE] * huge + [_LARGE] * large + [_SMALL] * (integrations - huge - large)
    drawn = [chance.between(*each) for each in bounds]
    return chance.shuffled(_fitted(drawn, bounds, functions))


def _fitted(drawn: list[int], bounds: list[Bounds], total: int) -> list[int]:
    """Returns sizes of this total, each as near its bounds as that allows."""
    counts = list(drawn)
    strict = True
    while (missing := total - sum(counts)) != 0:
        step = 1 if missing > 0 else -1
        movable = [
            position
            for position, (low, high) in enumerate(bounds)
            if counts[position] + step >= 1
            and (not strict or low <= counts[position] + step <= high)
        ]
        strict = strict and bool(movable)
        for position in movable[: abs(missing)]:
            counts[position] += step
    return counts
