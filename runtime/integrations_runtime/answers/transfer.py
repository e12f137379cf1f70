"""How far a download has come, and how it goes on after its connection broke. No network here."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..errors import IntegrationError, StreamError
from ..transport.seam import Response

if TYPE_CHECKING:
    from ..calls import Call

_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)")
_PARTIAL: Final = 206


class Transfer:
    """The state of one download: `received` bytes of `total`, where that is known."""

    def __init__(self, call: Call, status: int, headers: Mapping[str, str], resumes: int) -> None:
        """`resumes` is how often a broken connection may be taken up again."""
        self.call, self.status, self.headers = call, status, headers
        self.total = None if _is_encoded(headers) else _number(headers.get("content-length"))
        self.received = 0
        self.resumed = 0
        self._resumes = resumes
        self._version = _version(headers)

    @property
    def complete(self) -> bool:
        """Whether every byte has arrived, as far as that is known."""
        return self.received == self.total

    def resume(self) -> dict[str, str] | None:
        """The headers that ask for the rest; None when it cannot be asked for."""
        if self._version is None or self.resumed >= self._resumes:
            return None
        self.resumed += 1
        return {"range": f"bytes={self.received}-", "if-range": self._version}

    def check(self, status: int, headers: Mapping[str, str]) -> None:
        """Raises `StreamError` unless an answer is the rest of the same file."""
        found = _RANGE.fullmatch(headers.get("content-range", ""))
        first = int(found[1]) if found else -1
        whole = _number(found[3]) if found else None
        fits = status == _PARTIAL and first == self.received and not _is_encoded(headers)
        if not fits or (self.total is not None and whole not in (None, self.total)):
            raise self.stuck("the vendor did not send the rest")
        if _version(headers) not in (None, self._version):
            raise self.stuck("the vendor has another version of the file")
        self.total = whole if self.total is None else self.total

    def finish(self) -> None:
        """Raises `StreamError` when bytes are missing at the end."""
        if self.total is not None and self.received != self.total:
            raise self.error(f"the download ended {self._progress()}")

    def broken(self, cause: IntegrationError) -> StreamError:
        """The error for a download that broke off for good."""
        message = self.call.redact(cause.message)
        return self.error(f"the download broke off {self._progress()}: {message}")

    def stuck(self, reason: str) -> StreamError:
        """The error for a rest that does not come."""
        return self.error(
            f"the download broke off {self._progress()} and could not be resumed: {reason}"
        )

    def error(self, message: str) -> StreamError:
        """An error of this download."""
        return self.call.error(StreamError, message, Response(self.status, self.headers, b""))

    def _progress(self) -> str:
        of = "" if self.total is None else f" of {self.total}"
        return f"after {self.received}{of} bytes"


class PartialFile:
    """A file that appears under its name when it is complete, and not before."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Opens a file beside `path`; raises OSError where that cannot be written."""
        self._path = Path(path)
        if self._path.is_dir():
            raise IsADirectoryError(f"a folder, not a file: {self._path}")
        if self._path.exists() and not self._path.is_file():
            raise OSError(f"a device or a pipe, not a file: {self._path}")
        self._beside = self._path.with_name(f".{os.urandom(8).hex()}.part")
        self._file = self._beside.open("xb")

    def write(self, chunk: bytes) -> None:
        """Adds bytes at the end."""
        self._file.write(chunk)

    def keep(self) -> Path:
        """Gives the complete file its name, in the place of one that was there."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        return self._beside.replace(self._path)

    def drop(self) -> None:
        """Removes what was written. After `keep` there is nothing to remove."""
        with suppress(OSError):  # a full disk fails again
            self._file.close()
        self._beside.unlink(missing_ok=True)


def _version(headers: Mapping[str, str]) -> str | None:
    """What tells one version of a file from another, for `If-Range`; None where resuming is not safe."""
    if headers.get("accept-ranges", "").strip().lower() == "none" or _is_encoded(headers):
        return None
    etag = headers.get("etag", "")
    return etag if etag.startswith('"') else headers.get("last-modified") or None


def _is_encoded(headers: Mapping[str, str]) -> bool:
    """Whether the bytes that arrive are not those that are handed over, which is why neither number is that of the other."""
    return headers.get("content-encoding", "identity").strip().lower() != "identity"


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdecimal() else None
