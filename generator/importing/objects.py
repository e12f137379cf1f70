"""Objects: with fields, or maps."""

from typing import Any, Protocol

from generator.findings.json_value import is_array, is_object
from generator.importing import members as parts
from generator.importing.direction import Way, hidden
from generator.importing.document import Node
from generator.importing.keywords import Raw, limits
from generator.importing.losses import Losses
from generator.importing.rules import OPEN_OBJECT


class Converter(Protocol):
    """What converts the schemas of fields."""

    losses: Losses

    def convert(self, node: Node, way: Way) -> Raw:
        """Returns the schema of a definition that a document's schema means."""
        ...


def object_schema(schemas: Converter, nodes: list[Node], way: Way) -> Raw:
    """Returns the schema of an object that several schemas describe together."""
    fields = parts.properties(nodes)
    required = parts.required(nodes)
    for each in nodes:
        limits(each, "object", schemas.losses)
    if not fields and not required:
        return _map(schemas, nodes, way)
    report_open(schemas, nodes, way)
    visible = {name: each for name, each in fields.items() if not hidden(each, way)}
    converted = {name: schemas.convert(each, way) for name, each in visible.items()}
    for name in required:
        if name not in fields:
            converted[name] = {"type": "any"}
    for name in converted:
        if name in visible and name in required:
            converted[name] = _constant(converted[name])
    if not converted:
        return {"type": "object"}
    schema: Raw = {"type": "object", "properties": converted}
    always = [name for name in required if name in converted]
    if always:
        schema["required"] = always
    return schema


def _map(schemas: Converter, nodes: list[Node], way: Way) -> Raw:
    schema: Raw = {"type": "object"}
    for node in nodes:
        values = node.get("additionalProperties")
        if values is not None and is_object(values.value) and values.value:
            schema["additionalProperties"] = schemas.convert(values, way)
        patterns = [inner for _, inner in node.inside("patternProperties")]
        if patterns and "additionalProperties" not in schema:
            message = "Which keys a map has is not carried over, only its values."
            schemas.losses.add(OPEN_OBJECT, message, node)
            schema["additionalProperties"] = schemas.convert(patterns[0], way)
    return schema


def report_open(schemas: Converter, nodes: list[Node], way: Way) -> None:
    """Notes fields beyond the known ones, of which a definition says nothing."""
    for node in nodes:
        for name in ("additionalProperties", "patternProperties"):
            further = node.get(name)
            if further is None or further.value is False:
                continue
            if further.value not in (True, {}):
                message = "Beside known fields, the type of further ones is not carried over."
                schemas.losses.add(OPEN_OBJECT, message, further)
            elif way == "input":
                message = "Beside known fields, further ones cannot be sent."
                schemas.losses.add(OPEN_OBJECT, message, further)


def _constant(schema: Raw) -> Raw:
    """Returns a required enum of one value as what it is: a constant."""
    listed: Any = schema.get("enum")
    if not is_array(listed) or len(listed) != 1 or schema.get("open"):
        return schema
    kept = {name: each for name, each in schema.items() if name not in ("type", "enum")}
    return {"const": listed[0], **kept}
