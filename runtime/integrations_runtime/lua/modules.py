"""The generated Lua modules, and names that are close to one that does not exist: as scripts ask, and as they are told."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final, Self

from ..resources import find
from ..suggest import nearest

_NEARLY: Final = 0.1
"""How much less alike than the closest name another one may be that is told beside it."""

_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")


def is_integration_name(name: str) -> bool:
    """Whether an integration may be called so: names become names of files and packages."""
    return _NAME.fullmatch(name) is not None


class Modules:
    """The modules in a folder: a file for each integration, and beside that of a wide one a folder with one for each group."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    def generated(cls, lua: Path | None = None) -> Self:
        """The modules in a folder of generated Lua: the installed one, unless another is given. Raises `ConfigurationError`."""
        return cls((lua or find("lua")) / "library" / "integrations")

    def read(self, name: str, group: str | None = None) -> bytes | None:
        """The text of an integration's module, or of that of one group; None where there is no such module."""
        names = (name,) if group is None else (name, group)
        if not all(map(is_integration_name, names)):
            return None
        file = self._folder.joinpath(*names).with_suffix(".lua")
        return file.read_bytes() if file.is_file() else None

    def suggest(self, name: str) -> bytes:
        """The integrations whose names are close to `name`."""
        return suggest(name, sorted(path.stem for path in self._folder.glob("*.lua")))


def suggest(name: str, known: Iterable[str]) -> bytes:
    """The known names that are close to `name`, joined for a message: the closest one, and those that are nearly as close.

    Where functions have their integration in front as well (`groq_list_files`), they are told without it.
    """
    names = list(known)
    prefix = _prefix(set(names))
    short = name.removeprefix(prefix)
    twins = {f"{prefix}{each}" for each in names} if prefix else set[str]()
    close = nearest(short, [each for each in names if each not in twins], 3)
    least = max((_likeness(short, each) for each in close), default=0.0) - _NEARLY
    return ", ".join(each for each in close if _likeness(short, each) >= least).encode()


def _likeness(one: str, other: str) -> float:
    from difflib import SequenceMatcher  # only errors need it

    return SequenceMatcher(None, one, other).ratio()


def _prefix(names: set[str]) -> str:
    """What half of the names have in front of the other half; empty where it is not so."""
    parts = max(names, key=len, default="").split("_")
    prefixes = ("_".join([*parts[:end], ""]) for end in range(1, len(parts)))
    fitting = (
        each
        for each in prefixes
        if sum(f"{each}{name}" in names for name in names) * 2 == len(names)
    )
    return next(fitting, "")
