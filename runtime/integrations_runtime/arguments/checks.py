"""Checks of JSON values.

A check takes a value, its path and the list of problems, appends to that list, and returns the value as it is
sent: whole floats as integers where an integer is asked for, mappings and models as dicts. What it returns after a
problem is of no use.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from ..omit import OMIT
from ..spec import JSON
from .constraints import Constraint
from .values import (
    KIND_NAMES,
    Kind,
    Path,
    Problem,
    as_mapping,
    as_sequence,
    clean_float,
    clean_integer,
    clean_key,
    clean_string,
    describe,
    spell,
)


class Check(Protocol):
    """Checks one value; see the module."""

    def __call__(self, value: Any, path: Path, problems: list[Problem], /) -> JSON: ...


@dataclass(frozen=True, slots=True)
class Node:
    """A compiled schema."""

    check: Check
    kinds: frozenset[Kind]  # of the values that may fit; empty: nothing is documented
    nullable: bool  # null is documented as a value


def wrong(path: Path, value: object, *kinds: Kind) -> Problem:
    """The problem of a value that is of none of `kinds`."""
    names = [name for kind, name in KIND_NAMES.items() if kind in kinds]
    return Problem(path, f"must be {' or '.join(names)}, not {describe(value)}")


def string_check(value: Any, path: Path, problems: list[Problem]) -> JSON:
    """Text."""
    if isinstance(value, str):
        return clean_string(value, path, problems)
    problems.append(wrong(path, value, "string"))
    return None


def boolean_check(value: Any, path: Path, problems: list[Problem]) -> JSON:
    """True or false, and nothing else."""
    if isinstance(value, bool):
        return value
    problems.append(wrong(path, value, "boolean"))
    return None


def null_check(value: Any, path: Path, problems: list[Problem]) -> JSON:
    """Null."""
    if value is not None:
        problems.append(wrong(path, value, "null"))
    return None


def integer_check(value: Any, path: Path, problems: list[Problem]) -> JSON:
    """An integer, also one spelt as a whole float."""
    if isinstance(value, int) and not isinstance(value, bool):
        return clean_integer(value, path, problems)
    if not isinstance(value, float):
        problems.append(wrong(path, value, "integer"))
        return None
    found = len(problems)
    number = clean_float(value, path, problems)
    if len(problems) > found:
        return None
    if not number.is_integer():
        problems.append(Problem(path, f"must be an integer, not {number!r}"))
    return clean_integer(int(number), path, problems)


def number_check(value: Any, path: Path, problems: list[Problem]) -> JSON:
    """A finite number."""
    if isinstance(value, float):
        return clean_float(value, path, problems)
    if isinstance(value, int) and not isinstance(value, bool):
        return clean_integer(value, path, problems)
    problems.append(wrong(path, value, "number"))
    return None


def constrained(check: Check, constraints: Sequence[Constraint]) -> Check:
    """What `check` checks, within limits."""
    if not constraints:
        return check

    def within(value: Any, path: Path, problems: list[Problem]) -> JSON:
        found = len(problems)
        cleaned = check(value, path, problems)
        if len(problems) == found:
            for fits, text, show in constraints:
                if not fits(cleaned):
                    problems.append(
                        Problem(path, f"{text}, not {spell(cleaned)}" if show else text)
                    )
        return cleaned

    return within


def array_check(item: Check) -> Check:
    """A list with items that `item` checks."""

    def array(value: Any, path: Path, problems: list[Problem]) -> JSON:
        items = as_sequence(value)
        if items is None:
            problems.append(wrong(path, value, "array"))
            return None
        return [item(each, (path, index), problems) for index, each in enumerate(items)]

    return array


def object_check(
    properties: Mapping[str, Node], required: frozenset[str], others: Check | None
) -> Check:
    """A mapping or a model. `others` checks the fields that `properties` does not name; without it they are problems.

    None for a field that need not be there and cannot be null leaves the field out, like `OMIT`.
    """
    names = [name for name in properties if name in required]

    def record(value: Any, path: Path, problems: list[Problem]) -> JSON:
        fields = as_mapping(value)
        if fields is None:
            problems.append(wrong(path, value, "object"))
            return None
        cleaned: dict[str, JSON] = {}
        for key, item in fields.items():
            if item is OMIT:
                continue
            name = clean_key(key, path, problems)
            node = properties.get(name)
            if node is None:
                if others is None:
                    problems.append(Problem((path, name), "is not a known field"))
                else:
                    cleaned[name] = others(item, (path, name), problems)
            elif item is not None or node.nullable or not node.kinds or name in required:
                cleaned[name] = node.check(item, (path, name), problems)
        missing = [name for name in names if name not in cleaned]
        problems.extend(Problem((path, name), "is required") for name in missing)
        return cleaned

    return record


def nullable_check(check: Check) -> Check:
    """Null, or what `check` checks."""

    def nullable(value: Any, path: Path, problems: list[Problem]) -> JSON:
        return None if value is None else check(value, path, problems)

    return nullable


def enum_check(check: Check, allowed: Sequence[JSON]) -> Check:
    """What `check` checks, if it is one of `allowed`. Numbers are compared by value: 1.0 is 1."""

    keys = {_comparable(value) for value in allowed}
    listed = ", ".join(spell(value) for value in allowed)
    must = f"must be one of {listed}" if len(allowed) > 1 else f"must be {listed}"

    def enum(value: Any, path: Path, problems: list[Problem]) -> JSON:
        if value is None and None in allowed:
            return None
        found = len(problems)
        cleaned = check(value, path, problems)
        if len(problems) > found:
            return None
        if _comparable(cleaned) in keys:
            return cleaned
        problems.append(Problem(path, f"{must}, not {spell(cleaned)}"))
        return None

    return enum


def _comparable(value: JSON) -> tuple[bool, JSON]:
    return isinstance(value, bool), value if isinstance(value, str | int | float) else None
