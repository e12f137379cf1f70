"""What schemas say to people: descriptions, defaults, examples, deprecations."""

import json
from dataclasses import dataclass
from typing import Any

from generator.findings.json_value import is_array, is_object
from generator.importing import prose
from generator.importing.document import Node
from generator.importing.keywords import Raw
from generator.importing.losses import Losses
from generator.importing.rules import EXTENSION

_LONGEST_EXAMPLE = 2000
_MOST_EXAMPLES = 3
_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Annotations:
    """Carries over what schemas say to people; with `keep` false, not the document's own words."""

    keep: bool
    losses: Losses

    def annotate(self, schema: Raw, node: Node) -> None:
        """Adds a document's annotations to the schema that was made of it."""
        if not is_object(node.value):
            return
        text = self.text(node, prose.FIELD)
        if text:
            schema["description"] = text
        value: Raw = node.value
        for name in value:
            if name.startswith("x-"):
                message = f"The extension '{name}' is not read."
                self.losses.add(EXTENSION, message, node.get(name) or node)
        if value.get("default") is not None and _is_data(value["default"]):
            schema["default"] = value["default"]
        examples = stated_examples(node)
        if examples:
            schema["examples"] = examples
        if value.get("deprecated") is True:
            schema["deprecated"] = {}

    def text(self, node: Node, most: int, name: str = "description") -> str:
        """Returns a text of the document as prose; empty where there is none, or none is wanted."""
        return prose.prose(node.text(name), most) if self.keep else ""

    def name(self, schema: Raw, name: str) -> None:
        """Gives a shared type a description where the document's is not kept."""
        if not self.keep:
            schema["description"] = prose.sentence(name)


def stated_examples(node: Node) -> list[Any]:
    """Returns the examples that a schema or parameter states, as far as they are short."""
    found: list[Any] = []
    listed = node.plain("examples")
    if is_array(listed):
        found.extend(listed)
    if "example" in node.value:
        found.append(node.value["example"])
    return [each for each in found if each is not None and _is_data(each)][:_MOST_EXAMPLES]


def _is_data(value: Any) -> bool:
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        text.encode()
    except (ValueError, RecursionError):
        return False
    return len(text) <= _LONGEST_EXAMPLE and prose.harmless(text) and _depth(value) < _DEPTH


def _depth(value: Any) -> int:
    inner = value.values() if is_object(value) else value if is_array(value) else ()
    return 1 + max((_depth(each) for each in inner), default=0)
