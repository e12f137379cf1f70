"""The kinds of calls, by what they return: a result, all pages in one, one page, a raw response, a stream, a download."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from .answers.events import EventReader
from .answers.raw import RawResponse
from .answers.transfer import Transfer
from .caller import Begun, Caller, argument_error
from .calls import Call, shorten
from .errors import ResponseError, TransportError
from .paging.addresses import PagingError, resolve
from .paging.walk import Address, Page, Walk
from .requests.builder import NO_PAGE, Draft
from .steps import Pause, Read, Steps
from .transport.seam import Response

if TYPE_CHECKING:
    from .exchange import Exchange
    from .paging.walk import Paging

_EVENT_STREAM: Final = "text/event-stream"
_STREAM_HEADERS: Final = {"accept": _EVENT_STREAM}
_DOWNLOAD_HEADERS: Final = {"accept": "*/*", "accept-encoding": "identity"}  # for resuming
_NO_HEADERS: Final[Mapping[str, str]] = {}
_EXCERPT: Final = 16_384


class PageOfItems(NamedTuple):
    """The items of one page, and how to ask for the next one; None after the last."""

    items: list[Any]
    following: Page | None
    draft: Draft


def result(caller: Caller, begun: Begun, *, plain: bool) -> Steps[Any]:
    """A call whose result is returned: a model, plain data, or bytes. Raises `ArgumentError` for one that is not of this kind."""
    plan = begun.plan
    if plan.streams(begun.values):
        raise argument_error(
            plan, [_instead(begun, f"streams with {plan.switch} = true", "stream")]
        )

    def requests(exchange: Exchange) -> Steps[Any]:
        if plan.collects and plan.paging is not None:
            return _all_pages(caller, begun, plan.paging, exchange, plain)
        return _one(caller, begun, exchange, plain)

    return caller.run(begun, requests)


def raw(caller: Caller, begun: Begun, make: Callable[[Any, EventReader], Any]) -> Steps[Any]:
    """A call that returns its (first) response as it is; `make` makes the stream of one that is opened."""
    plan = begun.plan

    def requests(exchange: Exchange) -> Steps[Any]:
        draft = caller.draft(begun, _first_page(begun))
        place = caller.place(plan, draft)
        if plan.streams(begun.values):
            opened, reader = yield from _opened_stream(begun, exchange, place, draft, plain=False)
            response = Response(opened.status, opened.headers, b"")
            events = _lasting(place, make(opened, reader))
            return raw_response(place, exchange, response, lambda: events)
        response = yield from exchange.send(place, draft)
        plan.reader.check_size(place, response)
        read = plan.reader.read
        return raw_response(place, exchange, response, lambda: read(place, response, plain=False))

    def raw_response(
        place: Call, exchange: Exchange, response: Response, parse: Callable[[], Any]
    ) -> RawResponse[Any]:
        request_id = place.request_id(response)
        return RawResponse(
            response.status,
            response.headers,
            response.content,
            request_id,
            exchange.retries,
            parse,
        )

    return caller.run(begun, requests)


def stream(
    caller: Caller, begun: Begun, make: Callable[[Any, EventReader], Any], *, plain: bool
) -> Steps[Any]:
    """A call that returns what `make` makes of its opened answer. Raises `ArgumentError` for one that does not stream."""
    plan = begun.plan
    if not plan.streams(begun.values):
        problem = f"{plan.integration}.{plan.function} does not stream"
        hint = "." if plan.switch is None else f" unless {plan.switch} is true."
        raise argument_error(plan, [problem + hint])

    def requests(exchange: Exchange) -> Steps[Any]:
        draft = caller.draft(begun)
        place = caller.place(plan, draft)
        opened, reader = yield from _opened_stream(begun, exchange, place, draft, plain=plain)
        return _lasting(place, make(opened, reader))

    return caller.run(begun, requests)


def download(
    caller: Caller,
    begun: Begun,
    make: Callable[[Any, Transfer, Callable[[Mapping[str, str], int], Steps[Any]]], Any],
) -> Steps[Any]:
    """A call that returns what `make` makes of its opened answer, its progress, and a way to ask for the rest."""
    plan = begun.plan
    if not plan.binary:
        raise argument_error(plan, [_instead(begun, "does not answer with binary data", "call")])

    def requests(exchange: Exchange) -> Steps[Any]:
        draft = caller.draft(begun)
        place = caller.place(plan, draft)
        opened = yield from exchange.open(place, draft, _DOWNLOAD_HEADERS)
        transfer = Transfer(place, opened.status, opened.headers, exchange.resumes)

        def reopen(headers: Mapping[str, str], resumed: int) -> Steps[Any]:
            yield Pause(exchange.resume_delay(resumed))
            return (yield from exchange.open(place, draft, {**_DOWNLOAD_HEADERS, **headers}))

        return _lasting(place, make(opened, transfer, reopen))

    return caller.run(begun, requests)


def begin_walk(begun: Begun) -> Walk:
    """A lazy walk over the pages of a call. Raises `ArgumentError` for a function that has none."""
    plan = begun.plan
    if plan.paging is None:
        raise argument_error(plan, [f"{plan.integration}.{plan.function} has no pages."])
    return plan.paging.start(_given(begun), None)


def page(
    caller: Caller, begun: Begun, walk: Walk, current: Page, before: Draft | None, *, plain: bool
) -> Steps[PageOfItems]:
    """One page of a lazy walk; `before` is the request of the page before."""
    plan = begun.plan
    assert plan.items is not None
    item_path = plan.items

    def requests(exchange: Exchange) -> Steps[PageOfItems]:
        draft, place, response = yield from _page(caller, begun, current, before, exchange)
        answer = plan.reader.decode(place, response)
        problem: ResponseError
        try:
            found = plan.reader.result(place, response, answer, plain=plain)
            following = walk.turn(answer, response.headers.get("link"))
            return PageOfItems(item_path.of(found), following, draft)
        except PagingError as reason:
            problem = _unreadable(place, reason, response)
        except ResponseError as error:
            problem = error
        answer = found = None  # not in the error's traceback: they may repeat a credential
        raise problem

    return caller.run(begun, requests, approved=before is not None)


def _one(caller: Caller, begun: Begun, exchange: Exchange, plain: bool) -> Steps[Any]:
    draft = caller.draft(begun)
    place = caller.place(begun.plan, draft)
    headers = _DOWNLOAD_HEADERS if begun.plan.binary else _NO_HEADERS
    response = yield from exchange.send(place, draft, headers)
    return begun.plan.reader.read(place, response, plain=plain)


def _all_pages(
    caller: Caller, begun: Begun, paging: Paging, exchange: Exchange, plain: bool
) -> Steps[Any]:
    """The call of a function whose result holds the items of all pages."""
    plan = begun.plan
    walk = paging.start(_given(begun))
    current: Page = walk.first
    draft: Draft | None = None
    answers: list[Any] = []
    try:
        while True:
            draft, place, response = yield from _page(caller, begun, current, draft, exchange)
            answers.append(plan.reader.decode(place, response))
            try:
                following = walk.turn(answers[-1], response.headers.get("link"))
                if following is None:
                    return plan.reader.result(place, response, paging.merge(answers), plain=plain)
                current = following
                continue
            except PagingError as reason:
                problem = _unreadable(place, reason, response)
            raise problem
    finally:
        answers.clear()  # not in an error's traceback: they may repeat a credential


def _page(
    caller: Caller, begun: Begun, current: Page, before: Draft | None, exchange: Exchange
) -> Steps[tuple[Draft, Call, Response]]:
    """The request for one page, and its accepted answer."""
    if isinstance(current, Address):
        draft = caller.draft(begun)
        place = caller.place(begun.plan, draft)
        problem: ResponseError | None = None
        try:
            draft.url, draft.query = resolve(
                current.url, _url(caller, before or draft), caller.account.base_url
            )
        except PagingError as reason:
            problem = _unreadable(place, reason, Response(200, {}, b""))
        if problem is not None:
            raise problem  # outside of `except`: what was caught holds the address
    else:
        draft = caller.draft(begun, current)
        place = caller.place(begun.plan, draft)
    response = yield from exchange.send(place, draft)
    if place.address is not None:  # what the next page's address is relative to
        draft.url, _, draft.query = place.address.partition("?")
    return draft, place, response


def _url(caller: Caller, draft: Draft) -> str:
    url = caller.account.base_url + draft.path if draft.url is None else draft.url
    return f"{url}?{draft.query}" if draft.query else url


def _first_page(begun: Begun) -> Mapping[str, Any]:
    plan = begun.plan
    if not plan.collects or plan.paging is None:
        return NO_PAGE
    first = plan.paging.start(_given(begun)).first
    return NO_PAGE if isinstance(first, Address) else first


def _given(begun: Begun) -> Mapping[str, Any]:
    """What the caller says about pages, by wire name: options take precedence, as they do in the request."""
    options = begun.options
    return {**begun.plan.requests.by_wire_name(begun.values), **options.query, **options.body}


def _opened_stream(
    begun: Begun, exchange: Exchange, place: Call, draft: Draft, *, plain: bool
) -> Steps[tuple[Any, EventReader]]:
    assert begun.plan.events is not None
    opened = yield from exchange.open(place, draft, _STREAM_HEADERS)
    media_type = opened.headers.get("content-type", "").partition(";")[0].strip().lower()
    response = Response(opened.status, opened.headers, b"")
    if media_type == _EVENT_STREAM:
        return opened, EventReader(place, begun.plan.events, response, plain=plain)
    with suppress(TransportError):  # the beginning of the answer is only shown
        response = yield Read(opened, _EXCERPT)
    found = (
        f"its type is {shorten(place.redact(media_type), 60)}" if media_type else "it has no type"
    )
    raise place.error(ResponseError, f"the answer is not a stream of events: {found}", response)


def _lasting(place: Call, made: Any) -> Any:
    """A stream or download that has been `made`; for the observers, its end is that of the call."""
    if place.watch is not None:
        place.watch.lasts()
        made._observed_by(place.watch)
    return made


def _unreadable(place: Call, reason: PagingError, response: Response) -> ResponseError:
    return place.error(ResponseError, f"cannot read all pages: {reason}", response)


def _instead(begun: Begun, what: str, door: str) -> str:
    plan = begun.plan
    return f"{plan.integration}.{plan.function} {what}: call it through {door}(…)."
