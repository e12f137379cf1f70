"""Addresses of next pages, as vendors name them."""

import re
from urllib.parse import urljoin, urlsplit

_PARAMETER = r'([^\s=;,"<>]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s";,]*)))?'
_LINK = re.compile(rf"<([^<>]*)>((?:\s*;\s*(?:{_PARAMETER})?)*)")
_PARAMETERS = re.compile(_PARAMETER)
_PORTS = {"http": 80, "https": 443}


class PagingError(Exception):
    """The answers do not add up to a list that ends; the message says why."""


def next_link(header: str | None) -> str | None:
    """The address that a `Link` header (RFC 8288) gives for `rel="next"`."""
    for link in _LINK.finditer(header or ""):
        for name, quoted, plain in _PARAMETERS.findall(link[2]):
            if name.lower() == "rel":
                if "next" in (quoted or plain).lower().split():
                    return link[1]
                break  # a second relation does not count
    return None


def resolve(address: str, page: str, base_url: str) -> tuple[str, str]:
    """The URL without query, and the query, of an address that stands on a page.

    Raises `PagingError` for an address at another origin than `base_url`: it would be sent the credentials.
    """
    try:
        parts = urlsplit(urljoin(page, address))
        origin = _origin(parts.geturl())
    except ValueError:
        raise PagingError("the next page's address is not a URL") from None
    if origin != _origin(base_url):
        raise PagingError("the next page is at another host")
    place = urlsplit(base_url).netloc  # a user in the address would stand in for the account
    return parts._replace(netloc=place, query="", fragment="").geturl(), parts.query


def _origin(url: str) -> tuple[str, str, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port or _PORTS.get(parts.scheme)
