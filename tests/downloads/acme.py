"""A function that answers with a file, and a vendor whose connections break."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any, cast

from integrations_runtime import Download, RetryPolicy
from integrations_runtime.answers.downloads import AsyncDownload
from integrations_runtime.async_client import AsyncClient
from integrations_runtime.client import Client
from integrations_runtime.spec import FunctionSpec
from tests.support.acme import async_client_class, client_class, reads
from tests.support.loopback import Exchange

CONTENT = bytes(range(256)) * 1000

GET_FILE: FunctionSpec = reads(http={"path": "/file", "answer": "binary"})

KIND = client_class(
    functions={
        "get_file": GET_FILE,
        "exact": reads(http={"path": "/file", "answer": "binary", "accepts": [200]}),
        "make_file": {**GET_FILE, "operation": "write"},
        "find": reads(),
    }
)
ASYNC_KIND = async_client_class(KIND)


class Vendor:
    """Sends `CONTENT`, in as many connections as it is told to cut, and the rest when it is asked for it."""

    def __init__(self) -> None:
        self.headers: dict[str, str] = {"ETag": '"v1"'}
        self.later: dict[str, str] | None = None
        """The headers from the second request on."""
        self.cuts: list[int] = []
        """How much each connection carries before it is cut."""
        self.ranges = True
        self.length = True
        self.asked: list[Mapping[str, str]] = []

    def __call__(self, exchange: Exchange) -> None:
        asked = {name.lower(): value for name, value in exchange.headers.items()}
        self.asked.append(asked)
        first = int(asked.get("range", "bytes=0-")[6:-1]) if self.ranges else 0
        headers = self.headers if len(self.asked) == 1 or self.later is None else self.later
        if self.ranges and "range" in asked:
            headers = {
                **headers,
                "Content-Range": f"bytes {first}-{len(CONTENT) - 1}/{len(CONTENT)}",
            }
            exchange.send_response(206)
        else:
            exchange.send_response(200)
        rest = CONTENT[first:]
        self._send(exchange, headers, rest, self.cuts.pop(0) if self.cuts else None)

    def _send(
        self, exchange: Exchange, headers: Mapping[str, str], rest: bytes, cut: int | None
    ) -> None:
        exchange.send_header("content-type", "application/pdf")
        framing = (
            ("content-length", str(len(rest))) if self.length else ("transfer-encoding", "chunked")
        )
        for name, value in (framing, *headers.items()):
            exchange.send_header(name, value)
        exchange.end_headers()
        piece = rest[:cut]
        exchange.wfile.write(piece if self.length else b"%x\r\n%b\r\n" % (len(piece), piece))
        if cut is not None:
            exchange.hang_up()
        elif not self.length:
            exchange.wfile.write(b"0\r\n\r\n")


class Reader:
    """What downloads a file and does something with it, in this thread or in a task."""

    def __init__(self, asynchronous: bool) -> None:
        self.asynchronous = asynchronous

    def __call__(
        self,
        url: str,
        use: Callable[[Download], Any],
        use_async: Callable[[AsyncDownload], Coroutine[Any, Any, Any]],
        name: str = "get_file",
        **more: Any,
    ) -> Any:
        """What `use` makes of the download, or `use_async` in a task."""
        if not self.asynchronous:
            return use(client(url, **more).download(name))

        async def main() -> Any:
            return await use_async(await async_client(url, **more).download(name))

        return asyncio.run(main())

    def read(self, url: str, name: str = "get_file", **more: Any) -> bytes:
        """All bytes."""
        found = self(url, lambda each: each.read(), lambda each: each.read(), name, **more)
        return cast(bytes, found)

    def save(self, url: str, path: Any, on_progress: Any = None, **more: Any) -> Path:
        """The file in which the bytes have been saved."""
        found = self(
            url,
            lambda each: each.save(path, on_progress=on_progress),
            lambda each: each.save(path, on_progress=on_progress),
            **more,
        )
        return cast(Path, found)

    def pieces(self, url: str, **more: Any) -> list[bytes]:
        """The bytes as they arrive."""

        async def gather(each: AsyncDownload) -> list[bytes]:
            async with each:
                return [piece async for piece in each]

        return cast("list[bytes]", self(url, list, gather, **more))


def client(url: str, **more: Any) -> Client:
    """A client of that vendor."""
    return KIND(**_arguments(url, more))


def async_client(url: str, **more: Any) -> AsyncClient:
    """The same for tasks."""
    return ASYNC_KIND(**_arguments(url, more))


def _arguments(url: str, more: dict[str, Any]) -> dict[str, Any]:
    return {
        "credentials": {"api_key": "key-that-stays-secret"},
        "base_url": url,
        "max_retries": RetryPolicy(first_delay=0),
        **more,
    }
