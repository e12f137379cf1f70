"""Server-sent events, decoded from bytes that were cut anywhere."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from integrations_runtime.answers.sse import EventDecoder


def decode(*chunks: bytes) -> list[tuple[str, bytes]]:
    decoder = EventDecoder()
    return [(event.type, event.data) for each in chunks for event in decoder.feed(each)]


def cut(content: bytes, places: list[int]) -> list[bytes]:
    """`content` in pieces that begin at these places, some of them perhaps empty."""
    inner = sorted(place % (len(content) + 1) for place in places)
    return [content[start:end] for start, end in pairwise([0, *inner, len(content)])]


CASES: list[tuple[str, bytes, list[tuple[str, bytes]]]] = [
    ("one", b"data: a\n\n", [("message", b"a")]),
    ("several", b"data: a\n\ndata: b\n\n", [("message", b"a"), ("message", b"b")]),
    ("lines of data", b"data: a\ndata:\ndata: b\n\n", [("message", b"a\n\nb")]),
    ("without a space", b"data:a\n\n", [("message", b"a")]),
    ("only the first space", b"data:  a \n\n", [("message", b" a ")]),
    ("a colon in the data", b"data: a: b\n\n", [("message", b"a: b")]),
    ("a field without a colon", b"data\n\n", [("message", b"")]),
    ("empty data", b"data:\n\n", [("message", b"")]),
    ("empty lines of data", b"data\ndata\n\n", [("message", b"\n")]),
    ("comments", b": hello\ndata: a\n:\ndata: b\n\n", [("message", b"a\nb")]),
    ("only a comment", b": hello\n\n\n\n", []),
    ("a type", b"event: error\ndata: a\n\n", [("error", b"a")]),
    ("the last type", b"event: x\ndata: a\nevent:y\n\n", [("y", b"a")]),
    ("no type", b"event: x\nevent\ndata: a\n\n", [("message", b"a")]),
    ("a type without data", b"event: x\n\ndata: a\n\n", [("message", b"a")]),
    ("a type is of one event", b"event: x\ndata: a\n\ndata: b\n\n", [("x", b"a"), ("message", b"b")]),
    ("a type that is not UTF-8", b"event: \xff\ndata: a\n\n", [("\N{REPLACEMENT CHARACTER}", b"a")]),
    ("other fields", b"id: 7\nretry: 10\nfoo: bar\ndata: a\n\n", [("message", b"a")]),
    ("names are exact", b" data: a\nDATA: b\ndata : c\n\n", []),
    ("CRLF", b"data: a\r\ndata: b\r\n\r\n", [("message", b"a\nb")]),
    ("CR", b"data: a\rdata: b\r\r", [("message", b"a\nb")]),
    ("mixed", b"data: a\rdata: b\r\ndata: c\n\r\ndata: d\n\r", [("message", b"a\nb\nc"), ("message", b"d")]),
    ("a BOM", b"\xef\xbb\xbfdata: a\n\n", [("message", b"a")]),
    ("a second BOM", b"\xef\xbb\xbf\xef\xbb\xbfdata: a\n\n", []),
    ("a BOM later", b"\n\xef\xbb\xbfdata: a\n\n", []),
    ("half a BOM", b"\xef\xbb", []),
    ("nearly a BOM", b"\xef\xbbdata: a\n\ndata: b\n\n", [("message", b"b")]),
    ("no end", b"data: a\n\ndata: b\n", [("message", b"a")]),
    ("no end of a line", b"data: a\n\ndata: b", [("message", b"a")]),
    ("other line ends", "data: a\x0b\x0c\x1c\x85\u2028b\n\n".encode(), [("message", "a\x0b\x0c\x1c\x85\u2028b".encode())]),
    ("nothing", b"", []),
]  # fmt: skip


@pytest.mark.parametrize(("content", "events"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])  # fmt: skip
def test_events_come_out_however_the_bytes_are_cut(
    content: bytes, events: list[tuple[str, bytes]]
) -> None:
    assert decode(content) == events
    assert decode(*(bytes([each]) for each in content)) == events
    for place in range(len(content) + 1):
        assert decode(content[:place], content[place:]) == events
        assert decode(content[:place], b"", content[place:]) == events


TRICKY = (
    "\ufeff: hi\r\nevent: café\rdata: {\"a\":\r\ndata:\"ü🎉\"}\n\r\nid\nretry: 5\r\rdata: x\r\n\r\n"
    "event: error\n\ndata\r\r\ndata:🎉\n\ndata: lost\r"
).encode()  # fmt: skip
IN_TRICKY = [
    ("café", '{"a":\n"ü🎉"}'.encode()),
    ("message", b"x"),
    ("message", b""),
    ("message", "🎉".encode()),
]


@given(st.lists(st.integers(0, len(TRICKY))))
@example([])
def test_a_tricky_stream_in_any_pieces(places: list[int]) -> None:
    assert decode(*cut(TRICKY, places)) == IN_TRICKY


@st.composite
def written(draw: st.DrawFn) -> tuple[bytes, list[tuple[str, bytes]]]:
    """A stream as a vendor might write it, and the events in it."""
    lines_of_text = st.text(st.characters(exclude_characters="\r\n", codec="utf-8"), max_size=6)
    line_ends = st.sampled_from([b"\n", b"\r\n", b"\r"])
    noise = st.sampled_from([b"", b": comment", b"id: 1", b"retry: 9", b"unknown", b":"])
    content, events = b"", list[tuple[str, bytes]]()

    def write(line: bytes) -> None:
        nonlocal content
        end = draw(line_ends)
        if not line and content.endswith(b"\r"):
            end = b"\r" if end == b"\n" else end  # LF would belong to the line before
        content += line + end

    for _ in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from(["", "error", "delta"]))
        data = draw(st.lists(lines_of_text, min_size=1, max_size=3))
        if kind:
            write(b"event:" + draw(st.sampled_from([b"", b" "])) + kind.encode())
        for each in data:
            if other := draw(noise):
                write(other)
            write(b"data: " + each.encode())
        write(b"")
        events.append((kind or "message", "\n".join(data).encode()))
    return content, events


@given(written(), st.lists(st.integers(0, 500)), st.booleans())
def test_any_stream_with_any_line_ends_in_any_pieces(
    stream: tuple[bytes, list[tuple[str, bytes]]], places: list[int], bom: bool
) -> None:
    content, events = stream
    assert decode(*cut(b"\xef\xbb\xbf" * bom + content, places)) == events


@given(st.binary(max_size=60), st.lists(st.integers(0, 60)))
def test_bytes_of_any_kind_mean_the_same_in_any_pieces(content: bytes, places: list[int]) -> None:
    assert decode(*cut(content, places)) == decode(content)


def test_an_event_comes_out_with_its_last_byte() -> None:
    decoder = EventDecoder()
    assert [len(decoder.feed(each)) for each in (b"data: a\r", b"\r", b"\ndata: b\n", b"\r", b"\n")] == [
        0, 1, 0, 1, 0
    ]  # fmt: skip


def test_what_is_pending_is_counted() -> None:
    decoder = EventDecoder()
    for each, pending in [
        (b"data: 12", 8),
        (b"34", 10),
        (b"\n", 10),
        (b"data:\n" * 3, 25),
        (b": comment", 34),
        (b"\n", 25),
        (b"\n", 0),
        (b": a long comment", 16),
        (b"\n", 0),
    ]:
        decoder.feed(each)
        assert decoder.pending == pending, each
