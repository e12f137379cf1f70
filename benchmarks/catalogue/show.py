"""What scripts print of a result: statements of `show` that fit its type."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.catalogue.chance import Chance
from benchmarks.catalogue.values import Json

_PRINTABLE = ("string", "integer", "boolean", "number")


@dataclass(frozen=True, slots=True)
class Show:
    """Writes statements over the types of one vendor."""

    types: Mapping[str, Json]
    chance: Chance

    def fields(self, schema: Mapping[str, Any], root: str) -> list[Json]:
        """Returns statements that print some fields of an object, or the value itself."""
        plain, _ = self._opened(schema)
        values = list(self._values(plain, root))
        if not values:
            return [{"print": "done"}]
        first, *others = values
        lines = [f"{{{first}}}", *(self._line(each) for each in self.chance.some(others, 3))]
        return [{"print": line} for line in lines[: self.chance.between(1, 4)]]

    def items(self, schema: Mapping[str, Any], path: str, name: str) -> list[Json]:
        """Returns a loop over the list at a path, whose items have a schema."""
        plain, _ = self._opened(schema)
        values = list(self._values(plain, name)) or [name]
        head = {"each": path, "as": name}
        others = self.chance.some(values[1:], 2)
        if len(others) == 2 and self.chance.happens(0.3):
            first, *more = values[0], *others
            return [
                {
                    **head,
                    "do": [
                        {"print": f"{{{first}}}"},
                        *({"print": self._line(each)} for each in more),
                    ],
                }
            ]
        return [{**head, "print": ": ".join(f"{{{each}}}" for each in [values[0], *others[:1]])}]

    def _line(self, value: str) -> str:
        label = value.split(".", 1)[-1].split("|")[0].split(":")[0]
        return (
            f"{label}: {{{value}}}" if self.chance.happens(0.5) else f"{{{{{label}}}}} {{{value}}}"
        )

    def _values(
        self, schema: Mapping[str, Any], path: str, optional: bool = False
    ) -> Iterator[str]:
        """Yields what stands between braces, for a value and for the fields of an object, one level deep."""
        if schema.get("type") in _PRINTABLE:
            yield _value(path, schema, optional)
        for name, inner in schema.get("properties", {}).items():
            plain, nullable = self._opened(inner)
            absent = optional or nullable or name not in schema.get("required", ())
            if plain.get("type") in _PRINTABLE:
                yield _value(f"{path}.{name}", plain, absent)
            elif plain.get("type") == "object" and path.count(".") == 0:
                yield from self._values(plain, f"{path}.{name}", absent)

    def _opened(self, schema: Mapping[str, Any]) -> tuple[Mapping[str, Any], bool]:
        """Returns a schema behind references, and whether its value may be null."""
        nullable = False
        while "$ref" in schema:
            nullable = nullable or bool(schema.get("nullable"))
            schema = self.types[schema["$ref"].removeprefix("#/types/")]
        return schema, nullable or bool(schema.get("nullable"))


def _value(path: str, schema: Mapping[str, Any], optional: bool) -> str:
    decimals = ":.2f" if schema["type"] == "number" else ""
    return f"{path}{decimals}{'|none' if optional else ''}"
