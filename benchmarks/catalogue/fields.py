"""Fields as vendors have them: a first word, and a second that decides the type."""

from collections.abc import Callable, Sequence

from benchmarks.catalogue import prose
from benchmarks.catalogue.chance import Chance, Turns
from benchmarks.catalogue.values import Json
from benchmarks.catalogue.vocabulary import PREFIXES, STATES, WORDS, camel, pascal, spoken

_SECOND = (
    "at at at on url email id id id name name name code count count rate amount amount score "
    "enabled enabled state state level tags ids options totals details history payload choice "
    "note note note key"
)
_KINDS = tuple(_SECOND.split())
"""The second words, the frequent ones repeatedly."""


class Fields:
    """Draws fields for one vendor, in the vendor's style of names."""

    def __init__(self, chance: Chance, turns: Turns, camel_case: bool) -> None:
        self._chance = chance
        self._turns = turns
        self._camel_case = camel_case
        self._kinds: dict[str, Callable[[], Json]] = {
            "at": lambda: {"type": "string", "format": "date-time"},
            "on": lambda: {"type": "string", "format": "date"},
            "url": lambda: {"type": "string", "format": "uri"},
            "email": lambda: {"type": "string", "format": "email"},
            "code": self._code,
            "count": lambda: {"type": "integer", "minimum": 0, "maximum": 10_000},
            "rate": lambda: {"type": "number", "minimum": 0, "exclusiveMaximum": 1},
            "amount": lambda: {"type": "number", "minimum": 0, "maximum": 1000},
            "score": lambda: {"type": "number", "exclusiveMinimum": 0, "maximum": 10},
            "enabled": self._enabled,
            "state": self.state,
            "level": self._level,
            "tags": self._tags,
            "ids": lambda: {"type": "array", "items": {"type": "string", "format": "uuid"}},
            "options": lambda: {"type": "object", "additionalProperties": {"type": "string"}},
            "totals": lambda: {"type": "object", "additionalProperties": {"type": "number"}},
            "payload": self._payload,
            "choice": lambda: {"anyOf": [{"type": "string"}, {"type": "integer"}]},
            "note": lambda: {"type": "string", "nullable": True},
            "key": lambda: {
                "type": "string",
                "minLength": 4,
                "maxLength": 40,
                "examples": self._words(),
            },
        }

    def spelled(self, name: str) -> str:
        """Returns a name as the vendor writes it."""
        return camel(name) if self._camel_case else name

    def draw(self, owner: str, noun: str, count: int) -> dict[str, Json]:
        """Returns so many fields of the type `owner`, under different names."""
        found: dict[str, Json] = {}
        while len(found) < count:
            prefix, kind = self._chance.pick(PREFIXES), self._chance.pick(_KINDS)
            name = self.spelled(f"{prefix}_{kind}")
            if name not in found:
                found[name] = self._schema(kind, owner, noun, f"{prefix}_{kind}")
        return found

    def plain(self, noun: str, count: int) -> dict[str, Json]:
        """Returns fields without objects inside, as filters have them."""
        drawn = self.draw("", noun, count * 2 + 4)
        nested = {
            name
            for name, schema in drawn.items()
            if schema["type" if "type" in schema else "anyOf"] in ("object", "any")
            or schema.get("items", {}).get("type") == "object"
            or "anyOf" in schema
        }
        return {
            name: drawn[name] for name in [each for each in drawn if each not in nested][:count]
        }

    def _schema(self, kind: str, owner: str, noun: str, name: str) -> Json:
        schema = self._nested(kind, owner, noun, name) or self._kinds.get(kind, _string)()
        schema["description"] = prose.of_field(name, noun, self._chance)
        if kind in ("note", "amount", "at") and self._turns.every("deprecated field", 30):
            schema["deprecated"] = self._turns.next(
                "field's deprecation",
                ({"since": "2026-01-15", "reason": "Nobody used it."}, {"removed": "2027-06-30"}),
            )
        return schema

    def _nested(self, kind: str, owner: str, noun: str, name: str) -> Json | None:
        if kind not in ("details", "history"):
            return None
        inner = {
            self.spelled(each): {
                **self._kinds[each](),
                "description": prose.of_field(each, noun, self._chance),
            }
            for each in self._chance.some(
                ("at", "code", "count", "email", "enabled", "note", "url"), 4
            )
        }
        body: Json = {"type": "object", "properties": inner, "required": [next(iter(inner))]}
        if self._turns.every("title of an inline type", 3):
            body["title"] = f"{owner}{pascal(name)}Entry"
        return body if kind == "details" else {"type": "array", "items": body}

    def _code(self) -> Json:
        codes = ["AB-100", "QX-204", "ZK-731"]
        return {"type": "string", "pattern": "^[A-Z]{2}-[0-9]{3}$", "examples": codes}

    def _enabled(self) -> Json:
        return (
            {"type": "boolean", "default": False}
            if self._chance.happens(0.4)
            else {"type": "boolean"}
        )

    def state(self) -> Json:
        """Returns some states that something can be in, some of them explained."""
        values = self._chance.some(STATES, self._chance.between(2, 6))
        if not self._turns.every("explained enum", 4):
            return {"type": "string", "enum": values}
        return {
            "type": "string",
            "enum": values,
            "enum_descriptions": {each: f"It is {spoken(each)} now." for each in values},
        }

    def _level(self) -> Json:
        return {"type": "integer", "enum": [1, 2, 3]} | (
            {"default": 2} if self._chance.happens(0.3) else {}
        )

    def _tags(self) -> Json:
        return {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 10} | {
            "examples": [self._words()]
        }

    def _payload(self) -> Json:
        return {"type": "any"} if self._turns.every("any", 3) else {"type": "object"}

    def _words(self) -> list[str]:
        return self._chance.some(WORDS, 2)


def _string() -> Json:
    return {"type": "string"}


def required(properties: dict[str, Json], always: Sequence[str], chance: Chance) -> list[str]:
    """Returns the fields that are always there: these, and about half of the others."""
    return [name for name in properties if name in always or chance.happens(0.5)]
