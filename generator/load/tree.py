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


def _files(folder: Path, prefix: str = "") -> Iterator[tuple[str, Path]]:
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda each: each.name)
    for entry in found:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _files(Path(entry.path), f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, Path(entry.path)


def read_tree(folder: Path, root: str | None = None) -> Tree:
    """Returns all files below a folder of definitions; hidden ones are passed over.

    Raises NotADirectoryError or FileNotFoundError when there is no such folder.
    """
    root = root if root is not None else folder.as_posix()
    integrations: dict[str, dict[str, bytes]] = {}
    findings: list[Finding] = []
    for path in sorted(folder.iterdir()):
        name = path.name
        if name.startswith(".") or name in GENERATED:
            continue
        if not path.is_dir():
            message = "Beside the folders of integrations stands nothing else."
            findings.append(Finding(FILE_UNEXPECTED, f"{root}/{name}", message))
            continue
        files = integrations.setdefault(name, {})
        try:
            for relative, file in _files(path):
                where = f"{root}/{name}/{relative}"
                try:
                    files[relative] = file.read_bytes()
                except OSError as error:
                    findings.append(_unreadable(where, error))
        except OSError as error:
            findings.append(_unreadable(f"{root}/{name}", error))
    return Tree(root, integrations, tuple(findings))


def _unreadable(path: str, error: OSError) -> Finding:
    return Finding(FILE_UNREADABLE, path, f"The file cannot be read: {error.strerror or error}.")
