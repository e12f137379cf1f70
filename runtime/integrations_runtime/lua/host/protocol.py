"""How a worker and its parent talk: frames of a kind, a length and a payload.

The worker says `READY` once. Then, for each script, the parent sends `SCRIPT`; the worker sends `OUTPUT`, `POST` (wants no
answer) and `QUESTION` (waits for an `ANSWER`), and in the end `END`. What comes in front of the text of a script says, too,
whether the next one finds the same VM.

Values of Lua travel as JSON, whose characters stand for the bytes of Lua's strings (latin-1). Lists have a number in front
that says what they are; see `wire.lua`, which writes them.
"""

from __future__ import annotations

from typing import Final

READY: Final = b"R"
OUTPUT: Final = b"O"
QUESTION: Final = b"Q"
POST: Final = b"P"
END: Final = b"E"
SCRIPT: Final = b"S"
ANSWER: Final = b"A"

HEADER: Final = 5
"""Bytes before the payload: the kind, and its length with the most significant byte first."""

# The first byte of an answer.
VALUE: Final = b"v"  # JSON follows
ITEM: Final = b"i"  # JSON follows, whose null is the script's json.null
TEXT: Final = b"t"  # bytes follow
HANDLE: Final = b"h"  # the number of a stream or list follows
NOTHING: Final = b"n"
FAILURE: Final = b"e"  # a message follows

NO_MEMORY: Final = 71
"""Exit status of a worker that ran out of memory outside of the VM."""


def frame(kind: bytes, payload: bytes) -> bytes:
    """The bytes of a frame."""
    return kind + len(payload).to_bytes(4, "big") + payload


def read_header(header: bytes) -> tuple[bytes, int]:
    """The kind of a frame and the length of its payload."""
    return header[:1], int.from_bytes(header[1:HEADER], "big")
