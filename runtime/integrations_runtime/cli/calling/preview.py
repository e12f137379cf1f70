"""What a call would send: `--dry-run`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NoReturn

from ...places import headers, parameters
from ...redaction import BLACKED_OUT, redact_all
from ...requests.multipart import Multipart, Watched
from ...spec import AuthSpec
from ...transport.seam import Request, Response


class CapturedRequestError(Exception):
    """The request that would have been sent."""

    def __init__(self, request: Request) -> None:
        super().__init__("captured")
        self.request = request


class Capture:
    """A transport that sends nothing."""

    def send(self, request: Request) -> Response:
        """Raises `CapturedRequestError`."""
        self._stop(request)

    @staticmethod
    def _stop(request: Request) -> NoReturn:
        raise CapturedRequestError(request)


def headers_in_place_of_tokens(auth: AuthSpec, *, credentials: bool) -> Mapping[str, str]:
    """Headers with which no token has to be asked for."""
    oauth = auth["strategy"] == "oauth2" and credentials
    return {"authorization": f"Bearer {BLACKED_OUT}"} if oauth else {}


def shown(request: Request, auth: AuthSpec) -> dict[str, Any]:
    """The request as plain data, without credentials."""
    hidden = {"authorization", *(place["name"].lower() for place in headers(auth))}
    url = request.url
    for place in parameters(auth):
        url = _without(url, place["name"])
    return {
        "method": request.method,
        "url": redact_all(url),
        "headers": {
            name: BLACKED_OUT if name in hidden else redact_all(value)
            for name, value in sorted(request.headers.items())
        },
        "body": _body(request),
    }


def text(found: Mapping[str, Any]) -> str:
    """The request as people read it: the first line, the headers, the body."""
    lines = [f"{found['method']} {found['url']}"]
    lines += [f"{name}: {value}" for name, value in found["headers"].items()]
    body = found["body"]
    if body is None:
        return "\n".join(lines)
    written = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False, indent=2)
    return "\n".join([*lines, "", written])


def _without(url: str, name: str) -> str:
    """The URL with the value of one query parameter blacked out."""
    from urllib.parse import quote_plus

    start, mark, query = url.partition("?")
    names = {f"{name}=", f"{quote_plus(name)}="}
    parts = [
        f"{each.partition('=')[0]}={BLACKED_OUT}" if each.startswith(tuple(names)) else each
        for each in query.split("&")
    ]
    return f"{start}{mark}{'&'.join(parts)}"


def _body(request: Request) -> Any:
    content = request.content
    if content is None:
        return None
    if isinstance(content, Multipart | Watched):
        return f"<a form with files, {content.length or 'some'} bytes>"
    if not isinstance(content, bytes):
        return "<bytes>"
    decoded = redact_all(content.decode("utf-8", "replace"))
    if "json" not in request.headers.get("content-type", ""):
        return decoded
    try:
        return json.loads(decoded)
    except ValueError:
        return decoded
