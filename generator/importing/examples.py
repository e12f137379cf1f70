"""Examples: the document's own where they fit, else made-up ones."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.definition import Parameter as ParameterDefinition
from generator.definition import Schema
from generator.findings import Report
from generator.findings.json_value import is_object
from generator.importing.annotations import is_data
from generator.importing.functions import Made
from generator.importing.keywords import Raw
from generator.importing.losses import ExemptError, Losses
from generator.importing.rules import DEFAULT, EXAMPLE, UNSUPPORTED
from generator.importing.statements import shown
from generator.importing.values import NoValueError, Values
from generator.model.integration import Parameter
from generator.model.types import (
    ABSENT,
    ArrayType,
    NullableType,
    StringType,
    Type,
)
from generator.resolve.derived import Deriver
from generator.resolve.naming import pascal
from generator.resolve.types import Place, TypeResolver

_MOST_OPTIONAL = 6


@dataclass(slots=True)
class Examples:
    """Makes the examples of one integration's functions."""

    integration: str
    resolver: TypeResolver
    losses: Losses
    values: Values = field(init=False)

    def __post_init__(self) -> None:
        self.values = Values(self.resolver.types)

    def add(self, made: Made) -> None:
        """Adds an example to a function, and values to parameters that need one. Raises ExemptError."""
        report = Report(made.name)
        place = Place(report, (), pascal(made.name))
        typed = {
            name: self._parameter(name, raw, place) for name, raw in made.draft.parameters.items()
        }
        switch = made.raw.get("streaming", {}).get("parameter")
        arguments = self._arguments(made, typed, switch)
        example: Raw = {"arguments": arguments} if arguments else {}
        response: Any = ABSENT
        result: Type | None = None
        if "response" in made.raw:
            schema = Schema.model_validate_json(_json(made.raw["response"]))
            name = f"{place.name}Result"
            result = self.resolver.resolve(schema, place.inside("response", name=name))
            response = self._response(made, result)
            example["response"] = response
        full_name = f"{self.integration}_{made.name}"
        deriver = Deriver(self.resolver.types)
        example["show"] = shown(deriver, full_name, result, response)
        made.raw["examples"] = [example]

    def _parameter(self, name: str, raw: Raw, root: Place) -> Type:
        definition = ParameterDefinition.model_validate_json(_json(raw))
        place = root.inside("parameters", name, name=root.name + pascal(name))
        if definition.schema_ is not None:
            return self.resolver.resolve(definition.schema_, place.inside("schema"))
        return self.resolver.resolve(definition, place)

    def _arguments(self, made: Made, typed: dict[str, Type], switch: object) -> dict[str, Any]:
        shown_values = dict(self._from_body(made, typed))
        optional = 0
        arguments: dict[str, Any] = {}
        for name, type_ in typed.items():
            raw = made.draft.parameters[name]
            self._clean(made, name, type_)
            value = self._value(made, name, type_)
            self._derivable(name, raw, type_, value)
            if name in shown_values and name != switch:
                if not raw.get("required"):
                    optional += 1
                if raw.get("required") or optional <= _MOST_OPTIONAL:
                    arguments[name] = shown_values[name]
            elif raw.get("required"):
                if value is ABSENT:
                    message = f"no value for its parameter '{name}' could be made up."
                    raise ExemptError(UNSUPPORTED, message, made.draft.origins[name])
                arguments[name] = value
        return arguments

    def _from_body(self, made: Made, typed: dict[str, Type]) -> Iterator[tuple[str, Any]]:
        """Yields the values of parameters in the body that the document shows."""
        if made.draft.body_example is None:
            return
        body, node = made.draft.body_example
        whole = made.draft.fields.get("body")
        for name, type_ in typed.items():
            raw = made.draft.parameters[name]
            if raw["in"] not in ("body", "form") or _is_file(type_):
                continue
            wire_name = raw.get("wire_name", name)
            if whole is not None:
                value = body
            elif is_object(body) and wire_name in body:
                value = body[wire_name]
            else:
                continue
            if self.values.fits(type_, value, sent=True) and _is_showable(value):
                yield name, value
            else:
                message = (
                    "The example of a body does not fit its schema, is too long, or holds a key."
                )
                self.losses.add(EXAMPLE, message, node)

    def _clean(self, made: Made, name: str, type_: Type) -> None:
        """Removes a default and examples that do not fit."""
        raw, node = made.draft.parameters[name], made.draft.origins[name]
        if "default" in raw and not self.values.fits(type_, raw["default"], sent=True):
            self.losses.add(DEFAULT, "The default does not fit its schema.", node)
            del raw["default"]
        stated = raw.pop("examples", [])
        fitting = [each for each in stated if self.values.fits(type_, each, sent=True)]
        if len(fitting) < len(stated):
            self.losses.add(EXAMPLE, "An example does not fit its schema.", node)
        if fitting:
            raw["examples"] = fitting

    def _value(self, made: Made, name: str, type_: Type) -> Any:
        raw = made.draft.parameters[name]
        if _is_file(type_):
            plain = type_.inner if isinstance(type_, NullableType) else type_
            return ["example.txt"] if isinstance(plain, ArrayType) else "example.txt"
        if "examples" in raw:
            return raw["examples"][0]
        if "default" in raw:
            return raw["default"]
        try:
            return self.values.make(type_, name, sent=True)
        except NoValueError:
            return ABSENT

    def _derivable(self, name: str, raw: Raw, type_: Type, value: Any) -> None:
        """Gives a parameter an example where none follows from its type."""
        parameter = Parameter(
            name=name,
            type=type_,
            required=bool(raw.get("required")),
            description="",
            location=None,
            wire_name=name,
            documented_type="any",
            default=raw.get("default", ABSENT),
            examples=tuple(raw.get("examples", ())),
        )
        derived = Deriver(self.resolver.types).arguments((parameter,))[name]
        if not self.values.fits(type_, derived, sent=True) and value is not ABSENT:
            raw["examples"] = [value]

    def _response(self, made: Made, type_: Type) -> Any:
        for value, node in made.draft.answers:
            adapted = self.values.adapted(type_, value)
            if (
                self.values.fits(type_, adapted, sent=False)
                and _is_showable(adapted)
                and self._has_items(made, adapted)
            ):
                return adapted
            message = (
                "An example of an answer does not fit its schema, is too long, or holds a key."
            )
            self.losses.add(EXAMPLE, message, node)
        try:
            return self._with_items(made, type_)
        except NoValueError:
            message = "no answer could be made up that fits its schema."
            raise ExemptError(UNSUPPORTED, message, made.operation.node) from None

    def _has_items(self, made: Made, value: Any) -> bool:
        items = made.raw.get("pagination", {}).get("items")
        if items is None or items == "@":
            return True
        return is_object(value) and isinstance(value.get(items), list)

    def _with_items(self, made: Made, type_: Type) -> Any:
        value = self.values.make(type_, made.name, sent=False)
        if not self._has_items(made, value):
            made.raw.pop("pagination", None)
        return value


def _is_file(type_: Type) -> bool:
    plain = type_.inner if isinstance(type_, NullableType) else type_
    each = plain.items if isinstance(plain, ArrayType) else plain
    return isinstance(each, StringType) and each.format == "binary"


_LONGEST = 6000


def _is_showable(value: Any) -> bool:
    return is_data(value, _LONGEST)


def _json(value: Any) -> str:
    return json.dumps(value)
