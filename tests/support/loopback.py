"""A real HTTP server on the loopback interface whose answers a test scripts."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Exchange(BaseHTTPRequestHandler):
    """One connection. A script answers with `reply`, or does as it likes with `wfile`."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = (
        True  # else the body waits for the client's acknowledgement of the headers
    )
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
        # Else the body waits for the client's acknowledgement of the headers.
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
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

    def say(self, text: bytes) -> None:
        """Sends bytes as they are, and cuts the connection."""
        self.wfile.write(text)
        self.hang_up()

    def reset(self) -> None:
        """Resets the connection (RST instead of FIN)."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.hang_up()

    def stall(self) -> None:
        """Says nothing more until the test is over."""
        self.server.over.wait(30)
        self.hang_up()

    def setup(self) -> None:
        super().setup()
        self.server.connections += 1

    def handle(self) -> None:
        if self.server.on_connect is None:
            super().handle()
        else:
            self.server.on_connect(self)

    def _serve(self) -> None:
        if "chunked" in self.headers.get("transfer-encoding", ""):
            self.body = b"".join(iter(self._chunk, b""))
        else:
            self.body = self.rfile.read(int(self.headers.get("content-length", "0")))
        self.server.seen.append((self.command, self.path, dict(self.headers.items()), self.body))
        self.server.script(self)

    def _chunk(self) -> bytes:
        content = self.rfile.read(int(self.rfile.readline(), 16))
        self.rfile.readline()
        return content

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _serve  # noqa: N815 - names of the base

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Requests are kept, not logged."""


class Server(ThreadingHTTPServer):
    """Counts connections and keeps what it saw: method, path, headers, body."""

    daemon_threads = True
    request_queue_size = 128  # tests with many clients must not wait for connections

    def __init__(
        self,
        script: Callable[[Exchange], None],
        on_connect: Callable[[Exchange], None] | None = None,
    ) -> None:
        super().__init__(("127.0.0.1", 0), Exchange)
        self.script, self.on_connect = script, on_connect
        self.over = threading.Event()
        self.connections = 0
        self.seen: list[tuple[str, str, dict[str, str], bytes]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients of these tests give up early; that is no news."""


@contextlib.contextmanager
def serving(
    script: Callable[[Exchange], None], on_connect: Callable[[Exchange], None] | None = None
) -> Iterator[Server]:
    """A server that answers with `script` until the block is left, or does `on_connect` instead of reading anything."""
    with Server(script, on_connect) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join()


def closed_port() -> str:
    """The URL of a port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as unused:
        return f"http://127.0.0.1:{unused.getsockname()[1]}"
