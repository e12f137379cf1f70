"""Binary answers, read as they arrive.

    with files.get_content(file_id="file-1") as download:
        download.save("report.pdf")

A download holds a connection until it has been read to its end or closed; one that is dropped unread closes itself. When
the connection breaks, reading goes on where it broke off, if the vendor names the file's version (`ETag` or
`Last-Modified`) and still has the same one.
"""

from __future__ import annotations

import os
from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Awaitable,
    Callable,
    Generator,
    Iterator,
    Mapping,
)
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeAlias

from ..errors import StatusError, TransportError
from ..observers.ending import Ending
from .transfer import PartialFile, Transfer

if TYPE_CHECKING:
    from ..observers.ending import Listener
    from ..options import Progress
    from ..transport.seam import AsyncOpenResponse, OpenResponse

Reopen: TypeAlias = "Callable[[Mapping[str, str], int], OpenResponse]"
"""Sends the request again, with further headers, as the nth attempt."""

AsyncReopen: TypeAlias = "Callable[[Mapping[str, str], int], Awaitable[AsyncOpenResponse]]"


class _Known:
    """What a download knows from the beginning."""

    status: int
    headers: Mapping[str, str]

    def __init__(self, transfer: Transfer) -> None:
        self._transfer = transfer
        self.status, self.headers = transfer.status, transfer.headers
        self._begun = self._closed = False
        self._ending = Ending()

    @property
    def length(self) -> int | None:
        """The number of bytes, where the vendor tells."""
        return self._transfer.total

    @property
    def content_type(self) -> str | None:
        """The media type, where the vendor tells."""
        return self.headers.get("content-type")

    def _observed_by(self, listener: Listener) -> None:
        """Tells `listener` how the reading ends."""
        self._ending.listener = listener

    def __repr__(self) -> str:
        return f"<{type(self).__name__} status={self.status} length={self.length}>"

    def _begin(self) -> None:
        if self._closed or self._begun:
            problem = "is closed" if self._closed else "can be read only once"
            raise self._transfer.error(f"the download {problem}")
        self._begun = True

    def _arrived(self, chunk: bytes) -> None:
        if self._closed:
            raise self._transfer.error("the download is closed")
        self._transfer.received += len(chunk)

    def _wanted(self, broken: TransportError) -> Mapping[str, str]:
        """The headers that ask for the rest."""
        if self._closed:
            raise self._transfer.error("the download is closed")
        wanted = self._transfer.resume()
        if wanted is None:
            raise self._transfer.broken(broken)
        return wanted


class Download(_Known):
    """The bytes of one answer. Reading raises `StreamError` when they break off for good."""

    def __init__(self, opened: OpenResponse, transfer: Transfer, reopen: Reopen) -> None:
        super().__init__(transfer)
        self._reopen = reopen
        self._hold(opened)

    def __iter__(self) -> Iterator[bytes]:
        """The bytes as they arrive, once."""
        self._begin()
        with self._ending:
            try:
                while True:
                    try:
                        for chunk in self._opened.chunks():
                            self._arrived(chunk)
                            yield chunk
                        break
                    except TransportError as error:
                        broken = error
                    if self._transfer.complete:
                        break
                    self._resume(broken)
                self._transfer.finish()
            finally:
                self._opened.close()

    def read(self) -> bytes:
        """All bytes, in memory."""
        return b"".join(self)

    def save(self, path: str | os.PathLike[str], *, on_progress: Progress | None = None) -> Path:
        """Writes the bytes to a file and returns its path.

        The file appears when it is complete, in the place of one that was there; what fails leaves nothing behind.
        `on_progress` is called with the bytes that have arrived, and their number in all (None where it is not
        known). Raises OSError where the file cannot be written.
        """
        with self, self._ending:
            file = PartialFile(path)
            try:
                for chunk in self:
                    file.write(chunk)
                    if on_progress is not None:
                        on_progress(self._transfer.received, self._transfer.total)
                return file.keep()
            finally:
                file.drop()

    def close(self) -> None:
        """Frees the connection; what has not been read yet is lost."""
        self._closed = True
        self._ending.tell()
        self._opened.close()

    def _hold(self, opened: OpenResponse) -> None:
        self._opened = opened
        self._holder = _holder(opened)
        next(self._holder)

    def _resume(self, broken: TransportError) -> None:
        """Asks for the rest, in the place of the answer that broke off."""
        wanted = self._wanted(broken)
        self._opened.close()
        try:
            self._hold(self._reopen(wanted, self._transfer.resumed))
        except (TransportError, StatusError) as error:
            problem = self._transfer.stuck(error.message)
        else:
            self._transfer.check(self._opened.status, self._opened.headers)
            return
        raise problem

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


class AsyncDownload(_Known):
    """The same as `Download`, for tasks: `async with await files.get_content(…) as download`."""

    def __init__(self, opened: AsyncOpenResponse, transfer: Transfer, reopen: AsyncReopen) -> None:
        super().__init__(transfer)
        self._reopen = reopen
        self._hold(opened)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """The bytes as they arrive, once."""
        self._begin()
        with self._ending:
            try:
                while True:
                    try:
                        async for chunk in self._opened.chunks():
                            self._arrived(chunk)
                            yield chunk
                        break
                    except TransportError as error:
                        broken = error
                    if self._transfer.complete:
                        break
                    await self._resume(broken)
                self._transfer.finish()
            finally:
                await self._free()

    async def read(self) -> bytes:
        """All bytes, in memory."""
        return b"".join([chunk async for chunk in self])

    async def save(
        self, path: str | os.PathLike[str], *, on_progress: Progress | None = None
    ) -> Path:
        """The same as `Download.save`; the file is written in a thread, so that the event loop never waits for a disk."""
        from anyio.to_thread import run_sync

        async with self:
            with self._ending:
                file = PartialFile(path)  # at once: who is cancelled now must know what to remove
                try:
                    async for chunk in self:
                        await run_sync(file.write, chunk)
                        if on_progress is not None:
                            on_progress(self._transfer.received, self._transfer.total)
                    return await run_sync(file.keep)
                finally:
                    file.drop()

    async def aclose(self) -> None:
        """Frees the connection; what has not been read yet is lost."""
        self._closed = True
        self._ending.tell()
        await self._free()

    def _hold(self, opened: AsyncOpenResponse) -> None:
        self._opened = opened
        self._holder = _async_holder(opened)
        with suppress(StopIteration):
            self._holder.asend(None).send(None)  # does not suspend

    async def _free(self) -> None:
        await self._opened.aclose()
        with suppress(RuntimeError):  # another task is closing it too
            await self._holder.aclose()

    async def _resume(self, broken: TransportError) -> None:
        """Asks for the rest, in the place of the answer that broke off."""
        wanted = self._wanted(broken)
        await self._free()
        try:
            self._hold(await self._reopen(wanted, self._transfer.resumed))
        except (TransportError, StatusError) as error:
            problem = self._transfer.stuck(error.message)
        else:
            self._transfer.check(self._opened.status, self._opened.headers)
            return
        raise problem

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()


# A generator that has been started is sure to come to its `finally`, also when the download that has it is dropped.


def _holder(opened: OpenResponse) -> Generator[None, None, None]:
    try:
        yield
    finally:
        opened.close()


async def _async_holder(opened: AsyncOpenResponse) -> AsyncGenerator[None, None]:
    try:
        yield
    finally:
        await opened.aclose()
