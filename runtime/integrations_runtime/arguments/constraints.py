"""Limits of a value beyond its type: ranges, lengths, patterns."""

import re
from collections.abc import Callable, Iterator, Sized
from functools import partial
from operator import ge, gt, le, lt
from typing import Any, NamedTuple

from ..spec import Schema


class Constraint(NamedTuple):
    """A test, and what to say about a value that fails it."""

    fits: Callable[[Any], bool]
    text: str
    show: bool = True  # whether the text goes on with `, not <the value>`


def number_constraints(schema: Schema) -> list[Constraint]:
    """Ranges. A closed range is one constraint, so that one sentence names both ends."""
    return [*_closed(schema.get("minimum"), schema.get("maximum")), *_open(schema)]


def string_constraints(schema: Schema) -> list[Constraint]:
    """Lengths in characters, and a pattern that must match somewhere in the text."""
    constraints = list(_lengths(schema.get("minLength"), schema.get("maxLength"), "character"))
    if (pattern := schema.get("pattern")) is not None:
        constraints.append(Constraint(_matching(pattern), f"must match the pattern {pattern}"))
    return constraints


def array_constraints(schema: Schema) -> list[Constraint]:
    """Numbers of items."""
    return list(_lengths(schema.get("minItems"), schema.get("maxItems"), "item"))


def _closed(low: float | None, high: float | None) -> Iterator[Constraint]:
    if low is not None and high is not None:
        yield Constraint(_within(low, high), f"must be between {low} and {high}")
    elif low is not None:
        yield Constraint(partial(le, low), f"must be at least {low}")
    elif high is not None:
        yield Constraint(partial(ge, high), f"must be at most {high}")


def _open(schema: Schema) -> Iterator[Constraint]:
    if (above := schema.get("exclusiveMinimum")) is not None:
        yield Constraint(partial(lt, above), f"must be more than {above}")
    if (below := schema.get("exclusiveMaximum")) is not None:
        yield Constraint(partial(gt, below), f"must be less than {below}")


def _lengths(least: int | None, most: int | None, unit: str) -> Iterator[Constraint]:
    if least is not None:
        yield Constraint(_longer(least), f"must have at least {_count(least, unit)}", show=False)
    if most is not None:
        yield Constraint(_shorter(most), f"must have at most {_count(most, unit)}", show=False)


def _within(low: float, high: float) -> Callable[[float], bool]:
    return lambda value: low <= value <= high


def _longer(least: int) -> Callable[[Sized], bool]:
    return lambda value: len(value) >= least


def _shorter(most: int) -> Callable[[Sized], bool]:
    return lambda value: len(value) <= most


def _matching(pattern: str) -> Callable[[str], bool]:
    search = re.compile(pattern).search
    return lambda value: search(value) is not None


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
