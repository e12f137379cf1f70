"""Body templates: a JSON tree with places for arguments.

    {"$param": "model"}                          the argument `model`
    {"$each": "files", "item": TREE}             TREE for each item of the argument `files`, which TREE names {"$item": true}
    {"$each": "files", "value": "id", "item": TREE}   the same, and TREE names the item {"$param": "id"} as well
    {"$when": "color", "value": TREE}            TREE where there is an argument `color`, else nothing

Everything else is a constant. A place whose argument is absent disappears, and so does an object or array that this
has emptied.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from ..spec import JSON

_ITEM: Final = "$item"


class Absent:
    """The type of `ABSENT`."""


ABSENT: Final = Absent()
"""What a template gives when nothing of it is left."""

Rendered: TypeAlias = "JSON | Absent"
Render: TypeAlias = Callable[[Mapping[str, JSON]], Rendered]


def compile_template(tree: JSON) -> Render:
    """A function from arguments to the body that `tree` describes."""
    if isinstance(tree, Mapping):
        return _compile_mapping(tree)
    if isinstance(tree, Sequence) and not isinstance(tree, str):
        return _array([compile_template(item) for item in tree])
    return lambda _: tree


def _compile_mapping(tree: Mapping[str, JSON]) -> Render:
    if "$param" in tree:
        return _place(str(tree["$param"]))
    if _ITEM in tree:
        return _place(_ITEM)
    if "$each" in tree:
        return _each(
            str(tree["$each"]), str(tree.get("value", _ITEM)), compile_template(tree["item"])
        )
    if "$when" in tree:
        return _when(str(tree["$when"]), compile_template(tree["value"]))
    return _object({name: compile_template(value) for name, value in tree.items()})


def _place(name: str) -> Render:
    return lambda values: values.get(name, ABSENT)


def _each(name: str, variable: str, item: Render) -> Render:
    def each(values: Mapping[str, JSON]) -> Rendered:
        items = values.get(name, ABSENT)
        if not isinstance(items, Sequence) or isinstance(items, str):
            return ABSENT
        return _filled([item({**values, _ITEM: each, variable: each}) for each in items])

    return each


def _when(name: str, value: Render) -> Render:
    return lambda values: value(values) if name in values else ABSENT


def _array(parts: Sequence[Render]) -> Render:
    return lambda values: _filled([part(values) for part in parts])


def _filled(parts: Sequence[Rendered]) -> Rendered:
    present = [part for part in parts if not isinstance(part, Absent)]
    return ABSENT if parts and not present else present


def _object(fields: Mapping[str, Render]) -> Render:
    def render(values: Mapping[str, JSON]) -> Rendered:
        present: dict[str, JSON] = {}
        for name, field in fields.items():
            value = field(values)
            if not isinstance(value, Absent):
                present[name] = value
        return ABSENT if fields and not present else present

    return render
