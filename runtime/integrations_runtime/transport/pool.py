"""The HTTP clients that all clients of a process share: one for threads, one for each event loop.

They share one TLS context, which is what costs time to make. A process that was forked makes its own: connections of
the parent are neither used nor closed in the child.

Nobody has to close them. The one for threads is closed when the interpreter exits. That of an event loop lives in an
async generator, so that `asyncio.run` (through `loop.shutdown_asyncgens()`) closes it before the loop goes away.
"""

import asyncio
import atexit
import os
import ssl
import threading
from collections.abc import AsyncGenerator
from functools import lru_cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Final
from urllib.request import getproxies

import httpx

from ..errors import ConfigurationError
from .idle_lanes import LONGEST_IDLE, MOST_IDLE
from .lanes import MOST, AsyncLanes, Lanes

LIMITS: Final = httpx.Limits(
    max_connections=MOST, max_keepalive_connections=MOST_IDLE, keepalive_expiry=LONGEST_IDLE
)

_lock = threading.Lock()
_for_threads: tuple[int, httpx.Client] | None = None
_for_loops: dict[
    asyncio.AbstractEventLoop,
    tuple[int, httpx.AsyncClient, AsyncGenerator[httpx.AsyncClient, None]],
] = {}
_inherited: list[object] = []
"""What a forked process got from its parent: kept, because collecting it would close it."""


def shared_client() -> httpx.Client:
    """The client for threads."""
    global _for_threads
    shared, process = _for_threads, os.getpid()
    if shared is not None and shared[0] == process:
        return shared[1]
    with _lock:
        if _for_threads is None or _for_threads[0] != process:
            if _for_threads is not None:
                _inherited.append(_for_threads)
            _for_threads = process, _client()
        return _for_threads[1]


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
        _inherited.append(shared)
    _for_loops[loop] = process, client, lifetime
    return client


async def _lifetime(loop: asyncio.AbstractEventLoop) -> AsyncGenerator[httpx.AsyncClient, None]:
    client = _async_client()
    try:
        yield client
    finally:
        _for_loops.pop(loop, None)
        await client.aclose()


def _client() -> httpx.Client:
    if _proxied():
        return httpx.Client(verify=_tls_context(), limits=LIMITS, cookies=_no_cookies())
    return httpx.Client(transport=Lanes(_tls_context()), cookies=_no_cookies())


def _async_client() -> httpx.AsyncClient:
    if _proxied():
        return httpx.AsyncClient(verify=_tls_context(), limits=LIMITS, cookies=_no_cookies())
    return httpx.AsyncClient(transport=AsyncLanes(_tls_context()), cookies=_no_cookies())


def _proxied() -> bool:
    """Whether there are proxies. An ordinary client of httpx knows then which of them is for which host."""
    proxies = getproxies()
    return any(proxies.get(scheme) for scheme in ("http", "https", "all"))


def _forget_closed_loops() -> None:
    for loop in list(_for_loops):
        if loop.is_closed():
            _for_loops.pop(loop, None)


def _no_cookies() -> CookieJar:
    """A jar that stays empty: accounts must not see each other's sessions."""
    return CookieJar(DefaultCookiePolicy(allowed_domains=()))


@lru_cache(maxsize=1)
def _tls_context() -> ssl.SSLContext:
    return httpx.create_ssl_context()


@atexit.register
def _close_at_exit() -> None:
    if _for_threads is not None and _for_threads[0] == os.getpid():
        _for_threads[1].close()


def _new_lock() -> None:
    global _lock
    _lock = threading.Lock()  # a thread of the parent may have held it


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_new_lock)
