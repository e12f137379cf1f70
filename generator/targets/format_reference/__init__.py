"""The format's own documentation, written into the folder of definitions: JSON Schemas for editors, and a README."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from generator.languages import markdown
from generator.targets.format_reference import json_schema, tables
from generator.templates import render

__all__ = ["Rule", "files"]


class Rule(Protocol):
    """What the reference says of a rule."""

    @property
    def id(self) -> str:
        """The identifier that findings carry."""
        ...

    @property
    def purpose(self) -> str:
        """What the rule demands, in one sentence."""
        ...


def files(rules: Sequence[Rule]) -> Mapping[str, str]:
    """Returns the text of each file by its path inside the folder of definitions."""
    return {
        "README.md": _readme(rules),
        "function.schema.json": json_schema.text(json_schema.function()),
        "integration.schema.json": json_schema.text(json_schema.integration()),
        "types.schema.json": json_schema.text(json_schema.types()),
    }


def _readme(rules: Sequence[Rule]) -> str:
    integration, function = json_schema.integration(), json_schema.function()
    classes = tables.definitions(integration, function)
    return render(
        "format_reference/README.md.jinja",
        integration=tables.of_class(integration),
        function=tables.of_class(function),
        classes=[_class(name, schema, classes) for name, schema in classes.items()],
        rules=markdown.table(
            ("Rule", "What it demands"),
            [
                (markdown.code(each.id), markdown.inline(each.purpose))
                for each in sorted(rules, key=lambda rule: rule.id)
            ],
        ),
    )


def _class(
    name: str, schema: json_schema.JsonSchema, classes: Mapping[str, json_schema.JsonSchema]
) -> Mapping[str, str]:
    """A parameter has the fields of a schema and more; only the latter are worth a row."""
    base = "Schema" if name == "Parameter" else None
    intro = "Has the fields of [Schema](#schema), and:" if base else ""
    return {
        "title": markdown.heading(3, name),
        "description": markdown.paragraph(schema["description"]),
        "intro": intro,
        "table": tables.of_class(schema, classes[base] if base else None),
    }
