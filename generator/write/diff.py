"""One change as a unified diff that is safe to print: any bytes in, printable text out."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from generator.write.compare import Change

_CONTEXT = 3
_TOO_MANY = 4_000_000
"""Product of the numbers of lines above which a comparison line by line takes too long."""


def diff(change: Change, *, name: str | None = None, limit: int = 80) -> str:
    """The unified diff from the disk to what should be there, each line ended.

    `name` is what the file is called, by default its path in the root. After `limit` lines the rest is cut and counted.
    Binary content is summed up, bytes that are not UTF-8 and control characters are escaped, and a missing newline at
    the end of a file is shown as `diff` does.
    """
    shown = _printable(name or change.path)
    lines = [
        "--- " + ("/dev/null" if change.kind == "missing" else f"{shown} (on disk)"),
        "+++ " + ("/dev/null" if change.kind == "orphan" else f"{shown} (from the definitions)"),
        *_body(change),
    ]
    if len(lines) > limit + 2:
        rest = len(lines) - limit - 2
        lines[limit + 2 :] = [f"… {rest:,} more line{'s' * (rest != 1)} of this diff not shown"]
    return "\n".join(lines) + "\n"


def _body(change: Change) -> Iterator[str]:
    old, new = change.old or b"", change.new or b""
    if change.note:
        yield f"({_printable(change.note)})"
    elif b"\0" in old or b"\0" in new:
        yield f"(binary, {_size(change.old)} → {_size(change.new)})"
    else:
        yield from _compare(_lines(old), _lines(new))


def _size(data: bytes | None) -> str:
    return "nothing" if data is None else f"{len(data):,} bytes"


def _lines(data: bytes) -> list[str]:
    """The lines of `data`; one without a newline at its end carries the remark that says so."""
    lines = data.split(b"\n")
    last = lines.pop()
    texts = [_printable(line.decode("utf-8", "backslashreplace")) for line in lines]
    return (
        [
            *texts,
            _printable(last.decode("utf-8", "backslashreplace")) + "\n\\ No newline at end of file",
        ]
        if last
        else texts
    )


def _printable(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char in "\t " else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode()


def _compare(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    start, end = max(0, start - _CONTEXT), max(0, end - _CONTEXT)
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    if len(old) * len(new) > _TOO_MANY:
        yield f"({len(old):,} lines → {len(new):,} lines from line {start + 1}, too many to compare)"
        return
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(_CONTEXT):
        _, old_from, _, new_from, _ = group[0]
        _, _, old_to, _, new_to = group[-1]
        yield f"@@ -{_range(start, old_from, old_to)} +{_range(start, new_from, new_to)} @@"
        for tag, *ends in group:
            if tag == "equal":
                yield from _marked(" ", old[ends[0] : ends[1]])
            else:
                yield from _marked("-", old[ends[0] : ends[1]])
                yield from _marked("+", new[ends[2] : ends[3]])


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """The number of equal lines at the beginning."""
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _range(offset: int, first: int, last: int) -> str:
    """A hunk's place as `diff` writes it: an empty range names the line before it, a single line needs no length."""
    length = last - first
    begin = offset + first + (1 if length else 0)
    return str(begin) if length == 1 else f"{begin},{length}"


def _marked(mark: str, lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield from (mark + line).split("\n")
