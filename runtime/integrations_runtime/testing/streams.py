"""Server-sent events."""

from __future__ import annotations

from collections.abc import Sequence

from ..encoding import json_bytes
from ..spec import JSON, Schema, StreamingSpec
from .made import Maker
from .messages import Reply
from .paths import ask, plain, put

_COUNT = 3


def made_events(schema: Schema, spec: StreamingSpec, maker: Maker) -> list[JSON]:
    """Three events of the documented shape, none of which carries an error."""
    event = maker.make(schema)
    error = spec.get("error")
    if error is not None and ask(error, event) is not None and (place := plain(error)):
        event = put(event, place, None)
    return [event] * _COUNT


def stream_reply(status: int, events: Sequence[JSON | bytes], terminator: str | None) -> Reply:
    """A reply with an event after the other, each a chunk; bytes travel as they are, everything else as JSON."""
    chunks = [
        each if isinstance(each, bytes) else b"data: " + json_bytes(each) + b"\n\n"
        for each in events
    ]
    if terminator is not None:
        chunks.append(f"data: {terminator}\n\n".encode())
    headers = {"content-type": "text/event-stream", "cache-control": "no-cache"}
    return Reply(status, headers=headers, chunks=chunks)
