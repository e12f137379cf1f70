"""From our requests to those of httpx."""

from collections.abc import AsyncIterable, Iterable
from functools import lru_cache
from platform import python_version
from typing import Final, TypeAlias

import httpx

from .. import __version__
from ..errors import ConfigurationError
from ..options import DEFAULT_TIMEOUTS, Timeouts, phases
from .bodies import length_header
from .deadlines import Remaining
from .logs import keep_credentials_out_of_logs
from .seam import Request

Content: TypeAlias = bytes | Iterable[bytes] | AsyncIterable[bytes]

USER_AGENT: Final = (
    f"integrations/{__version__} python/{python_version()} httpx/{httpx.__version__}"
)

_UNCONFIGURED: Final = httpx.Timeout(5.0)
"""What an httpx client has when nobody set it; too short for a language model, so it counts as not set."""

keep_credentials_out_of_logs()

_url = lru_cache(maxsize=256)(httpx.URL)  # parsing is a fair part of what a request costs


def shared_request(
    request: Request,
    client: httpx.Client | httpx.AsyncClient,
    timeouts: Timeouts,
    content: Content | None,
) -> httpx.Request:
    """The request as httpx sends it, without what `build_request` would take from the client and merge."""
    headers = {
        "user-agent": USER_AGENT,
        "accept-encoding": client.headers.get("accept-encoding", "identity"),
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


def own_request(
    request: Request,
    client: httpx.Client | httpx.AsyncClient,
    timeouts: Timeouts,
    content: Content | None,
) -> httpx.Request:
    """The request with the headers, cookies and time limits that the caller gave to `client`, if it is not to go bare."""
    if client.is_closed:
        raise ConfigurationError("the http_client is closed")
    if request.bare:
        return shared_request(request, client, timeouts, content)
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


def timeouts_of(request: Request, own: httpx.Client | httpx.AsyncClient | None) -> Timeouts:
    """The limits of the call or our client, else those of the caller's HTTP client, else the default; within the deadline."""
    limits = request.timeouts
    if limits is None:
        limits = DEFAULT_TIMEOUTS
        if own is not None and own.timeout != _UNCONFIGURED:
            limits = phases(own.timeout)
    return limits if request.deadline is None else Remaining(limits, request.deadline)
