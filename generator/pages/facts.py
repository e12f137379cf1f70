"""Sentences that follow from the fields of a definition, such as `Default: 20.`: no description has to repeat them."""

import json
from collections.abc import Iterable
from typing import Any

from generator.findings.json_value import is_array
from generator.languages import markdown
from generator.languages.lua import quoted
from generator.model.integration import Parameter
from generator.model.types import (
    ABSENT,
    ArrayType,
    ConstType,
    EncodedType,
    Enum,
    Field,
    IntegerType,
    NumberType,
    Range,
    StringType,
    Type,
    without_null,
)
from generator.pages.types import Types, behind

MOST_EXAMPLES = 3
_BINARY = "binary"  # what pages call a file
_NAME = "report.csv"
SWITCH = "`true` returns a stream."
_MEANT_AS_IT_IS = (*".!?:…", ".)", "?)")


def described(text: str | None, sentences: Iterable[str]) -> str:
    """Returns inline markdown: a definition's text, as a sentence, then finished sentences."""
    start = markdown.inline(text or "")
    rest = " ".join(sentences)
    if start and rest and not start.endswith(_MEANT_AS_IT_IS):
        start += "."
    return f"{start} {rest}".strip()


def of_parameter(parameter: Parameter, types: Types) -> str:
    """Returns a parameter's description with the facts of its fields, as inline markdown."""
    sentences = _facts(parameter, parameter.description, types)
    if parameter.streaming_switch:
        sentences.append(SWITCH)
    return described(parameter.description, sentences)


def of_field(field: Field, types: Types, beside: str = "") -> str:
    """Returns a field's description with the facts of its type, as inline markdown.

    Values that the text `beside` it shows already are not listed again.
    """
    return described(field.description, _facts(field, field.description or "", types, beside))


def value(data: Any) -> str:
    """Returns a JSON value as a code span; its text is the same in Lua and Python where it is no list, object or null."""
    return markdown.code(json.dumps(data, ensure_ascii=False))


def file_form(parameter: Parameter) -> str:
    """Returns what scripts give for a file, as inline markdown; its name is that of the parameter's first example."""
    named = parameter.examples[0] if parameter.examples else _NAME
    name = next(iter(named), _NAME) if is_array(named) else named
    form = markdown.code(f'{{ filename = {quoted(str(name))}, content = "…" }}')
    is_list = isinstance(without_null(parameter.type), ArrayType)
    return f"{'a list of tables' if is_list else 'a table'} such as {form}, with the bytes as `content`"


def repeated(path: str) -> str:
    """Returns the sentence for a field whose own fields stand further up, under a path; empty for the whole value."""
    return f"Fields as in {markdown.code(path)}." if path else "Fields as in the result itself."


def limited(type_: Type, types: Types) -> bool:
    """Whether the type has limits that a value of the right kind can miss."""
    return bool(_limits(behind(type_, types))) or _closed(behind(type_, types))


def _facts(subject: Parameter | Field, text: str, types: Types, beside: str = "") -> list[str]:
    type_ = behind(subject.type, types)
    known = _values(type_)
    sentences = [*_limits(type_), *([] if _shown(type_, beside) else known)]
    if subject.default is not ABSENT:
        sentences.append(f"Default: {value(subject.default)}.")
    if not known and not (isinstance(subject, Parameter) and subject.is_file):
        sentences += _examples(subject.examples, text, subject.default)
    if subject.deprecated is not None:
        sentences.append(markdown.inline(subject.deprecated))
    return sentences


def _limits(type_: Type) -> list[str]:
    match type_:
        case StringType(format=format_, min_length=least, max_length=most, pattern=pattern):
            return [
                *_count(least, most, "character"),
                *([f"Matches {markdown.code(pattern)}."] if pattern else []),
                *([f"Format: {markdown.code(format_)}."] if format_ not in (None, _BINARY) else []),
            ]
        case IntegerType(range=range_) | NumberType(range=range_):
            return _range(range_)
        case ArrayType(items=items, min_items=least, max_items=most):
            return [*_count(least, most, "item"), *_each(_limits(items))]
        case EncodedType(mode=mode, text=text):
            accepted = "JSON text, or the structure itself." if mode == "json" else "Text, or JSON."
            return [accepted, *_limits(text)]
        case _:
            return []


def _range(range_: Range) -> list[str]:
    low, high = range_.minimum, range_.maximum
    above, below = range_.exclusive_minimum, range_.exclusive_maximum
    sentences = list[str]()
    if low is not None and high is not None:
        dash = "\N{EN DASH}" if low >= 0 else " to "
        sentences.append(f"Range: {low}{dash}{high}.")
    elif low is not None:
        sentences.append(f"At least {low}.")
    elif high is not None:
        sentences.append(f"At most {high}.")
    if above is not None:
        sentences.append(f"Greater than {above}.")
    if below is not None:
        sentences.append(f"Less than {below}.")
    return sentences


def _count(least: int | None, most: int | None, thing: str) -> list[str]:
    def things(number: int) -> str:
        return f"{number} {thing}" if number == 1 else f"{number} {thing}s"

    if least and most is not None:
        return [f"{least}\N{EN DASH}{things(most)}." if least != most else f"{things(most)}."]
    if least:
        return [f"At least {things(least)}."]
    return [f"At most {things(most)}."] if most is not None else []


def _values(type_: Type) -> list[str]:
    match type_:
        case StringType(enum=Enum() as enum) | IntegerType(enum=Enum() as enum):
            words = "Known values:" if enum.open else "One of"
            return [f"{words} {', '.join(map(value, enum.values))}."]
        case ArrayType(items=items):
            return _each(_values(items))
        case ConstType(value=only):
            return [f"Always {value(only)}."]
        case _:
            return []


def _each(sentences: list[str]) -> list[str]:
    """The sentences about an item, as sentences about a list."""
    return [f"Each: {sentence[:1].lower()}{sentence[1:]}" for sentence in sentences]


def _shown(type_: Type, beside: str) -> bool:
    match type_:
        case StringType(enum=Enum(values=values)) | IntegerType(enum=Enum(values=values)):
            return all(json.dumps(each, ensure_ascii=False) in beside for each in values)
        case ArrayType(items=items):
            return _shown(items, beside)
        case ConstType(value=only):
            return json.dumps(only, ensure_ascii=False) in beside
        case _:
            return False


def _closed(type_: Type) -> bool:
    match type_:
        case StringType(enum=Enum(open=False)) | IntegerType(enum=Enum(open=False)):
            return True
        case ArrayType(items=items):
            return _closed(items)
        case _:
            return False


def _examples(examples: tuple[Any, ...], text: str, default: Any) -> list[str]:
    """Plain values that neither the description nor the default shows."""
    shown = [
        value(each)
        for each in examples
        if isinstance(each, str | int | float) and each != default and str(each) not in text
    ]
    return [f"E.g. {', '.join(shown[:MOST_EXAMPLES])}."] if shown else []
