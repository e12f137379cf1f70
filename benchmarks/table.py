"""How the tables show amounts and budgets."""

from typing import Literal, TypeAlias

Unit: TypeAlias = Literal["s", "byte"]


def times(ratio: float) -> str:
    """A ratio."""
    return f"{ratio:.2f} \N{MULTIPLICATION SIGN}"


def amount(value: float, unit: Unit = "s") -> str:
    """An amount."""
    if unit == "byte":
        return f"{value / 1_048_576:.1f} MB"
    if abs(value) < 0.001:
        return f"{value * 1_000_000:.0f} µs"
    if abs(value) >= 10:
        return f"{value:.1f} s"
    return f"{value * 1000:.{2 if value < 0.01 else 1 if value < 0.1 else 0}f} ms"


def budget(allowed: str | None, within: bool | None) -> str:
    """What is allowed, and whether that is kept."""
    return "–" if allowed is None else f"{allowed}: {'within' if within else 'MISSED'}"
