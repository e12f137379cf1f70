"""`models.py`: the classes of results.

Where functions have groups, each group has a module for the types that it alone needs. The integration's own module has the others, and
leads to all.
"""

from collections.abc import Collection, Iterator, Mapping

from generator.languages.python import field_names, layout, string
from generator.model.integration import Integration
from generator.model.types import Field, ObjectType
from generator.targets.python.types.expressions import used_names
from generator.targets.python.types.owners import owners, result_types
from generator.targets.python.types.requests import Request
from generator.targets.python.types.scope import Scope, description, field_text, ruff_order
from generator.targets.python.types.translate import Declaration, translate


def models_modules(integration: Integration) -> Iterator[tuple[str | None, str]]:
    """Yields the text of the integration's module, and of each group's; those are left out that have nothing to declare."""
    types = result_types(integration)
    homes = owners(integration, types)
    elsewhere = {name: home for name, home in homes.items() if home is not None}
    request = Request(types, results=True)
    if elsewhere:
        translate(request)  # one question about all, in place of one for each group
    shared = {name for name in types if name not in elsewhere}
    if types:
        yield None, _Models(request, shared, elsewhere).text()
    for group in sorted({*elsewhere.values()}):
        declared = {name for name, home in elsewhere.items() if home == group}
        yield group, _Models(request, declared, {}).text()


class _Models:
    """Fields under Python's names; all lists of known values are open, and nothing is enforced but types."""

    def __init__(
        self, request: Request, declared: Collection[str], elsewhere: Mapping[str, str]
    ) -> None:
        self._attributes = {
            name: field_names(each.name for each in body.fields)
            for name in sorted(declared)
            if isinstance(body := request.types[name].body, ObjectType)
        }
        every = [name for names in self._attributes.values() for name in names.values()]
        finals = {name: name for name in request.types}
        self._scope = Scope(request, finals, every, declared)
        self._elsewhere = elsewhere
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

    def _endings(self) -> Iterator[str]:
        if self._hidden:
            kind = self._scope.use("TypeAlias")
            lines = [layout.alias(f"_{name}", kind, name) for name in sorted(self._hidden)]
            yield "\n".join(lines)
        if self._elsewhere:
            yield from self._index()

    def _index(self) -> Iterator[str]:
        """Yields what leads to the types of groups: imports for type checkers, and a table from which they are loaded."""
        modules: dict[str, list[str]] = {}
        for name, group in sorted(self._elsewhere.items()):
            modules.setdefault(f"groups.{group}.models", []).append(name)
        checking, lazily = self._scope.use("TYPE_CHECKING"), self._scope.use("lazily")
        lines = [
            "    " + layout.imported(f".{module}", [f"{name} as {name}"], indent=4)
            for module, names in sorted(modules.items())
            for name in sorted(names, key=ruff_order)
        ]
        yield "\n".join([f"if {checking}:", *lines])
        table = "".join(
            f"    {string(name)}: {string(module)},\n"
            for module, names in sorted(modules.items())
            for name in names
        )
        yield f"_HOMES = {{\n{table}}}"
        yield f"if not {checking}:\n    __getattr__, __dir__ = {lazily}(globals(), _HOMES)"
