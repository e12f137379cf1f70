"""Bodies of requests that are not in memory. For tasks they are read in a thread: the event loop never waits for a disk."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .seam import Body


def length_header(content: bytes | Body | None) -> Mapping[str, str]:
    """The header that tells the length of a body, where it is known; HTTP libraries find out that of bytes themselves."""
    if content is None or isinstance(content, bytes) or content.length is None:
        return {}
    return {"content-length": str(content.length)}


class AsyncContent:
    """The bytes of a `Body`, from the beginning each time."""

    def __init__(self, body: Body) -> None:
        self._body = body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        import anyio.to_thread

        chunks = iter(self._body)
        while (chunk := await anyio.to_thread.run_sync(next, chunks, None)) is not None:
            yield chunk
