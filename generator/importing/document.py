"""A vendor's document: its files, the places inside them, and what references lead to."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from generator.findings import Pointer
from generator.findings.json_value import at, has, is_array, is_object
from generator.importing.positions import locate_json
from generator.importing.yaml_text import YamlError, YamlText
from generator.load.positions import index

_MOST_HOPS = 50
_YAML = (".yaml", ".yml")


class DocumentError(Exception):
    """A file that cannot be read; the message is a sentence, `offset` where in `text`."""

    def __init__(self, path: str, message: str, text: str = "", offset: int = 0) -> None:
        super().__init__(message)
        self.path, self.text, self.offset = path, text, offset


class BrokenReferenceError(Exception):
    """A reference that leads nowhere; the message is a sentence."""


@dataclass(frozen=True, slots=True, eq=False)
class SourceFile:
    """A file of the document. `path` is how findings name it, `place` where it is."""

    path: str
    place: Path
    text: str
    value: Any
    yaml: YamlText | None
    doubles: bool = False
    """Whether a JSON text has keys that stand in one object twice."""

    def repeated(self) -> list[Pointer]:
        """Returns the keys that stand in one object twice, of which readers take the last."""
        if self.yaml is not None:
            return self.yaml.repeated
        return [pointer for pointer, _ in index(self.text).duplicates] if self.doubles else []

    def offsets(self, pointers: list[Pointer]) -> dict[Pointer, int]:
        """Returns where places stand; of a place that does not exist, the nearest thing around it."""
        if self.yaml is not None:
            return {each: self.yaml.offset(each) for each in pointers}
        found = locate_json(self.text, pointers)
        return {each: _nearest(found, each) for each in pointers}


def _nearest(found: dict[Pointer, int], pointer: Pointer) -> int:
    while pointer not in found:
        pointer = pointer[:-1]
    return found[pointer]


@dataclass(frozen=True, slots=True)
class Node:
    """A value at a place of the document."""

    file: SourceFile
    pointer: Pointer
    value: Any

    @property
    def key(self) -> tuple[str, Pointer]:
        """What tells the place from all others."""
        return self.file.path, self.pointer

    def get(self, name: str) -> "Node | None":
        """Returns what stands under a key of an object."""
        if is_object(self.value) and name in self.value:
            return Node(self.file, (*self.pointer, name), self.value[name])
        return None

    def plain(self, name: str) -> Any:
        """Returns the bare value under a key, or None."""
        return self.value.get(name) if is_object(self.value) else None

    def text(self, name: str) -> str:
        """Returns the text under a key; empty where there is none."""
        value = self.plain(name)
        return value if isinstance(value, str) else ""

    def fields(self) -> Iterator[tuple[str, "Node"]]:
        """Yields the fields of an object."""
        if is_object(self.value):
            for name, inner in self.value.items():
                yield name, Node(self.file, (*self.pointer, name), inner)

    def items(self) -> Iterator["Node"]:
        """Yields the items of an array."""
        if is_array(self.value):
            for position, inner in enumerate(self.value):
                yield Node(self.file, (*self.pointer, position), inner)

    def members(self, name: str) -> list["Node"]:
        """Returns the items of the array under a key; empty where there is none."""
        inner = self.get(name)
        return list(inner.items()) if inner is not None else []

    def inside(self, name: str) -> Iterator[tuple[str, "Node"]]:
        """Yields the fields of the object under a key."""
        inner = self.get(name)
        if inner is not None:
            yield from inner.fields()

    def with_value(self, value: Any) -> "Node":
        """Returns the same place with another value: one that is made from it."""
        return Node(self.file, self.pointer, value)


@dataclass(slots=True)
class Documents:
    """The files of a document, read when they are needed; never over a network."""

    folder: str
    """What the paths of findings begin with."""
    files: dict[Path, SourceFile] = field(default_factory=dict[Path, SourceFile])

    def open(self, place: Path, path: str) -> SourceFile:
        """Returns a file. Raises DocumentError."""
        place = place.resolve()
        if place not in self.files:
            self.files[place] = _read(place, path)
        return self.files[place]

    def follow(self, node: Node) -> Node:
        """Returns what a node stands for, behind all references. Raises BrokenReferenceError."""
        for _ in range(_MOST_HOPS):
            reference = node.plain("$ref")
            if not isinstance(reference, str):
                return node
            node = self.target(node, reference)
        raise BrokenReferenceError("The reference leads back to itself.")

    def target(self, node: Node, reference: str) -> Node:
        """Returns what a reference at a node leads to. Raises BrokenReferenceError."""
        address, _, fragment = reference.partition("#")
        file = self._file(node.file, unquote(address)) if address else node.file
        if fragment and not fragment.startswith("/"):
            raise BrokenReferenceError(f"'{reference}' is no path inside a document.")
        pointer: list[str | int] = []
        for part in fragment.split("/")[1:]:
            name = unquote(part).replace("~1", "/").replace("~0", "~")
            pointer.append(name)
            if name.isdigit() and is_array(at(file.value, tuple(pointer[:-1]))):
                pointer[-1] = int(name)
        parent = at(file.value, tuple(pointer[:-1]))
        if pointer and not has(parent, pointer[-1]):
            raise BrokenReferenceError(f"'{reference}' leads nowhere.")
        value = at(file.value, tuple(pointer))
        return Node(file, tuple(pointer), value)

    def _file(self, base: SourceFile, address: str) -> SourceFile:
        if "://" in address or address.startswith("//"):
            raise BrokenReferenceError(f"'{address}' is on a network; only local files are read.")
        place = base.place.parent / address
        head = base.path.rpartition("/")[0]
        try:
            return self.open(place, f"{head}/{address}" if head else address)
        except DocumentError as error:
            raise BrokenReferenceError(f"'{address}' cannot be read: {error}") from error


def _read(place: Path, path: str) -> SourceFile:
    try:
        data = place.read_bytes()
    except OSError as error:
        raise DocumentError(path, f"The file cannot be read: {error.strerror or error}.") from error
    return parsed(place, path, data)


def parsed(place: Path, path: str, data: bytes) -> SourceFile:
    """Returns the file that some bytes are. Raises DocumentError."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError(path, "The file is not UTF-8.") from error
    if place.suffix.lower() in _YAML or not text.lstrip().startswith(("{", "[")):
        return _yaml(place, path, text)
    try:
        return _json(place, path, text)
    except json.JSONDecodeError as error:
        message = f"The file is not JSON: {error.msg[0].lower()}{error.msg[1:]}."
        raise DocumentError(path, message, text, error.pos) from error
    except (RecursionError, ValueError) as error:
        raise DocumentError(path, "The file is beyond what the parser reads.") from error


def _json(place: Path, path: str, text: str) -> SourceFile:
    doubles = False

    def made(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal doubles
        found = dict(pairs)
        doubles = doubles or len(found) < len(pairs)
        return found

    value = json.loads(text, object_pairs_hook=made)
    return SourceFile(path, place, text, value, None, doubles)


def _yaml(place: Path, path: str, text: str) -> SourceFile:
    try:
        yaml = YamlText(text)
    except YamlError as error:
        message = f"The file is neither JSON nor YAML: {error}."
        raise DocumentError(path, message, text, error.offset) from error
    return SourceFile(path, place, text, yaml.value, yaml)
