"""The HTTP client that all tasks of an event loop share.

Nobody has to close it. It lives in an async generator, so that `asyncio.run` (through `loop.shutdown_asyncgens()`) closes
it before the loop goes away. A forked process makes its own.
"""

import asyncio
import os
from collections.abc import AsyncGenerator

import httpx

from ..errors import ConfigurationError
from .async_lanes import AsyncLanes
from .shared import LIMITS, from_environment, inherited, no_cookies, proxied, tls_context

_for_loops: dict[
    asyncio.AbstractEventLoop,
    tuple[int, httpx.AsyncClient, AsyncGenerator[httpx.AsyncClient, None]],
] = {}


async def shared_async_client() -> httpx.AsyncClient:
    """The client for the running event loop."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        raise ConfigurationError(
            "outside asyncio there is no shared connection pool: pass an http_client"
        ) from None
    shared, process = _for_loops.get(loop), os.getpid()
    if shared is not None and shared[0] == process:
        return shared[1]
    _forget_closed_loops()
    lifetime = _lifetime(loop)
    client = await anext(lifetime)  # does not suspend
    if shared is not None:
        inherited.append(shared)
    _for_loops[loop] = process, client, lifetime
    return client


async def _lifetime(loop: asyncio.AbstractEventLoop) -> AsyncGenerator[httpx.AsyncClient, None]:
    client = _client()
    try:
        yield client
    finally:
        _for_loops.pop(loop, None)
        await client.aclose()


def _client() -> httpx.AsyncClient:
    with from_environment():
        if proxied():
            return httpx.AsyncClient(verify=tls_context(), limits=LIMITS, cookies=no_cookies())
        return httpx.AsyncClient(transport=AsyncLanes(tls_context()), cookies=no_cookies())


def _forget_closed_loops() -> None:
    for loop in list(_for_loops):
        if loop.is_closed():
            _for_loops.pop(loop, None)
