"""The types of a vendor: what it keeps, and what that is made of."""

from collections.abc import Callable
from typing import Any

from benchmarks.catalogue.chance import Chance, Turns
from benchmarks.catalogue.fields import Fields, required
from benchmarks.catalogue.values import Json
from benchmarks.catalogue.vocabulary import an, pascal, spoken


class Shapes:
    """Collects the shared types of one vendor, as they are needed."""

    def __init__(self, fields: Fields, chance: Chance, turns: Turns) -> None:
        self.types: dict[str, Json] = {}
        self._fields = fields
        self._chance = chance
        self._turns = turns

    def common(self, name: str, **more: Any) -> Json:
        """Returns a reference to one of the types that many vendors have."""
        for needed in _NEEDED.get(name, ()):
            self.common(needed)
        self.types.setdefault(name, _COMMON[name])
        return reference(name, **more)

    def entity(self, noun: str) -> Json:
        """Returns a reference to what the vendor keeps under a noun."""
        name = pascal(noun)
        if name not in self.types:
            self.types[name] = (
                {}
            )  # so that types stand in the order in which people would read them
            self.types[name] = self._entity(name, noun)
        return reference(name)

    def page(self, noun: str, properties: dict[str, Json], always: list[str]) -> Json:
        """Returns an answer around a list: a type of its own, or one that stands where it is used."""
        body: Json = {
            "type": "object",
            "description": f"A page of what matches {an(spoken(noun))}.",
            "properties": properties,
            "required": always,
        }
        name = f"{pascal(noun)}Page"
        if name in self.types or self._turns.every("inline page", 3):
            return body
        self.types[name] = body
        return reference(name)

    def _entity(self, name: str, noun: str) -> Json:
        chance, spelled, said = self._chance, self._fields.spelled, spoken(noun)
        properties: dict[str, Json] = {
            "id": {"type": "string", "description": f"Identifies the {said}."},
            "name": {"type": "string", "description": f"What people call the {said}."},
            "status": {**self._fields.state(), "description": f"How far the {said} has come."},
            spelled("created_at"): _time(f"When the {said} was created."),
        }
        for each in chance.some(list(_PARTS), chance.between(0, 3)):
            properties[spelled(each)] = _PARTS[each](self)
        properties |= self._recursion(name, said)
        properties |= self._fields.draw(name, noun, _how_many(chance))
        properties[spelled("updated_at")] = _time(f"When the {said} was last changed.")
        always = required(properties, ("id", "name"), chance)
        recursive = ("parent", "children")
        return {
            "type": "object",
            "description": f"{an(said).capitalize()} as the vendor keeps it.",
            "properties": properties,
            "required": [each for each in always if each not in recursive],
        }

    def _recursion(self, name: str, said: str) -> dict[str, Json]:
        if self._turns.every("parent", 5):
            text = f"The {said} above this one."
            return {"parent": reference(name, nullable=True, description=text)}
        if self._turns.every("children", 5):
            text = f"What stands below the {said}."
            return {"children": {"type": "array", "items": reference(name), "description": text}}
        return {}


def reference(name: str, **more: Any) -> Json:
    """Returns a reference to a shared type."""
    return {"$ref": f"#/types/{name}", **more}


def _how_many(chance: Chance) -> int:
    """Returns a number of fields from 1 to 34, mostly a small one."""
    return chance.between(1, 10) if chance.happens(0.7) else chance.between(11, 34)


def _time(description: str) -> Json:
    return {"type": "string", "format": "date-time", "description": description}


def _text(description: str, **more: Any) -> Json:
    return {"type": "string", "description": description, **more}


def _object(description: str, always: list[str], **properties: Json) -> Json:
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": always,
    }


_COMMON: dict[str, Json] = {
    "Money": _object(
        "An amount in a currency.",
        ["amount", "currency"],
        amount={"type": "number", "description": "How much.", "minimum": 0, "maximum": 100_000},
        currency=_text("The currency.", enum=["EUR", "GBP", "JPY", "USD"]),
    ),
    "Address": _object(
        "Where somebody lives, or something is delivered to.",
        ["lines", "city"],
        lines={"type": "array", "items": {"type": "string"}, "description": "Street and number."},
        city=_text("The town.", examples=["Exampleton"]),
        postcode=_text("The code of the place.", pattern="^[0-9]{5}$", examples=["01234"]),
        country=_text("The country, in two letters.", minLength=2, maxLength=2, examples=["IS"]),
    ),
    "Role": {
        "type": "string",
        "description": "What somebody may do.",
        "enum": ["viewer", "editor", "owner"],
        "enum_descriptions": {
            "viewer": "May look at everything.",
            "editor": "May change everything but the settings.",
            "owner": "May change everything.",
        },
    },
    "Person": _object(
        "Somebody with an account at the vendor.",
        ["id"],
        id=_text("Identifies the person."),
        name=_text("What others call the person."),
        email=_text("Where mail for the person goes.", format="email"),
        role={"$ref": "#/types/Role"},
    ),
    "Labels": {
        "type": "object",
        "description": "Texts under names that the caller chooses.",
        "additionalProperties": {"type": "string"},
    },
    "TextBlock": _object(
        "A paragraph.",
        ["type", "text"],
        type={"const": "text", "description": "Always `text`."},
        text=_text("The paragraph's text."),
    ),
    "ImageBlock": _object(
        "A picture.",
        ["type", "url"],
        type={"const": "image", "description": "Always `image`."},
        url=_text("Where the picture is.", format="uri"),
        caption=_text("What stands below it.", nullable=True),
    ),
    "Block": {
        "description": "A part of a text.",
        "anyOf": [{"$ref": "#/types/TextBlock"}, {"$ref": "#/types/ImageBlock"}],
    },
    "PageInfo": _object(
        "Where in the list a page stands.",
        ["total_pages", "total_items"],
        total_pages={
            "type": "integer",
            "description": "How many pages there are.",
            "minimum": 0,
            "maximum": 90,
        },
        total_items={"type": "integer", "description": "How many items there are.", "minimum": 0},
    ),
}

_NEEDED = {"Person": ("Role",), "Block": ("TextBlock", "ImageBlock")}
"""The types to which others refer."""

_PARTS: dict[str, Callable[[Shapes], Json]] = {
    "owner": lambda shapes: shapes.common("Person", description="Who is responsible."),
    "price": lambda shapes: shapes.common("Money", description="What it costs."),
    "address": lambda shapes: shapes.common("Address", nullable=True, description="Where it goes."),
    "labels": lambda shapes: shapes.common("Labels"),
    "content": lambda shapes: {
        "type": "array",
        "items": shapes.common("Block"),
        "description": "The text, part by part.",
    },
}
"""What else is known of something, by the names of fields."""
