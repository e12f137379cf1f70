"""Bodies of requests as tests want to see them."""

from __future__ import annotations

import json
from typing import Any

from .messages import Incoming
from .multipart import parse_multipart
from .texts import decoded, read_pairs


def body_of(request: Incoming) -> Any:
    """The body as data: JSON, the fields of a form, text, or bytes; None when there is none."""
    content, kind = request.content, request.headers.get("content-type", "")
    if not content:
        return None
    try:
        if "json" in kind:
            return json.loads(content)
        if kind.startswith("application/x-www-form-urlencoded"):
            return dict(decoded(read_pairs(content.decode())))
        if kind.startswith("multipart/form-data"):
            parts = parse_multipart(kind, content)
            return {
                part.name: part.content if part.filename is not None else part.content.decode()
                for part in parts
            }
        return content.decode()
    except (ValueError, RecursionError):
        return content
