"""Checks of the values that a script spells out: those that a call makes, which let computed values pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ...arguments.binder import unknown_parameter, wrong_parameter
from ...arguments.checks import Node as Checks
from ...arguments.checks import wrong
from ...arguments.schemas import SchemaCompiler
from ...arguments.values import Path, Problem
from ...errors import ArgumentError
from ...spec import JSON, IntegrationSpec, Schema
from ...suggest import nearest
from ..calls import explain, read_arguments
from ..values import LuaValueError, is_file, shapes_of
from .literals import SAMPLES, Computed, Entry, Table, is_null, is_table

if TYPE_CHECKING:
    from tree_sitter import Node


_MISSING: Final = "is required"
_SWITCH: Final = "stream"


class Mistake(NamedTuple):
    """What is wrong with a value, as a sentence, and the node that is."""

    node: Node
    sentence: str
    hint: str = ""


class LiteralSchemas(SchemaCompiler):
    """Compiles the schemas of one integration to checks that let computed values pass."""

    def compile(self, schema: Schema) -> Checks:
        """The checks for `schema`."""
        node = super().compile(schema)

        def check(value: Any, path: Path, problems: list[Problem]) -> JSON:
            if not isinstance(value, Computed):
                return node.check(value, path, problems)
            if value.kind is not None and is_file(schema):
                return node.check(SAMPLES[value.kind], path, problems)
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
    walks: bool = False
    """Whether a call returns what walks the items of all pages."""
    walker: str = ""
    """The name of the function that does so for this one."""
    events: bool = False
    """Whether a call can be answered event by event."""
    text: bool = False
    """Whether a call returns a string."""

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
        return unknown_parameter(name, self.path, self._parameters)

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
        for problem in problems:
            sentence = wrong_parameter(problem, self.path)
            told = explain(self.path, ArgumentError(sentence)).decode()
            keys = _keys(problem.path)
            misspelt = self._misspelt(entry, keys) if problem.text == _MISSING else None
            if misspelt is None:
                yield Mistake(_place(entry, keys), told)
            else:
                name, key = misspelt
                yield Mistake(key, told, f"did you mean {keys[-1]}, not {name}?")

    @property
    def switch(self) -> str:
        """The parameter that makes the answer a stream; empty where there is none, or nobody can tell."""
        flags = [name for name, each in self._parameters.items() if _is_flag(each["schema"])]
        return flags[0] if self.events and len(flags) == 1 else _SWITCH if _SWITCH in flags else ""

    def _misspelt(self, entry: Entry, keys: list[str | int]) -> tuple[str, Node] | None:
        """The field that nobody knows and that is like the one that is missing: its name and its key."""
        inside: Any = entry.value
        shapes = list(shapes_of(self._parameters[keys[0]]["schema"], self.spec["types"]))
        for key in keys[1:-1]:
            found = inside.entries.get(_spelt(key)) if isinstance(inside, Table) else None
            if found is None:
                return None
            inside = found.value
            inner = [each for shape in shapes for each in _inner(shape, key)]
            shapes = [each for some in inner for each in shapes_of(some, self.spec["types"])]
        if not isinstance(inside, Table):
            return None
        known = {name for shape in shapes for name in shape.get("properties", ())}
        given = {
            key.decode(): each.key for key, each in inside.entries.items() if isinstance(key, bytes)
        }
        close = nearest(str(keys[-1]), given.keys() - known)
        return (close[0], given[close[0]]) if close else None

    @property
    def _parameters(self) -> Any:
        return self.spec["functions"][self.path.partition(".")[2]].spec["parameters"]


def _is_flag(schema: Schema) -> bool:
    return schema.get("type") == "boolean"


def _inner(shape: Schema, key: str | int) -> Iterator[Schema]:
    """What a schema says of a position, or of a name."""
    found = shape.get("items") if isinstance(key, int) else shape.get("properties", {}).get(key)
    if found is not None:
        yield found


def _spelt(key: str | int) -> bytes | int:
    """A key as the table of a script has it."""
    return key + 1 if isinstance(key, int) else key.encode()


def _keys(path: Path) -> list[str | int]:
    """The keys of a path, the name of the parameter first."""
    keys: list[str | int] = []
    here: Path | None = path
    while here is not None:
        here, key = here
        keys.append(key)
    return keys[::-1]


def _place(entry: Entry, keys: list[str | int]) -> Node:
    """The innermost node on a path that is spelt out."""
    for key in keys[1:]:
        inside: Any = entry.value
        found = inside.entries.get(_spelt(key)) if isinstance(inside, Table) else None
        if found is None:
            return entry.node
        entry = found
    return entry.node
