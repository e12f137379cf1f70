"""What the shared pools for threads and for tasks have in common: one TLS context, limits, no cookies.

Making the TLS context is what costs time.
"""

import ssl
from collections.abc import Generator
from contextlib import contextmanager
from functools import lru_cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from importlib import import_module
from typing import Final
from urllib.request import getproxies

import httpx

from ..errors import ConfigurationError
from .idle_lanes import LONGEST_IDLE, MOST, MOST_IDLE

import_module(
    "httpcore"
)  # httpx would load it with a connection, which a fork of another thread may interrupt

LIMITS: Final = httpx.Limits(
    max_connections=MOST, max_keepalive_connections=MOST_IDLE, keepalive_expiry=LONGEST_IDLE
)

inherited: Final[list[object]] = []
"""What a forked process got from its parent: kept, because collecting it would close it."""


@lru_cache(maxsize=1)
def tls_context() -> ssl.SSLContext:
    """The TLS context of the process, with certificates as httpx finds them."""
    return httpx.create_ssl_context()


def no_cookies() -> CookieJar:
    """A jar that stays empty: accounts must not see each other's sessions."""
    return CookieJar(DefaultCookiePolicy(allowed_domains=()))


def proxied() -> bool:
    """Whether there are proxies. An ordinary client of httpx knows then which of them is for which host."""
    proxies = getproxies()
    return any(proxies.get(scheme) for scheme in ("http", "https", "all"))


@contextmanager
def from_environment() -> Generator[None]:
    """Explains what keeps httpx from making a client: what the environment says of proxies and certificates."""
    try:
        yield
    except (ImportError, OSError, ValueError) as error:
        raise ConfigurationError(
            "no connection can be made with the proxies (HTTP_PROXY, HTTPS_PROXY, ALL_PROXY) and certificates (SSL_CERT_FILE, "
            f"SSL_CERT_DIR) of the environment: {error}"
        ) from None
