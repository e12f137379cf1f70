"""Lists that continue, in the style of each function's paging."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias, cast
from urllib.parse import urlencode

from ..errors import ArgumentError
from ..spec import JSON, FunctionSpec, PagingSpec, Schema
from .paths import Steps, ask, plain, put
from .validation import PAGE

Answer: TypeAlias = tuple[JSON, Mapping[str, str]]
"""A body and further headers."""


class Pager:
    """Turns the pages of one function: of the one answer that the vendor has, or of pages that a test gives."""

    def __init__(self, spec: FunctionSpec, paging: PagingSpec, response: Schema) -> None:
        self._paging = paging
        self._style = paging["style"]
        self._response = response
        self._pages: list[list[JSON]] = []
        self._cursors: dict[str, int] = {}
        self._whole = _whole_cursors(spec, paging)

    def give(self, pages: Sequence[Sequence[JSON]], base: JSON) -> None:
        """Takes the items of all pages. `base` is an answer in which they are put; raises `ArgumentError`."""
        if plain(self._paging["items"]) is None:
            raise ArgumentError(f"Nothing can be put where {self._paging['items']} finds it.")
        self._pages, self._cursors = [list(page) for page in pages], {}
        try:
            self._find_cursors(base)
        except ArgumentError:
            self.forget()
            raise

    def forget(self) -> None:
        """Has no pages of a test any more."""
        self._pages, self._cursors = [], {}

    def _find_cursors(self, base: JSON) -> None:
        """Learns what leads to each page, from the page before it."""
        for index in range(len(self._pages) - 1 if self._style == "cursor" else 0):
            cursor = ask(self._paging.get("next", ""), self._body(index, base, ""))
            if cursor is None or cursor == "":
                raise ArgumentError(
                    f"Page {index + 1} of {len(self._pages)} has nothing that {self._paging.get('next')} finds."
                )
            self._cursors[str(cursor)] = index + 1

    def turn(
        self, page: Mapping[str, JSON], base: JSON, url: str, query: Sequence[tuple[str, str]]
    ) -> Answer:
        """The page that is asked for. `url` and `query` are the request's own, without credentials."""
        following = f"{url}?{urlencode([*_others(query), (PAGE, str(self._number(page) + 1))])}"
        if not self._pages:
            return self._only(page, base, following), {}
        index = self._index(page)
        body = self._body(index, base, following)
        if self._style == "offset":
            body = self._from_offset(page, body, index)
        linked = self._style == "link_header" and index < len(self._pages) - 1
        return body, {"link": f'<{following}>; rel="next"'} if linked else {}

    def _only(self, page: Mapping[str, JSON], base: JSON, following: str) -> JSON:
        """The answer itself as the first page, and an empty page behind it."""
        place = plain(self._paging["items"])
        items = ask(self._paging["items"], base)
        count = len(items) if isinstance(items, Sequence) else 0
        start = self._paging.get("start", 0)
        skipped = self._position(page) - start if self._style == "offset" else 0
        beyond = skipped >= count > 0 if self._style == "offset" else self._first(page) > 0
        if beyond and place is not None:
            return self._end(put(base, place, []))
        if skipped > 0 and place is not None and isinstance(items, Sequence):
            return put(base, place, list(items)[skipped:])
        if self._style == "next_url" and ask(self._paging.get("next", ""), base):
            return self._with_next(base, following)  # the example's own address leads to the vendor
        return base

    def _first(self, page: Mapping[str, JSON]) -> int:
        """How far behind the first page a request asks; any cursor is behind it."""
        if self._style == "cursor":
            return 1 if page.get(self._paging.get("parameter", "")) else 0
        if self._style == "page":
            return self._position(page) - self._paging.get("start", 1)
        return self._number(page) - 1

    def _index(self, page: Mapping[str, JSON]) -> int:
        count = len(self._pages)
        if self._style == "cursor":
            cursor = page.get(self._paging.get("parameter", ""))
            return self._cursors.get(str(cursor), count) if cursor else 0
        if self._style != "offset":
            return max(0, self._first(page))
        position = self._position(page) - self._paging.get("start", 0)
        for index, items in enumerate(self._pages):
            if position < len(items):
                return index
            position -= len(items)
        return count

    def _from_offset(self, page: Mapping[str, JSON], body: JSON, index: int) -> JSON:
        """The page from the offset on, which may be in the middle of it."""
        before = sum(len(each) for each in self._pages[:index])
        skipped = self._position(page) - self._paging.get("start", 0) - before
        place = plain(self._paging["items"])
        if skipped <= 0 or index >= len(self._pages) or place is None:
            return body
        return put(body, place, self._pages[index][skipped:])

    def _body(self, index: int, base: JSON, following: str) -> JSON:
        last = index >= len(self._pages) - 1
        items = [] if index >= len(self._pages) else self._pages[index]
        body = put(base, plain(self._paging["items"]) or (), items)
        total = plain(self._paging.get("total", ""))
        if total:
            by_page = self._style == "page"
            body = put(body, total, len(self._pages) if by_page else sum(map(len, self._pages)))
        if last:
            return self._end(body)
        if more := plain(self._paging.get("more", "")):
            body = put(body, more, True)
        if self._style == "next_url":
            return self._with_next(body, following)
        cursor = index + 2 if self._whole else f"page-{index + 2}"
        return self._with_next(body, cursor) if self._style == "cursor" else body

    def _end(self, body: JSON) -> JSON:
        """A page that says that it is the last one."""
        if more := plain(self._paging.get("more", "")):
            body = put(body, more, False)
        return self._with_next(body, None)

    def _with_next(self, body: JSON, following: JSON) -> JSON:
        """The body with the place of the next page, if it stands in a field of its own."""
        place = plain(self._paging.get("next", ""))
        if not place:
            return body
        if following is None and not self._may_be_null(place):
            following = ""
        return put(body, place, following)

    def _may_be_null(self, place: Steps) -> bool:
        schema = self._response
        for step in place[:-1]:
            schema = schema.get("properties", {}).get(step, {})
        found = cast("Schema", schema.get("properties", {}).get(place[-1], {}))
        required = place[-1] in schema.get("required", ())
        return bool(found.get("nullable")) or not required or found.get("type") != "string"

    def _position(self, page: Mapping[str, JSON]) -> int:
        start = self._paging.get("start", 0 if self._style == "offset" else 1)
        value = page.get(self._paging.get("parameter", ""), start)
        return value if isinstance(value, int) else start

    @staticmethod
    def _number(page: Mapping[str, JSON]) -> int:
        """The page that an address of ours names."""
        number = page.get(PAGE, 1)
        return number if isinstance(number, int) else 1


def _others(query: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [pair for pair in query if pair[0] != PAGE]


def _whole_cursors(spec: FunctionSpec, paging: PagingSpec) -> bool:
    """Whether the parameter that takes the cursor is an integer."""
    return any(
        each["schema"].get("type") == "integer"
        for name, each in spec["parameters"].items()
        if each.get("wire_name", name) == paging.get("parameter")
    )
