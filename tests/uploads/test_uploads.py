"""What else happens to an upload: retries, progress, files that cannot be sent."""

from __future__ import annotations

import asyncio
import io
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from integrations_runtime import (
    ArgumentError,
    AuthenticationFailed,
    RateLimited,
    TransportError,
    Upload,
)
from tests.support.acme import client_class
from tests.support.loopback import Exchange, Server, serving
from tests.uploads.acme import SEND, Send, Vendor, async_client, both, client, sender


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


def busy_at_first(vendor: Vendor) -> None:
    vendor.script = lambda exchange: exchange.reply(status=429 if len(vendor.seen) == 1 else 200)


def opened(folder: Path) -> Any:
    file = saved(folder).open("rb")
    file.seek(7)
    return file


def saved(folder: Path) -> Path:
    path = folder / "f"
    path.write_bytes(b"skipped" + b"y" * 100_000)
    return path


@pytest.mark.parametrize("make", [lambda _: b"y" * 100_000, opened, saved])
def test_another_attempt_sends_the_same_bytes(
    make: Callable[[Path], Any], send: Send, vendor: Vendor, tmp_path: Path
) -> None:
    busy_at_first(vendor)
    file = make(tmp_path)
    send(file=file, purpose="x")
    first, second = vendor.seen
    assert first.body == second.body
    assert first.headers["content-type"] == second.headers["content-type"]
    assert first.parts[1].content.endswith(b"y" * 100_000)
    if hasattr(file, "close"):
        file.close()


def pipe(content: bytes) -> Any:
    reading, writing = os.pipe()
    os.write(writing, content)
    os.close(writing)
    return os.fdopen(reading, "rb")


def test_a_pipe_is_never_sent_twice(send: Send, vendor: Vendor) -> None:
    busy_at_first(vendor)
    with pipe(b"once") as file, pytest.raises(RateLimited) as caught:
        send(file=file)
    assert vendor.parts[0].content == b"once"
    assert caught.value.retries == 0


def test_not_even_with_another_token() -> None:
    def script(exchange: Exchange) -> None:
        token = exchange.path == "/token"
        exchange.reply(b'{"access_token": "token-1"}', status=200 if token else 401)

    with serving(script) as server, pipe(b"once") as file:
        kind = client_class(
            functions={"send": SEND},
            auth={
                "strategy": "oauth2",
                "token_url": f"{server.url}/token",
                "client_id": "id",
                "client_secret": "secret",
            },
            credentials=[{"key": key, "env": [f"UPLOAD_{key}"]} for key in ("id", "secret")],
        )
        credentials = {"id": "uploader", "secret": "uploader-secret"}
        with pytest.raises(AuthenticationFailed):
            kind(credentials=credentials, base_url=server.url).call("send", {"file": file})
        assert [path for _, path, _, _ in server.seen] == ["/token", "/files"]


def test_progress(send: Send, vendor: Vendor, tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    (tmp_path / "f").write_bytes(b"z" * 300_000)
    send(file=tmp_path / "f", options={"on_progress": lambda *step: told.append(step)})
    total = len(vendor.seen[0].body)
    assert told[-1] == (total, total)
    assert {whole for _, whole in told} == {total}
    assert [sent for sent, _ in told] == sorted({sent for sent, _ in told})
    assert len(told) > 4


def test_progress_begins_anew_with_another_attempt(send: Send, vendor: Vendor) -> None:
    told: list[int] = []
    busy_at_first(vendor)
    send(file=b"abc", options={"on_progress": lambda sent, _: told.append(sent)})
    half = len(told) // 2
    assert told[:half] == told[half:]
    assert told[-1] == len(vendor.seen[0].body)


def test_progress_of_a_pipe_has_no_total(send: Send) -> None:
    told: list[int | None] = []
    with pipe(b"abc") as file:
        send(file=file, options={"on_progress": lambda _, total: told.append(total)})
    assert set(told) == {None}


def test_a_callback_that_raises_ends_the_call(send: Send) -> None:
    def stop(_: int, __: int | None) -> None:
        raise KeyError("enough")

    with pytest.raises(KeyError, match="enough"):
        send(file=b"abc", options={"on_progress": stop})


def text_wrapper(folder: Path) -> Any:
    return tempfile.NamedTemporaryFile("w+", dir=folder)


def closed(folder: Path) -> Any:
    file = (folder / "f").open("wb")
    file.close()
    return file


MUST_BE = (
    "must be bytes, a pathlib.Path, a file opened in binary mode, "
    'or a mapping such as {{"filename": "report.csv", "content": "…"}}, not'
)

WRONG: list[tuple[Callable[[Path], Any], str]] = [
    (lambda _: "report.txt", f"{MUST_BE} text"),
    (lambda _: 5, f"{MUST_BE} a number"),
    (lambda _: bytearray(b"x"), f"{MUST_BE} a bytearray"),
    (lambda _: Upload("report.txt"), f"{MUST_BE} text"),  # type: ignore[arg-type]
    (lambda _: io.StringIO("text"), "must be opened in binary mode"),
    (text_wrapper, "must be opened in binary mode"),
    (lambda at: (at / "w").open("wb"), "must be opened for reading"),
    (closed, "is a closed file"),
    (lambda at: at / "none", "cannot be read: No such file or directory: {at}/none"),
    (lambda at: at, "is a folder: {at}"),
    (lambda _: Upload(b"", "a\nb"), "has a line break or another control character in its name or type"),
    (lambda _: Upload(b"", "a", "a\r\nb: c"), "has a line break or another control character in its name or type"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "problem"), WRONG)
def test_what_cannot_be_sent(
    make: Callable[[Path], Any], problem: str, server: Server, tmp_path: Path
) -> None:
    file = make(tmp_path)
    with pytest.raises(ArgumentError) as caught:
        client(server.url).call("send", {"file": file, "more": [b"", file]})
    if hasattr(file, "close"):
        file.close()
    problem = problem.format(at=tmp_path)
    assert str(caught.value) == (
        f"Parameter 'file' of acme.send {problem}.\nParameter 'more[1]' of acme.send {problem}."
    )
    assert server.seen == []


def test_a_file_that_may_not_be_read(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "f").touch()
    monkeypatch.setattr(os, "access", lambda *_: False)  # tests may run as somebody who may
    with pytest.raises(ArgumentError) as caught:
        client(server.url).call("send", {"file": tmp_path / "f"})
    assert str(caught.value) == (
        f"Parameter 'file' of acme.send cannot be read: Permission denied: {tmp_path}/f."
    )


CHANGED = "changed while it was being sent"


@both
@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda path: path.write_bytes(b"less"), CHANGED),
        (lambda path: path.write_bytes(b"m" * 500_000), CHANGED),
        (lambda path: path.write_bytes(b""), CHANGED),
        (lambda path: path.unlink(), "cannot be read: No such file or directory"),
    ],
)
def test_a_file_that_changes_while_it_is_sent(
    asynchronous: bool, change: Callable[[Path], Any], problem: str, tmp_path: Path
) -> None:
    path = tmp_path / "changing.bin"
    path.write_bytes(b"m" * 300_000)
    vendor, told = Vendor(), list[int]()

    def progress(sent: int, _: int | None) -> None:
        if not told:
            change(path)
        told.append(sent)

    with serving(vendor) as server, pytest.raises(TransportError) as caught:
        sender(server.url, asynchronous)(file=path, options={"on_progress": progress})
    message = f"acme.send: the upload broke off: the file changing.bin {problem}"
    assert str(caught.value) == message
    assert caught.value.retries == 0


def test_a_file_that_is_closed_while_it_is_sent(server: Server, tmp_path: Path) -> None:
    file = opened(tmp_path)
    with pytest.raises(TransportError) as caught:
        client(server.url).call(
            "send", {"file": file}, options={"on_progress": lambda *_: file.close()}
        )
    assert str(caught.value).startswith(
        "acme.send: the upload broke off: the file f cannot be read: "
    )


def test_uploads_side_by_side(server: Server, vendor: Vendor, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.bin" for number in range(8)]
    for path in paths:
        path.write_bytes(path.name.encode() * 20_000)

    async def main() -> None:
        acme = async_client(server.url)
        await asyncio.gather(*(acme.call("send", {"file": path}) for path in paths))

    asyncio.run(main())
    found = {part.filename: part.content for seen in vendor.seen for part in seen.parts}
    assert found == {path.name: path.name.encode() * 20_000 for path in paths}
