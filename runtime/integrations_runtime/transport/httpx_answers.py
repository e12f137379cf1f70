"""Answers of httpx whose body is still to be read."""

import time
from collections.abc import AsyncIterator, Iterator, Mapping

import httpx

from ..errors import TransportTimeout
from ..options import Timeouts
from .httpx_errors import FAILURES, failure
from .seam import Request


class _Answer:
    """What is known of an answer before its body."""

    __slots__ = ("_answer", "_request", "_timeouts", "headers", "status")

    def __init__(self, answer: httpx.Response, request: Request, timeouts: Timeouts) -> None:
        self._answer, self._request, self._timeouts = answer, request, timeouts
        self.status: int = answer.status_code
        self.headers: Mapping[str, str] = answer.headers


class Opened(_Answer):
    """An answer of `HttpxTransport`."""

    __slots__ = ()

    def chunks(self) -> Iterator[bytes]:
        """The decompressed body as it arrives; raises `TransportError` when it breaks off."""
        deadline = self._request.deadline
        try:
            for chunk in self._answer.iter_bytes():
                yield chunk
                del chunk  # not in a traceback: it may repeat a credential
                if deadline is not None:
                    _check(deadline)
        except FAILURES as error:
            raise failure(error, self._request.method, self._timeouts) from error

    def close(self) -> None:
        """Gives the connection back."""
        self._answer.close()


class AsyncOpened(_Answer):
    """An answer of `AsyncHttpxTransport`."""

    __slots__ = ()

    async def chunks(self) -> AsyncIterator[bytes]:
        """The decompressed body as it arrives; raises `TransportError` when it breaks off."""
        deadline = self._request.deadline
        try:
            async for chunk in self._answer.aiter_bytes():
                yield chunk
                del chunk  # not in a traceback: it may repeat a credential
                if deadline is not None:
                    _check(deadline)
        except FAILURES as error:
            raise failure(error, self._request.method, self._timeouts) from error

    async def aclose(self) -> None:
        """Gives the connection back."""
        await self._answer.aclose()


def _check(deadline: float) -> None:
    if time.monotonic() > deadline:
        raise TransportTimeout("the answer did not end before the deadline")
