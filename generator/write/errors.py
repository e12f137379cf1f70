"""What the write stage raises: `WriteError` for the world's faults, `RootError` for the caller's."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Self


class RootError(ValueError):
    """A set of files that no folder could hold: a path that escapes its root, or two that clash."""


class WriteError(Exception):
    """A folder that could not be read or written: the path, the reason, and what is true of the folder now."""

    def __init__(self, path: Path, reason: str, state: str = "") -> None:
        super().__init__(path, reason, state)
        self.path = path
        self.reason = reason
        self.state = state

    @classmethod
    def of(cls, error: OSError, path: Path) -> Self:
        """What the operating system said, about the file that the user knows."""
        return cls(path, error.strerror or str(error))

    def __str__(self) -> str:
        place = str(self.path).encode("utf-8", "backslashreplace").decode()
        return f"{place}: {self.reason}.{' ' if self.state else ''}{self.state}"

    def with_state(self, state: str) -> Self:
        """The same error with a sentence on what it leaves behind."""
        return type(self)(self.path, self.reason, state)


@contextmanager
def blaming(path: Path) -> Generator[None]:
    """Turns an `OSError` of the block into a `WriteError` about `path`, the name that the user knows."""
    try:
        yield
    except OSError as error:
        raise WriteError.of(error, path) from error
