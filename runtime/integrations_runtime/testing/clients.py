"""Clients of a mock vendor, and the connections that they have to it."""

from __future__ import annotations

import inspect
import keyword
import os
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..spec import IntegrationSpec

if TYPE_CHECKING:
    import httpx

    from ..transport.lanes import Lanes


class Connections:
    """HTTP clients that go straight to this machine, whatever the environment says of proxies.

    There is one for threads and one for tasks, made when they are first asked for. Safe to share between threads.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process = 0
        self._threads: tuple[Lanes, httpx.Client] | None = None
        self._inherited: list[object] = []  # a forked process must not close its parent's
        self._tasks: httpx.AsyncClient | None = None

    def for_threads(self) -> httpx.Client:
        """The HTTP client for threads."""
        import httpx

        from ..transport.lanes import Lanes
        from ..transport.shared import no_cookies

        with self._lock:
            if self._threads is None or self._process != os.getpid():
                self._inherited.append(self._threads)
                lanes = Lanes(_no_certificates())
                client = httpx.Client(transport=lanes, trust_env=False, cookies=no_cookies())
                self._threads, self._process = (lanes, client), os.getpid()
            return self._threads[1]

    def for_tasks(self) -> httpx.AsyncClient:
        """The HTTP client for the tasks of every event loop: it keeps no connection, so none outlives its loop."""
        import httpx

        from ..transport.shared import no_cookies

        with self._lock:
            if self._tasks is None:
                transport = httpx.AsyncHTTPTransport(
                    verify=_no_certificates(),
                    trust_env=False,
                    limits=httpx.Limits(max_connections=None, max_keepalive_connections=0),
                )
                self._tasks = httpx.AsyncClient(
                    transport=transport, trust_env=False, cookies=no_cookies()
                )
            return self._tasks

    def close(self) -> None:
        """Closes all connections. Whoever calls a vendor that has ended is told that nobody answers."""
        with self._lock:
            if self._threads is not None and self._process == os.getpid():
                self._threads[0].close()


def open_client(
    kind: type[Any],
    spec: IntegrationSpec,
    credentials: Mapping[str, str],
    token_url: str,
    options: Mapping[str, Any],
) -> Any:
    """A client of a class for `spec`, which gets its tokens from `token_url`. `options` are the constructor's."""
    if spec["auth"]["strategy"] == "oauth2":
        here = {**spec, "auth": {**spec["auth"], "token_url": token_url}}
        kind = type(kind.__name__, (kind,), {"SPEC": here})
    given: Mapping[str, Any] = {"credentials": credentials}
    if "credentials" not in inspect.signature(kind).parameters:
        given = {  # generated clients take credentials by name
            f"{key}_" if keyword.iskeyword(key) else key: value
            for key, value in credentials.items()
        }
    return kind(**{**given, **options})


def _no_certificates() -> Any:
    """A TLS context that trusts nobody: loopback needs none, and loading certificates takes its time."""
    import ssl

    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
