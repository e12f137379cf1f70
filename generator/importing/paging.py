"""Pagination, where a document's names make it plain."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.findings.json_value import is_object
from generator.importing.document import Documents, Node
from generator.importing.drafts import Draft
from generator.importing.keywords import Raw

_ITEMS = ("data", "items", "results", "list", "entries", "records", "values", "objects", "rows")
_CURSORS = (
    "cursor",
    "page_token",
    "pagetoken",
    "next_token",
    "nexttoken",
    "next_cursor",
    "start_cursor",
    "continuation_token",
    "page_cursor",
    "next_page_token",
)
_AFTER = ("after", "starting_after", "after_id")
_NEXT = (
    "next_cursor",
    "next_page_token",
    "next_token",
    "nextcursor",
    "nextpagetoken",
    "nexttoken",
    "continuation_token",
    "end_cursor",
)
_PAGES = ("page", "page_number", "pagenumber", "page_num")
_OFFSETS = ("offset", "skip")
_SIZES = ("limit", "per_page", "page_size", "pagesize", "perpage", "max_results", "maxresults")
_TOTAL_PAGES = ("total_pages", "totalpages", "page_count", "pagecount", "last_page")
_TOTAL = ("total", "total_count", "totalcount", "total_items", "total_results")
_MORE = ("has_more", "hasmore", "has_next", "has_next_page", "hasnextpage", "more")
_ADDRESSES = ("next", "next_url", "next_page_url", "nextlink", "next_link", "@odata.nextlink")
_INSIDE = ("pagination", "paging", "meta", "metadata", "response_metadata", "page_info", "links")


@dataclass(frozen=True, slots=True)
class _Answer:
    """The fields of an answer and of the objects inside it that speak of pages: schemas by path."""

    fields: Mapping[str, Raw]

    def named(self, *names: str, kind: tuple[str, ...]) -> str | None:
        """Returns the path of the first field with one of these names, and of one of these types."""
        for name in names:
            for path, schema in self.fields.items():
                last = path.rpartition(".")[2].lower()
                if last == name and schema.get("type") in kind:
                    return path
        return None


@dataclass(frozen=True, slots=True)
class Paging:
    """Recognises how lists continue. Needs all shared types to be converted."""

    documents: Documents
    shared: Mapping[str, Raw]

    def find(self, draft: Draft, answer: Node | None) -> Raw | None:
        """Returns the pagination of a function; None where none is plain."""
        if draft.http["method"] not in ("GET", "POST") or "response" not in draft.fields:
            return None
        if "streaming" in draft.fields:
            return None
        response = self._open(draft.fields["response"])
        found = _Answer(dict(self._fields(response)))
        items = _items(response, found, self)
        if items is None:
            return None
        made = self._style(draft, found, answer, items)
        return {**made, "items": items} if made is not None else None

    def _style(self, draft: Draft, found: _Answer, answer: Node | None, items: str) -> Raw | None:
        names = {
            str(raw.get("wire_name", name))
            .lower()
            .replace("-", "_"): str(raw.get("wire_name", name))
            for name, raw in draft.parameters.items()
            if raw.get("in") in ("query", "body")
        }
        size = next((names[each] for each in _SIZES if each in names), None)
        sized: Raw = {"size_parameter": size} if size is not None else {}
        return (
            _cursor(names, found, items, sized)
            or self._link(draft, answer)
            or _address(draft, found)
            or _page(names, found, draft, sized)
            or _offset(names, found, sized)
        )

    def _link(self, draft: Draft, answer: Node | None) -> Raw | None:
        if answer is None or draft.http["method"] != "GET":
            return None
        headers = {name.lower() for name, _ in answer.inside("headers")}
        return {"style": "link_header"} if "link" in headers else None

    def _open(self, schema: Raw) -> Raw:
        for _ in range(20):
            reference = schema.get("$ref")
            if not isinstance(reference, str):
                break
            schema = self.shared.get(reference.removeprefix("#/types/"), {})
        return schema

    def _fields(self, schema: Raw) -> Iterator[tuple[str, Raw]]:
        properties = schema.get("properties")
        for name, inner in properties.items() if is_object(properties) else ():
            opened = self._open(inner)
            yield name, opened
            nested = opened.get("properties")
            if name.lower() in _INSIDE and is_object(nested):
                for below, value in nested.items():
                    yield f"{name}.{below}", self._open(value)


def _items(response: Raw, found: _Answer, paging: Paging) -> str | None:
    if response.get("type") == "array":
        return "@"
    lists = [path for path, each in found.fields.items() if each.get("type") == "array"]
    lists = [path for path in lists if "." not in path and path.isidentifier() and path.isascii()]
    for name in _ITEMS:
        if name in lists:
            return name
    return lists[0] if len(lists) == 1 else None


_TEXT = ("string",)
_COUNT = ("integer", "number")


def _cursor(names: Mapping[str, str], found: _Answer, items: str, sized: Raw) -> Raw | None:
    more = found.named(*_MORE, kind=("boolean",))
    ends: Raw = {"more": more} if more is not None else {}
    following = found.named(*_NEXT, kind=_TEXT)
    for name in (*_CURSORS, *_AFTER):
        if name in names and following is not None:
            return {"style": "cursor", "parameter": names[name], "next": following, **sized, **ends}
    last = found.named("last_id", kind=_TEXT)
    for name in _AFTER:
        if name in names and more is not None:
            following = last or ("[-1].id" if items == "@" else f"{items}[-1].id")
            return {"style": "cursor", "parameter": names[name], "next": following, **sized, **ends}
    return None


def _address(draft: Draft, found: _Answer) -> Raw | None:
    if draft.http["method"] != "GET":
        return None
    path = found.named(*_ADDRESSES, kind=_TEXT)
    if path is None:
        return None
    schema = found.fields[path]
    plain = path.lower().rpartition(".")[2] != "next" or schema.get("format") in ("uri", "url")
    quoted = path if "@" not in path else f'"{path}"'
    return {"style": "next_url", "next": quoted} if plain or "." in path else None


def _page(names: Mapping[str, str], found: _Answer, draft: Draft, sized: Raw) -> Raw | None:
    name = next((names[each] for each in _PAGES if each in names), None)
    if name is None:
        return None
    empty: Raw = {}
    named = {each.get("wire_name", key): each for key, each in draft.parameters.items()}
    raw = named.get(name, empty)
    if raw.get("type") not in _COUNT:
        return None
    made: Raw = {"style": "page", "parameter": name, **sized}
    if raw.get("default") == 0:
        made["start"] = 0
    total = found.named(*_TOTAL_PAGES, kind=_COUNT)
    more = found.named(*_MORE, kind=("boolean",))
    if total is not None:
        made["total"] = total
    if more is not None:
        made["more"] = more
    return made


def _offset(names: Mapping[str, str], found: _Answer, sized: Raw) -> Raw | None:
    name = next((names[each] for each in _OFFSETS if each in names), None)
    if name is None:
        return None
    total = found.named(*_TOTAL, kind=_COUNT)
    return {
        "style": "offset",
        "parameter": name,
        **sized,
        **({"total": total} if total is not None else {}),
    }
