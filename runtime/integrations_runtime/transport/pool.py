"""The HTTP client that all threads of a process share.

A process that was forked makes its own: connections of the parent are neither used nor closed in the child. Nobody has
to close it: that happens when the interpreter exits.
"""

import atexit
import os

import httpx

from ..locks import ForkSafeLock
from .lanes import Lanes
from .shared import LIMITS, from_environment, inherited, no_cookies, proxied, tls_context

_lock = ForkSafeLock()
_shared: tuple[int, httpx.Client] | None = None


def shared_client() -> httpx.Client:
    """The client for threads."""
    global _shared
    shared, process = _shared, os.getpid()
    if shared is not None and shared[0] == process:
        return shared[1]
    with _lock:
        if _shared is None or _shared[0] != process:
            if _shared is not None:
                inherited.append(_shared)
            _shared = process, _client()
        return _shared[1]


def _client() -> httpx.Client:
    with from_environment():
        if proxied():
            return httpx.Client(verify=tls_context(), limits=LIMITS, cookies=no_cookies())
        return httpx.Client(transport=Lanes(tls_context()), cookies=no_cookies())


@atexit.register
def _close_at_exit() -> None:
    if _shared is not None and _shared[0] == os.getpid():
        _shared[1].close()
