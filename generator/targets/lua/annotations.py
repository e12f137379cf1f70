"""Types as annotations: the expressions that follow `---@field` and `---@return`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from generator.languages.lua import quoted
from generator.model.integration import Function
from generator.model.types import (
    AnyType,
    ArrayType,
    BooleanType,
    ConstType,
    EncodedType,
    Enum,
    IntegerType,
    MapType,
    NullableType,
    NumberType,
    RefType,
    StringType,
    Type,
    UnionType,
    without_null,
)
from generator.targets.lua.names import member_name, type_name

NULL = "app.Null"
FILE = "app.File"

_PLAIN: Mapping[type, str] = {
    StringType: "string",
    IntegerType: "integer",
    NumberType: "number",
    BooleanType: "boolean",
    AnyType: "any",
}


@dataclass(slots=True)
class Annotator:
    """Spells types of an integration; the enums that it meets become aliases, which its owner declares.

    Where values come from the vendor (`is_input` is false) every enum is open.
    """

    integration: str
    is_input: bool
    aliases: dict[str, Enum] = field(default_factory=dict[str, Enum])

    def spell(self, type_: Type, alias: str) -> str:
        """Returns the expression of a type; `alias` names its enum, if it has one."""
        match type_:
            case StringType(enum=Enum() as enum) | IntegerType(enum=Enum() as enum):
                return self._alias(alias, enum)
            case StringType(format="binary") if self.is_input:
                return FILE
            case ConstType(value=value):
                return spell_value(value)
            case RefType(name=name):
                return type_name(self.integration, name)
            case ArrayType() | MapType() | UnionType() | NullableType() | EncodedType():
                return self._spell_composed(type_, alias)
            case _:
                return _PLAIN[type(type_)]

    def _spell_composed(
        self, type_: ArrayType | MapType | UnionType | NullableType | EncodedType, alias: str
    ) -> str:
        match type_:
            case ArrayType(items=items):
                return f"{_grouped(self.spell(items, alias))}[]"
            case MapType(values=values):
                return f"table<string, {self.spell(values, alias)}>"
            case UnionType(options=options):
                return _union(self.spell(each, alias) for each in options)
            case NullableType(inner=inner):
                return _union([self.spell(inner, alias), NULL])
            case EncodedType(decoded=decoded):
                return "any" if decoded is None else _union(["string", self.spell(decoded, alias)])

    def _alias(self, name: str, enum: Enum) -> str:
        if not self.is_input:
            enum = replace(enum, open=True)
        while self.aliases.get(name, enum) != enum:
            name += "_"
        self.aliases[name] = enum
        return name


def spell_result(annotator: Annotator, function: Function) -> str:
    """Returns the expression of what a function returns."""
    type_ = function.result
    if type_ is None:
        answer = function.http.answer if function.http else "json"
        return {"empty": "nil", "text": "string", "binary": "string"}.get(answer, "any")
    alias = member_name(f"app.{annotator.integration}.{function.name}", "Result")
    expression = annotator.spell(without_null(type_), alias)
    return f"{expression}|nil" if isinstance(type_, NullableType) else expression


def spell_item(annotator: Annotator, function: Function) -> str:
    """Returns the expression of an item of the list that a function returns in pages."""
    return _spell_one(annotator, function, function.item, "Item")


def spell_event(annotator: Annotator, function: Function) -> str:
    """Returns the expression of a piece of a function's answer, where it streams."""
    event = None if function.streaming is None else function.streaming.event
    return _spell_one(annotator, function, event, "Event")


def spell_iterator(expression: str) -> str:
    """Returns the expression of what `for` takes, by that of a value."""
    return f"fun(): {expression}" if expression == "any" else f"fun(): {_grouped(expression)}?"


def spell_value(value: str | int | bool) -> str:
    """Returns the type that has one value."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return quoted(value) if isinstance(value, str) else str(value)


def enum_lines(enum: Enum, notes: Mapping[str, str]) -> list[str]:
    """Returns the lines below an alias: a value each, `notes` behind some, and the type of others where it is open."""
    lines = [f"---| {spell_value(each)}{notes.get(str(each), '')}" for each in enum.values]
    if enum.open:
        lines.append("---| string" if isinstance(enum.values[0], str) else "---| integer")
    return lines


def _spell_one(annotator: Annotator, function: Function, type_: Type | None, alias: str) -> str:
    if type_ is None:
        return "any"
    return annotator.spell(
        type_, member_name(f"app.{annotator.integration}.{function.name}", alias)
    )


def _union(expressions: Iterable[str]) -> str:
    """The expression of either: without repetitions, and `any` where one of them is."""
    options = list(dict.fromkeys(expressions))
    return "any" if "any" in options else "|".join(options)


def _grouped(expression: str) -> str:
    """The expression as the item of an array."""
    return f"({expression})" if "|" in expression else expression
