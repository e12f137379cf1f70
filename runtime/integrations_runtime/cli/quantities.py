"""Seconds, counts and sizes, as people write them in options, and the options that they chose."""

from __future__ import annotations

import argparse
import re
from typing import Any, Final

_SIZE: Final = re.compile(r"([0-9]+)(?:([KMG])(?:iB)?)?", re.IGNORECASE)
_STEPS: Final = {"": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30}


def chosen(arguments: argparse.Namespace, *names: str) -> dict[str, Any]:
    """The options of these names that were given; what the others are is for whoever takes them."""
    values = {name: getattr(arguments, name) for name in names}
    return {name: value for name, value in values.items() if value is not None}


def seconds(text: str) -> float:
    """A time that is longer than nothing."""
    try:
        found = float(text)
    except ValueError:
        found = float("nan")
    if not 0 < found < float("inf"):
        raise argparse.ArgumentTypeError(f"must be a number of seconds above 0, not {text}")
    return found


def count(text: str) -> int:
    """A number from 0."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"must be an integer from 0, not {text}")
    return int(text)


def size(text: str) -> int:
    """A number of bytes: `33554432`, or `32M` or `32MiB`, where a step is 1,024."""
    found = _SIZE.fullmatch(text)
    if found is None:
        raise argparse.ArgumentTypeError(
            f"must be a number of bytes, such as 500000, 32M or 64MiB, not {text}"
        )
    number = int(found[1]) * _STEPS[(found[2] or "").lower()]
    if not number:
        raise argparse.ArgumentTypeError(f"must be 1 byte or more, not {text}")
    return number
