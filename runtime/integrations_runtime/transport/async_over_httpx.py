"""The transport over httpx for tasks; see `over_httpx`."""

import httpx

from .async_pool import shared_async_client
from .bodies import AsyncContent
from .httpx_answers import AsyncOpened
from .httpx_errors import FAILURES, failure
from .httpx_requests import Content, own_request, shared_request, timeouts_of
from .opening import aread
from .seam import Request, Response


class AsyncHttpxTransport:
    """Sends requests with `client`, or with the client that all tasks of an event loop share."""

    def __init__(self, client: httpx.AsyncClient | None = None) -> None:
        self._client = client

    async def send(self, request: Request) -> Response:
        return await aread(await self.open(request), request.largest_answer)

    async def open(self, request: Request) -> AsyncOpened:
        client, timeouts = self._client, timeouts_of(request, self._client)
        content: Content | None = None
        if request.content is not None:
            body = request.content
            content = body if isinstance(body, bytes) else AsyncContent(body)
        build = own_request
        try:
            if client is None:
                client, build = await shared_async_client(), shared_request
            answer = await client.send(
                build(request, client, timeouts, content),
                stream=True,
                auth=None if request.bare else httpx.USE_CLIENT_DEFAULT,
                follow_redirects=False,
            )
        except FAILURES as error:
            raise failure(error, request.method, timeouts) from error
        return AsyncOpened(answer, request, timeouts)
