"""A real HTTP server on the loopback interface whose answers a test scripts."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Exchange(BaseHTTPRequestHandler):
    """One connection. A script answers with `reply`, or does as it likes with `wfile`."""

    protocol_version = "HTTP/1.1"
    server: Server

    def reply(
        self,
        content: bytes = b"{}",
        *,
        status: int = 200,
        content_type: str = "application/json",
        length: int | None = None,
        **headers: str,
    ) -> None:
        """Answers; `length` is what the header claims. Underscores in names of headers become hyphens."""
        self.send_response(status)
        self.send_header("content-type", content_type)
        self.send_header("content-length", str(len(content) if length is None else length))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def hang_up(self) -> None:
        """Cuts the connection after what has been sent so far."""
        self.close_connection = True

    def setup(self) -> None:
        super().setup()
        self.server.connections += 1

    def _serve(self) -> None:
        length = int(self.headers.get("content-length", "0"))
        self.body = self.rfile.read(length)
        self.server.seen.append((self.command, self.path, dict(self.headers.items()), self.body))
        self.server.script(self)

    do_GET = do_POST = do_DELETE = _serve  # noqa: N815 - the names that the base class looks for

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Requests are kept, not logged."""


class Server(ThreadingHTTPServer):
    """Counts connections and keeps what it saw: method, path, headers, body."""

    daemon_threads = True

    def __init__(self, script: Callable[[Exchange], None]) -> None:
        super().__init__(("127.0.0.1", 0), Exchange)
        self.script = script
        self.connections = 0
        self.seen: list[tuple[str, str, dict[str, str], bytes]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients of these tests give up early; that is no news."""


@contextlib.contextmanager
def serving(script: Callable[[Exchange], None]) -> Iterator[Server]:
    """A server that answers with `script` until the block is left."""
    with Server(script) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
