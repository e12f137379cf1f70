"""The types of the made-up document."""

from collections.abc import Mapping
from typing import Any, Final

from benchmarks.catalogue.chance import Chance, Turns
from benchmarks.catalogue.fields import Fields
from benchmarks.catalogue.values import Json
from benchmarks.catalogue.vocabulary import an, pascal, plural, spoken
from benchmarks.document.shared import SCHEMAS, obj, reference, text

_FIXED: Final = {"id", "created_at", "updated_at", "labels", "name", "status", "owner", "type"}
"""Names of fields that have their own meaning."""


class Schemas:
    """Collects types, resource by resource."""

    def __init__(self, chance: Chance, turns: Turns) -> None:
        self.components: dict[str, Json] = dict(SCHEMAS)
        self._chance, self._turns = chance, turns
        self._fields = Fields(chance, turns, camel_case=False)

    def add(self, noun: str) -> None:
        """Adds what belongs to every resource: itself, what creates and changes it, and its pages."""
        name, said = pascal(noun), spoken(noun)
        own = self._own(noun)
        self.components[f"{name}Status"] = {
            "description": f"How far the {said} has come.",
            **openapi(self._fields.state()),
        }
        self.components[name] = {
            "description": f"{an(said).capitalize()} as the vendor keeps it.",
            "allOf": [reference("Resource"), obj(f"What {an(said)} has.", ["name"], **own)],
        }
        self.components[f"{name}Summary"] = self._summary(noun)
        given = {field: schema for field, schema in own.items() if "readOnly" not in schema}
        self.components[f"{name}Create"] = obj(f"A new {said}.", ["name"], **given)
        self.components[f"{name}Update"] = obj(f"What changes in {an(said)}.", [], **given)
        self._add_page(noun, f"{name}Page", f"{name}Summary")

    def filters(self, noun: str, count: int) -> dict[str, Json]:
        """Returns fields that a list can be searched by."""
        return {name: openapi(each) for name, each in self._fields.plain(noun, count).items()}

    def _own(self, noun: str) -> dict[str, Json]:
        chance, name, said = self._chance, pascal(noun), spoken(noun)
        drawn = self._fields.draw(name, noun, chance.between(3, 16))
        fields = {each: openapi(schema) for each, schema in drawn.items() if each not in _FIXED}
        own: dict[str, Json] = {
            "name": text(f"What people call the {said}.", minLength=1, maxLength=120),
            "status": reference(f"{name}Status"),
        }
        if self._turns.every("owner", 2):
            own["owner"] = reference("Owner")
        if self._turns.every("price", 3):
            own["price"] = {
                "allOf": [reference("Money")],
                "nullable": True,
                "description": "Its price.",
            }
        if self._turns.every("parent", 5):
            own["parent"] = reference(name)
        own |= fields
        for each in chance.some(list(fields), 1):
            if "$ref" not in own[each]:
                own[each]["readOnly"] = True
        return own

    def _summary(self, noun: str) -> Json:
        name, said = pascal(noun), spoken(noun)
        return obj(
            f"{an(said).capitalize()} as lists have it.",
            ["id", "name"],
            id=text(f"Identifies the {said}.", format="uuid"),
            name=text(f"What people call the {said}."),
            status=reference(f"{name}Status"),
            created_at=text(f"When the {said} was created.", format="date-time"),
            deleted_at=text(f"When the {said} was deleted.", format="date-time", nullable=True),
        )

    def add_events(self, noun: str) -> None:
        """Adds what happens to a resource, a choice by a field, and pages of it."""
        name, said = pascal(noun), spoken(noun)
        changed, commented = f"{name}Changed", f"{name}Commented"
        times = {"at": text("When it happened.", format="date-time"), "by": reference("Person")}
        self.components[changed] = obj(
            f"The {said} was changed.",
            ["kind", "at"],
            kind=text("Always `changed`.", enum=["changed"]),
            **times,
            before={"type": "object", "description": "Earlier values.", "additionalProperties": {}},
        )
        self.components[commented] = obj(
            f"Somebody said something about the {said}.",
            ["kind", "at", "text"],
            kind=text("Always `commented`.", enum=["commented"]),
            **times,
            text=text("What was said."),
        )
        self.components[f"{name}Event"] = {
            "description": f"What happened to {an(said)}.",
            "oneOf": [reference(changed), reference(commented)],
            "discriminator": {
                "propertyName": "kind",
                "mapping": {
                    "changed": f"#/components/schemas/{changed}",
                    "commented": f"#/components/schemas/{commented}",
                },
            },
        }
        self._add_page(noun, f"{name}EventPage", f"{name}Event")

    def _add_page(self, noun: str, page: str, item: str) -> None:
        listed = {"type": "array", "items": reference(item), "description": "What is on it."}
        self.components[page] = {
            "description": f"A page of {plural(spoken(noun))}.",
            "allOf": [reference("PageInfo"), obj("The page's items.", ["data"], data=listed)],
        }


def openapi(schema: Mapping[str, Any]) -> Json:
    """Returns a schema of the made-up catalogue as OpenAPI 3.0 has it."""
    result = {name: value for name, value in schema.items() if name != "enum_descriptions"}
    if result.get("type") == "any":
        del result["type"]
    if "examples" in result:
        result["example"] = result.pop("examples")[0]
    if "deprecated" in result:
        result["deprecated"] = True
    for end, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if exclusive in result:
            result |= {end: result[exclusive], exclusive: True}
    if "items" in result:
        result["items"] = openapi(result["items"])
    if isinstance(result.get("additionalProperties"), dict):
        result["additionalProperties"] = openapi(result["additionalProperties"])
    if "properties" in result:
        result["properties"] = {name: openapi(each) for name, each in result["properties"].items()}
    return result
