"""Values that travel as text, in a path, a query, a header or a form, read as their schemas say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias
from urllib.parse import unquote_plus

from ..arguments.alternatives import parse_json
from ..arguments.schemas import SchemaCompiler
from ..arguments.values import Problem
from ..spec import JSON, ParameterSpec, QueryStyle, Schema

Pairs: TypeAlias = Sequence[tuple[str, str]]
"""Names, decoded, and values, still percent-encoded: the separators in them count."""

_SEPARATORS: dict[QueryStyle, str] = {"comma": ",", "space": "%20|[+]", "pipe": "%7[Cc]|[|]"}
_INTEGER = re.compile(r"-?\d{1,30}")
_NUMBER = re.compile(r"-?\d{1,300}(\.\d+)?([eE][+-]?\d{1,3})?")
_WORDS = {"true": True, "false": False}


def read_pairs(text: str) -> Pairs:
    """The pairs of a query or form."""
    parts = (part.partition("=") for part in text.split("&") if part)
    return [(unquote_plus(name), value) for name, _, value in parts]


def decoded(pairs: Pairs) -> list[tuple[str, str]]:
    """The pairs as people read them."""
    return [(name, unquote_plus(value)) for name, value in pairs]


def wire_key(name: str, spec: ParameterSpec) -> str:
    """Under which name a parameter stands in a query or form."""
    wire_name = spec.get("wire_name", name)
    return f"{wire_name}[]" if spec.get("query_style") == "brackets" else wire_name


class TextReader:
    """Reads text for the schemas of one integration."""

    def __init__(self, types: Mapping[str, Schema], schemas: SchemaCompiler) -> None:
        self._types = types
        self._schemas = schemas

    def read_values(self, values: Iterable[str], spec: ParameterSpec) -> JSON:
        """The value of a parameter that stands one or several times in a query or form, percent-encoded."""
        texts = list(values)
        separator = _SEPARATORS.get(spec.get("query_style", "repeat"))
        if separator is not None and len(texts) == 1:
            texts = re.split(separator, texts[0])
        return self.read([unquote_plus(text) for text in texts], spec["schema"])

    def read(self, texts: Sequence[str], schema: Schema) -> JSON:
        """The value that `texts` spell: the first alternative that fits, or text that fits nothing."""
        schema = self._resolved(schema)
        if (options := schema.get("anyOf")) is not None:
            for option in options:
                value = self.read(texts, option)
                if self._fits(value, option):
                    return value
            return texts[0] if len(texts) == 1 else list(texts)
        if schema.get("type") == "array":
            return [self._scalar(text, schema.get("items", {})) for text in texts]
        return self._scalar(texts[0], schema) if len(texts) == 1 else list(texts)

    def _scalar(self, text: str, schema: Schema) -> JSON:
        schema = self._resolved(schema)
        if "anyOf" in schema:
            return self.read([text], schema)
        if text == "" and schema.get("nullable"):
            return None
        match "object" if "encoding" in schema else schema.get("type"):
            case "integer" if _INTEGER.fullmatch(text):
                return int(text)
            case "number" if _NUMBER.fullmatch(text):
                return int(text) if _INTEGER.fullmatch(text) else float(text)
            case "boolean":
                return _WORDS.get(text, text)
            case "object":
                return _json(text)
            case _:
                return text

    def _fits(self, value: JSON, schema: Schema) -> bool:
        problems: list[Problem] = []
        self._schemas.compile(schema).check(value, (None, ""), problems)
        return not problems

    def _resolved(self, schema: Schema) -> Schema:
        while (name := schema.get("$ref")) is not None:
            schema = self._types[name]
        return schema


def _json(text: str) -> JSON:
    try:
        value: JSON = parse_json(text)
    except (ValueError, RecursionError):
        return text
    return value
