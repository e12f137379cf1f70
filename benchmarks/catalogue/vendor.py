"""One vendor: its types and functions as they are written, and how a function's definition is completed."""

import re
from collections.abc import Mapping
from typing import Any, Final

from benchmarks.catalogue import prose
from benchmarks.catalogue.accounts import Identity
from benchmarks.catalogue.chance import Chance, Turns
from benchmarks.catalogue.fields import Fields
from benchmarks.catalogue.shapes import Shapes
from benchmarks.catalogue.show import Show
from benchmarks.catalogue.values import Json, Values
from benchmarks.catalogue.vocabulary import camel, spoken

_KEYS = (
    "$schema title summary description operation destructive retry_safe idempotency group "
    "deprecated http parameters body response shape drops result pagination streaming vendor "
    "sections examples"
)
_ORDER: Final = tuple(_KEYS.split())
"""The order in which people write the fields of a function."""


class Vendor:
    """What is known of a vendor while its functions are written."""

    def __init__(self, identity: Identity, chance: Chance, turns: Turns) -> None:
        self.identity = identity
        self.chance = chance
        self.turns = turns
        self.camel_case = turns.every("camel case", 3)
        self.fields = Fields(chance, turns, self.camel_case)
        self.shapes = Shapes(self.fields, chance, turns)
        self.values = Values(self.shapes.types, chance)
        self.show = Show(self.shapes.types, chance)

    def parameter(
        self, name: str, schema: Mapping[str, Any], place: str, **more: Any
    ) -> tuple[str, Json]:
        """Returns a parameter that travels in a place, and its name; the vendor's name may be another."""
        plain = untitled(schema)
        plain.pop("deprecated", None)  # what replaces a field is no parameter
        result: Json = {"in": place, "description": plain.pop("description", None)}
        if "properties" in plain:
            result["schema"] = plain
        else:
            result |= plain
        name = _snake(name)
        wire_name = camel(name) if self.camel_case else name
        if wire_name != name and place != "header":
            result["wire_name"] = wire_name
        return name, result | more

    def identifier(self, noun: str) -> tuple[str, dict[str, Json]]:
        """Returns the placeholder of a path, and the parameter that fills it."""
        schema = {
            "type": "string",
            "description": f"Identifies the {spoken(noun)}.",
            "examples": [self.values.of({"type": "string"}, name="id") for _ in range(2)],
        }
        name, parameter = self.parameter(f"{noun}_id", schema, "path", required=True)
        return f"{{{parameter.get('wire_name', name)}}}", {name: parameter}

    def arguments(self, function: Json) -> Json:
        """Returns arguments of a call: what is required, and some of the rest."""
        switch = function.get("streaming", {}).get("parameter")
        return {
            name: self.values.of(parameter, name=name)
            for name, parameter in function["parameters"].items()
            if parameter.get("required") or (name != switch and self.chance.happens(0.35))
        }

    def example(self, function: Json) -> Json:
        """Returns a call with its answer, and what is printed of it."""
        result: Json = {}
        arguments = self.arguments(function)
        if arguments:
            result["arguments"] = arguments
        if "response" in function:
            result["response"] = self.values.of(function["response"])
        result["show"] = self._shown(function)
        return result

    def _shown(self, function: Json) -> list[Json]:
        """Returns statements; `_list`, which is not written, says where a list stands and what its items are."""
        schema = function.get("result", function.get("response"))
        if schema is None:
            return [{"print": "done"}]
        path = function.get("_list")
        if path is None:
            return self.show.fields(schema, "result")
        at, items = path
        return self.show.items(items, at, "item")

    def completed(self, function: Json, noun: str) -> Json:
        """Returns a whole definition: with texts, provenance and examples."""
        result = {
            "$schema": "../../function.schema.json",
            "description": f"{function['summary']} {prose.about(noun, self.chance, 1, 5)}",
            "vendor": self._provenance(noun),
            **function,
        }
        examples = [self.example(function)]
        if self.chance.happens(0.3):
            examples = [{"title": "With the defaults", **examples[0]}]
            examples.append({"title": "With more arguments", **self.example(function)})
        result["examples"] = examples
        return {name: result[name] for name in _ORDER if name in result}

    def _provenance(self, noun: str) -> Json:
        documented = not self.turns.every("undocumented", 14)
        result: Json = {
            "documented": documented,
            "source": f"https://docs.{self.identity.host}/reference/{noun.replace('_', '-')}",
            "checked": f"2026-{self.chance.between(1, 11):02}-{self.chance.between(1, 28):02}",
        }
        return result if documented else {**result, "note": prose.note(self.chance)}


def untitled(schema: Mapping[str, Any]) -> Json:
    """Returns a schema without the names that it gives to objects, which stand for one place only."""
    result = {name: value for name, value in schema.items() if name != "title"}
    if "items" in result:
        result["items"] = untitled(result["items"])
    return result


def _snake(name: str) -> str:
    return re.sub(r"([A-Z])", r"_\1", name).lower()
