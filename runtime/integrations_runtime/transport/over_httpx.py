"""The transport over httpx: the shared connection pool, or a client that the caller brings and closes."""

from functools import lru_cache
from platform import python_version
from typing import Final

import httpx

from .. import __version__
from ..errors import ConfigurationError, TransportError, TransportTimeout
from ..options import DEFAULT_TIMEOUTS, Timeouts, phases
from .pool import shared_async_client, shared_client
from .seam import Request, Response

USER_AGENT: Final = (
    f"integrations/{__version__} python/{python_version()} httpx/{httpx.__version__}"
)

_UNCONFIGURED: Final = httpx.Timeout(5.0)
"""What an httpx client has when nobody set it; too short for a language model, so it counts as not set."""

_url = lru_cache(maxsize=256)(httpx.URL)  # parsing is a fair part of what a request costs


class HttpxTransport:
    """Sends requests with `client`, or with the client that all threads share."""

    def __init__(self, client: httpx.Client | None = None) -> None:
        self._client = client

    def send(self, request: Request) -> Response:
        client = self._client
        try:
            if client is None:
                client = shared_client()
                answer = client.send(_shared(request, client), follow_redirects=False)
            else:
                answer = client.send(_own(request, client), follow_redirects=False)
        except (httpx.RequestError, httpx.InvalidURL) as error:
            raise _failure(error, request, _timeouts(request, self._client)) from error
        return Response(answer.status_code, answer.headers, answer.content)


class AsyncHttpxTransport:
    """Sends requests with `client`, or with the client that all tasks of an event loop share."""

    def __init__(self, client: httpx.AsyncClient | None = None) -> None:
        self._client = client

    async def send(self, request: Request) -> Response:
        client = self._client
        try:
            if client is None:
                client = await shared_async_client()
                answer = await client.send(_shared(request, client), follow_redirects=False)
            else:
                answer = await client.send(_own(request, client), follow_redirects=False)
        except (httpx.RequestError, httpx.InvalidURL) as error:
            raise _failure(error, request, _timeouts(request, self._client)) from error
        return Response(answer.status_code, answer.headers, answer.content)


def _shared(request: Request, client: httpx.Client | httpx.AsyncClient) -> httpx.Request:
    """The request as httpx sends it, without what `build_request` would take from the client and merge."""
    headers = {
        "user-agent": USER_AGENT,
        "accept-encoding": client.headers["accept-encoding"],
        **request.headers,
    }
    return httpx.Request(
        request.method,
        _url(request.url),
        headers=headers,
        content=request.content,
        extensions={"timeout": request.timeouts or DEFAULT_TIMEOUTS},
    )


def _own(request: Request, client: httpx.Client | httpx.AsyncClient) -> httpx.Request:
    """The request with the headers, cookies and time limits that the caller gave to `client`."""
    if client.is_closed:
        raise ConfigurationError("the http_client is closed")
    own = client.headers.get("user-agent", "")
    return client.build_request(
        request.method,
        _url(request.url),
        headers={
            "user-agent": USER_AGENT if own.startswith("python-httpx/") else own,
            **request.headers,
        },
        content=request.content,
        extensions={"timeout": _timeouts(request, client)},
    )


def _timeouts(request: Request, own: httpx.Client | httpx.AsyncClient | None) -> Timeouts:
    """The limits of the call or our client, else those of the caller's HTTP client, else the default."""
    if request.timeouts is not None:
        return request.timeouts
    if own is None or own.timeout == _UNCONFIGURED:
        return DEFAULT_TIMEOUTS
    return phases(own.timeout)


def _failure(
    error: httpx.RequestError | httpx.InvalidURL, request: Request, timeouts: Timeouts
) -> TransportError:
    """The transport error for `error`, from which everything is taken that could hold a credential."""
    error.__cause__ = error.__context__ = None
    error.with_traceback(None)  # its frames hold the request
    if isinstance(error, httpx.RequestError):
        error.request = httpx.Request(request.method, "https://redacted.invalid")
    return _explain(error, timeouts)


def _explain(error: Exception, timeouts: Timeouts) -> TransportError:
    text = f": {error}" if str(error) else ""
    match error:
        case httpx.ConnectTimeout():
            return TransportTimeout(f"no connection{_within(timeouts['connect'])}")
        case httpx.PoolTimeout():
            return TransportTimeout(f"no free connection{_within(timeouts['pool'])}")
        case httpx.WriteTimeout():
            return TransportTimeout(f"the request could not be sent{_within(timeouts['write'])}")
        case httpx.TimeoutException():
            return TransportTimeout(f"no answer{_within(timeouts['read'])}")
        case httpx.ConnectError() | httpx.ProxyError():
            return TransportError(f"no connection{text}")
        case httpx.DecodingError():
            return TransportError(f"the answer could not be decompressed{text}")
        case _:
            return TransportError(f"the connection failed{text}")


def _within(seconds: float | None) -> str:
    return "" if seconds is None else f" within {seconds:g} s"
