"""Downloads whose connection breaks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from integrations_runtime import RetryPolicy, StreamError
from tests.downloads.acme import CONTENT, Reader, Vendor
from tests.support.loopback import Exchange, Server, serving

SIZE = len(CONTENT)
DATE = "Sat, 21 Nov 2026 10:00:00 GMT"


@pytest.mark.parametrize("length", [True, False], ids=["length", "chunked"])
@pytest.mark.parametrize(
    ("headers", "condition"),
    [
        ({"ETag": '"v1"'}, '"v1"'),
        ({"Last-Modified": DATE}, DATE),
        ({"ETag": '"v1"', "Last-Modified": DATE}, '"v1"'),
        ({"ETag": 'W/"v1"', "Last-Modified": DATE}, DATE),
        ({"ETag": '"v1"', "Content-Encoding": "identity"}, '"v1"'),
    ],
)
def test_reading_goes_on_where_it_broke_off(
    reader: Reader,
    server: Server,
    vendor: Vendor,
    headers: dict[str, str],
    condition: str,
    length: bool,
) -> None:
    vendor.headers, vendor.cuts, vendor.length = headers, [100_000, 50_000], length
    assert reader.read(server.url) == CONTENT
    first, second, third = vendor.asked
    assert not {"range", "if-range"} & set(first)
    assert (second["range"], second["if-range"]) == ("bytes=100000-", condition)
    assert (third["range"], third["if-range"]) == ("bytes=150000-", condition)
    assert {each["accept-encoding"] for each in vendor.asked} == {"identity"}


@pytest.mark.parametrize("length", [True, False], ids=["length", "chunked"])
def test_saving_goes_on_too(
    reader: Reader, server: Server, vendor: Vendor, tmp_path: Path, length: bool
) -> None:
    vendor.cuts, vendor.length = [100_000], length
    told: list[tuple[int, int | None]] = []
    path = reader.save(server.url, tmp_path / "f", lambda *step: told.append(step))
    assert path.read_bytes() == CONTENT
    assert told[-1] == (SIZE, SIZE)
    assert (100_000, SIZE if length else None) in told


def test_a_function_that_accepts_only_200(reader: Reader, server: Server, vendor: Vendor) -> None:
    vendor.cuts = [100_000]
    assert reader.read(server.url, "exact") == CONTENT


@pytest.mark.parametrize("named", [True, False])
def test_a_rest_that_does_not_name_its_version_is_taken(
    reader: Reader, server: Server, vendor: Vendor, named: bool
) -> None:
    vendor.cuts, vendor.later = [100_000], {"ETag": '"v1"'} if named else {}
    assert reader.read(server.url) == CONTENT


def broken(reader: Reader, url: str, path: Path, **more: Any) -> str:
    """What is said about a download that fails; a file that was there stays as it was."""
    path.write_bytes(b"the old one")
    with pytest.raises(StreamError) as caught:
        reader.save(url, path, **more)
    assert path.read_bytes() == b"the old one"
    assert list(path.parent.iterdir()) == [path]
    assert caught.value.__cause__ is None
    assert (caught.value.function, caught.value.path) == (more.get("name", "get_file"), "/file")
    return str(caught.value)


AFTER = f"the download broke off after 100000 of {SIZE} bytes"


@pytest.mark.parametrize(
    "headers", [{}, {"ETag": 'W/"v1"'}, {"ETag": '"v1"', "Accept-Ranges": "none"}]
)
def test_a_file_without_a_version_is_not_resumed(
    reader: Reader, server: Server, vendor: Vendor, tmp_path: Path, headers: dict[str, str]
) -> None:
    vendor.headers, vendor.cuts = headers, [100_000]
    message = broken(reader, server.url, tmp_path / "f")
    assert message.startswith(f"acme.get_file: {AFTER}: the connection failed: peer closed")
    assert len(vendor.asked) == 1


def test_a_length_that_is_not_known_is_not_named(
    reader: Reader, server: Server, vendor: Vendor, tmp_path: Path
) -> None:
    vendor.headers, vendor.cuts, vendor.length = {}, [100_000], False
    message = broken(reader, server.url, tmp_path / "f")
    assert message.startswith("acme.get_file: the download broke off after 100000 bytes: ")


def test_another_version_is_not_mixed_in(
    reader: Reader, server: Server, vendor: Vendor, tmp_path: Path
) -> None:
    vendor.cuts, vendor.later = [100_000], {"ETag": '"v2"'}
    assert broken(reader, server.url, tmp_path / "f") == (
        f"acme.get_file: {AFTER} and could not be resumed: the vendor has another version of the file"
    )


def test_a_vendor_that_ignores_the_range(
    reader: Reader, server: Server, vendor: Vendor, tmp_path: Path
) -> None:
    vendor.cuts, vendor.ranges = [100_000], False
    assert broken(reader, server.url, tmp_path / "f") == (
        f"acme.get_file: {AFTER} and could not be resumed: the vendor did not send the rest"
    )


@pytest.mark.parametrize(
    "content_range",
    ["bytes 5-9/10", f"bytes 100000-{SIZE}/{SIZE + 1}", "bytes */10", "nonsense", ""],
)
def test_a_rest_of_something_else(reader: Reader, tmp_path: Path, content_range: str) -> None:
    def script(exchange: Exchange) -> None:
        if len(server.seen) == 1:
            exchange.reply(CONTENT[:100_000], length=SIZE, ETag='"v1"')
            exchange.hang_up()
        else:
            exchange.reply(CONTENT[100_000:], status=206, Content_Range=content_range)

    with serving(script) as server:
        message = broken(reader, server.url, tmp_path / "f")
    assert message.endswith("could not be resumed: the vendor did not send the rest")


def test_cut_too_often(reader: Reader, server: Server, vendor: Vendor, tmp_path: Path) -> None:
    vendor.cuts = [50_000, 50_000, 50_000]
    message = broken(reader, server.url, tmp_path / "f", max_retries=RetryPolicy(1, first_delay=0))
    assert message.startswith(f"acme.get_file: {AFTER}: the connection failed: ")
    assert len(vendor.asked) == 2


def test_a_write_is_never_sent_again(
    reader: Reader, server: Server, vendor: Vendor, tmp_path: Path
) -> None:
    vendor.cuts = [100_000]
    message = broken(reader, server.url, tmp_path / "f", name="make_file")
    assert message.startswith(f"acme.make_file: {AFTER}: the connection failed: ")
    assert len(vendor.asked) == 1


@pytest.mark.parametrize(
    ("status", "reason"), [(404, "404 not found"), (416, "416 requested range not satisfiable")]
)
def test_a_file_that_is_gone_when_it_is_asked_for_again(
    reader: Reader, tmp_path: Path, status: int, reason: str
) -> None:
    def script(exchange: Exchange) -> None:
        if len(server.seen) == 1:
            exchange.reply(CONTENT[:100_000], length=SIZE, ETag='"v1"')
            exchange.hang_up()
        else:
            exchange.reply(b"", status=status)

    with serving(script) as server:
        message = broken(reader, server.url, tmp_path / "f")
    assert message == f"acme.get_file: {AFTER} and could not be resumed: {reason}"


def test_a_vendor_that_is_gone_when_it_is_asked_again(reader: Reader, tmp_path: Path) -> None:
    def script(exchange: Exchange) -> None:
        if len(server.seen) == 1:
            exchange.reply(CONTENT[:100_000], length=SIZE, ETag='"v1"')
        exchange.hang_up()

    with serving(script) as server:
        message = broken(reader, server.url, tmp_path / "f")
    expected = (
        f"acme.get_file: {AFTER} and could not be resumed: the connection failed: Server disc"
    )
    assert message.startswith(expected)


def test_a_deadline_holds_for_the_whole_download(reader: Reader, tmp_path: Path) -> None:
    def script(exchange: Exchange) -> None:
        exchange.reply(CONTENT[:100_000], length=SIZE, ETag='"v1"')
        exchange.wfile.flush()
        exchange.stall()

    with serving(script) as server:
        policy = RetryPolicy(first_delay=30, longest_delay=30, deadline=0.1)
        message = broken(reader, server.url, tmp_path / "f", max_retries=policy)
    assert message == f"acme.get_file: {AFTER} and could not be resumed: the deadline is over"
