"""Files that callers send: bytes, a path, an open file, or one of these with a name of its own."""

from __future__ import annotations

import errno
import io
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import IO, Any, Final, TypeAlias, TypeGuard, cast

from ..errors import TransportError
from .values import Path, Problem, describe

_CHUNK: Final = 64 * 1024
_OCTETS: Final = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to send: its bytes, path or open file, with the name and media type that the vendor is told.

    Without them the name is the path's (or `upload`), and the media type follows from the name.
    """

    content: bytes | os.PathLike[str] | IO[bytes] = field(repr=False)
    filename: str | None = None
    content_type: str | None = None


AS_DATA: Final = '{"filename": "report.csv", "content": "…"}'
"""A file as plain data, in messages."""

TAKEN: Final = (
    f"bytes, a pathlib.Path, a file opened in binary mode, or a mapping such as {AS_DATA}"
)
"""What a file parameter takes, in messages."""

FileInput: TypeAlias = "bytes | os.PathLike[str] | IO[bytes] | Upload"
"""What a file parameter takes. Text is refused: it could be meant as a path or as the content."""


class Source:
    """A checked file: what the vendor is told about it, and its bytes, a piece at a time."""

    __slots__ = ("_content", "_start", "content_type", "filename", "length")

    def __init__(self, upload: Upload) -> None:
        """Looks at the file without reading it; raises ValueError with what is wrong, OSError as the system says it."""
        self._content = upload.content
        self._start: int | None = 0
        self.length = self._measure()
        self.filename = upload.filename or self._own_name() or "upload"
        self.content_type = upload.content_type or _guess(self.filename)

    @property
    def repeatable(self) -> bool:
        """Whether the bytes can be read again: not those of a pipe."""
        return self._start is not None

    def __iter__(self) -> Iterator[bytes]:
        """The bytes from the beginning each time; raises `TransportError` when they are not those that were measured."""
        sent = 0
        try:
            for chunk in self._pieces():
                sent += len(chunk)
                if self.length is not None and sent > self.length:
                    break
                yield chunk
        except (OSError, ValueError) as error:  # ValueError: the file has been closed
            problem = getattr(error, "strerror", None) or str(error)
            raise self._broken(f"cannot be read: {problem}") from None
        if self.length not in (None, sent):
            raise self._broken("changed while it was being sent")

    def _pieces(self) -> Iterator[bytes]:
        content = self._content
        if isinstance(content, bytes):
            for start in range(0, len(content), _CHUNK):
                yield content[start : start + _CHUNK]
        elif isinstance(content, os.PathLike):
            with FilePath(content).open("rb") as file:
                yield from _chunks(file)
        else:
            if self._start is not None:
                content.seek(self._start)
            yield from _chunks(content)

    def _measure(self) -> int | None:
        content = self._content
        if isinstance(content, bytes):
            return len(content)
        if isinstance(content, os.PathLike):
            return self._measure_path(FilePath(content))
        if not content.seekable():
            self._start = None
            return None
        self._start = content.tell()
        end = content.seek(0, io.SEEK_END)
        content.seek(self._start)
        return max(0, end - self._start)

    def _measure_path(self, path: FilePath) -> int | None:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise ValueError(f"is a folder: {path}")
        if not os.access(path, os.R_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        if stat.S_ISREG(found.st_mode):
            return found.st_size
        self._start = None  # a pipe with a name, or a device
        return None

    def _broken(self, what: str) -> TransportError:
        error = TransportError(f"the upload broke off: the file {self.filename} {what}")
        error.transient = False
        return error

    def _own_name(self) -> str:
        named: object = self._content
        if not isinstance(named, bytes | os.PathLike):
            named = getattr(named, "name", None)  # an open file knows its path; a pipe has a number
        if isinstance(named, str | os.PathLike):
            return FilePath(cast("str | os.PathLike[str]", named)).name
        return ""


def file_check(value: Any, path: Path, problems: list[Problem]) -> Any:
    """The check of a file: the `Source` for what a caller gave."""
    upload = value if isinstance(value, Upload) else Upload(value)
    problem = _misfit(upload)
    if problem is None:
        try:
            return Source(upload)
        except ValueError as error:
            problem = str(error)
        except OSError as error:
            problem = f"cannot be read: {error.strerror}: {error.filename}"
    problems.append(Problem(path, problem))
    return None


def _misfit(upload: Upload) -> str | None:
    content: object = upload.content
    for text in (upload.filename, upload.content_type):
        if text is not None and any(ord(character) < 32 for character in text):
            return "has a line break or another control character in its name or type"
    if isinstance(content, bytes | os.PathLike):
        return None
    if _is_file(content):
        return _unusable(content)
    found = "text" if isinstance(content, str) else describe(content)
    return f"must be {TAKEN}, not {found}"


def _is_file(content: object) -> TypeGuard[IO[bytes]]:
    return callable(getattr(content, "read", None)) and callable(getattr(content, "seekable", None))


def _unusable(file: IO[bytes]) -> str | None:
    """Why an open file cannot be sent."""
    if getattr(file, "closed", False):
        return "is a closed file"
    if isinstance(file, io.TextIOBase) or hasattr(
        file, "encoding"
    ):  # also those that only wrap one
        return "must be opened in binary mode"
    readable = getattr(file, "readable", None)
    return "must be opened for reading" if callable(readable) and not readable() else None


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk


def _guess(filename: str) -> str:
    import mimetypes  # only uploads need it

    # Not the tables of the machine: the same file must be sent the same way from everywhere.
    return mimetypes.MimeTypes().guess_type(filename)[0] or _OCTETS
