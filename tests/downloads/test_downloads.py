"""Binary answers: read, iterated, saved."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import gzip
import os
import threading
from pathlib import Path
from typing import Any

import pytest

from integrations_runtime import ArgumentError, NotFound, ResponseError, StreamError
from tests.downloads.acme import CONTENT, Reader, Vendor, async_client, client
from tests.support.loopback import Exchange, Server, serving


def test_read(reader: Reader, server: Server, vendor: Vendor) -> None:
    assert reader.read(server.url) == CONTENT
    (asked,) = vendor.asked
    assert asked["accept"] == "*/*"
    assert asked["accept-encoding"] == "identity"
    assert "range" not in asked


def test_iterate(reader: Reader, server: Server) -> None:
    pieces = reader.pieces(server.url)
    assert len(pieces) > 1
    assert b"".join(pieces) == CONTENT


def test_what_is_known_at_the_beginning(server: Server) -> None:
    with client(server.url).download("acme_get_file") as download:
        assert (download.status, download.length) == (200, len(CONTENT))
        assert download.content_type == "application/pdf"
        assert download.headers["etag"] == '"v1"'
        assert repr(download) == f"<Download status=200 length={len(CONTENT)}>"


def test_save(reader: Reader, server: Server, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"the old one")
    seen: list[bytes] = []

    def progress(_: int, __: int | None) -> None:
        seen.append(path.read_bytes())

    assert reader.save(server.url, path, progress) == path
    assert set(seen) == {b"the old one"}
    assert path.read_bytes() == CONTENT
    assert list(tmp_path.iterdir()) == [path]


def test_save_takes_text_for_a_path(reader: Reader, server: Server, tmp_path: Path) -> None:
    assert reader.save(server.url, str(tmp_path / "f")) == tmp_path / "f"
    assert (tmp_path / "f").read_bytes() == CONTENT


def test_a_long_name(reader: Reader, server: Server, tmp_path: Path) -> None:
    path = tmp_path / ("n" * 255)
    reader.save(server.url, path)
    assert path.read_bytes() == CONTENT


@pytest.mark.skipif(os.name != "posix", reason="needs permissions")
def test_permissions_follow_the_umask(server: Server, tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        path = Reader(False).save(server.url, tmp_path / "f")
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("length", [True, False])
def test_progress(
    reader: Reader, server: Server, vendor: Vendor, tmp_path: Path, length: bool
) -> None:
    vendor.length = length
    told: list[tuple[int, int | None]] = []
    reader.save(server.url, tmp_path / "f", lambda *step: told.append(step))
    assert told[-1] == (len(CONTENT), len(CONTENT) if length else None)
    assert {total for _, total in told} == {told[-1][1]}
    assert [received for received, _ in told] == sorted({received for received, _ in told})


def test_a_callback_that_raises_leaves_nothing_behind(
    reader: Reader, server: Server, tmp_path: Path
) -> None:
    def stop(_: int, __: int | None) -> None:
        raise KeyError("enough")

    with pytest.raises(KeyError, match="enough"):
        reader.save(server.url, tmp_path / "f", stop)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "kind", "message"),
    [
        ("", IsADirectoryError, "a folder, not a file: {at}"),
        ("none/f", FileNotFoundError, "No such file or directory"),
        ("file/f", NotADirectoryError, "Not a directory"),
        ("pipe", OSError, "a device or a pipe, not a file: {at}/pipe"),
    ],
)
def test_where_nothing_can_be_saved(
    reader: Reader, server: Server, tmp_path: Path, name: str, kind: type[OSError], message: str
) -> None:
    (tmp_path / "file").touch()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(kind) as caught:
        reader.save(server.url, tmp_path / name)
    assert message.format(at=tmp_path) in str(caught.value)
    assert {path.name for path in tmp_path.iterdir()} == {"file", "pipe"}


@pytest.mark.parametrize(("size", "room"), [(200_000, 100_001), (5000, 1000)])
def test_a_disk_that_is_full_leaves_nothing_behind(tmp_path: Path, size: int, room: int) -> None:
    """Also when that is noticed at the end, and again when the file is closed."""
    resource = pytest.importorskip("resource")
    signal = pytest.importorskip("signal")
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        with (
            serving(lambda exchange: exchange.reply(bytes(size))) as server,
            pytest.raises(OSError, match="File too large"),
        ):
            Reader(False).save(server.url, tmp_path / "f")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)
    assert list(tmp_path.iterdir()) == []


def test_compressed_all_the_same(reader: Reader) -> None:
    """A vendor that ignores what it was asked for: the length is that of other bytes than those that are handed over."""
    packed = gzip.compress(CONTENT)
    with serving(lambda exchange: exchange.reply(packed, Content_Encoding="gzip")) as server:
        assert reader.read(server.url) == CONTENT
        assert reader(server.url, lambda each: each.length, length_of) is None


async def length_of(download: Any) -> Any:
    async with download:
        return download.length


def test_an_empty_file(reader: Reader, tmp_path: Path) -> None:
    with serving(lambda exchange: exchange.reply(b"")) as server:
        assert reader.read(server.url) == b""
        assert reader.save(server.url, tmp_path / "f").read_bytes() == b""


def test_a_missing_file(reader: Reader, tmp_path: Path) -> None:
    body = b'{"problem": {"text": "No such file.", "code": "gone"}}'
    with serving(lambda exchange: exchange.reply(body, status=404)) as server:
        with pytest.raises(NotFound, match=r"^acme\.get_file: 404 not found: No such file\.$"):
            reader.read(server.url)
        assert len(server.seen) == 1


def test_a_vendor_that_is_busy_before_the_download(reader: Reader) -> None:
    def script(exchange: Exchange) -> None:
        busy = len(server.seen) == 1
        exchange.reply(b"busy" if busy else CONTENT, status=503 if busy else 200)

    with serving(script) as server:
        assert reader.read(server.url) == CONTENT


def test_a_download_is_read_once(server: Server) -> None:
    with client(server.url).download("get_file") as download:
        assert download.read() == CONTENT
        with pytest.raises(StreamError) as caught:
            download.read()
        assert str(caught.value) == "acme.get_file: the download can be read only once"
    with pytest.raises(StreamError) as caught:
        download.read()
    assert str(caught.value) == "acme.get_file: the download is closed"


def test_an_asynchronous_download_is_read_once(server: Server) -> None:
    async def main() -> list[str]:
        errors: list[str] = []
        async with await async_client(server.url).download("get_file") as download:
            assert await download.read() == CONTENT
            with pytest.raises(StreamError) as caught:
                await download.read()
            errors.append(caught.value.message)
        with pytest.raises(StreamError) as caught:
            await download.read()
        return [*errors, caught.value.message]

    assert asyncio.run(main()) == ["the download can be read only once", "the download is closed"]


LARGE = bytes(20_000_000)
LENGTH = 5000


def test_closing_early_cuts_the_connection() -> None:
    """The server could not send so much to somebody who keeps the connection and does not read."""
    with serving(lambda exchange: exchange.reply(LARGE)) as server:
        acme = client(server.url)
        download = acme.download("get_file")
        next(iter(download))
        download.close()
        for piece in acme.download("get_file"):
            assert piece
            break
        with acme.download("get_file") as kept:
            reading = iter(kept)
            next(reading)
            kept.close()
            with pytest.raises(StreamError, match="the download is closed"):
                list(reading)
        assert len(server.seen) == 3
        assert server.connections == 3
        server.script = Exchange.reply
        assert acme.call("find") == {}


def test_an_asynchronous_download_closed_early() -> None:
    async def main(url: str) -> None:
        acme = async_client(url)
        async with await acme.download("get_file") as download:
            async for piece in download:
                assert piece
                break
        kept = await acme.download("get_file")
        reading = aiter(kept)
        await anext(reading)
        await kept.aclose()
        with pytest.raises(StreamError, match="the download is closed"):
            await anext(reading)

    with serving(lambda exchange: exchange.reply(LARGE)) as server:
        asyncio.run(main(server.url))
        assert len(server.seen) == 2


class Listening:
    """A vendor that sends the beginning of a file and sets `gone` when the client is gone."""

    def __init__(self) -> None:
        self.gone = threading.Event()

    def __call__(self, exchange: Exchange) -> None:
        exchange.reply(b"the beginning", length=LENGTH)
        exchange.wfile.flush()
        exchange.connection.settimeout(10)
        with contextlib.suppress(ConnectionError):
            assert exchange.rfile.read(1) == b""
        self.gone.set()
        exchange.hang_up()


def test_a_download_that_is_dropped_frees_the_connection() -> None:
    vendor = Listening()
    with serving(vendor) as server:
        client(server.url).download("get_file")
        gc.collect()
        assert vendor.gone.wait(10)


def test_an_asynchronous_download_that_is_dropped_frees_the_connection() -> None:
    async def main(url: str) -> None:
        await async_client(url).download("get_file")
        gc.collect()
        assert await asyncio.to_thread(vendor.gone.wait, 10)

    vendor = Listening()
    with serving(vendor) as server:
        asyncio.run(main(server.url))


def test_a_cancelled_task_leaves_nothing_behind(tmp_path: Path) -> None:
    async def main(url: str) -> None:
        begun = asyncio.Event()
        download = await async_client(url).download("get_file")
        saving = asyncio.create_task(
            download.save(tmp_path / "f", on_progress=lambda *_: begun.set())
        )
        await begun.wait()
        assert len(list(tmp_path.iterdir())) == 1
        saving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await saving
        assert list(tmp_path.iterdir()) == []

    with serving(lambda exchange: exchange.reply(LARGE)) as server:
        asyncio.run(main(server.url))


def test_call_returns_the_bytes(server: Server, vendor: Vendor) -> None:
    async def main() -> object:
        return await async_client(server.url).call("get_file")

    assert client(server.url).call("get_file") == CONTENT
    assert asyncio.run(main()) == CONTENT
    assert client(server.url).with_raw_response.call("acme_get_file") == CONTENT
    for asked in vendor.asked:
        assert (asked["accept"], asked["accept-encoding"]) == ("*/*", "identity")


def test_call_returns_no_more_than_it_may(server: Server) -> None:
    options: Any = {"largest_answer": len(CONTENT)}
    assert client(server.url).call("get_file", options=options) == CONTENT
    with pytest.raises(ResponseError) as caught:
        client(server.url).call("get_file", options={"largest_answer": len(CONTENT) - 1})
    assert caught.value.message == (
        f"the answer is larger than {len(CONTENT) - 1} bytes; the option largest_answer allows more"
    )


def test_the_wrong_door() -> None:
    with pytest.raises(ArgumentError) as caught:
        client("http://127.0.0.1:9").download("find")
    message = "acme.find does not answer with binary data: call it through call(…)."
    assert str(caught.value) == message
