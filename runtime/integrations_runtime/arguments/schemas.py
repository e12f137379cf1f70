"""Schemas compiled to checks."""

from collections.abc import Mapping
from typing import Any, Final, cast

from ..spec import JSON, Schema
from .alternatives import json_text, text_or_json, union
from .checks import (
    Check,
    Node,
    array_check,
    boolean_check,
    constrained,
    enum_check,
    integer_check,
    null_check,
    nullable_check,
    number_check,
    object_check,
    string_check,
)
from .constraints import array_constraints, number_constraints, string_constraints
from .files import file_check
from .plain_files import FIELDS, plain_upload
from .values import KIND_NAMES, Kind, Path, Problem, as_mapping, clean

_TEXT: Final[frozenset[Kind]] = frozenset({"string"})


class SchemaCompiler:
    """Compiles the schemas of one integration, each shared type once."""

    def __init__(self, types: Mapping[str, Schema]) -> None:
        self._types = types
        self._compiled: dict[str, Node] = {}

    def compile(self, schema: Schema) -> Node:
        """The check for `schema`. A `$ref` must name a shared type."""
        node = self._compile_value(schema)
        if (allowed := schema.get("enum")) is not None:
            node = Node(
                enum_check(node.check, allowed), node.kinds, node.nullable or None in allowed
            )
        if schema.get("nullable") and not node.nullable:
            node = Node(nullable_check(node.check), node.kinds, True)
        return node

    def _compile_value(self, schema: Schema) -> Node:
        if (name := schema.get("$ref")) is not None:
            return self._reference(name)
        encoding = schema.get("encoding")
        if encoding is not None:
            decoded = self.compile(schema.get("decoded", {}))
            check = json_text(decoded) if encoding == "json" else text_or_json(decoded)
            kinds = _TEXT | decoded.kinds if decoded.kinds else decoded.kinds
            return Node(check, kinds, decoded.nullable)
        if (options := schema.get("anyOf")) is not None:
            return union([self.compile(option) for option in options])
        return self._compile_type(schema)

    def _reference(self, name: str) -> Node:
        if name in self._compiled:
            return self._compiled[name]
        schema = self._types[name]

        def later(value: Any, path: Path, problems: list[Problem]) -> JSON:
            return self._compiled[name].check(value, path, problems)

        # What a type that contains itself sees of itself while it is compiled.
        self._compiled[name] = Node(later, _kinds(schema), bool(schema.get("nullable")))
        self._compiled[name] = self.compile(schema)
        return self._compiled[name]

    def _compile_type(self, schema: Schema) -> Node:
        match schema.get("type"):
            case "string" if schema.get("format") == "binary":
                return Node(self._file(), frozenset(), False)
            case "string":
                return _node(constrained(string_check, string_constraints(schema)), "string")
            case "integer":
                return _node(constrained(integer_check, number_constraints(schema)), "integer")
            case "number":
                check = constrained(number_check, number_constraints(schema))
                return _node(check, "number", "integer")
            case "boolean":
                return _node(boolean_check, "boolean")
            case "array":
                items = self.compile(schema["items"]).check if "items" in schema else clean
                return _node(constrained(array_check(items), array_constraints(schema)), "array")
            case "object":
                return _node(self._record(schema), "object")
            case "null":
                return Node(null_check, frozenset({"null"}), True)
            case _:
                return Node(clean, frozenset(), False)

    def _file(self) -> Check:
        fields = self.compile(FIELDS).check

        def file(value: Any, path: Path, problems: list[Problem]) -> Any:
            given = as_mapping(value)
            if given is not None:
                upload = plain_upload(given, fields, path, problems)
                return None if upload is None else file_check(upload, path, problems)
            return file_check(value, path, problems)

        return file

    def _record(self, schema: Schema) -> Check:
        properties = {
            name: self.compile(value) for name, value in schema.get("properties", {}).items()
        }
        extra = schema.get("additionalProperties", True)
        others: Check | None
        if isinstance(extra, Mapping):
            others = self.compile(cast(Schema, extra)).check
        else:
            others = clean if extra else None
        return object_check(properties, frozenset(schema.get("required", ())), others)


def _node(check: Check, *kinds: Kind) -> Node:
    return Node(check, frozenset(kinds), False)


def _kinds(schema: Schema) -> frozenset[Kind]:
    return frozenset(kind for kind in KIND_NAMES if kind == schema.get("type"))
