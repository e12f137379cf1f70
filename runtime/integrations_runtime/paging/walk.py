"""How a list continues: which values ask for the next page, and when there is none. No network here.

    walk = paging.start(arguments)
    page = walk.first                 # values of the first request, by wire name
    page = walk.turn(answer)          # values of the next one, or None after the last page

An endless list (a vendor that repeats a cursor or ignores the page number) raises `PagingError`.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

from ..answers.queries import Query, QueryError, compile_query
from ..spec import JSON, PagingSpec

MOST_PAGES: Final = 10_000

Page: TypeAlias = Mapping[str, JSON]
"""What a request for one page carries in addition, by wire name."""

SUPPORTED: Final = frozenset({"cursor", "page", "offset"})


class PagingError(Exception):
    """The answers do not add up to a list that ends; the message says why."""


class Paging:
    """The compiled paging of one function."""

    def __init__(self, spec: PagingSpec) -> None:
        self.spec = spec
        self.parameter = spec.get("parameter", "")
        self._items = compile_query(spec["items"])
        self._next = _optional(spec.get("next"))
        self._more = _optional(spec.get("more"))
        self._total = _optional(spec.get("total"))

    def start(self, given: Mapping[str, JSON]) -> "Walk":
        """A walk over the pages, from the first one or from the one that the caller names. `given` is by wire name."""
        return Walk(self, given)

    def items(self, answer: JSON) -> list[JSON]:
        """The items of one page; a missing list is an empty one."""
        found = _ask(self._items, answer)
        if found is None:
            return []
        if isinstance(found, str) or not isinstance(found, Sequence):
            raise PagingError(f"{self.spec['items']} is not a list")
        return list(found)

    def cursor(self, answer: JSON) -> JSON:
        """What asks for the page after this one; None after the last one."""
        cursor = None if self._next is None else _ask(self._next, answer)
        return None if cursor == "" else cursor

    def more(self, answer: JSON) -> bool | None:
        """Whether the vendor says that another page follows; None when it says nothing."""
        return None if self._more is None else bool(_ask(self._more, answer))

    def total(self, answer: JSON) -> float | None:
        """How many pages (style page) or items (style offset) there are, if the vendor says so."""
        total = None if self._total is None else _ask(self._total, answer)
        return total if isinstance(total, int | float) else None

    def merge(self, answers: Sequence[JSON]) -> JSON:
        """One answer that holds the items of all pages: the first one, or just the list."""
        items = [item for answer in answers for item in self.items(answer)]
        path = self.spec["items"]
        return items if path == "@" else _replace(answers[0], path.split("."), items)


class Walk:
    """The state of one walk over the pages of a list."""

    def __init__(self, paging: Paging, given: Mapping[str, JSON]) -> None:
        spec = paging.spec
        self._paging = paging
        self._constant: dict[str, JSON] = {}
        self._size: int | None = None
        size_parameter = spec.get("size_parameter")
        if size_parameter is not None and size_parameter not in given:
            self._size = spec.get("size")
            if self._size is not None:
                self._constant[size_parameter] = self._size
        self._position = _start(spec, given.get(paging.parameter))
        self._seen: set[str] = set()
        self._last: list[JSON] = []
        self._pages = 0
        self.first: Page = self._constant
        if spec["style"] != "cursor" and paging.parameter not in given:
            self.first = {**self._constant, paging.parameter: self._position}

    def turn(self, answer: JSON) -> Page | None:
        """What asks for the page after `answer`; None after the last one."""
        self._pages += 1
        if self._pages >= MOST_PAGES:
            raise PagingError(f"the list does not end after {MOST_PAGES} pages")
        by_cursor = self._paging.spec["style"] == "cursor"
        following = self._next_cursor(answer) if by_cursor else self._next_position(answer)
        if following is None:
            return None
        return {**self._constant, self._paging.parameter: following}

    def _next_cursor(self, answer: JSON) -> JSON:
        more = self._paging.more(answer)
        cursor = self._paging.cursor(answer)
        if more is False or (cursor is None and not more):
            return None
        if cursor is None:
            raise PagingError("another page is announced, but not how to ask for it")
        if str(cursor) in self._seen:
            raise PagingError("the vendor answers with the same cursor again")
        self._seen.add(str(cursor))
        return cursor

    def _next_position(self, answer: JSON) -> int | None:
        items = self._paging.items(answer)
        if items and items == self._last:
            raise PagingError("the vendor answers with the same page again")
        self._last = items
        count = len(items)
        by_offset = self._paging.spec["style"] == "offset"
        end = self._position + (count if by_offset else 1)
        more = self._paging.more(answer)
        total = self._paging.total(answer)
        if more is not None:
            ended = not more
        elif total is not None:
            first = 0 if by_offset else _start(self._paging.spec, None)
            ended = end - first >= total
        else:
            ended = self._size is not None and count < self._size
        if not ended and count == 0 and more:
            raise PagingError("another page is announced after an empty one")
        if ended or count == 0:
            return None
        self._position = end
        return end


def _start(spec: PagingSpec, given: JSON) -> int:
    if isinstance(given, int):
        return given
    return spec.get("start", 0 if spec["style"] == "offset" else 1)


def _optional(expression: str | None) -> Query | None:
    return None if expression is None else compile_query(expression)


def _ask(query: Query, answer: JSON) -> JSON:
    try:
        return query(answer)
    except QueryError as failure:
        raise PagingError(str(failure)) from None


def _replace(answer: JSON, fields: Sequence[str], items: Sequence[JSON]) -> JSON:
    """A copy of `answer` in which the list at `fields` (plain names) holds `items`."""
    if not fields:
        return items
    name, *inner = fields
    container: Mapping[str, Any] = answer if isinstance(answer, Mapping) else {}
    return {**container, name: _replace(container.get(name), inner, items)}
