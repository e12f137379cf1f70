"""Alternatives: as few types as say the same, and what tells them apart."""

import json
from collections.abc import Iterator

from generator.findings.json_value import is_array
from generator.importing import members as parts
from generator.importing.document import Documents, Node
from generator.importing.keywords import Raw
from generator.importing.losses import Losses
from generator.importing.rules import DISCRIMINATOR

_TEXTS = {"type", "description", "examples", "default"}


def merged_options(options: list[Raw]) -> Raw:
    """Returns the schema of values that fit one of several schemas."""
    nullable = any(each.get("nullable") for each in options)
    distinct: dict[str, Raw] = {}
    for option in _flat(options):
        core = {name: each for name, each in option.items() if name not in _LOOSE}
        distinct.setdefault(json.dumps(core, sort_keys=True), option)
    found = _texts(list(distinct.values()))
    if not found or any(each.get("type") == "any" for each in found):
        return {"type": "any"} if found or not nullable else {"type": "any", "nullable": True}
    schema: Raw = {**found[0]} if len(found) == 1 else {"anyOf": found}
    if nullable:
        schema["nullable"] = True
    return schema


_LOOSE = frozenset({"description", "nullable", "title", "default", "examples", "deprecated"})


def _flat(options: list[Raw]) -> Iterator[Raw]:
    for option in options:
        option = {name: each for name, each in option.items() if name != "nullable"}
        inner = option.get("anyOf")
        if is_array(inner):
            yield from inner
        elif option != {"type": "any"} or len(options) == 1 or not _was_null(options, option):
            option.pop("default", None)
            option.pop("deprecated", None)
            yield option


def _was_null(options: list[Raw], option: Raw) -> bool:
    """Whether an option stood for null alone."""
    return {**option, "nullable": True} in options


def _texts(options: list[Raw]) -> list[Raw]:
    """Returns options in which enums of strings are one; beside any string, such an enum lists what is known."""
    enums = [each for each in options if each.get("type") == "string" and "enum" in each]
    loose = [each for each in options if each.keys() <= _TEXTS and each.get("type") == "string"]
    if not enums or len(enums) + len(loose) < 2:
        return options
    values = [value for each in enums for value in each["enum"]]
    first = {**enums[0], "enum": list(dict.fromkeys(values))}
    first.pop("examples", None)
    if loose or any(each.get("open") for each in enums):
        first["open"] = True
    merged = [*enums, *loose]
    at = min(position for position, each in enumerate(options) if each in merged)
    rest = [each for each in options if each not in merged]
    return [*rest[:at], first, *rest[at:]]


def report_discriminator(
    node: Node, options: list[Node], documents: Documents, losses: Losses
) -> None:
    """Notes a discriminator whose values no option states itself: nothing else could tell them apart."""
    discriminator = node.get("discriminator")
    if discriminator is None:
        return
    name = discriminator.text("propertyName")
    for option in options:
        found = parts.properties(parts.opened([option], documents, losses).plain).get(name)
        if found is None or not _is_constant(found):
            message = f"Not every alternative has a constant '{name}'; the fields tell them apart."
            losses.add(DISCRIMINATOR, message, discriminator)
            return


def _is_constant(node: Node) -> bool:
    listed = node.plain("enum")
    return node.plain("const") is not None or (is_array(listed) and len(listed) >= 1)
