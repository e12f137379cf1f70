"""The arguments of a call, from JSON text, `name=value` pairs and files."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NoReturn, cast

from ...arguments.binder import unknown_parameter
from ...arguments.files import AS_DATA
from ...errors import ArgumentError
from ...spec import FunctionSpec, Schema

_ALL: Final = frozenset({"string", "integer", "number", "boolean", "array", "object", "null"})


class Arguments:
    """Reads the arguments of one function, whose schemas say what a text stands for."""

    def __init__(self, function: str, spec: FunctionSpec, types: Mapping[str, Schema]) -> None:
        self._function = function
        self._schemas = {name: each["schema"] for name, each in spec["parameters"].items()}
        self._types = types

    def read(
        self, text: str | None, pairs: Sequence[str], files: Sequence[str]
    ) -> dict[str, object]:
        """All arguments; those that are given by name take precedence. Raises `ArgumentError`."""
        found = {} if text is None else _object(sys.stdin.read() if text == "-" else text)
        for name, texts in self._grouped("--arg", pairs).items():
            found[name] = self._value(name, texts)
        for name, paths in self._grouped("--file", files).items():
            found[name] = self._files(name, paths)
        for name, value in found.items():
            self._refuse_path(name, value)
        return found

    def _grouped(self, option: str, pairs: Sequence[str]) -> dict[str, list[str]]:
        grouped: dict[str, list[str]] = {}
        for pair in pairs:
            name, mark, value = pair.partition("=")
            if not mark:
                raise ArgumentError(f"{option} takes name=value, not '{pair}'.")
            if name not in self._schemas:
                raise ArgumentError(unknown_parameter(name, self._function, self._schemas))
            grouped.setdefault(name, []).append(value)
        return grouped

    def _value(self, name: str, texts: Sequence[str]) -> object:
        schema = self._schemas[name]
        items = self._items(schema)
        if items is None:
            if len(texts) > 1:
                raise ArgumentError(f"Parameter '{name}' of {self._function} is given twice.")
            return self._parsed(texts[0], schema)
        if len(texts) == 1:
            whole = self._parsed(texts[0], schema)
            if _kind(whole) in self._kinds(schema):
                return whole
        return [self._parsed(each, items) for each in texts]

    def _parsed(self, text: str, schema: Schema) -> object:
        """The JSON value that a text is where the parameter takes such a value, else the text."""
        kinds = self._kinds(schema)
        if kinds <= {"string", "null"}:
            return text
        try:
            value: object = json.loads(text, parse_constant=_refuse)
        except (ValueError, RecursionError):
            return text
        return value if _kind(value) in kinds or "string" not in kinds else text

    def _files(self, name: str, paths: Sequence[str]) -> object:
        items = self._items(self._schemas[name])
        if "binary" not in self._formats(name):
            raise ArgumentError(f"Parameter '{name}' of {self._function} takes no file.")
        if items is None and len(paths) > 1:
            raise ArgumentError(f"Parameter '{name}' of {self._function} is given twice.")
        found = [Path(each) for each in paths]
        return found if items is not None else found[0]

    def _refuse_path(self, name: str, value: object) -> None:
        """Raises for text in the place of a file: it could be a path or what is in the file."""
        given = cast("list[object]", value) if isinstance(value, list) else [value]
        if self._formats(name) == {"binary"} and any(isinstance(each, str) for each in given):
            raise ArgumentError(
                f"Parameter '{name}' of {self._function} takes a file: give its path with --file {name}=PATH, "
                f"or an object such as {AS_DATA}."
            )

    def _formats(self, name: str) -> set[str | None]:
        """The formats of a parameter, or of the items of its lists; `binary` is that of files."""
        schema = self._schemas.get(name, {})
        return {each.get("format") for each in self._options(self._items(schema) or schema)}

    def _items(self, schema: Schema) -> Schema | None:
        """The schema of the items, where a list is taken."""
        for option in self._options(schema):
            if option.get("type") == "array":
                return cast("Schema", option.get("items", {}))
        return None

    def _kinds(self, schema: Schema) -> frozenset[str]:
        """The types of JSON that a schema takes."""
        found = set[str]()
        for option in self._options(schema):
            kind = option.get("type")
            if kind is None:
                return _ALL
            if option.get("format") == "binary":
                kind = "object"  # a file as plain data
            found |= {"integer", "number"} if kind == "number" else {kind}
            found |= {"null"} if option.get("nullable") else set()
        return frozenset(found)

    def _options(self, schema: Schema, seen: frozenset[str] = frozenset()) -> Iterator[Schema]:
        """The schemas one of which a value fits, without references and unions."""
        if "$ref" in schema:
            name = schema["$ref"]
            if name not in seen:
                yield from self._options(self._types[name], seen | {name})
        elif "anyOf" in schema:
            for each in schema["anyOf"]:
                yield from self._options(each, seen)
        else:
            yield schema


def _object(text: str) -> dict[str, object]:
    try:
        value: Any = json.loads(text, parse_constant=_refuse)
    except RecursionError:
        raise ArgumentError("The arguments are nested too deeply.") from None
    except ValueError as error:
        raise ArgumentError(f"The arguments are not JSON: {error}.") from None
    if not isinstance(value, dict):
        raise ArgumentError('The arguments must be a JSON object, like {"limit": 10}.')
    return cast("dict[str, object]", value)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")


def _kind(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "integer" if value.is_integer() else "number"
        case str():
            return "string"
        case list():
            return "array"
        case _:
            return "object"
