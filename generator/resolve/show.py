"""Statements of `show` become a program over the types of a result, or of an event."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from generator.definition import Statement as StatementDefinition
from generator.findings import Pointer, Report
from generator.findings.words import did_you_mean, either
from generator.languages.names import loop_variable_problem
from generator.model.show import RESULT, Each, Part, Path, Print, Statement, Step, Value
from generator.model.types import (
    ArrayType,
    BooleanType,
    ConstType,
    IntegerType,
    MapType,
    NamedType,
    NullableType,
    NumberType,
    ObjectType,
    RefType,
    StringType,
    Type,
)
from generator.resolve.rules import (
    SHOW_NAME,
    SHOW_OPTIONAL,
    SHOW_PATH,
    SHOW_SYNTAX,
    SHOW_UNPRINTABLE,
)
from generator.resolve.show_text import (
    PathText,
    ShowSyntaxError,
    ValueText,
    parse_line,
    parse_path,
)

T = TypeVar("T")
Kind = Literal["string", "integer", "number", "boolean"]


class _PathError(Exception):
    pass


@dataclass(frozen=True, slots=True)
class _Variable:
    type: Type
    optional: bool


@dataclass(frozen=True, slots=True)
class ShowResolver:
    """Resolves the statements of one integration's examples; `root` is what paths begin with."""

    integration: str
    types: Mapping[str, NamedType]
    root: str = RESULT

    def resolve(
        self,
        statements: tuple[StatementDefinition, ...],
        shown: Type | None,
        report: Report,
        pointer: Pointer,
    ) -> tuple[Statement, ...] | None:
        """Returns the program that shows a value of a type, or None when something was reported."""
        before = len(report.findings)
        variables: dict[str, _Variable] = {}
        if shown is not None:
            variables[self.root] = self._variable(shown)
        program = self._block(statements, variables, report, pointer)
        return program if len(report.findings) == before else None

    def _block(
        self,
        statements: tuple[StatementDefinition, ...],
        variables: Mapping[str, _Variable],
        report: Report,
        pointer: Pointer,
    ) -> tuple[Statement, ...]:
        resolved = (
            self._statement(each, variables, report, (*pointer, position))
            for position, each in enumerate(statements)
        )
        return tuple(each for each in resolved if each is not None)

    def _statement(
        self,
        statement: StatementDefinition,
        variables: Mapping[str, _Variable],
        report: Report,
        pointer: Pointer,
    ) -> Statement | None:
        if statement.each is not None:
            return self._each(statement, statement.each, variables, report, pointer)
        if statement.print is None or statement.as_ is not None or statement.do is not None:
            message = "A statement is 'print', or 'each' and 'as' with 'print' or 'do'."
            report.add(SHOW_SYNTAX, message, *pointer)
            return None
        return self._print(statement.print, variables, report, (*pointer, "print"))

    def _each(
        self,
        statement: StatementDefinition,
        each: str,
        variables: Mapping[str, _Variable],
        report: Report,
        pointer: Pointer,
    ) -> Statement | None:
        if statement.as_ is None or (statement.print is None) == (statement.do is None):
            message = "A loop has 'each' and 'as', and either 'print' or 'do'."
            report.add(SHOW_SYNTAX, message, *pointer)
            return None
        problem = loop_variable_problem(statement.as_, {*variables, self.root, self.integration})
        if problem:
            report.add(
                SHOW_NAME,
                f"'{statement.as_}' cannot be a loop variable: {problem}.",
                *pointer,
                "as",
            )
            return None
        found = _guarded(lambda: self._list(each, variables), report, (*pointer, "each"))
        if found is None:
            return None
        path, items = found
        inner = {**variables, statement.as_: self._variable(items)}
        body = (
            self._block(statement.do, inner, report, (*pointer, "do"))
            if statement.do is not None
            else self._block((StatementDefinition(print=statement.print),), inner, report, pointer)
        )
        return Each(path, statement.as_, body)

    def _print(
        self, text: str, variables: Mapping[str, _Variable], report: Report, pointer: Pointer
    ) -> Statement | None:
        try:
            pieces = parse_line(text, self.root)
        except ShowSyntaxError as error:
            report.add(SHOW_SYNTAX, f"{error}.", *pointer)
            return None
        last = pieces[-1] if pieces else ""
        end = last if isinstance(last, str) else last.default or ""
        if end != end.rstrip():
            message = "The line ends with a blank, which pages do not show."
            report.add(SHOW_UNPRINTABLE, message, *pointer)
        parts: list[Part] = []
        for piece in pieces:
            if isinstance(piece, str):
                parts.append(piece)
                continue
            value = self._value(piece, variables, report, pointer)
            if value is not None:
                parts.append(value)
        return Print(tuple(parts))

    def _value(
        self, text: ValueText, variables: Mapping[str, _Variable], report: Report, pointer: Pointer
    ) -> Value | None:
        path = _guarded(
            lambda: self._path(text.path, variables, text.default is not None), report, pointer
        )
        if path is None:
            return None
        kind = self._kind(path.type)
        shown = text.path.text
        if kind is None:
            message = f"'{shown}' is {self._named(path.type)}; only strings, integers, booleans and formatted numbers print alike."
            report.add(SHOW_UNPRINTABLE, message, *pointer)
        elif kind == "number" and text.decimals is None:
            wanted = (
                f"{shown}:.2f"
                if text.default is None
                else f"{shown}:.2f|{_unformatted(text.default)}"
            )
            message = f"'{shown}' is a number, which every language prints in its own way. Write '{{{wanted}}}'."
            report.add(SHOW_UNPRINTABLE, message, *pointer)
        elif kind not in ("number", "integer") and text.decimals is not None:
            message = f"'{shown}' is {self._named(path.type)}, so it takes no number format."
            report.add(SHOW_UNPRINTABLE, message, *pointer)
        elif path.optional and text.default is None:
            message = f"'{shown}' may be missing. Write '{{{shown}|…}}' with what is printed then."
            report.add(SHOW_OPTIONAL, message, *pointer)
        else:
            return Value(path, kind, text.default, text.decimals)
        return None

    def _list(self, text: str, variables: Mapping[str, _Variable]) -> tuple[Path, Type]:
        path = self._path(parse_path(text, self.root), variables, False)
        type_, _ = self._plain(path.type)
        if not isinstance(type_, ArrayType):
            raise _PathError(f"'{text}' is {self._named(type_)}, not an array")
        return path, type_.items

    def _path(self, text: PathText, variables: Mapping[str, _Variable], default: bool) -> Path:
        if text.root not in variables:
            known = (
                either([f"'{each}'" for each in variables])
                if variables
                else "none: the function has no result"
            )
            raise _PathError(f"'{text.root}' is not known here; known is {known}")
        root = variables[text.root]
        steps: list[Step] = []
        type_ = root.type
        for position, key in enumerate(text.steps):
            before = ".".join([text.root, *map(str, text.steps[:position])])
            step = self._step(type_, key, before, default)
            steps.append(step)
            type_ = step.type
        return Path(text.root, root.type, tuple(steps), root.optional)

    def _step(self, type_: Type, key: str | int, before: str, default: bool) -> Step:
        plain, _ = self._plain(type_)
        if isinstance(key, int):
            if not isinstance(plain, ArrayType):
                raise _PathError(f"'{before}' is {self._named(plain)}, not an array")
            inner, optional = self._plain(plain.items)
            return Step(key, inner, optional or default)
        if isinstance(plain, MapType):
            inner, optional = self._plain(plain.values)
            return Step(key, inner, optional or default)
        body = self.types[plain.name].body if isinstance(plain, RefType) else None
        if not isinstance(body, ObjectType):
            raise _PathError(f"'{before}' is {self._named(plain)}, which has no fields")
        field = body.field(key)
        if field is None:
            name = plain.name if isinstance(plain, RefType) else before
            hint = did_you_mean(key, [each.name for each in body.fields])
            raise _PathError(f"{name} has no field '{key}'.{hint}".removesuffix("."))
        inner, optional = self._plain(field.type)
        return Step(
            key,
            inner,
            optional or not field.required,
            plain.name if isinstance(plain, RefType) else None,
        )

    def _variable(self, type_: Type) -> _Variable:
        return _Variable(*self._plain(type_))

    def _plain(self, type_: Type) -> tuple[Type, bool]:
        """Returns a type without null and without aliases, and whether it could be null."""
        optional = False
        while True:
            if isinstance(type_, NullableType):
                optional, type_ = True, type_.inner
                continue
            body = self.types[type_.name].body if isinstance(type_, RefType) else None
            if body is None or isinstance(body, ObjectType):
                return type_, optional
            type_ = body

    def _kind(self, type_: Type) -> Kind | None:
        match type_:
            case StringType():
                return "string"
            case IntegerType():
                return "integer"
            case NumberType():
                return "number"
            case BooleanType():
                return "boolean"
            case ConstType(value=value):
                if isinstance(value, bool):
                    return "boolean"
                return "string" if isinstance(value, str) else "integer"
            case _:
                return None

    def _named(self, type_: Type) -> str:
        match type_:
            case ArrayType():
                return "an array"
            case RefType(name=name):
                return f"an object ({name})"
            case MapType():
                return "a map"
            case _:
                kind = self._kind(type_)
                return (
                    "of several types"
                    if kind is None
                    else f"{'an' if kind == 'integer' else 'a'} {kind}"
                )


def _unformatted(default: str) -> str:
    """A default behind which somebody has written the format that belongs before it."""
    return re.sub(r":\.[0-9]f$", "", default)


def _guarded(attempt: Callable[[], T], report: Report, pointer: Pointer) -> T | None:
    """Returns what an attempt returns, or None after reporting why it failed."""
    try:
        return attempt()
    except ShowSyntaxError as error:
        report.add(SHOW_SYNTAX, f"{error}.", *pointer)
    except _PathError as error:
        message = str(error)
        report.add(SHOW_PATH, message if message.endswith("?") else f"{message}.", *pointer)
    return None
