"""One call, as it is written with our client and with the vendor's own SDK, and how the two are compared."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from operator import attrgetter
from typing import Any, cast
from urllib.parse import parse_qsl, urlsplit

import jmespath
from pydantic_core import to_jsonable_python

from tests.support.loopback import Exchange, Server

JSONObject = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """A call that both make. Add what the two do not have in common to the table, with the reason."""

    ours: str  # the method of our client
    theirs: str  # the method of the SDK, with the resources that lead to it
    answer: Any  # the type that the SDK documents for the answer
    arguments: JSONObject = field(default_factory=dict[str, Any])
    their_arguments: JSONObject | None = None  # None: the same
    they_add: Mapping[str, JSONObject] = field(
        default_factory=dict[str, JSONObject]
    )  # to "body" or "query"
    as_ours: str = "@"  # JMESPath from what the SDK returns to the shape of our result
    name: str = ""  # where several cases call the same method

    def __str__(self) -> str:
        return f"{self.ours}-{self.name}" if self.name else self.ours

    def call_ours(self, client: object) -> Any:
        """What our method returns; of an asynchronous client, what is to be awaited."""
        return attrgetter(self.ours)(client)(**self.arguments)

    def call_theirs(self, client: object, suffix: str = "") -> Any:
        """The same of theirs, whose asynchronous methods may have a suffix."""
        arguments = self.arguments if self.their_arguments is None else self.their_arguments
        return attrgetter(self.theirs + suffix)(client)(**arguments)

    def their_request(self, server: Server) -> dict[str, Any]:
        """The last request of `server`, without what the SDK is known to add."""
        request = last_request(server)
        for part, added in self.they_add.items():
            for key, value in added.items():
                assert request[part].pop(key) == value
        return request


def script(content: bytes, content_type: str = "application/json") -> Callable[[Exchange], None]:
    """An answer to every request."""

    def answer(exchange: Exchange) -> None:
        exchange.reply(content, content_type=content_type)

    return answer


def last_request(server: Server) -> dict[str, Any]:
    """What a vendor acts upon: method, path, query, JSON body and credentials."""
    method, target, headers, body = server.seen[-1]
    url = urlsplit(target)
    return {
        "method": method,
        "path": url.path,
        "query": dict(parse_qsl(url.query, keep_blank_values=True)),
        "body": json.loads(body) if body else None,
        "authorization": {k.lower(): v for k, v in headers.items()}.get("authorization"),
    }


def dumped(result: object) -> Any:
    """What a result of either client says, or a list of results, as JSON data."""
    return to_jsonable_python(result, by_alias=True)


def differences(case: Case, theirs: Any, ours: Any) -> list[str]:
    """Where our result lacks a value that the SDK gives, or gives another."""
    expected: object = jmespath.search(case.as_ours, dumped(theirs))
    return list(_lacking(expected, dumped(ours), "result"))


def _lacking(theirs: object, ours: object, at: str) -> Iterator[str]:
    if isinstance(theirs, dict) and isinstance(ours, dict):
        found = cast(dict[str, object], ours)
        for key, value in cast(dict[str, object], theirs).items():
            yield from _lacking(value, found.get(key), f"{at}.{key}")
    elif isinstance(theirs, list) and isinstance(ours, list):
        pairs = zip_longest(cast(list[object], theirs), cast(list[object], ours))
        for number, (value, other) in enumerate(pairs):
            yield from _lacking(value, other, f"{at}[{number}]")
    elif theirs != ours:
        yield f"{at}: theirs {theirs!r}, ours {ours!r}"
