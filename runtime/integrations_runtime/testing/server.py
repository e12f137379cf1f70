"""The HTTP server: bytes in, bytes out. What is answered is decided elsewhere."""

from __future__ import annotations

import contextlib
import errno
import socket
import socketserver
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final, TypeAlias, cast
from urllib.parse import urlsplit

from .faults import Cut
from .messages import Incoming, Reply

_POLL: Final = 0.02  # seconds until a server notices that it is to end
_BUFFER: Final = 64 * 1024
_LOOPBACK: Final = {
    "0.0.0.0": "127.0.0.1",
    "::": "::1",
}


@dataclass(frozen=True, slots=True)
class Delivery:
    """A reply and how it travels."""

    reply: Reply
    delay: float = 0.0
    cut: Cut | None = None


Answerer: TypeAlias = Callable[[Incoming], Delivery]
"""Decides what is answered to a request."""


class VendorServer(ThreadingHTTPServer):
    """A server that runs in threads of its own from construction until it is closed."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, host: str, port: int, answer: Answerer) -> None:
        """Begins to serve; raises OSError where the address cannot be used."""
        if ":" in host:
            self.address_family = socket.AF_INET6
        try:
            super().__init__((host, port), _Connection)
        except (TypeError, ValueError):  # a name that cannot even be asked for
            raise OSError(errno.EADDRNOTAVAIL, "Not an address") from None
        self.answer = answer
        self.closing = threading.Event()
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._thread = threading.Thread(
            target=self.serve_forever, kwargs={"poll_interval": _POLL}, daemon=True
        )
        self._thread.start()

    @property
    def url(self) -> str:
        """The root of the server; one that listens on all addresses is met on the loopback interface."""
        host, port = str(self.server_address[0]), self.server_port
        host = _LOOPBACK.get(host, host)
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    def close(self) -> None:
        """Ends the server and every connection."""
        if self.closing.is_set():
            return
        self.closing.set()
        self.shutdown()
        self._thread.join()
        self.server_close()
        with self._lock:
            connections = list(self._open)
        for connection in connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def server_bind(self) -> None:
        """Binds without asking the name service for the name of this host."""
        socketserver.TCPServer.server_bind(self)
        host, self.server_port = self.socket.getsockname()[:2]
        self.server_name = str(host)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that go away early are no news; everything else is a mistake, of a test's own callback perhaps."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Connection(BaseHTTPRequestHandler):
    """One connection, with one request after the other."""

    protocol_version = "HTTP/1.1"
    server_version = "mock-vendor"
    sys_version = ""
    wbufsize = _BUFFER
    disable_nagle_algorithm = True

    def _serve(self) -> None:
        try:
            target, content = urlsplit(self.path), self._content()
        except ValueError:
            self.send_error(400)
            self.close_connection = True
            return
        headers = {name.lower(): value for name, value in self.headers.items()}
        incoming = Incoming(self.command, target.path, target.query, headers, content)
        server = cast(VendorServer, self.server)
        delivery = server.answer(incoming)
        ended = delivery.delay > 0 and server.closing.wait(delivery.delay)
        if ended or delivery.cut == "before":
            self.close_connection = True
        else:
            self._send(delivery.reply, delivery.cut)

    # The base class looks for these names.
    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = _serve  # noqa: N815

    def _content(self) -> bytes:
        """The body, whole; raises ValueError where its length makes no sense."""
        if self.headers.get("transfer-encoding", "").lower() == "chunked":
            return b"".join(iter(self._chunk, b""))
        length = self.headers.get("content-length", "0")
        if not length.isdecimal():
            raise ValueError("no length")
        return self.rfile.read(int(length))

    def _chunk(self) -> bytes:
        size = int(self.rfile.readline().partition(b";")[0], 16)
        chunk = self.rfile.read(size)
        line = self.rfile.readline()
        while size == 0 and line.strip():  # trailers
            line = self.rfile.readline()
        return chunk

    def _send(self, reply: Reply, cut: Cut | None) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.chunks is not None:
            self.send_header("transfer-encoding", "chunked")
        elif reply.status >= 200 and reply.status != 204:
            self.send_header("content-length", str(len(reply.content)))
        if cut is not None:
            self.close_connection = True
        if cut == "headers":
            self.flush_headers()  # without the line that would end them
            return
        self.end_headers()
        if self.command == "HEAD" or reply.status == 204:
            return
        if reply.chunks is None:
            half = len(reply.content) // 2
            self.wfile.write(reply.content[:half] if cut else reply.content)
        else:
            self._stream(reply.chunks[: len(reply.chunks) // 2] if cut else reply.chunks, cut)

    def _stream(self, chunks: Sequence[bytes], cut: Cut | None) -> None:
        for chunk in chunks:
            self.wfile.write(b"%x\r\n%b\r\n" % (len(chunk), chunk))
            self.wfile.flush()
        if cut is None:
            self.wfile.write(b"0\r\n\r\n")

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Says nothing: whoever runs the server is told by it."""
