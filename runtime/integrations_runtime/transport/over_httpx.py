"""The transport over httpx: the shared connection pool, or a client that the caller brings and closes."""

from collections.abc import AsyncIterable, Iterable
from functools import lru_cache
from platform import python_version
from typing import Final, TypeAlias

import httpx

from .. import __version__
from ..errors import ConfigurationError, TransportError
from ..options import DEFAULT_TIMEOUTS, Timeouts, phases
from .bodies import AsyncContent, length_header
from .httpx_answers import AsyncOpened, Opened
from .httpx_errors import FAILURES, failure
from .limits import Remaining
from .logs import keep_credentials_out_of_logs
from .opening import Gathered
from .pool import shared_async_client, shared_client
from .seam import Request, Response

_Content: TypeAlias = bytes | Iterable[bytes] | AsyncIterable[bytes]

USER_AGENT: Final = (
    f"integrations/{__version__} python/{python_version()} httpx/{httpx.__version__}"
)

_UNCONFIGURED: Final = httpx.Timeout(5.0)
"""What an httpx client has when nobody set it; too short for a language model, so it counts as not set."""

keep_credentials_out_of_logs()

_url = lru_cache(maxsize=256)(httpx.URL)  # parsing is a fair part of what a request costs


class HttpxTransport:
    """Sends requests with `client`, or with the client that all threads share."""

    def __init__(self, client: httpx.Client | None = None) -> None:
        self._client = client

    def send(self, request: Request) -> Response:
        opened = self.open(request)
        gathered = Gathered(request.largest_answer)
        try:
            for chunk in opened.chunks():
                fits = gathered.add(chunk)
                del chunk  # not in a traceback: it may repeat a credential
                if not fits:
                    break
        except TransportError as error:
            error.partial = gathered.content
            raise
        finally:
            opened.close()
        return gathered.response(opened.status, opened.headers)

    def open(self, request: Request) -> Opened:
        client, timeouts = self._client, _timeouts(request, self._client)
        build = _own
        try:
            if client is None:
                client, build = shared_client(), _shared
            # The built request has no name here: the repr of a local variable would show its URL in a traceback.
            answer = client.send(
                build(request, client, timeouts, request.content),
                stream=True,
                follow_redirects=False,
            )
        except FAILURES as error:
            raise failure(error, request.method, timeouts) from error
        return Opened(answer, request, timeouts)


class AsyncHttpxTransport:
    """Sends requests with `client`, or with the client that all tasks of an event loop share."""

    def __init__(self, client: httpx.AsyncClient | None = None) -> None:
        self._client = client

    async def send(self, request: Request) -> Response:
        opened = await self.open(request)
        gathered = Gathered(request.largest_answer)
        try:
            async for chunk in opened.chunks():
                fits = gathered.add(chunk)
                del chunk  # not in a traceback: it may repeat a credential
                if not fits:
                    break
        except TransportError as error:
            error.partial = gathered.content
            raise
        finally:
            await opened.aclose()
        return gathered.response(opened.status, opened.headers)

    async def open(self, request: Request) -> AsyncOpened:
        client, timeouts = self._client, _timeouts(request, self._client)
        content: _Content | None = None
        if request.content is not None:
            body = request.content
            content = body if isinstance(body, bytes) else AsyncContent(body)
        build = _own
        try:
            if client is None:
                client, build = await shared_async_client(), _shared
            answer = await client.send(
                build(request, client, timeouts, content), stream=True, follow_redirects=False
            )
        except FAILURES as error:
            raise failure(error, request.method, timeouts) from error
        return AsyncOpened(answer, request, timeouts)


def _shared(
    request: Request,
    client: httpx.Client | httpx.AsyncClient,
    timeouts: Timeouts,
    content: _Content | None,
) -> httpx.Request:
    """The request as httpx sends it, without what `build_request` would take from the client and merge."""
    headers = {
        "user-agent": USER_AGENT,
        "accept-encoding": client.headers["accept-encoding"],
        **length_header(request.content),
        **request.headers,
    }
    return httpx.Request(
        request.method,
        _url(request.url),
        headers=headers,
        content=content,
        extensions={"timeout": timeouts},
    )


def _own(
    request: Request,
    client: httpx.Client | httpx.AsyncClient,
    timeouts: Timeouts,
    content: _Content | None,
) -> httpx.Request:
    """The request with the headers, cookies and time limits that the caller gave to `client`."""
    if client.is_closed:
        raise ConfigurationError("the http_client is closed")
    own = client.headers.get("user-agent", "")
    return client.build_request(
        request.method,
        _url(request.url),
        headers={
            "user-agent": USER_AGENT if own.startswith("python-httpx/") else own,
            **length_header(request.content),
            **request.headers,
        },
        content=content,
        extensions={"timeout": timeouts},
    )


def _timeouts(request: Request, own: httpx.Client | httpx.AsyncClient | None) -> Timeouts:
    """The limits of the call or our client, else those of the caller's HTTP client, else the default; within the deadline."""
    limits = request.timeouts
    if limits is None:
        limits = DEFAULT_TIMEOUTS
        if own is not None and own.timeout != _UNCONFIGURED:
            limits = phases(own.timeout)
    return limits if request.deadline is None else Remaining(limits, request.deadline)
