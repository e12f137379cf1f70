"""The configuration file: where it is expected, and its content, which a process parses again only when it has changed."""

import os
import re
import stat
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from ..errors import ConfigurationError
from ..locks import ForkSafeLock
from ..spec import IntegrationSpec

if TYPE_CHECKING:
    from .tables import Tables

VARIABLE: Final = "INTEGRATIONS_CONFIG"

_USUAL = ".config/integrations/config.toml"
_HOME = "USERPROFILE" if os.name == "nt" else "HOME"
_POSITION = r" \(at (?:line (\d+), column (\d+)|end of document)\)$"

_Stamp: TypeAlias = tuple[int, int, int]


class Location(NamedTuple):
    """Where the configuration file is expected."""

    path: str
    shown: str  # with ~ for the home folder
    asked_for: bool  # by the variable, so it must be there


class ConfigFile:
    """A parsed file. It hands out tables by integration, and checks those of each integration once."""

    def __init__(self, location: Location, content: Mapping[str, Any]) -> None:
        self._shown = location.shown
        self._content = content
        self._tables: dict[str, tuple[IntegrationSpec, Tables]] = {}

    def tables(self, spec: IntegrationSpec) -> "Tables":
        """The tables of an integration."""
        from .tables import read_tables  # not needed where there is no file

        name = spec["name"]
        checked = self._tables.get(name)
        if checked is None or checked[0] is not spec:
            checked = spec, read_tables(self._content, spec, self._shown)
            self._tables[name] = checked
        return checked[1]


_lock = ForkSafeLock()
_files: dict[Location, tuple[_Stamp, ConfigFile]] = {}


def locate(environ: Mapping[str, str]) -> Location | None:
    """Where the file is expected; None when nothing names a file and there is no home folder."""
    named = environ.get(_HOME, "")
    home = named.rstrip("/\\")
    asked = environ.get(VARIABLE, "")
    if asked.startswith("~/") and named:
        asked = home + asked[1:]
    if not asked and not named:
        return None
    path = asked or f"{home}/{_USUAL}"
    below_home = bool(home) and path.startswith((f"{home}/", f"{home}\\"))
    return Location(path, f"~{path[len(home):]}" if below_home else path, bool(asked))


def look(location: Location, integration: str) -> os.stat_result | None:
    """The state of the file; None when it is absent and nobody asked for it. Raises `ConfigurationError`."""
    from pathlib import Path

    try:
        status = Path(location.path).stat()
    except OSError as error:
        if not location.asked_for:
            return None  # HOME may well be a folder that this user cannot enter
        missing = isinstance(error, FileNotFoundError)
        problem = "does not exist" if missing else f"cannot be read: {error.strerror}"
    else:
        if not stat.S_ISDIR(status.st_mode):
            return status
        problem = "is a directory"
    message = f"the configuration file {_source(location)} {problem}"
    raise ConfigurationError(message, integration=integration)


def load(location: Location, status: os.stat_result, integration: str) -> ConfigFile:
    """The parsed file, read anew only when its state has changed. Raises `ConfigurationError`."""
    stamp = (status.st_mtime_ns, status.st_size, status.st_ino)
    with _lock:
        known = _files.get(location)
        if known is not None and known[0] == stamp:
            return known[1]
        read = _read(location)
        if isinstance(read, ConfigFile):
            _files[location] = stamp, read
            return read
    raise ConfigurationError(read, integration=integration)


def _read(location: Location) -> ConfigFile | str:
    """The parsed file, or a sentence about what is wrong.

    The sentence is returned so that the error's traceback holds no frame, and no exception, with the file's text.
    """
    import tomllib
    from pathlib import Path

    try:
        content = Path(location.path).read_bytes()
    except OSError as error:
        return f"the configuration file {_source(location)} cannot be read: {error.strerror}"
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return f"{location.shown}:{line}: the file is not UTF-8"
    try:
        return ConfigFile(location, tomllib.loads(text))
    except RecursionError:
        return f"{location.shown}: the values are nested too deeply"
    except ValueError as error:
        return f"{location.shown}:{_toml_problem(str(error), text)}"


def _toml_problem(message: str, text: str) -> str:
    """`3:5: not TOML: Expected '=' after a key`, from the parser's message."""
    found = re.search(_POSITION, message)
    if found is None:
        return f" not TOML: {message}"
    before = text.split("\n")
    line, column = found.groups() if found[1] else (len(before), len(before[-1]) + 1)
    return f"{line}:{column}: not TOML: {message[: found.start()]}"


def _source(location: Location) -> str:
    return f"{location.shown} (from {VARIABLE})" if location.asked_for else location.shown
