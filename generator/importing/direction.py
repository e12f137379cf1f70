"""Which types look different to those who send and those who receive: they have fields that are read-only or write-only."""

from dataclasses import dataclass, field
from typing import Any, Literal

from generator.findings.json_value import is_array, is_object
from generator.importing.document import BrokenReferenceError, Documents, Node

Way = Literal["input", "output"]

_MARK = {"input": "readOnly", "output": "writeOnly"}


def hidden(node: Node, way: Way) -> bool:
    """Whether a field is not there on one of the ways."""
    return node.plain(_MARK[way]) is True


@dataclass(slots=True)
class Directions:
    """Finds out which schemas lead to fields that travel one way only."""

    documents: Documents
    _marked: dict[object, bool] = field(default_factory=dict[object, bool])
    _leads: dict[object, tuple[Node, ...]] = field(default_factory=dict[object, tuple[Node, ...]])
    _differ: dict[object, bool] = field(default_factory=dict[object, bool])

    def differ(self, node: Node) -> bool:
        """Whether a schema means different types on the two ways."""
        if node.key not in self._differ:
            self._differ[node.key] = self._search(node)
        return self._differ[node.key]

    def _search(self, node: Node) -> bool:
        pending, seen = [node], {node.key}
        while pending:
            each = pending.pop()
            if self._differ.get(each.key) or self._look(each):
                return True
            if self._differ.get(each.key) is False:
                continue
            for target in self._leads[each.key]:
                if target.key not in seen:
                    seen.add(target.key)
                    pending.append(target)
        return False

    def _look(self, node: Node) -> bool:
        """Whether a schema itself has such a field; notes where it leads."""
        if node.key not in self._marked:
            leads: list[Node] = []
            self._marked[node.key] = self._scan(node, node.value, leads)
            self._leads[node.key] = tuple(leads)
        return self._marked[node.key]

    def _scan(self, node: Node, value: Any, leads: list[Node]) -> bool:
        marked, pending = False, [value]
        while pending:
            each = pending.pop()
            if is_array(each):
                pending.extend(each)
            elif is_object(each):
                marked = marked or each.get("readOnly") is True or each.get("writeOnly") is True
                reference = each.get("$ref")
                if isinstance(reference, str):
                    self._lead(node, reference, leads)
                pending.extend(inner for name, inner in each.items() if name not in _DATA)
        return marked

    def _lead(self, node: Node, reference: str, leads: list[Node]) -> None:
        try:
            leads.append(self.documents.target(node, reference))
        except BrokenReferenceError:
            return  # the loss is noted where the schema is converted


_DATA = frozenset({"example", "examples", "default", "enum", "const"})
