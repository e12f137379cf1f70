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
from generator.load.document import LARGEST_INTEGER

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
        if value.get("default") is not None and is_data(value["default"]):
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
    return [each for each in found if each is not None and is_data(each)][:_MOST_EXAMPLES]


def is_data(value: Any, longest: int = _LONGEST_EXAMPLE) -> bool:
    """Whether a value can stand in a definition: JSON that every language reads, not too long, without keys."""
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        text.encode()
    except (ValueError, RecursionError):
        return False
    return len(text) <= longest and prose.harmless(text) and _is_plain(value, _DEPTH)


def _is_plain(value: Any, depth: int) -> bool:
    """Whether a value nests less deep than that, and its integers are none that others read otherwise."""
    if isinstance(value, int):
        return abs(value) <= LARGEST_INTEGER
    inner = value.values() if is_object(value) else value if is_array(value) else ()
    return depth > 0 and all(_is_plain(each, depth - 1) for each in inner)
