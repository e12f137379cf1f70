"""What commands print: tables and colours on a terminal, tabs and plain lines elsewhere."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Sequence
from typing import Any, Final, TextIO

USAGE: Final = 2
"""The exit status of errors of usage."""

FAILED: Final = 1
"""The exit status where what was asked for went wrong."""

_STYLES: Final = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33"}
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_GAP: Final = "  "


def is_terminal(stream: TextIO) -> bool:
    """Whether a person looks at what is written."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def styled(text: str, style: str, stream: TextIO | None = None) -> str:
    """`text` in a colour, or bold or dim, where a terminal shows that and the person wants it."""
    if os.environ.get("NO_COLOR") or not is_terminal(stream or sys.stdout):
        return text
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"


def clean(text: str) -> str:
    """`text` whose control characters a terminal does not obey; line breaks and tabs stay."""
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def tell(text: str, style: str | None = None) -> None:
    """Writes a line."""
    shown = clean(text) if is_terminal(sys.stdout) else text
    print(shown if style is None else styled(shown, style))


def complain(kind: str, text: str) -> None:
    """Writes an error or a warning to standard error."""
    label = styled(f"{kind}:", "red" if kind == "error" else "yellow", sys.stderr)
    print(f"{label} {clean(text)}", file=sys.stderr)


def show_json(value: Any) -> None:
    """Writes a value as JSON over several lines."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def show_value(value: Any) -> None:
    """Writes a text as it is, and everything else as JSON over several lines."""
    if isinstance(value, str):
        tell(value)
    else:
        show_json(value)


def show_line(value: Any) -> None:
    """Writes a value as JSON in one line, at once."""
    print(json.dumps(value, ensure_ascii=False), flush=True)


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Writes rows: aligned below their headings on a terminal, separated by tabs elsewhere.

    On a terminal the last column is cut where the window ends.
    """
    if not is_terminal(sys.stdout):
        for row in rows:
            print("\t".join(each.replace("\t", " ").replace("\n", " ") for each in row))
        return
    from shutil import get_terminal_size

    cells = [[clean(each).replace("\n", " ") for each in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(headings, *cells, strict=True)]
    room = get_terminal_size().columns - sum(widths[:-1]) - len(_GAP) * (len(widths) - 1)
    print(_GAP.join(styled(each.ljust(w), "bold") for each, w in _padded(headings, widths)))
    for row in cells:
        *first, last = row
        short = last if len(last) <= room else f"{last[: max(room - 1, 0)]}…"
        print(_GAP.join([*(each.ljust(w) for each, w in zip(first, widths, strict=False)), short]))


def _padded(headings: Sequence[str], widths: Sequence[int]) -> list[tuple[str, int]]:
    *before, last = headings
    return [*zip(before, widths, strict=False), (last, len(last))]
