"""Files and fields as they arrive, read by another program's parser."""

from __future__ import annotations

import io
import os
import tempfile
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from integrations_runtime import Upload
from tests.support.loopback import Exchange, Server, serving
from tests.uploads.acme import Part, Send, Vendor, both, sender

OCTETS = "application/octet-stream"


@pytest.fixture
def vendor() -> Vendor:
    return Vendor()


@pytest.fixture
def server(vendor: Vendor) -> Iterator[Server]:
    with serving(vendor) as running:
        yield running


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def send(request: pytest.FixtureRequest, server: Server) -> Send:
    return sender(server.url, request.param)


def named(folder: Path, name: str = "report.txt", content: bytes = b"all of it") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def at_position(folder: Path) -> Any:
    file = named(folder).open("rb")
    file.seek(4)
    return file


def in_memory(_: Path) -> Any:
    return io.BytesIO(b"bytes")


def spooled(_: Path) -> Any:
    file = tempfile.SpooledTemporaryFile()  # noqa: SIM115 - closed by the test
    file.write(b"spooled")
    file.seek(0)
    return file


INPUTS: list[tuple[Callable[[Path], Any], Part]] = [
    (lambda _: b"raw\r\n\x00\xff", Part("file", "upload", OCTETS, b"raw\r\n\x00\xff")),
    (lambda _: b"", Part("file", "upload", OCTETS, b"")),
    (named, Part("file", "report.txt", "text/plain", b"all of it")),
    (lambda at: named(at, "empty", b""), Part("file", "empty", OCTETS, b"")),
    (at_position, Part("file", "report.txt", "text/plain", b"of it")),
    (in_memory, Part("file", "upload", OCTETS, b"bytes")),
    (spooled, Part("file", "upload", OCTETS, b"spooled")),
    (lambda _: Upload(b"{}", "data.json"), Part("file", "data.json", "application/json", b"{}")),
    (
        lambda at: Upload(named(at), content_type="text/x-log"),
        Part("file", "report.txt", "text/x-log", b"all of it"),
    ),
    (lambda at: Upload(named(at), "b.unknown"), Part("file", "b.unknown", OCTETS, b"all of it")),
]


@pytest.mark.parametrize(("make", "part"), INPUTS)
def test_every_kind_of_file(
    make: Callable[[Path], Any], part: Part, send: Send, vendor: Vendor, tmp_path: Path
) -> None:
    file = make(tmp_path)
    send(file=file)
    assert vendor.parts == [part]
    (seen,) = vendor.seen
    assert seen.headers["content-length"] == str(len(seen.body))
    assert "transfer-encoding" not in seen.headers
    if hasattr(file, "close"):
        assert not file.closed  # it is the caller's
        file.close()


def test_files_and_fields_side_by_side(send: Send, vendor: Vendor, tmp_path: Path) -> None:
    send(
        purpose="bätch",
        file=b"1",
        more=[named(tmp_path), Upload(b"3", "three.csv")],
        tags=["a", "b"],
        size=3,
        public=True,
        meta={"k": [1]},
    )
    assert vendor.parts == [
        Part("purpose", None, None, "bätch".encode()),
        Part("file", "upload", OCTETS, b"1"),
        Part("m", "report.txt", "text/plain", b"all of it"),
        Part("m", "three.csv", "text/csv", b"3"),
        Part("tags[]", None, None, b"a"),
        Part("tags[]", None, None, b"b"),
        Part("size", None, None, b"3"),
        Part("public", None, None, b"true"),
        Part("meta", None, None, b'{"k":[1]}'),
    ]


def test_fields_of_the_options_take_precedence(send: Send, vendor: Vendor) -> None:
    send(purpose="a", file=b"1", options={"body": {"purpose": "b", "extra": 5}})
    assert [(part.name, part.content) for part in vendor.parts] == [
        ("file", b"1"),
        ("purpose", b"b"),
        ("extra", b"5"),
    ]


@pytest.mark.parametrize(
    ("name", "arrives"),
    [
        ("grüße 日本.txt", "grüße 日本.txt"),
        ('a"; filename="evil.exe', "a%22; filename=%22evil.exe"),
        ("a\r\nX-Evil: yes\r\n\r\nbody", "a%0D%0AX-Evil: yes%0D%0A%0D%0Abody"),
        ("a;b,c'd e", "a;b,c'd e"),
        (os.fsdecode(b"caf\xe9.txt"), "caf?.txt"),
    ],
)
def test_names_cannot_add_headers(
    name: str, arrives: str, send: Send, vendor: Vendor, tmp_path: Path
) -> None:
    send(file=named(tmp_path, name, b"content"))
    (seen,) = vendor.seen
    head, _, rest = seen.body.partition(b"\r\n\r\n")
    boundary, disposition, media_type = head.split(b"\r\n")
    expected = f'content-disposition: form-data; name="file"; filename="{arrives}"'
    assert disposition == expected.encode()
    assert media_type.startswith(b"content-type: ")
    assert rest == b"content\r\n" + boundary + b"--\r\n"


def test_a_pipe_is_sent_in_chunks(send: Send, vendor: Vendor) -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as pipe:

        def fill() -> None:
            with os.fdopen(writing, "wb") as end:
                end.write(b"x" * 200_000)

        thread = threading.Thread(target=fill)
        thread.start()
        send(file=pipe)
        thread.join()
    assert vendor.parts == [Part("file", "upload", OCTETS, b"x" * 200_000)]
    (seen,) = vendor.seen
    assert seen.headers["transfer-encoding"] == "chunked"
    assert "content-length" not in seen.headers


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_with_a_name_is_sent_in_chunks(send: Send, vendor: Vendor, tmp_path: Path) -> None:
    path = tmp_path / "pipe.bin"
    os.mkfifo(path)
    thread = threading.Thread(target=path.write_bytes, args=[b"through the pipe"])
    thread.start()
    send(file=path)
    thread.join()
    assert vendor.parts == [Part("file", "pipe.bin", OCTETS, b"through the pipe")]


@both
def test_a_large_file_is_not_read_whole(asynchronous: bool, tmp_path: Path) -> None:
    size, received = 50_000_000, 0
    with (tmp_path / "large").open("wb") as large:
        large.truncate(size)

    def take(exchange: Exchange) -> None:
        nonlocal received
        head = b"".join(iter(exchange.rfile.readline, b"\r\n")).lower()
        length = int(head.partition(b"content-length:")[2].split()[0])
        while received < length and (chunk := exchange.rfile.read1(1 << 16)):
            received += len(chunk)
        exchange.say(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}")

    with serving(Exchange.reply, take) as server:
        send = sender(server.url, asynchronous)
        tracemalloc.start()
        try:
            send(file=tmp_path / "large")
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert received >= size
    assert peak < 5_000_000
