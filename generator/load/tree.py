"""Reading a folder of definitions from disk."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.findings import Finding
from generator.load.rules import FILE_UNEXPECTED, FILE_UNREADABLE

GENERATED = frozenset(
    {"README.md", "integration.schema.json", "function.schema.json", "types.schema.json"}
)
"""What the generator itself writes into the folder of definitions."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The bytes of all definitions: for each integration's folder its files, by path below that folder."""

    root: str
    """How findings name the folder of definitions."""
    integrations: Mapping[str, Mapping[str, bytes]]
    findings: tuple[Finding, ...] = ()


def read_tree(folder: Path, root: str | None = None) -> Tree:
    """Returns all files below a folder of definitions; hidden ones are passed over.

    An integration of which something cannot be read is left out, and a finding says what. Raises NotADirectoryError or
    FileNotFoundError when there is no such folder.
    """
    root = root if root is not None else folder.as_posix()
    integrations: dict[str, Mapping[str, bytes]] = {}
    findings: list[Finding] = []
    for path in sorted(folder.iterdir()):
        name = path.name
        if name.startswith(".") or name in GENERATED:
            continue
        if not path.is_dir():
            message = "Beside the folders of integrations stands nothing else."
            findings.append(Finding(FILE_UNEXPECTED, f"{root}/{name}", message))
            continue
        files: dict[str, bytes] = {}
        unreadable = list(_read(path, f"{root}/{name}", "", files))
        findings.extend(unreadable)
        if not unreadable:
            integrations[name] = files
    return Tree(root, integrations, tuple(findings))


def _read(folder: Path, shown: str, prefix: str, files: dict[str, bytes]) -> Iterator[Finding]:
    """Reads the files of a folder and of those inside it; yields findings about what cannot be read."""
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda each: each.name)
    except OSError as error:
        yield _unreadable(f"{shown}/{prefix}".rstrip("/"), error)
        return
    for entry in found:
        relative = prefix + entry.name
        if entry.name.startswith("."):
            continue
        try:
            if not entry.is_dir():
                files[relative] = Path(entry.path).read_bytes()
                continue
        except OSError as error:
            yield _unreadable(f"{shown}/{relative}", error)
            continue
        yield from _read(Path(entry.path), shown, f"{relative}/", files)


def _unreadable(path: str, error: OSError) -> Finding:
    return Finding(FILE_UNREADABLE, path, f"The file cannot be read: {error.strerror or error}.")
