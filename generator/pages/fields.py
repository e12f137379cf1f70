"""The fields of parameters and results as the rows of tables for people."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.languages import markdown
from generator.languages import python as python_language
from generator.model.integration import Function, Parameter
from generator.pages import facts, wording
from generator.pages.shape import Row, Shape, joined, result_shape, shape
from generator.pages.types import Types, words

CUT = "Deeper fields are in the types of the Python package."
BYTES = (
    "The bytes of the answer. In Lua a string with them. In Python a `Download`: `read()` returns them, `save(path)` writes them "
    "to a file."
)

_MOST_ROWS = 150
_FILE = "In Python: a path, bytes, a file open for reading bytes, or an `Upload`."


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A row of such a table. `level` is 0 for a parameter, and counts from 1 for fields; `text` is inline markdown."""

    path: str
    level: int
    type: str
    present: bool
    """It is required, or always there."""
    text: str
    own: str
    """The last part of the path: the field's own name."""

    @property
    def above(self) -> str:
        """The path without its last part: `data[].`."""
        return self.path.removesuffix(self.own)

    def cells(self, yes: str, no: str) -> tuple[str, str, str, str]:
        """Returns the row as inline markdown, with these words for what must be there and what may be missing."""
        return markdown.code(self.path), self.type, yes if self.present else no, self.text


@dataclass(frozen=True, slots=True)
class FieldTable:
    """Rows down to some level; `complete` where nothing lies deeper."""

    lines: tuple[FieldLine, ...]
    complete: bool


def of_parameter(parameter: Parameter, types: Types) -> FieldLine:
    """Returns the row of a parameter itself."""
    text = facts.of_parameter(parameter, types)
    if parameter.is_file:
        text = f"{text} In Lua: {facts.file_form(parameter)}. {_FILE}".lstrip()
    name = python_language.parameter_name(parameter.name)
    return FieldLine(
        parameter.name,
        0,
        parameter.documented_type,
        parameter.required,
        f"{text}{_renamed(parameter.name, name)}",
        parameter.name,
    )


def inside(parameters: Iterable[Parameter], types: Types) -> FieldTable:
    """Returns the fields of the objects that parameters take."""
    shapes = [shape(each.type, types, _MOST_ROWS, each.name) for each in parameters]
    rows = tuple(row for each in shapes for row in each.rows)
    return _table(Shape(rows, all(each.complete for each in shapes)), types)


def result(function: Function, types: Types) -> FieldTable | str:
    """Returns the fields of a result, or the sentence that says what is returned where it has none."""
    if function.answers_bytes:
        return BYTES
    if function.result is None:
        empty = function.http is not None and function.http.answer == "empty"
        return wording.NOTHING if empty else wording.UNKNOWN_RESULT
    found = result_shape(function.result, types, _MOST_ROWS)
    if not found.rows:
        return f"A value of type {words(function.result, types)}."
    return _table(found, types)


def _table(found: Shape, types: Types) -> FieldTable:
    return FieldTable(tuple(_line(each, types) for each in found.rows), found.complete)


def _line(row: Row, types: Types) -> FieldLine:
    text = facts.of_field(row.field, types)
    if row.same_as is not None:
        text = facts.described(text, [facts.repeated(row.same_as)])
    return FieldLine(
        row.path,
        row.level,
        words(row.field.type, types),
        not row.optional,
        f"{text}{_renamed(row.field.name, row.attribute)}",
        joined("", row.field.name),
    )


def _renamed(name: str, python_name: str) -> str:
    return "" if name == python_name else f" In Python: {markdown.code(python_name)}."
