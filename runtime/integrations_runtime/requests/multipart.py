"""Bodies of the media type multipart/form-data, which are never read into memory as a whole."""

import os
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from ..arguments.files import Source
from ..options import Progress

Field: TypeAlias = tuple[str, bytes | Source]
"""The name of a field and its content."""


class Multipart:
    """A body of several fields, some of them files."""

    def __init__(self, fields: Sequence[Field]) -> None:
        boundary = os.urandom(16).hex()
        self.content_type = f"multipart/form-data; boundary={boundary}"
        self._parts = [(_head(boundary, *each), each[1]) for each in fields]
        self._end = f"--{boundary}--\r\n".encode()

    @property
    def length(self) -> int | None:
        """The number of bytes; None with a file of unknown length."""
        total = len(self._end)
        for head, content in self._parts:
            size = len(content) if isinstance(content, bytes) else content.length
            if size is None:
                return None
            total += len(head) + size + len(b"\r\n")
        return total

    @property
    def repeatable(self) -> bool:
        """Whether the body can be sent again."""
        return all(isinstance(each, bytes) or each.repeatable for _, each in self._parts)

    def __iter__(self) -> Iterator[bytes]:
        for head, content in self._parts:
            yield head
            if isinstance(content, bytes):
                yield content
            else:
                yield from content
            yield b"\r\n"
        yield self._end


class Watched:
    """A body that tells how far its sending has come."""

    def __init__(self, body: Multipart, report: Progress) -> None:
        self._body, self._report = body, report

    @property
    def length(self) -> int | None:
        """The number of bytes, where it is known."""
        return self._body.length

    @property
    def repeatable(self) -> bool:
        """Whether the body can be sent again."""
        return self._body.repeatable

    def __iter__(self) -> Iterator[bytes]:
        total, sent = self.length, 0
        for chunk in self._body:
            yield chunk
            sent += len(chunk)
            self._report(sent, total)


def _head(boundary: str, name: str, content: bytes | Source) -> bytes:
    lines = [f"--{boundary}", f'content-disposition: form-data; name="{_quoted(name)}"']
    if not isinstance(content, bytes):
        lines[1] += f'; filename="{_quoted(content.filename)}"'
        lines.append(f"content-type: {content.content_type}")
    return "\r\n".join([*lines, "", ""]).encode(errors="replace")  # a file name may be no text


def _quoted(text: str) -> str:
    """A name as browsers write it."""
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
