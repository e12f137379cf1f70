"""References inside the schemas of tools: each schema is a document of its own, and many repeat the same types."""

import json
from collections.abc import Iterator
from typing import Any

from generator.findings import Pointer
from generator.findings.json_value import at, is_array, is_object
from generator.importing.document import BrokenReferenceError, Documents, Node

_FOLDERS = ("$defs", "definitions")


class ToolDocuments(Documents):
    """A list of tools in which `#` is the schema around a reference, and types that are the same in several schemas are one."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self._roots: set[Pointer] = set()
        self._same: dict[str, Pointer] = {}

    def add_root(self, schema: Node) -> None:
        """Notes a schema that stands on its own."""
        self._roots.add(schema.pointer)

    def target(self, node: Node, reference: str) -> Node:
        """Returns what a reference at a node leads to. Raises BrokenReferenceError."""
        depths = range(len(node.pointer), -1, -1)
        root = next((node.pointer[:n] for n in depths if node.pointer[:n] in self._roots), ())
        above = "".join(f"/{_escaped(str(each))}" for each in root)
        inside = reference.removeprefix("#") if reference.startswith("#") else None
        if inside is None or (inside and not inside.startswith("/")):
            return super().target(node, reference)
        try:
            found = super().target(node, f"#{above}{inside}")
        except BrokenReferenceError as problem:
            raise BrokenReferenceError(f"'{reference}' leads nowhere.") from problem
        key = self._content(found, root)
        first = self._same.setdefault(key, found.pointer) if key else found.pointer
        return Node(found.file, first, found.value)

    def _content(self, found: Node, root: Pointer) -> str:
        """Returns a text that equal types of one name have in common; empty for what is no such type."""
        inside = found.pointer[len(root) :]
        if len(inside) != 2 or inside[0] not in _FOLDERS:
            return ""
        folder, name = inside
        types: Any = at(found.file.value, (*root, folder))
        closure: dict[str, Any] = {}
        pending = [str(name)]
        while pending:
            each = pending.pop()
            if each in closure or each not in types:
                continue
            closure[each] = types[each]
            for reference in _references(types[each]):
                prefix = f"#/{folder}/"
                if not reference.startswith(prefix):
                    return ""
                pending.append(reference.removeprefix(prefix))
        return json.dumps([name, closure], sort_keys=True)


def _escaped(step: str) -> str:
    return step.replace("~", "~0").replace("/", "~1").replace("%", "%25")


def _references(value: Any) -> Iterator[str]:
    pending = [value]
    while pending:
        each = pending.pop()
        if is_array(each):
            pending.extend(each)
        elif is_object(each):
            reference = each.get("$ref")
            if isinstance(reference, str):
                yield reference
            pending.extend(each.values())
