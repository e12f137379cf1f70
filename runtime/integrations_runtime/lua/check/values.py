"""Checks of the values that a script spells out: those that a call makes, which let computed values pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from ...arguments.checks import Node as Checks
from ...arguments.checks import wrong
from ...arguments.schemas import SchemaCompiler
from ...arguments.values import Path, Problem, spell, spell_path
from ...errors import ArgumentError
from ...spec import JSON, IntegrationSpec, Schema
from ...suggest import nearest
from ..calls import explain, read_arguments
from ..values import LuaValueError
from .literals import SAMPLES, Computed, Entry, Table, is_null, is_table

if TYPE_CHECKING:
    from tree_sitter import Node


class Mistake(NamedTuple):
    """What is wrong with a value, as a sentence, and the node that is."""

    node: Node
    sentence: str


class LiteralSchemas(SchemaCompiler):
    """Compiles the schemas of one integration to checks that let computed values pass."""

    def compile(self, schema: Schema) -> Checks:
        """The checks for `schema`."""
        node = super().compile(schema)

        def check(value: Any, path: Path, problems: list[Problem]) -> JSON:
            if not isinstance(value, Computed):
                return node.check(value, path, problems)
            kinds = {value.kind, "integer" if value.kind == "number" else value.kind}
            if value.kind is not None and node.kinds and not kinds & node.kinds:
                problems.append(wrong(path, SAMPLES[value.kind], *node.kinds))
            return None

        return Checks(check, node.kinds, node.nullable)


@dataclass(frozen=True, slots=True)
class Signature:
    """What a function takes. Sentences are those that a script would be told when it runs."""

    path: str
    spec: IntegrationSpec
    schemas: LiteralSchemas
    floats: bool
    """Whether the script's Lua has no integers."""

    @property
    def required(self) -> list[str]:
        """The parameters that every call needs."""
        return [name for name, each in self._parameters.items() if each.get("required")]

    def takes(self, name: str) -> bool:
        """Whether there is such a parameter."""
        return name in self._parameters

    def is_given(self, name: str, value: Any) -> bool:
        """Whether a call passes the parameter; null leaves out those that cannot be null."""
        if value is not None and not is_null(value):
            return True
        return self.schemas.compile(self._parameters[name]["schema"]).nullable

    def positional(self, value: Any) -> str | None:
        """What is wrong with the argument itself; None where it may be a table of parameters."""
        try:
            read_arguments(self.spec, self.path, value, is_table, is_null)
        except LuaValueError as error:
            return explain(self.path, error).decode()
        return None

    def unknown(self, name: str) -> str:
        """The sentence about a parameter that does not exist."""
        sentence = f"Unknown parameter {spell(name)} of {self.path}."
        for similar in nearest(name, self._parameters):
            sentence += f" Did you mean '{similar}'?"
        return sentence

    def mistakes(self, name: str, entry: Entry) -> Iterator[Mistake]:
        """What is wrong with the value of a parameter."""
        given = {name.encode(): entry.value}
        try:
            value = read_arguments(
                self.spec, self.path, given, is_table, is_null, floats=self.floats
            )[name]
        except LuaValueError as error:
            yield Mistake(entry.node, explain(self.path, error).decode())
            return
        problems: list[Problem] = []
        schema = self._parameters[name]["schema"]
        self.schemas.compile(schema).check(value, (None, name), problems)
        for path, text in problems:
            sentence = f"Parameter '{spell_path(path)}' of {self.path} {text}."
            told = explain(self.path, ArgumentError(sentence)).decode()
            yield Mistake(_place(entry, path), told)

    @property
    def _parameters(self) -> Any:
        return self.spec["functions"][self.path.partition(".")[2]].spec["parameters"]


def _place(entry: Entry, path: Path) -> Node:
    """The innermost node on a path that is spelt out."""
    keys: list[str | int] = []
    here: Path | None = path
    while here is not None:
        here, key = here
        keys.append(key)
    for key in reversed(keys[:-1]):
        inside: Any = entry.value
        spelt = key + 1 if isinstance(key, int) else key.encode()
        found = inside.entries.get(spelt) if isinstance(inside, Table) else None
        if found is None:
            return entry.node
        entry = found
    return entry.node
