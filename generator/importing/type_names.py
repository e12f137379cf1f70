"""Names of types: shared ones from the document, inline ones as the generator would name them, each of them once."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.check.reserved import MODULE
from generator.findings.json_value import is_array, is_object
from generator.importing.keywords import Raw
from generator.resolve.naming import pascal
from generator.resolve.types import singular_name

_INPUT = "Param"
"""What the generator adds to the name of a type that arguments use."""


@dataclass(slots=True)
class TypeNames:
    """The names that are taken in one integration."""

    taken: set[str] = field(default_factory=set[str])
    objects: dict[str, Raw] = field(default_factory=dict[str, Raw])
    """The schemas of objects, by the names of their types."""

    def shared(self, wanted: str) -> str:
        """Returns a free name for a shared type, and takes it."""
        return self._free(shared_name(wanted))

    def _free(self, name: str) -> str:
        if name.endswith(_INPUT):
            name += "eter"  # `XParam` is what the arguments of `X` are called
        free, number = name, 2
        while free.lower() in self.taken or free in MODULE:
            free, number = f"{name}{number}", number + 1
        self.taken.add(free.lower())
        return free

    def inline(self, schema: Raw, name: str) -> None:
        """Gives titles to the inline objects of a schema whose own names are taken; `name` is the schema's own."""
        if is_object(schema.get("properties")):
            wanted = pascal(str(schema["title"])) if "title" in schema else name
            free = self._free(wanted)
            if free != name:
                schema["title"] = free
            name = free
            self.objects[name] = schema
        self.inside(schema, name)

    def inside(self, schema: Raw, name: str) -> None:
        """Does so for the parts of a schema that has its name."""
        for inner, inner_name in _parts(schema, name):
            self.inline(inner, inner_name)


def _parts(schema: Raw, name: str) -> Iterator[tuple[Raw, str]]:
    """Yields the schemas inside a schema, with the names that the generator would give to objects there."""
    options = schema.get("anyOf")
    for position, option in enumerate(options if is_array(options) else []):
        yield option, f"{name}Option{position + 1}"
    if is_object(schema.get("items")):
        yield schema["items"], singular_name(name)
    properties = schema.get("properties")
    for key, inner in properties.items() if is_object(properties) else ():
        yield inner, name + pascal(key)
    if is_object(schema.get("additionalProperties")):
        yield schema["additionalProperties"], f"{name}Value"


def shared_name(key: str) -> str:
    """Returns a component's name in capitalised words: `simple-user` becomes `SimpleUser`."""
    name = pascal(key)
    if not name or not name[0].isalpha():
        name = f"Type{name}"
    return name[0].upper() + name[1:]
