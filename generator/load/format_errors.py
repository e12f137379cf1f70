"""Pydantic's complaints about a document, in the words of findings."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.findings import Finding, Pointer, Rule
from generator.findings.json_value import at, has
from generator.findings.words import did_you_mean, either, kind, quoted
from generator.load.format_fields import model_at
from generator.load.rules import (
    FORMAT_VERSION,
    MISSING_FIELD,
    UNKNOWN_FIELD,
    WRONG_TYPE,
    WRONG_VALUE,
)

_EXPECTED = {
    "bool_type": "true or false",
    "dict_type": "an object",
    "float_type": "a number",
    "int_type": "an integer",
    "model_type": "an object",
    "model_attributes_type": "an object",
    "string_type": "a string",
    "tuple_type": "an array",
}


class _Problem(NamedTuple):
    rule: Rule
    message: str
    pointer: Pointer
    part: Literal["key", "value"] = "value"


def translate(
    path: str, root: Any, model: type[BaseModel], error: ValidationError, base: Pointer = ()
) -> list[Finding]:
    """Returns the findings that a validation error means for the value `root`, which stands at `base` in the file."""
    details = error.errors(include_url=False, include_context=True, include_input=False)
    problems = [_problem(root, model, detail) for detail in _essential(root, details)]
    return [
        Finding(each.rule, path, each.message, (*base, *each.pointer), part=each.part)
        for each in [*problems, *_wrong_types(root, details)]
    ]


def _essential(root: Any, details: Sequence[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Yields the errors of their own: not those about types, nor those that follow from an error further in."""
    for detail in details:
        if detail["type"] in _EXPECTED or _follows(root, detail):
            continue
        yield detail


def _follows(root: Any, detail: ErrorDetails) -> bool:
    """Tells whether an array is only "too short" because its entries are wrong."""
    if detail["type"] != "too_short":
        return False
    value = at(root, _pointer(root, detail["loc"]))
    return len(value or ()) >= int(detail.get("ctx", {}).get("min_length", 1))


def _wrong_types(root: Any, details: Sequence[ErrorDetails]) -> Iterator[_Problem]:
    """Yields one problem for each place, though a union complains once for each of its members."""
    expected: dict[Pointer, list[str]] = {}
    for detail in details:
        if detail["type"] in _EXPECTED:
            names = expected.setdefault(_pointer(root, detail["loc"]), [])
            if _EXPECTED[detail["type"]] not in names:
                names.append(_EXPECTED[detail["type"]])
    for pointer, names in expected.items():
        message = f"{_subject(pointer)} must be {either(names)}, not {kind(at(root, pointer))}."
        yield _Problem(WRONG_TYPE, message, pointer)


def _problem(root: Any, model: type[BaseModel], detail: ErrorDetails) -> _Problem:
    pointer = _pointer(root, detail["loc"])
    context = detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            return _missing(root, model, pointer, str(detail["loc"][-1]))
        case "extra_forbidden":
            return _unknown(root, model, pointer)
        case "literal_error":
            return _not_among(root, pointer, str(context["expected"]))
        case "union_tag_invalid":
            return _not_among(root, (*pointer, _tag(context)), str(context["expected_tags"]))
        case "union_tag_not_found":
            return _missing(root, model, pointer, _tag(context))
        case _:
            part: Literal["key", "value"] = "key" if detail["loc"][-1:] == ("[key]",) else "value"
            demand = _demand(detail, at(root, pointer), part)
            return _Problem(WRONG_VALUE, f"{_subject(pointer)} {demand}.", pointer, part)


def _demand(detail: ErrorDetails, value: Any, part: Literal["key", "value"]) -> str:
    context = detail.get("ctx", {})
    match detail["type"]:
        case "string_pattern_mismatch" if part == "key":
            return f"is no name: it must match {context['pattern']}"
        case "string_pattern_mismatch":
            return f"must match {context['pattern']}, but is {quoted(value)}"
        case "string_too_short":
            return "must not be empty"
        case "too_short":
            least = context["min_length"]
            return f"must have at least {least} {'entry' if least == 1 else 'entries'}"
        case "too_long":
            return f"must have at most {context['max_length']} entries"
        case "json_invalid":
            return "is beyond what the parser reads"
        case _:
            return f"must be {detail['msg'].removeprefix('Input should be ')}"


def _missing(root: Any, model: type[BaseModel], pointer: Pointer, name: str) -> _Problem:
    owner = model_at(model, root, pointer)
    descriptions = _descriptions(owner) if owner else {}
    purpose = f" {descriptions[name]}" if descriptions.get(name) else ""
    return _Problem(MISSING_FIELD, f"The field '{name}' is missing.{purpose}", pointer)


def _unknown(root: Any, model: type[BaseModel], pointer: Pointer) -> _Problem:
    name = str(pointer[-1])
    owner = model_at(model, root, pointer[:-1])
    known = sorted(_descriptions(owner)) if owner else []
    hint = did_you_mean(name, known) or (f" Known fields: {', '.join(known)}." if known else "")
    return _Problem(UNKNOWN_FIELD, f"Unknown field '{name}'.{hint}", pointer, "key")


def _not_among(root: Any, pointer: Pointer, expected: str) -> _Problem:
    value = at(root, pointer)
    if pointer == ("format",):
        message = f"This generator reads format {expected}, not {quoted(value)}."
        return _Problem(FORMAT_VERSION, message, pointer)
    choices = [each.strip(" '") for each in expected.replace(" or ", ", ").split(",")]
    hint = did_you_mean(value, choices) if isinstance(value, str) else ""
    listed = either([f'"{each}"' for each in choices])
    return _Problem(
        WRONG_VALUE, f"{_subject(pointer)} must be {listed}, not {quoted(value)}.{hint}", pointer
    )


def _descriptions(model: type[BaseModel]) -> dict[str, str]:
    return {
        field.alias or name: field.description or "" for name, field in model.model_fields.items()
    }


def _tag(context: dict[str, Any]) -> str:
    return str(context["discriminator"]).strip("'")


def _subject(pointer: Pointer) -> str:
    names = [each for each in pointer if isinstance(each, str)]
    if not names:
        return "The file's value"
    if isinstance(pointer[-1], int):
        return f"'{names[-1]}[{pointer[-1]}]'"
    return f"'{names[-1]}'"


def _pointer(root: Any, location: tuple[int | str, ...]) -> Pointer:
    """Returns the pointer that a location means: without names of union members and other marks of the validator."""
    pointer: list[int | str] = []
    value = root
    for step in location:
        if has(value, step):
            value = value[step]
            pointer.append(step)
    return tuple(pointer)
