"""Binary answers, whole or in part."""

from __future__ import annotations

import hashlib
import re

from .messages import Incoming, Reply

EXAMPLE = bytes(range(64))
"""What stands in for a file."""

_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
_OCTETS = "application/octet-stream"


def binary_reply(status: int, content: bytes, request: Incoming) -> Reply:
    """The content, or the one range of it that is asked for and still the same."""
    size = len(content)
    tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    headers = {"content-type": _OCTETS, "etag": tag, "accept-ranges": "bytes"}
    found = _RANGE.fullmatch(request.headers.get("range", ""))
    if found is None or found[0] == "bytes=-" or request.headers.get("if-range", tag) != tag:
        return Reply(status, content, headers)
    start, end = _bounds(found[1], found[2], size)
    if start >= size or end < start:
        return Reply(416, b"", {**headers, "content-range": f"bytes */{size}"})
    headers["content-range"] = f"bytes {start}-{end}/{size}"
    return Reply(206, content[start : end + 1], headers)


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """The first and last byte, both included."""
    if not first:
        return (max(0, size - int(last)), size - 1) if int(last) else (size, size)
    return int(first), min(int(last), size - 1) if last else size - 1
