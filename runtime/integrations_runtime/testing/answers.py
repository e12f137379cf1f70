"""What a vendor answers to a function that is called as it should be."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeAlias

from ..encoding import json_bytes, text
from ..errors import ArgumentError
from ..plan import Plans
from ..spec import JSON, Schema
from .examples import Examples
from .made import Maker
from .messages import Incoming, Reply, json_reply
from .pages import Pager
from .ranges import EXAMPLE, binary_reply
from .routes import Route
from .streams import made_events, stream_reply
from .validation import Reading, RequestReader, shown

AnswerKind: TypeAlias = Literal["example", "schema"]

_ORDER: Final = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that a test has set."""

    body: JSON | bytes
    status: int | None
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


class Answers:
    """The answers of one function."""

    def __init__(
        self,
        route: Route,
        reader: RequestReader,
        plans: Plans,
        told: Mapping[str, Any],
        maker: Maker,
        types: Mapping[str, Schema],
        kind: AnswerKind,
    ) -> None:
        """`told` is what the definition says of this function's answers."""
        self._spec = route.function.spec
        self._kind = route.http.get("answer", "json")
        self._status: int = told.get("status", 200)
        self._response: Schema | None = told.get("response")
        self._event: Schema = told.get("event", {})
        self._maker = maker
        self._examples = Examples(route, reader, plans, told if kind == "example" else {})
        paging = self._spec.get("paging")
        response = self._response or {}
        resolved = types.get(response.get("$ref", ""), response)
        self._pager = None if paging is None else Pager(self._spec, paging, resolved)
        self._own_events: Sequence[JSON | bytes] | None = (
            told.get("events") if kind == "example" else None
        )
        self.reset()

    def reset(self) -> None:
        """Forgets what a test has said."""
        self._given: Given | None = None
        self._events = self._own_events
        self._events_count = True
        self._has_pages = False
        if self._pager is not None:
            self._pager.forget()
        self.told = 0
        """When a test last said what is answered; 0 for never."""

    def give(self, given: Given) -> None:
        """Takes an answer to all calls."""
        self._given, self._events_count = given, False
        self.told = next(_ORDER)

    def give_pages(self, pages: Sequence[Sequence[JSON]]) -> None:
        """Takes the items of all pages; raises `ArgumentError` for a function without pages."""
        if self._pager is None:
            raise ArgumentError("This function has no pages.")
        self._has_pages = False
        self._pager.give(pages, self._base())
        self._given, self._has_pages = None, True
        self.told = next(_ORDER)

    def give_events(self, events: Sequence[JSON | bytes]) -> None:
        """Takes the events of a stream; raises `ArgumentError` for a function that does not stream."""
        if "streaming" not in self._spec:
            raise ArgumentError("This function does not stream.")
        self._events, self._events_count = list(events), True
        self.told = next(_ORDER)

    def matches(self, reading: Reading) -> bool:
        """Whether an example has made exactly this request."""
        return self._examples.find(reading.values) is not None

    def reply(self, request: Incoming, reading: Reading, url: str, hidden: frozenset[str]) -> Reply:
        """The answer to a request; `hidden` are query parameters that no address may repeat."""
        streaming = self._spec.get("streaming")
        streamed = streaming is not None and reading.values.get(streaming["parameter"]) is True
        if self._given is not None and not (streamed and self._events_count):
            return self._give(self._given, request)
        if streaming is not None and streamed:
            events = self._events
            if events is None:
                events = made_events(self._event, streaming, self._maker)
            return stream_reply(self._status, events, streaming.get("terminator"))
        match self._kind:
            case "empty":
                return Reply(self._status)
            case "binary":
                return binary_reply(self._status, EXAMPLE, request)
            case "text":
                return _text_reply(self._status, self._example(reading))
            case _:
                return self._json(request, reading, url, hidden)

    def _json(self, request: Incoming, reading: Reading, url: str, hidden: frozenset[str]) -> Reply:
        exact = self._examples.find(reading.values)
        if self._pager is None or (exact and not self._has_pages and self._is_further(reading)):
            return json_reply(self._status, self._example(reading))
        base = self._base() if self._has_pages else self._example(reading)
        query = shown(request.query, hidden)
        body, headers = self._pager.turn(reading.page, base, url + request.path, query)
        return json_reply(self._status, body, headers)

    def _is_further(self, reading: Reading) -> bool:
        """Whether an argument names a page, so that an example with the same one is about that page."""
        wanted = self._spec.get("paging", {}).get("parameter")
        return any(
            bool(reading.values.get(name))
            for name, each in self._spec["parameters"].items()
            if each.get("wire_name", name) == wanted
        )

    def _example(self, reading: Reading) -> JSON:
        found = self._examples.find(reading.values)
        return found[0] if found is not None else self._base()

    def _base(self) -> JSON:
        if self._examples.first is not None:
            return self._examples.first[0]
        if self._response is None:
            return {} if self._kind == "json" else "example"
        return self._maker.make(self._response)

    def _give(self, given: Given, request: Incoming) -> Reply:
        status = self._status if given.status is None else given.status
        headers = {name.lower(): value for name, value in given.headers.items()}
        if isinstance(given.body, bytes):
            reply = binary_reply(status, given.body, request)
        elif self._kind == "text" and isinstance(given.body, str):
            reply = _text_reply(status, given.body)
        else:
            reply = json_reply(status, given.body)
        reply.headers |= headers
        return reply


def _text_reply(status: int, value: JSON) -> Reply:
    return Reply(status, text(value).encode(), {"content-type": "text/plain; charset=utf-8"})


def truncated(reply: Reply) -> Reply:
    """The reply with JSON that ends in the middle; in a stream, that of the first event."""
    if reply.chunks:
        first = reply.chunks[0].rstrip(b"\n")
        reply.chunks = [first[: len(first) // 2] + b"\n\n", *reply.chunks[1:]]
        return reply
    halves = reply.content[:1] in (b"{", b"[", b'"')  # half a number is a number
    content = reply.content if halves else json_bytes({"data": []})
    reply.content = content[: len(content) // 2]
    return reply
