"""`params.py`: the classes of dictionaries that parameters accept."""

import re
from collections.abc import Mapping, Sequence

from generator.languages.python import comment, is_keyword, layout, string
from generator.model.integration import Integration
from generator.model.types import NamedType, ObjectType
from generator.targets.python.naming import param_name
from generator.targets.python.types.expressions import used_names, without_not_required
from generator.targets.python.types.requests import Request
from generator.targets.python.types.scope import Scope, description, field_text
from generator.targets.python.types.translate import Declaration

_ATTRIBUTE = re.compile(r"(?!__)[A-Za-z_][A-Za-z0-9_]*")


def params_module(integration: Integration) -> str | None:
    """Returns imports and classes; None where no parameter has a named type."""
    types = {name: named for name, named in integration.types.items() if named.input}
    return _Params(types).text() if types else None


class _Params:
    """Typed dictionaries with the vendor's keys; those that no class can spell are made by a call."""

    def __init__(self, types: Mapping[str, NamedType]) -> None:
        finals = {name: param_name(name) for name in types}
        self._scope = Scope(Request(types, results=False), finals, (), types)

    def text(self) -> str:
        return self._scope.module(self._dictionary, tuple)

    def _dictionary(self, name: str, body: ObjectType, declaration: Declaration) -> list[str]:
        writer = self._scope.writer()
        plain = [writer.text(without_not_required(node)) for node in declaration.fields]
        used = {each for text in plain for each in used_names(text)} | {"NotRequired"}
        texts = [
            (
                self._scope.annotation(text)
                if field.required
                else f"{self._scope.use('NotRequired')}[{self._scope.annotation(text)}]"
            )
            for field, text in zip(body.fields, plain, strict=True)
        ]
        keys = [field.name for field in body.fields]
        if all(
            _ATTRIBUTE.fullmatch(key) and not is_keyword(key) and key not in used for key in keys
        ):
            return self._class(name, body, texts)
        return self._call(name, body, texts)

    def _class(self, name: str, body: ObjectType, texts: Sequence[str]) -> list[str]:
        lines: list[str] = []
        for field, text in zip(body.fields, texts, strict=True):
            lines.append(f"    {layout.field(field.name, text, indent=4)}")
            lines += description(field_text(field), indent=4)
        head = layout.class_head(self._scope.finals[name], self._scope.use("TypedDict"))
        documentation = self._scope.description(name, indent=4)
        if documentation and lines:
            documentation.append("")
        return [head, *documentation, *lines] if documentation or lines else [head, "    pass"]

    def _call(self, name: str, body: ObjectType, texts: Sequence[str]) -> list[str]:
        final = self._scope.finals[name]
        lines = [f"{final} = {self._scope.use('TypedDict')}(", f"    {string(final)},", "    {"]
        for field, text in zip(body.fields, texts, strict=True):
            about = field_text(field)
            if about is not None:
                lines += [f"        {line}" for line in comment(about, width=88).split("\n")]
            lines.append(f"        {layout.item(string(field.name), text, indent=8)}")
        return [*lines, "    },", ")", *self._scope.description(name)]
