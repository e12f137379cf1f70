"""What scripts read one by one: streams, and the items of all pages. Lua knows each by a number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from typing import Any, Final, NamedTuple

CLOSED: Final = (
    b"this iterator is closed: it ends with its loop, and with the script, or the line at a prompt, that made it"
)


class _Open(NamedTuple):
    path: str
    values: Iterator[Any]
    close: Callable[[], None] | None


class Iterators:
    """The iterators of one VM that have not come to their end."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._open: dict[int, _Open] = {}

    def add(self, path: str, values: Iterator[Any], close: Callable[[], None] | None = None) -> int:
        """The number of an iterator over values for Lua, of which none is nil.

        `path` is the function that it comes from; `close` frees what it holds.
        """
        number = next(self._numbers)
        self._open[number] = _Open(path, values, close)
        return number

    def path(self, number: int) -> str | None:
        """The function that an iterator comes from, or None where it is closed."""
        found = self._open.get(number)
        return None if found is None else found.path

    def next(self, number: int) -> Any:
        """The next value of an open iterator, or None at its end, which closes it, as an error does."""
        found = self._open[number]
        try:
            value = next(found.values)
        except StopIteration:
            self.close(number)
            return None
        except BaseException:
            self.close(number)
            raise
        if number not in self._open:  # nobody waits any more
            _close(found)
        return value

    def let_go(self, number: int) -> None:
        """Forgets an iterator, which is left to the thread that waits for its next value.

        To close it under the feet of that thread could let the thread read from a connection of somebody else.
        """
        self._open.pop(number, None)

    def close(self, number: int) -> None:
        """Closes an iterator, if it is not closed yet. Never raises: nobody waits for what is left."""
        found = self._open.pop(number, None)
        if found is not None:
            _close(found)

    def close_all(self) -> None:
        """Closes every iterator."""
        for number in list(self._open):
            self.close(number)


def _close(found: _Open) -> None:
    if found.close is not None:
        with suppress(Exception):
            found.close()
