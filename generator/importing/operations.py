"""The operations of a document, and which of them are wanted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from generator.importing.document import BrokenReferenceError, Documents, Node
from generator.importing.facts import OperationFacts
from generator.importing.losses import Losses
from generator.importing.rules import REFERENCE

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_FILTER = re.compile(r"(tag|path|operation):(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation of a document."""

    facts: OperationFacts
    node: Node
    path_item: Node

    @property
    def key(self) -> str:
        """What tells it from others, and names it in messages: `GET /files/{file_id}`."""
        return self.facts.key


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice of operations: `tag:…`, `path:…` or `operation:…`, with `*` and `?` as in names of files."""

    field: str
    pattern: str

    @classmethod
    def parse(cls, text: str) -> "Filter":
        """Returns the filter that a text means. Raises ValueError, whose message is for people."""
        match = _FILTER.fullmatch(text)
        if match is None:
            raise ValueError(
                f"'{text}' is no choice of operations: write tag:PATTERN, path:PATTERN or operation:PATTERN"
            )
        return cls(match[1], match[2])

    def chooses(self, facts: OperationFacts) -> bool:
        """Whether an operation is chosen."""
        values = {"tag": facts.tags, "path": (facts.path,), "operation": (facts.operation_id,)}
        return any(fnmatchcase(each, self.pattern) for each in values[self.field])


def operations(root: Node, documents: Documents, losses: Losses) -> Iterator[Operation]:
    """Yields all operations of a document, in its order."""
    for path, item in root.inside("paths"):
        if path.startswith("x-"):
            continue
        try:
            item = documents.follow(item)
        except BrokenReferenceError as problem:
            losses.add(REFERENCE, f"{problem} The operations behind it are unknown.", item)
            continue
        for method, node in item.fields():
            if method.lower() in _METHODS:
                yield Operation(_facts(method, path, node), node, item)


def _facts(method: str, path: str, node: Node) -> OperationFacts:
    tags = tuple(each.value for each in node.members("tags") if isinstance(each.value, str))
    return OperationFacts(
        key=f"{method.upper()} {path}",
        method=method.upper(),
        path=path,
        operation_id=node.text("operationId"),
        tags=tags,
        summary=node.text("summary"),
    )


def chosen(
    found: list[Operation], include: tuple[Filter, ...], exclude: tuple[Filter, ...]
) -> list[Operation]:
    """Returns the operations that are included, where something is, and not excluded."""
    return [
        each
        for each in found
        if (not include or any(choice.chooses(each.facts) for choice in include))
        and not any(choice.chooses(each.facts) for choice in exclude)
    ]
