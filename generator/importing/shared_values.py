"""Defaults and examples of fields, which must fit as those of parameters do."""

from collections.abc import Mapping

from generator.importing.document import Node
from generator.importing.keywords import Raw
from generator.importing.losses import Losses
from generator.importing.rules import DEFAULT, EXAMPLE
from generator.importing.values import Values
from generator.model.types import Field, ObjectType
from generator.resolve.types import TypeResolver


def clean_fields(
    resolver: TypeResolver,
    objects: Mapping[str, Raw],
    origins: Mapping[str, Node],
    root: Node,
    losses: Losses,
) -> None:
    """Removes defaults and examples of objects' fields that do not fit; `objects` holds schemas by type's name."""
    values = Values(resolver.types)
    for name, named in resolver.types.items():
        raw = objects.get(name)
        if raw is None or not isinstance(named.body, ObjectType):
            continue
        node = origins.get(name, root)
        for field in named.body.fields:
            _clean(values, field, raw["properties"][field.name], node, losses)


def _clean(values: Values, field: Field, raw: Raw, node: Node, losses: Losses) -> None:
    if "default" in raw and not values.fits(field.type, raw["default"], sent=True):
        losses.add(DEFAULT, "The default of a field does not fit its schema.", node)
        del raw["default"]
    stated = raw.get("examples", [])
    fitting = [each for each in stated if values.fits(field.type, each, sent=True)]
    if len(fitting) == len(stated):
        return
    losses.add(EXAMPLE, "The example of a field does not fit its schema.", node)
    del raw["examples"]
    if fitting:
        raw["examples"] = fitting
