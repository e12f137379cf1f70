"""Where the data files are: Lua modules, documentation, answers for mock vendors. Nothing else in the runtime looks for them."""

from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from .errors import ConfigurationError


def find(kind: Literal["lua", "docs", "mock"]) -> Path:
    """The folder of one kind of generated files.

    An installed distribution has it inside the package `integrations`, a checkout (and an editable install, which
    leads there) beside `generated/python`. Raises `ConfigurationError` when neither is there.
    """
    package = _package()
    beside = package.parent.parent if package.parent.name == "python" else None
    candidates = [package / "_data" / kind, *([] if beside is None else [beside / kind])]
    for folder in candidates:
        if folder.is_dir():
            return folder
    looked = " and ".join(str(folder) for folder in candidates)
    raise ConfigurationError(f"there are no {kind} files: looked for {looked}")


def _package() -> Path:
    """The folder of the generated package, found without importing it."""
    spec = find_spec("integrations")
    for location in (spec and spec.submodule_search_locations) or ():
        return Path(location)
    raise ConfigurationError("the package integrations is not installed")
