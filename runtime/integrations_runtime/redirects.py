"""Where answers redirect reads, and what may travel there. No network here.

Within its origin (scheme, host and port) a read goes on as it is. At another origin nothing of the account may arrive: of the
headers only those travel that say what the answer should look like, and of the address what the vendor wrote, unless it
repeats a credential. A read that has left its origin stays a stranger, also where it is sent back.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, parse_qsl, quote, unquote, unquote_plus, urljoin, urlsplit

from .redaction import black_out, register, spellings

if TYPE_CHECKING:
    from .auth.strategies import Auth
    from .transport.seam import Request

REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
"""The statuses that send a read elsewhere, with a `Location`."""

MOST: Final = 5
"""Redirects that one attempt follows."""

_SEE_OTHER: Final = 303
_READS: Final = frozenset({"GET", "HEAD"})
_ANYWHERE: Final = frozenset({"accept", "accept-encoding", "if-range", "range", "user-agent"})
_PORTS: Final = {"http": 80, "https": 443}
_LEGAL: Final = "%:/?#[]@!$&'()*+,;=~"
_PLACE: Final = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[0-9A-Za-z._-]+)(?::[0-9]*)?")
_SIGNATURE: Final = 16
"""Characters from which on a value in an address may be what lets anyone in who has it; shorter ones are words and numbers."""


class Trail:
    """The redirects of one attempt."""

    __slots__ = ("__weakref__", "_asked", "_auth", "_private", "_signatures")

    def __init__(self, first: Request, auth: Auth, private: Collection[str]) -> None:
        """`private` names the headers that never leave the origin of the `first` request."""
        self._asked = {first.url}
        self._auth, self._private = auth, private
        self._signatures: tuple[str, ...] = ()
        register(self)  # for what the HTTP library logs

    def redact(self, text: str) -> str:
        """`text` without credentials, and without those that the vendor wrote into the addresses."""
        return black_out(self._auth.redact(text), self._signatures)

    def follow(self, request: Request, status: int, location: str | None) -> Request | str:
        """The request to where the answer to `request` redirects; or why there is none, without credentials."""
        found = self._follow(request, status, location)
        return self.redact(found) if isinstance(found, str) else found

    def _follow(self, request: Request, status: int, location: str | None) -> Request | str:
        reads = request.method in _READS
        if not location:
            return "it redirects, but names no address" if reads else ""
        target = _resolve(request.url, location)
        if target is None:
            return "it redirects to an unusable address"
        if not reads:
            return f"it redirects to {target.netloc}, and was not followed: only reads are"
        here = urlsplit(request.url)
        if here.scheme == "https" and target.scheme == "http":
            return f"it redirects from https to http ({target.netloc}), and was not followed"
        bare = request.bare or _origin(target) != _origin(here)
        query = self._auth.without(target.query) if bare else self._auth.sign(target.query)
        url = target._replace(query=query, fragment="").geturl()
        if bare and self._is_telling(url):
            return f"it repeats a credential in an address at {target.netloc}, and was not followed"
        if url in self._asked:
            return "it redirects in a circle"
        if len(self._asked) > MOST:
            return f"it redirects more than {MOST} times"
        self._asked.add(url)
        self._remember(target.query)
        return self._request(request, url, bare=bare, repeated=status != _SEE_OTHER)

    def _request(self, request: Request, url: str, *, bare: bool, repeated: bool) -> Request:
        headers, content = dict(request.headers), request.content
        if bare:
            travelling = _ANYWHERE.difference(self._private)
            headers = {name: headers[name] for name in headers if name in travelling}
        if bare or not repeated:
            content = None
            headers.pop("content-type", None)
        return replace(request, url=url, headers=headers, content=content, bare=bare)

    def _is_telling(self, url: str) -> bool:
        """Whether an address holds a credential, however it is encoded."""
        texts = (url, unquote(url), unquote_plus(url), unquote(unquote(url)))
        return any(self._auth.redact(text) != text for text in texts)

    def _remember(self, query: str) -> None:
        values = [each.partition("=")[2] for each in query.split("&")]
        values += [value for _, value in parse_qsl(query)]
        found = spellings(value for value in values if len(value) >= _SIGNATURE)
        self._signatures = (*found, *self._signatures)


def _resolve(url: str, location: str) -> SplitResult | None:
    """The address that a `Location` stands for on the page `url`; None for one that cannot be asked."""
    try:
        found = urlsplit(urljoin(url, quote(location.strip(), safe=_LEGAL)))
        usable = found.port is None or found.port > 0
    except ValueError:
        return None
    # A user in an address would stand in for the account.
    if found.scheme not in _PORTS or not usable or not _PLACE.fullmatch(found.netloc):
        return None
    return found


def _origin(address: SplitResult) -> tuple[str, str | None, int | None]:
    return address.scheme, address.hostname, address.port or _PORTS.get(address.scheme)
