"""`models.py`: the classes of results."""

from collections.abc import Mapping

from generator.languages.python import field_names, layout, string
from generator.model.integration import Integration
from generator.model.types import Field, NamedType, ObjectType
from generator.targets.python.naming import named_types
from generator.targets.python.types.expressions import used_names
from generator.targets.python.types.requests import Request
from generator.targets.python.types.scope import Scope, description, field_text
from generator.targets.python.types.translate import Declaration


def models_module(integration: Integration) -> str | None:
    """Returns imports and classes; None where no function documents a result."""
    types = {name: named for name, named in integration.types.items() if named.result}
    for name, type_ in named_types(integration):
        if name not in types:
            types[name] = NamedType(name, type_, result=True)
    return _Models(types).text() if types else None


class _Models:
    """Fields under Python's names; all lists of known values are open, and nothing is enforced but types."""

    def __init__(self, types: Mapping[str, NamedType]) -> None:
        self._attributes = {
            name: field_names(each.name for each in named.body.fields)
            for name, named in types.items()
            if isinstance(named.body, ObjectType)
        }
        every = [name for names in self._attributes.values() for name in names.values()]
        self._scope = Scope(Request(types, results=True), {name: name for name in types}, every)
        self._hidden: set[str] = set()

    def text(self) -> str:
        return self._scope.module(self._class, self._endings)

    def _class(self, name: str, body: ObjectType, declaration: Declaration) -> list[str]:
        attributes = self._attributes[name]
        lines: list[str] = []
        for field, text in zip(body.fields, self._annotations(name, declaration), strict=True):
            attribute = attributes[field.name]
            annotation = self._scope.annotation(text)
            lines.append(
                f"    {layout.field(attribute, annotation, self._value(field, attribute), indent=4)}"
            )
            lines += description(field_text(field), indent=4)
        head = layout.class_head(name, self._scope.use("Model"))
        documentation = self._scope.description(name, indent=4)
        if documentation and lines:
            documentation.append("")
        return [head, *documentation, *lines] if documentation or lines else [head, "    pass"]

    def _annotations(self, name: str, declaration: Declaration) -> list[str]:
        """Returns the annotations of a class. A class that a field's name hides is reached by an alias."""
        writer = self._scope.writer()
        texts = [writer.text(node) for node in declaration.fields]
        names = {each for text in texts for each in used_names(text)}
        hidden = names & {*self._attributes[name].values()} & {*self._scope.finals}
        if not hidden:
            return texts
        self._hidden |= hidden
        writer = self._scope.writer(hidden)
        return [writer.text(node) for node in declaration.fields]

    def _value(self, field: Field, attribute: str) -> str | None:
        if attribute == field.name:
            return None if field.required else "None"
        default = "" if field.required else "default=None, "
        return f"{self._scope.use('Field')}({default}alias={string(field.name)})"

    def _endings(self) -> list[str]:
        return [
            layout.alias(f"_{name}", self._scope.use("TypeAlias"), name)
            for name in sorted(self._hidden)
        ]
