"""Values that fit schemas, as examples show them."""

from collections.abc import Mapping
from typing import Any

from benchmarks.catalogue.chance import Chance
from benchmarks.catalogue.vocabulary import PEOPLE, STATES, WORDS

Json = dict[str, Any]

_DEEP = 2
"""From here on, what is optional is left out: so recursion ends."""


class Values:
    """Makes values for the schemas of one vendor."""

    def __init__(self, types: Mapping[str, Json], chance: Chance) -> None:
        self._types = types
        self._chance = chance

    def of(self, schema: Mapping[str, Any], depth: int = 0, name: str = "") -> Any:
        """Returns a value that fits a schema, with most of the fields that are optional."""
        if "schema" in schema:
            schema = schema["schema"]
        if "const" in schema:
            return schema["const"]
        if "examples" in schema:
            return self._chance.pick(schema["examples"])
        if schema.get("nullable") and self._chance.happens(0.2):
            return None
        if "$ref" in schema:
            return self.of(self._types[schema["$ref"].removeprefix("#/types/")], depth, name)
        if "anyOf" in schema:
            return self.of(self._chance.pick(schema["anyOf"]), depth, name)
        if "enum" in schema:
            return self._chance.pick(schema["enum"])
        return self._typed(schema, depth, name)

    def _typed(self, schema: Mapping[str, Any], depth: int, name: str) -> Any:
        match schema["type"]:
            case "object" if "properties" in schema:
                return self._object(schema, depth)
            case "object":
                values = schema.get("additionalProperties", {"type": "string"})
                return {each: self.of(values, depth + 1) for each in self._chance.some(WORDS, 2)}
            case "array":
                least = schema.get("minItems", 1)
                count = max(least, self._chance.between(1, 2 if depth else 3))
                return [self.of(schema["items"], depth + 1, name) for _ in range(count)]
            case "boolean":
                return self._chance.happens(0.5)
            case "integer":
                return self._integer(schema)
            case "number":
                return self._number(schema)
            case "any":
                return {"note": self._chance.pick(WORDS)}
            case _:
                return self._string(schema.get("format"), name)

    def _object(self, schema: Mapping[str, Any], depth: int) -> Json:
        required = schema.get("required", ())
        wanted = 0.0 if depth >= _DEEP else 0.4 if depth else 0.75
        return {
            name: self.of(inner, depth + 1, name)
            for name, inner in schema["properties"].items()
            if name in required or self._chance.happens(wanted)
        }

    def _integer(self, schema: Mapping[str, Any]) -> int:
        low = int(schema.get("minimum", 1))
        high = int(schema.get("maximum", schema.get("exclusiveMaximum", low + 501) - 1))
        return self._chance.between(low, high)

    def _number(self, schema: Mapping[str, Any]) -> float:
        low = float(schema.get("minimum", schema.get("exclusiveMinimum", 0)))
        high = float(schema.get("maximum", schema.get("exclusiveMaximum", low + 900)))
        hundredths = self._chance.between(int(low * 100) + 1, int(high * 100) - 1)
        return hundredths / 100

    def _string(self, form: str | None, name: str) -> str:
        chance = self._chance
        day = f"2026-{chance.between(1, 12):02}-{chance.between(1, 28):02}"
        word = chance.pick(WORDS)
        match form:
            case "date-time":
                return f"{day}T{chance.below(24):02}:{chance.below(60):02}:{chance.below(60):02}Z"
            case "date":
                return day
            case "uri":
                return f"https://example.com/{word}/{chance.between(100, 999)}"
            case "email":
                return f"{chance.pick(PEOPLE).lower()}@example.com"
            case "uuid":
                return f"00000000-0000-4000-8000-{chance.between(0, 10**11):012}"
            case "binary":
                return f"{word}.txt"
            case _:
                return self._text(name, word)

    def _text(self, name: str, word: str) -> str:
        if name == "id" or name.endswith(("_id", "Id", "_ids", "Ids")):
            return f"{word}-{self._chance.between(1000, 9999)}"
        if name.endswith(("name", "Name", "title")):
            return f"{word} {self._chance.pick(WORDS)}".capitalize()
        return f"{word.capitalize()} {self._chance.pick(WORDS)}, {self._chance.pick(STATES)}"
