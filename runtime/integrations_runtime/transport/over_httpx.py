"""The transport over httpx for threads: the shared connection pool, or a client that the caller brings and closes."""

import httpx

from .httpx_answers import Opened
from .httpx_errors import FAILURES, failure
from .httpx_requests import own_request, shared_request, timeouts_of
from .opening import read
from .pool import shared_client
from .seam import Request, Response


class HttpxTransport:
    """Sends requests with `client`, or with the client that all threads share."""

    def __init__(self, client: httpx.Client | None = None) -> None:
        self._client = client

    def send(self, request: Request) -> Response:
        return read(self.open(request), request.largest_answer)

    def open(self, request: Request) -> Opened:
        client, timeouts = self._client, timeouts_of(request, self._client)
        build = own_request
        try:
            if client is None:
                client, build = shared_client(), shared_request
            # The built request has no name here: the repr of a local variable would show its URL in a traceback.
            answer = client.send(
                build(request, client, timeouts, request.content),
                stream=True,
                auth=None if request.bare else httpx.USE_CLIENT_DEFAULT,
                follow_redirects=False,
            )
        except FAILURES as error:
            raise failure(error, request.method, timeouts) from error
        return Opened(answer, request, timeouts)
