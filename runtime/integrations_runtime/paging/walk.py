"""How a list continues: what asks for the next page, and when there is none. No network here.

    walk = paging.start(arguments)
    page = walk.first                 # what the first request carries
    page = walk.turn(answer, link)    # what the next one carries, or None after the last page

An endless list (a vendor that repeats a cursor or ignores the page number) raises `PagingError`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

from ..answers.queries import Query, QueryError, compile_query
from ..spec import JSON, PagingSpec
from .addresses import PagingError, next_link

MOST_PAGES: Final = 10_000
MOST_EMPTY_PAGES: Final = 100


class Address(NamedTuple):
    """The next page's address, in full or relative to the page before. It may hold a credential, so its `repr` hides it."""

    url: str

    def __repr__(self) -> str:
        return "Address(…)"


Page: TypeAlias = "Mapping[str, JSON] | Address"
"""What a request for one page carries in addition, by wire name; or the vendor's address for it."""

_BY_POSITION: Final = frozenset({"page", "offset"})


class Paging:
    """The compiled paging of one function."""

    def __init__(self, spec: PagingSpec) -> None:
        self.spec = spec
        self.parameter = spec.get("parameter", "")
        self._items = compile_query(spec["items"])
        self._next = _optional(spec.get("next"))
        self._more = _optional(spec.get("more"))
        self._total = _optional(spec.get("total"))

    def start(self, given: Mapping[str, JSON], most_pages: int | None = MOST_PAGES) -> Walk:
        """A walk over the pages, from the first one or from the one that the caller names.

        `given` is by wire name. `most_pages` bounds a walk whose items are all kept; None is for one that is lazy.
        """
        return Walk(self, given, most_pages)

    def items(self, answer: JSON) -> list[JSON]:
        """The items of one page; a missing list is an empty one. Raises `PagingError`, as the following methods do."""
        found = _ask(self._items, answer)
        if found is None:
            return []
        if isinstance(found, str) or not isinstance(found, Sequence):
            raise PagingError(f"{self.spec['items']} is not a list")
        return list(found)

    def cursor(self, answer: JSON) -> JSON:
        """What asks for the page after this one; None after the last one."""
        cursor = None if self._next is None else _ask(self._next, answer)
        return None if cursor is False or cursor == "" else cursor

    def more(self, answer: JSON) -> bool | None:
        """Whether the vendor says that another page follows; None when it says nothing."""
        return None if self._more is None else bool(_ask(self._more, answer))

    def total(self, answer: JSON) -> float | None:
        """How many pages (style page) or items (style offset) there are, if the vendor says so."""
        total = None if self._total is None else _ask(self._total, answer)
        return total if isinstance(total, int | float) else None

    def merge(self, answers: Sequence[JSON]) -> JSON:
        """One answer that holds the items of all pages: the last one, which says that no more follow, or just the list."""
        items = [item for answer in answers for item in self.items(answer)]
        path = self.spec["items"]
        return items if path == "@" else _replace(answers[-1], path.split("."), items)


class Walk:
    """The state of one walk over the pages of a list."""

    def __init__(self, paging: Paging, given: Mapping[str, JSON], most_pages: int | None) -> None:
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
        self._seen = {str(given[paging.parameter])} if paging.parameter in given else set[str]()
        self._last: list[JSON] = []
        self._pages = self._empty = 0
        self._most_pages = most_pages
        self.first: Page = self._constant
        if spec["style"] in _BY_POSITION and paging.parameter not in given:
            self.first = {**self._constant, paging.parameter: self._position}

    def turn(self, answer: JSON, link: str | None = None) -> Page | None:
        """What asks for the page after `answer`, which came with the header `link`; None after the last one.

        Raises `PagingError` where the answer does not tell, or the list seems to have no end.
        """
        self._pages += 1
        self._empty = 0 if self._paging.items(answer) else self._empty + 1
        if self._empty >= MOST_EMPTY_PAGES:
            raise PagingError(f"{MOST_EMPTY_PAGES} empty pages follow each other")
        page = self._following(answer, link)
        if page is not None and self._pages == self._most_pages:
            raise PagingError(f"the list does not end after {self._most_pages} pages")
        return page

    def _following(self, answer: JSON, link: str | None) -> Page | None:
        following: JSON
        match self._paging.spec["style"]:
            case "cursor":
                following = self._next_cursor(answer)
            case "page" | "offset":
                following = self._next_position(answer)
            case "link_header":
                return self._next_address(next_link(link))
            case "next_url":
                return self._next_address(self._paging.cursor(answer))
        return None if following is None else {**self._constant, self._paging.parameter: following}

    def _next_address(self, url: JSON) -> Address | None:
        if url is None:
            return None
        if not isinstance(url, str):
            raise PagingError("the next page's address is not text")
        if url in self._seen:
            raise PagingError("the vendor names the same next page again")
        self._seen.add(url)
        return Address(url)

    def _next_cursor(self, answer: JSON) -> JSON:
        more = self._paging.more(answer)
        cursor = self._paging.cursor(answer)
        if more is False or (cursor is None and not more):
            return None
        if cursor is None:
            raise PagingError("another page is announced, but not how to ask for it")
        if isinstance(cursor, bool) or not isinstance(cursor, str | int | float):
            raise PagingError("the next cursor is neither text nor a number")
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
        if count == 0 and not ended:
            if by_offset and more:
                raise PagingError("another page is announced after an empty one")
            ended = by_offset or (more is None and total is None)
        if ended:
            return None
        self._position = end
        return end


def _start(spec: PagingSpec, given: JSON) -> int:
    if isinstance(given, int):
        return given
    if isinstance(given, str) and given.isdecimal():
        return int(given)
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
