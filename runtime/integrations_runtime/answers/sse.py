"""Server-sent events, decoded from bytes as they arrive (https://html.spec.whatwg.org/multipage/server-sent-events.html).

Lines may end in LF, CR or CRLF, and a chunk may end anywhere, also inside a character. Bytes stay bytes until an event is
complete.
"""

from typing import Final, NamedTuple

_LINE_ENDS: Final = (b"\n", b"\r")
_BOM: Final = b"\xef\xbb\xbf"


class Event(NamedTuple):
    """One event: its type (`message` unless the vendor names one) and its data, lines joined by LF."""

    type: str
    data: bytes


class EventDecoder:
    """Turns chunks into events. An event without the empty line that ends it is incomplete, and never comes out."""

    __slots__ = ("_after_cr", "_data", "_data_size", "_line", "_line_size", "_started", "_type")

    def __init__(self) -> None:
        self._started = False
        self._after_cr = False
        self._line: list[bytes] = []  # pieces of the line that has not ended yet
        self._line_size = 0
        self._data: list[bytes] = []  # lines of the event that is not complete yet
        self._data_size = 0
        self._type = ""

    @property
    def pending(self) -> int:
        """Bytes of the event that is not complete yet."""
        return self._data_size + self._line_size

    def feed(self, chunk: bytes) -> list[Event]:
        """The events that `chunk` completes."""
        if not self._started:
            chunk = self._without_bom(chunk)
        if self._after_cr and chunk:
            chunk = chunk.removeprefix(b"\n")  # the other half of a CRLF
            self._after_cr = False
        if not chunk:
            return []
        self._after_cr = chunk.endswith(b"\r")
        lines = chunk.splitlines()
        rest = b"" if chunk.endswith(_LINE_ENDS) else lines.pop()
        if lines and self._line:
            lines[0] = b"".join([*self._line, lines[0]])
            self._line, self._line_size = [], 0
        if rest:
            self._line.append(rest)
            self._line_size += len(rest)
        return self._events(lines)

    def _without_bom(self, chunk: bytes) -> bytes:
        """What follows a byte order mark; nothing as long as it may still become one."""
        chunk = b"".join([*self._line, chunk])
        self._started = len(chunk) >= len(_BOM) or not _BOM.startswith(chunk)
        self._line = [] if self._started else [chunk]
        return chunk.removeprefix(_BOM) if self._started else b""

    def _events(self, lines: list[bytes]) -> list[Event]:
        events: list[Event] = []
        for line in lines:
            if line:
                self._take(line)
                continue
            if self._data:
                events.append(Event(self._type or "message", b"\n".join(self._data)))
                self._data, self._data_size = [], 0
            self._type = ""
        return events

    def _take(self, line: bytes) -> None:
        name, _, value = line.partition(b":")
        if name == b"data":
            self._data.append(value.removeprefix(b" "))
            self._data_size += len(line)
        elif name == b"event":
            self._type = value.removeprefix(b" ").decode("utf-8", "replace")
