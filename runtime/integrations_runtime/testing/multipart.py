"""Bodies of the media type multipart/form-data, taken apart."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser
from urllib.parse import unquote


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a form."""

    name: str
    filename: str | None
    content: bytes


def parse_multipart(content_type: str, content: bytes) -> list[Part]:
    """The fields of a body; raises ValueError with what is wrong."""
    head = Message()
    head["content-type"] = content_type
    boundary = head.get_boundary()
    if head.get_content_type() != "multipart/form-data" or not boundary:
        raise ValueError("must be multipart/form-data with a boundary")
    delimiter = f"\r\n--{boundary}".encode()
    _, *pieces = (b"\r\n" + content).split(delimiter)
    if not pieces or not pieces.pop().startswith(b"--"):
        raise ValueError("ends before its last boundary")
    return [_part(piece) for piece in pieces]


def _part(piece: bytes) -> Part:
    _, _, rest = piece.partition(b"\r\n")
    head, separator, content = rest.partition(b"\r\n\r\n")
    headers = HeaderParser().parsestr(head.decode("utf-8", "replace"))
    name = headers.get_param("name", header="content-disposition")
    filename = headers.get_param("filename", header="content-disposition")
    if not separator or not isinstance(name, str):
        raise ValueError("has a part without a name")
    return Part(unquote(name), unquote(filename) if isinstance(filename, str) else None, content)
