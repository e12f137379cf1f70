"""The generated Lua modules, and names that are close to one that does not exist: as scripts ask, and as they are told."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from ..suggest import nearest

_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")


def is_integration_name(name: str) -> bool:
    """Whether an integration may be called so: names become names of files and packages."""
    return _NAME.fullmatch(name) is not None


class Modules:
    """The modules in a folder, a file for each integration."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, name: str) -> bytes | None:
        """The text of an integration's module, or None where there is no such integration."""
        file = self._folder / f"{name}.lua"
        return file.read_bytes() if is_integration_name(name) and file.is_file() else None

    def suggest(self, name: str) -> bytes:
        """The integrations whose names are close to `name`."""
        return suggest(name, sorted(path.stem for path in self._folder.glob("*.lua")))


def suggest(name: str, known: Iterable[str]) -> bytes:
    """The known names that are close to `name`, joined for a message."""
    return ", ".join(nearest(name, list(known), 3)).encode()
