"""What a reader of `check` sees of a change."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.write import Change, diff
from generator.write.compare import Kind


def change(old: bytes | None, new: bytes | None, note: str = "", path: str = "a.py") -> Change:
    kind: Kind = "missing" if old is None and not note else "orphan" if new is None else "changed"
    return Change(Path("generated"), path, kind, old, new, note)


def test_a_changed_line_with_its_neighbours() -> None:
    old = b"".join(b"line %d\n" % number for number in range(1, 21))

    assert diff(change(old, old.replace(b"line 10\n", b"ten\n")), name="generated/a.py") == (
        "--- generated/a.py (on disk)\n"
        "+++ generated/a.py (from the definitions)\n"
        "@@ -7,7 +7,7 @@\n"
        " line 7\n line 8\n line 9\n-line 10\n+ten\n line 11\n line 12\n line 13\n"
    )


def test_two_hunks() -> None:
    old = b"".join(b"line %d\n" % number for number in range(1, 41))
    new = old.replace(b"line 5\n", b"").replace(b"line 30\n", b"line 30\nmore\n")

    assert [line for line in diff(change(old, new)).splitlines() if line.startswith("@@")] == [
        "@@ -2,7 +2,6 @@",
        "@@ -28,6 +27,7 @@",
    ]


def test_a_missing_file() -> None:
    assert diff(change(None, b"a\nb\n")) == (
        "--- /dev/null\n+++ a.py (from the definitions)\n@@ -0,0 +1,2 @@\n+a\n+b\n"
    )


def test_an_orphan() -> None:
    assert diff(change(b"a\n", None)) == "--- a.py (on disk)\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n"


@pytest.mark.parametrize(("old", "new", "mark"), [(b"a", b"a\n", "-"), (b"a\n", b"a", "+")])
def test_a_newline_missing_at_the_end(old: bytes, new: bytes, mark: str) -> None:
    assert f"{mark}a\n\\ No newline at end of file\n" in diff(change(old, new))


def test_carriage_returns_are_seen() -> None:
    assert diff(change(b"a\r\n", b"a\n")).endswith("@@ -1 +1 @@\n-a\\r\n+a\n")


def test_binary_content_is_summed_up() -> None:
    assert diff(change(b"\0", None)).endswith("(binary, 1 bytes → nothing)\n")


def test_a_note_stands_for_what_cannot_be_shown() -> None:
    assert diff(change(None, b"a\n", "symbolic link to x")).endswith("(symbolic link to x)\n")


def test_terminals_are_safe() -> None:
    assert "-\\x1b[2J\\u202e\n" in diff(change("\x1b[2J\u202e\n".encode(), b""))


def test_bytes_that_are_not_text() -> None:
    assert "-\\xff\n" in diff(change(b"\xff\n", b""))


def test_a_long_diff_is_cut_and_counted() -> None:
    lines = diff(change(None, b"x\n" * 1_000), limit=10).splitlines()

    assert len(lines) == 13
    assert lines[-1] == "… 991 more lines of this diff not shown"


def test_one_changed_line_of_very_many() -> None:
    old = b"".join(b"%d\n" % number for number in range(200_000))

    assert "@@ -99998,7 +99998,7 @@" in diff(change(old, old.replace(b"\n100000\n", b"\nx\n")))


def test_very_many_changed_lines_are_not_compared() -> None:
    assert "(5,000 lines → 5,000 lines from line 1, too many to compare)" in diff(
        change(
            b"".join(b"a%d\n" % n for n in range(5_000)),
            b"".join(b"b%d\n" % n for n in range(5_000)),
        )
    )


@given(st.binary(max_size=60), st.binary(max_size=60))
def test_every_diff_can_be_printed(old: bytes, new: bytes) -> None:
    text = diff(change(old, new))

    assert text.endswith("\n")
    assert all(char.isprintable() or char in "\n\t" for char in text)
    text.encode()
