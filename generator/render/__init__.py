"""The render stage: integrations become files, target by target."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.definition import FORMAT
from generator.model.integration import Integration
from generator.targets.base import Entry, File, Summary
from generator.targets.registry import Product, targets

MANIFEST = "manifest.json"
"""The file that lists all others; it also marks a folder as written by the generator."""


def render_integration(integration: Integration, product: Product = "generated") -> dict[str, File]:
    """Returns the files of one integration, by path below the output folder."""
    files: dict[str, File] = {}
    for target in targets(product):
        files.update(target.integration(integration))
    return files


def render_catalogue(
    entries: Sequence[tuple[Summary, Mapping[str, bytes]]], product: Product = "generated"
) -> dict[str, File]:
    """Returns the files about all integrations; `entries` are sorted by name and carry the integrations' own files."""
    files: dict[str, File] = {}
    every = targets(product)
    for target in every:
        others = tuple(f"{other.name}/" for other in every if other is not target)
        own = [Entry(summary, _Texts(texts, others)) for summary, texts in entries]
        files.update(target.catalogue(own))
    return files


class _Texts(Mapping[str, str]):
    """Files as texts, without those below some folders."""

    def __init__(self, files: Mapping[str, bytes], left_out: tuple[str, ...]) -> None:
        self._files = files
        self._left_out = left_out

    def __getitem__(self, path: str) -> str:
        if path.startswith(self._left_out):
            raise KeyError(path)
        return self._files[path].decode()

    def __iter__(self) -> Iterator[str]:
        return (path for path in self._files if not path.startswith(self._left_out))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def render_manifest(paths: Iterable[str]) -> str:
    """Returns the list of all generated files, one a line, so that two branches that add files merge."""
    return json.dumps({"format": FORMAT, "files": sorted(paths)}, indent=2) + "\n"
