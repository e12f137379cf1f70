"""Requests and replies on the vendor's side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..encoding import json_bytes
from ..spec import JSON


@dataclass(frozen=True, slots=True)
class Incoming:
    """A request as it arrived."""

    method: str
    path: str  # percent-encoded
    query: str  # percent-encoded, without the question mark
    headers: Mapping[str, str] = field(repr=False)  # names in lower case
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a mock vendor was asked, and how it answered. Holds no credential."""

    method: str
    path: str
    """Below the base URL, percent-encoded."""
    query: Sequence[tuple[str, str]]
    """Names and values in their order, decoded."""
    headers: Mapping[str, str]
    """Without those that carry credentials; names in lower case."""
    body: Any
    """JSON as data; a form as names and values; a file of a multipart form as its bytes; other text as it is; None for an empty one."""
    function: str | None
    """The function that the request is a call of; None where it is none."""
    status: int | None
    """Of the answer; None where the connection was cut before there was one."""
    full_path: str
    """Below the root of the server, percent-encoded."""


@dataclass(slots=True)
class Reply:
    """An answer: `content` in one piece, or `chunks` one after the other."""

    status: int
    content: bytes = b""
    headers: dict[str, str] = field(default_factory=dict[str, str])
    chunks: Sequence[bytes] | None = None


def json_reply(status: int, body: JSON, headers: Mapping[str, str] | None = None) -> Reply:
    """A reply that carries JSON."""
    return Reply(status, json_bytes(body), {"content-type": "application/json", **(headers or {})})
