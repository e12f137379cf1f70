"""Functions while they are made: parameters with names that every language can write, and where things stood."""

import re
from dataclasses import dataclass, field

from generator.check.reserved import METHOD
from generator.importing import prose
from generator.importing.document import Node
from generator.importing.keywords import Raw
from generator.languages.python import parameter_name

_OUTSIDE = ("default", "examples", "deprecated")


@dataclass(slots=True)
class Draft:
    """A function before it has a name: its fields as the definition writes them."""

    http: Raw
    """Empty where there is no endpoint."""
    parameters: dict[str, Raw] = field(default_factory=dict[str, Raw])
    origins: dict[str, Node] = field(default_factory=dict[str, Node])
    """Where each parameter stands in the document."""
    fields: Raw = field(default_factory=dict[str, object])
    """Further fields of the function."""
    answers: list[tuple[object, Node]] = field(default_factory=list[tuple[object, Node]])
    """Answers that the document shows, and where."""
    body_example: tuple[object, Node] | None = None
    _seen: set[str] = field(default_factory=set[str])

    def add(
        self,
        wire_name: str,
        schema: Raw,
        node: Node,
        *,
        location: str | None,
        required: bool,
        description: str = "",
        wanted: str = "",
        style: str | None = None,
    ) -> str:
        """Adds a parameter, and returns its name; one of a function without endpoint has no location."""
        name = self._free(wanted or wire_name, location)
        raw: Raw = {}
        inner = {**schema}
        if inner.get("type") == "object" or "properties" in inner:
            outside = {each: inner.pop(each) for each in _OUTSIDE if each in inner}
            text = inner.pop("description", "")
            raw = {"schema": inner, **outside}
        else:
            text = inner.pop("description", "")
            raw = inner
        if location is not None:
            raw["in"] = location
        if wire_name != name:
            raw["wire_name"] = wire_name
        if required or location == "path":
            raw["required"] = True
        if style is not None:
            raw["query_style"] = style
        raw["description"] = description or text or _neutral(wire_name)
        self.parameters[name] = _in_order(raw)
        self.origins[name] = node
        return name

    def travels(self, location: str, wire_name: str) -> bool:
        """Whether a parameter has that name already where it travels."""
        return any(
            raw.get("in") == location and raw.get("wire_name", name) == wire_name
            for name, raw in self.parameters.items()
        )

    def _free(self, wanted: str, location: str | None) -> str:
        name = clean(wanted.lower() if location == "header" else wanted)
        if name in METHOD:
            name = f"{name}_value"
        if parameter_name(name) in self._seen:
            name = f"{location or 'other'}_{name}"
        free, number = name, 2
        while parameter_name(free) in self._seen:
            free, number = f"{name}_{number}", number + 1
        self._seen.add(parameter_name(free))
        return free


def clean(name: str) -> str:
    """Returns a name that a parameter may have, as close to the vendor's as that is: `created[gte]` is `created_gte`."""
    text = "_".join(part for part in re.split(r"[^A-Za-z0-9]+", name) if part)
    if not text:
        return "value"
    return text if text[0].isalpha() else f"value_{text}"


def _neutral(name: str) -> str:
    text = prose.words(name)
    return f"The {text}."


_ORDER = ("schema", "type", "$ref", "anyOf", "const", "in", "wire_name", "required", "description")


def _in_order(raw: Raw) -> Raw:
    first = {name: raw[name] for name in _ORDER if name in raw}
    return {**first, **{name: each for name, each in raw.items() if name not in first}}
