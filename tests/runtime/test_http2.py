"""HTTP/2, which a caller has who brings an HTTP client that speaks it, against a server that speaks nothing else."""

from __future__ import annotations

import asyncio
import contextlib
import socketserver
import threading
from collections.abc import Iterator

import httpx
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import RequestReceived

from tests.support.acme import Acme, AsyncAcme, async_client_class, client_class, reads

ANSWERS = {
    "/parts?view=full": ("application/json", [b'{"data": [{"id": "p1"}], "has_more": false}']),
    "/parts/p1": ("application/json", [b'{"id": "p1"}']),
    "/parts/p2": ("application/json", [b'{"id": ', b'"p2"}']),
    "/things?stream=true": (
        "text/event-stream",
        [b'data: {"n": 1}\n\ndata: {"n"', b": 2}\n\n", b"data: [DONE]\n\n"],
    ),
}

Watcher = client_class(
    functions={
        "watch": reads(
            {"stream": {"schema": {"type": "boolean"}, "location": "query"}},
            streaming={"parameter": "stream", "terminator": "[DONE]"},
        )
    }
)
AsyncWatcher = async_client_class(Watcher)


class Server(socketserver.ThreadingTCPServer):
    """Answers as soon as so many requests wait on a connection as are to come `together`."""

    def __init__(self, together: int) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.together = together
        self.connections = 0
        self.seen: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Talk(socketserver.BaseRequestHandler):
    """One connection."""

    server: Server

    def handle(self) -> None:
        self.server.connections += 1
        talk = H2Connection(H2Configuration(client_side=False, header_encoding="utf-8"))
        talk.initiate_connection()
        self.request.sendall(talk.data_to_send())
        waiting: dict[int, str] = {}
        while received := self.request.recv(65536):
            for happened in talk.receive_data(received):
                if isinstance(happened, RequestReceived):
                    headers = {str(name): str(value) for name, value in happened.headers}
                    waiting[happened.stream_id] = headers[":path"]
                    self.server.seen.append(f"{headers[':method']} {headers[':path']}")
            if len(waiting) == self.server.together:
                for stream, path in waiting.items():
                    _answer(talk, stream, path)
                waiting.clear()
            self.request.sendall(talk.data_to_send())


def _answer(talk: H2Connection, stream: int, path: str) -> None:
    content_type, parts = ANSWERS[path]
    talk.send_headers(stream, [(":status", "200"), ("content-type", content_type)])
    for part in parts:
        talk.send_data(stream, part)
    talk.end_stream(stream)


@contextlib.contextmanager
def serving(together: int = 1) -> Iterator[Server]:
    with Server(together) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def test_calls_and_streams_share_one_connection() -> None:
    with serving() as server, httpx.Client(http1=False, http2=True) as http_client:
        acme = Acme(api_key="test-key", base_url=server.url, http_client=http_client)
        assert [part.id for part in acme.list_parts().data] == ["p1"]
        assert acme.get_part(part_id="p2").id == "p2"
        watcher = Watcher(
            credentials={"api_key": "test-key"}, base_url=server.url, http_client=http_client
        )
        with watcher.stream("watch", {"stream": True}) as events:
            assert list(events) == [{"n": 1}, {"n": 2}]
        assert acme.get_part(part_id="p1").id == "p1"
    assert server.connections == 1
    assert server.seen == [
        "GET /parts?view=full",
        "GET /parts/p2",
        "GET /things?stream=true",
        "GET /parts/p1",
    ]


def test_tasks_share_one_connection_at_the_same_time() -> None:
    async def main(url: str) -> None:
        async with httpx.AsyncClient(http1=False, http2=True) as http_client:
            acme = AsyncAcme(api_key="test-key", base_url=url, http_client=http_client)
            watcher = AsyncWatcher(
                credentials={"api_key": "test-key"}, base_url=url, http_client=http_client
            )

            async def watch() -> list[object]:
                async with await watcher.stream("watch", {"stream": True}) as events:
                    return [event async for event in events]

            listed, part, events = await asyncio.gather(
                acme.list_parts(), acme.get_part(part_id="p2"), watch()
            )
        assert [part.id for part in listed.data] == ["p1"]
        assert part.id == "p2"
        assert events == [{"n": 1}, {"n": 2}]

    with serving(together=3) as server:
        asyncio.run(main(server.url))
    assert server.connections == 1
    assert sorted(server.seen) == [
        "GET /parts/p2",
        "GET /parts?view=full",
        "GET /things?stream=true",
    ]
