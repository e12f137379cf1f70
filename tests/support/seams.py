"""Transports for tests: they record requests and answer from a list."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from integrations_runtime.transport.seam import Request, Response


def answer(
    body: Any = None, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """A response: bytes and text as they are, everything else as JSON."""
    content = body.encode() if isinstance(body, str) else body
    if not isinstance(content, bytes):
        content = json.dumps(content).encode()
    named = {name.lower(): value for name, value in (headers or {}).items()}
    return Response(status, {"content-type": "application/json", **named}, content)


class _Recording:
    """Gives one prepared answer after the other, and repeats the last one."""

    def __init__(self, *answers: Response | Exception) -> None:
        self._answers = list(answers) or [answer({})]
        self.requests: list[Request] = []

    def answer(self, request: Request) -> Response:
        self.requests.append(request)
        following = self._answers[0] if len(self._answers) == 1 else self._answers.pop(0)
        if isinstance(following, Exception):
            raise following
        return following

    @property
    def last(self) -> Request:
        """The latest request."""
        return self.requests[-1]

    @property
    def path(self) -> str:
        """The path of the latest request, still encoded."""
        return urlsplit(self.last.url).path

    @property
    def query(self) -> list[tuple[str, str]]:
        """The query of the latest request."""
        return parse_qsl(urlsplit(self.last.url).query, keep_blank_values=True)

    @property
    def body(self) -> Any:
        """The JSON body of the latest request."""
        assert isinstance(self.last.content, bytes)
        return json.loads(self.last.content)


class Recorder(_Recording):
    """A transport of prepared answers."""

    def send(self, request: Request) -> Response:
        return self.answer(request)


class AsyncRecorder(_Recording):
    """An asynchronous transport of prepared answers."""

    async def send(self, request: Request) -> Response:
        return self.answer(request)
