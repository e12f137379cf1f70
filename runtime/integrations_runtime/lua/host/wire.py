"""Values of Lua as a worker writes them (see `wire.lua`), for the rules of `values` to read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final, NamedTuple, cast

from ..values import FIRST_INEXACT, LARGEST_INTEGER, Strange


class Table(NamedTuple):
    """A table as a worker wrote it."""

    content: Any
    whole: bool

    def items(self) -> Iterator[tuple[Any, Any]]:
        """Yields its pairs, as lupa gives those of a table."""
        content, whole = self.content, self.whole
        if isinstance(content, dict):
            for name, value in cast("dict[str, Any]", content).items():
                yield name.encode("latin-1"), _read(value, whole)
        elif content[0] == 0:
            for position in range(1, len(content)):
                yield position, _read(content[position], whole)
        else:
            for index in range(1, len(content) - 1, 2):
                yield _key(_read(content[index], whole)), _read(content[index + 1], whole)


NULL: Final = Strange("json.null")
STRANGE: Final = Strange()
_MARKERS: Final = {1: NULL, 2: STRANGE, 4: Strange("a part of app")}


class WireError(ValueError):
    """What a worker sent is no text that a worker writes."""


def is_table(value: Any) -> bool:
    """Whether a value counts as a table for `FromLua`; json.null does."""
    return value is NULL or isinstance(value, Table)


def is_null(value: Any) -> bool:
    """Whether a value is json.null."""
    return value is NULL


def is_list(value: Any) -> bool:
    """Whether a table came as a list."""
    return isinstance(value, Table) and isinstance(value.content, list)


def read_list(text: bytes, *, whole: bool) -> list[Any]:
    """The values of a list. Where `whole`, Lua has no integers, and numbers without a fraction are written like ones. Raises `WireError`."""
    try:
        content: Any = json.loads(text.decode("latin-1"), strict=False)
    except (ValueError, RecursionError):
        raise WireError("not a list of values") from None
    if not isinstance(content, list) or not content or content[0] != 0:
        raise WireError("not a list of values")
    return [_read(each, whole) for each in _rest(content)]


def _read(value: Any, whole: bool) -> Any:
    if isinstance(value, str):
        try:
            return value.encode("latin-1")
        except UnicodeEncodeError:
            raise WireError("not the bytes of a string") from None
    if whole and isinstance(value, int) and FIRST_INEXACT <= abs(value) <= LARGEST_INTEGER:
        return float(value)
    if isinstance(value, dict):
        return Table(value, whole)
    if isinstance(value, list):
        return _listed(value, whole)
    return value


def _rest(content: Any) -> list[Any]:
    """What comes after the number that says what a list is."""
    rest: list[Any] = content[1:]
    return rest


def _listed(content: Any, whole: bool) -> Any:
    kind = content[0] if content else None
    if isinstance(kind, bool) or kind not in (0, 1, 2, 3, 4):
        raise WireError("no kind of table")
    return _MARKERS[kind] if kind in _MARKERS else Table(content, whole)


def _key(key: Any) -> Any:
    return STRANGE if isinstance(key, Table) else key
