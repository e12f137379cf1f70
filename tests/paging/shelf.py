"""A vendor that hands out a list in pages, in each style, and clients that ask for all of them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import pytest

from integrations_runtime import Client, IntegrationError, RetryPolicy
from integrations_runtime.options import RequestOptions
from integrations_runtime.spec import ParameterSpec
from integrations_runtime.transport.seam import Request, Response
from tests.support.acme import async_client_class, client_class, reads
from tests.support.loopback import Exchange
from tests.support.seams import answer

KEY = "key-that-must-stay-secret"
AT_ONCE = RetryPolicy(first_delay=0.0)

STYLES: dict[str, dict[str, Any]] = {
    "cursor": {"style": "cursor", "parameter": "after", "items": "data", "next": "next"},
    "page": {"style": "page", "parameter": "page", "items": "data", "total": "total"},
    "offset": {"style": "offset", "parameter": "skip", "items": "data", "total": "total"},
    "link_header": {"style": "link_header", "items": "data"},
    "next_url": {"style": "next_url", "items": "data", "next": "next"},
}


def in_query(**kinds: str) -> dict[str, ParameterSpec]:
    """Parameters that travel in the query, by type."""
    return {name: {"schema": {"type": kind}, "location": "query"} for name, kind in kinds.items()}


PARAMETERS = in_query(after="string", page="integer", skip="integer")

each_style = pytest.mark.parametrize("style", STYLES)

Got = tuple[list[Any], IntegrationError | None]
Iterate = Callable[..., Got]


def lister(
    style: str,
    *,
    auth: Any = None,
    parameters: Mapping[str, ParameterSpec] = PARAMETERS,
    spec: Any = None,
    **paging: Any,
) -> type[Client]:
    """A client class with the function `list`, which has pages of this style, and `one`, which has none."""
    paged = reads(parameters, paging={**STYLES[style], **paging}, **(spec or {}))
    return client_class(functions={"list": paged, "one": reads()}, auth=auth)


class Shelf:
    """The pages of a list. As a transport it answers itself; `serve` is a script for a server."""

    def __init__(self, style: str, pages: Sequence[Sequence[Any]], origin: str = "") -> None:
        """`origin` comes before the paths of next pages."""
        self.style, self.pages, self.origin = style, pages, origin
        self.requests: list[str] = []

    def page(self, target: str) -> tuple[dict[str, Any], dict[str, str]]:
        """The body and the headers of the answer to a request."""
        self.requests.append(target)
        query = parse_qs(urlsplit(target).query)
        items = [item for page in self.pages for item in page]
        match self.style:
            case "offset":
                start = int(query["skip"][0])
                ends = [sum(map(len, self.pages[: at + 1])) for at in range(len(self.pages))]
                end = next((end for end in ends if end > start), start)
                return {"data": items[start:end], "total": len(items)}, {}
            case "page":
                page = self.pages[int(query["page"][0]) - 1]
                return {"data": page, "total": len(self.pages)}, {}
            case "cursor":
                at = int(query.get("after", ["p0"])[0][1:])
            case _:
                at = int(query.get("at", ["0"])[0])
        more = at + 1 < len(self.pages)
        address = f"{self.origin}/things?at={at + 1}&x=a%20b"
        match self.style:
            case "cursor":
                return {"data": self.pages[at], "next": f"p{at + 1}" if more else None}, {}
            case "link_header":
                links = [f'<{self.origin}/things?at=0>; rel="first"']
                links += [f'<{address}>; rel="next"'] if more else []
                return {"data": self.pages[at]}, {"link": ", ".join(links)}
            case _:
                return {"data": self.pages[at], **({"next": address} if more else {})}, {}

    def send(self, request: Request) -> Response:
        body, headers = self.page(request.url)
        return answer(body, headers=headers)

    def serve(self, exchange: Exchange) -> None:
        body, headers = self.page(exchange.path)
        exchange.reply(json.dumps(body).encode(), **cast(Any, headers))


def answering(*bodies: Any, **headers: str) -> Any:
    """A vendor that gives one answer after the other, with these headers, and repeats the last one."""

    def script(exchange: Exchange) -> None:
        body = bodies[min(len(exchange.server.seen), len(bodies)) - 1]
        exchange.reply(json.dumps(body).encode(), **cast(Any, headers))

    return script


def all_sync(
    kind: type[Client],
    url: str | None = None,
    arguments: Mapping[str, object] | None = None,
    options: RequestOptions | None = None,
    **more: Any,
) -> Got:
    got: list[Any] = []
    client = kind(credentials={"api_key": KEY}, base_url=url, max_retries=AT_ONCE, **more)
    try:
        for each in client.iterate("list", arguments, options=options):
            got.append(each)  # noqa: PERF402 - what came before an error counts
    except IntegrationError as error:
        return got, error
    return got, None


def all_async(
    kind: type[Client],
    url: str | None = None,
    arguments: Mapping[str, object] | None = None,
    options: RequestOptions | None = None,
    **more: Any,
) -> Got:
    got: list[Any] = []
    client = async_client_class(kind)(
        credentials={"api_key": KEY}, base_url=url, max_retries=AT_ONCE, **more
    )

    async def run() -> None:
        async for each in client.iterate("list", arguments, options=options):
            got.append(each)  # noqa: PERF401 - what came before an error counts

    try:
        asyncio.run(run())
    except IntegrationError as error:
        return got, error
    return got, None


both = pytest.mark.parametrize("iterate", [all_sync, all_async])
