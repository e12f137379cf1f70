"""Schemas of a document become schemas of definitions; components become shared types."""

import itertools
from collections import deque
from dataclasses import dataclass, field
from typing import Any, Literal

from generator.findings.json_value import is_array, is_object
from generator.importing import members as parts
from generator.importing.annotations import Annotations
from generator.importing.direction import Directions, Way
from generator.importing.document import BrokenReferenceError, Documents, Node
from generator.importing.keywords import Raw, enumeration, inferred_type, limits
from generator.importing.losses import Losses
from generator.importing.members import Members
from generator.importing.objects import object_schema
from generator.importing.rules import CONSTRAINT, CYCLE, REFERENCE, UNION
from generator.importing.type_names import TypeNames
from generator.importing.unions import merged_options, report_discriminator

_MOST_COMBINATIONS = 32
_DEEPEST = 24
_SCALARS = frozenset({"string", "integer", "number", "boolean"})

Kind = Literal["string", "integer", "number", "boolean", "object", "array", "any"]


@dataclass(slots=True)
class Schemas:
    """Converts the schemas of one document. Shared types are converted once, when `finish` is called."""

    documents: Documents
    losses: Losses
    annotations: Annotations
    names: TypeNames = field(default_factory=TypeNames)
    shared: dict[str, Raw] = field(default_factory=dict[str, Raw])
    origins: dict[str, Node] = field(default_factory=dict[str, Node])
    """Where each shared type stands in the document."""
    _known: dict[object, str] = field(default_factory=dict[object, str])
    _pending: deque[tuple[str, Node, Way]] = field(default_factory=deque[tuple[str, Node, Way]])
    _directions: Directions = field(init=False)
    _open: list[object] = field(default_factory=list[object])

    def __post_init__(self) -> None:
        self._directions = Directions(self.documents)

    def finish(self) -> None:
        """Converts the shared types that were referred to, and those that they refer to."""
        while self._pending:
            name, node, way = self._pending.popleft()
            schema = self.convert(node, way)
            schema.pop("nullable", None)  # stands where the type is used
            schema.pop("default", None)
            schema.pop("examples", None)
            schema.pop("deprecated", None)
            self.annotations.name(schema, name)
            self.shared[name] = schema

    def convert(self, node: Node, way: Way) -> Raw:
        """Returns the schema of a definition that a document's schema means."""
        if not is_object(node.value):
            if node.value is not True:
                self.losses.add(CONSTRAINT, "No value fits here; any is taken.", node)
            return {"type": "any"}
        reference = node.plain("$ref")
        if isinstance(reference, str) and not parts.own_part(node.value):
            schema = self._reference(node, reference, way)
        else:
            schema = self.together([node], way)
        self.annotations.annotate(schema, node)
        if parts.allows_null(node) and schema != {"type": "any"}:
            schema["nullable"] = True
        return schema

    def _reference(self, node: Node, reference: str, way: Way) -> Raw:
        try:
            target = self.documents.target(node, reference)
            end = self.documents.follow(target)
        except BrokenReferenceError as problem:
            self.losses.add(REFERENCE, f"{problem} Any value fits in its place.", node)
            return {"type": "any"}
        if not is_object(end.value) or _is_scalar(end):
            return self.convert(end, way)
        schema: Raw = {"$ref": f"#/types/{self._shared(end, way)}"}
        if parts.allows_null(end):
            schema["nullable"] = True
        return schema

    def _shared(self, node: Node, way: Way) -> str:
        split = self._directions.differ(node)
        key = (node.key, way if split else "")
        if key not in self._known:
            last = [str(each) for each in node.pointer if each not in _FOLDERS]
            wanted = "-".join(last[-2:] if "properties" in node.pointer else last[-1:])
            wanted = wanted or node.file.place.stem
            name = self.names.shared(f"{wanted}-Input" if split and way == "input" else wanted)
            self._known[key] = name
            self.shared[name] = {}
            self.origins[name] = node
            self._pending.append((name, node, way))
        return self._known[key]

    def together(self, nodes: list[Node], way: Way) -> Raw:
        """Returns the schema of values that fit all of several schemas."""
        single = self._single_reference(nodes)
        if single is not None:
            return self.convert(single, way)
        key = tuple(each.key for each in nodes)
        if key in self._open or len(self._open) > _DEEPEST:
            message = "The schema contains itself without a name of its own; any value fits there."
            self.losses.add(CYCLE, message, nodes[0])
            return {"type": "any"}
        self._open.append(key)
        try:
            return self._composed(parts.opened(nodes, self.documents, self.losses), way)
        finally:
            self._open.pop()

    def _single_reference(self, nodes: list[Node]) -> Node | None:
        """Returns the one schema that `allOf` only wraps."""
        if len(nodes) != 1 or parts.own_part(nodes[0].value) or parts.alternatives(nodes[0]):
            return None
        inner = [each for each in nodes[0].members("allOf") if _says_something(each)]
        return inner[0] if len(inner) == 1 and "$ref" not in nodes[0].value else None

    def _composed(self, members: Members, way: Way) -> Raw:
        plain, unions = members.plain, [each for each in members.unions if self._differ(each)]
        if not unions:
            return self._plain(members, way) if plain else {"type": "any"}
        if all(set(each.value) & _SUBSTANCE <= {"type"} for each in plain) and members.is_object:
            plain = []  # that the options are objects, they say themselves
        if len(unions) == 1 and not plain:
            return self._union(unions[0], way)
        options = [parts.alternatives(each) for each in unions]
        combinations = list(itertools.islice(itertools.product(*options), _MOST_COMBINATIONS + 1))
        if len(combinations) > _MOST_COMBINATIONS:
            message = "There are too many combinations of alternatives; what they share is kept."
            self.losses.add(UNION, message, unions[0])
            return self._plain(members, way) if plain else {"type": "any"}
        own = [each.with_value(_without_unions(each.value)) for each in plain]
        made = [self._combination(own, each, way) for each in combinations]
        return merged_options(made)

    def _combination(self, own: list[Node], options: tuple[Node, ...], way: Way) -> Raw:
        if any(parts.is_null(each) for each in options):
            return {"type": "any", "nullable": True}
        made = self.together([*own, *options], way)
        self.annotations.annotate(made, options[0])
        return made

    def _differ(self, node: Node) -> bool:
        """Whether alternatives are types, and not only lists of fields that must be there."""
        options = [each.value for each in parts.alternatives(node) if is_object(each.value)]
        if any("required" in each or "not" in each for each in options) and all(
            set(each) <= _ONLY_REQUIRED and each.get("type") in (None, "object") for each in options
        ):
            message = "Which fields must be there together is not carried over."
            self.losses.add(UNION, message, node)
            return False
        return True

    def _union(self, node: Node, way: Way) -> Raw:
        options = [each for each in parts.alternatives(node) if not parts.is_null(each)]
        report_discriminator(node, options, self.documents, self.losses)
        return merged_options([self.convert(each, way) for each in options])

    def _plain(self, members: Members, way: Way) -> Raw:
        plain = members.plain
        if members.is_object:
            types = [each.value.get("type") for each in plain]
            if not any(is_array(each) and set(each) - {"object", "null"} for each in types):
                return object_schema(self, plain, way)
        merged: Raw = {}
        for each in plain:
            merged |= _without_unions(each.value)
        return self._typed(plain[-1].with_value(merged), way)

    def _typed(self, node: Node, way: Way) -> Raw:
        given = node.value.get("type")
        if is_array(given):
            kinds = [each for each in given if each != "null"]
            if len(kinds) != 1:
                return self._several(node, kinds, way)
            given = kinds[0]
        if "const" in node.value:
            const = node.value["const"]
            if isinstance(const, str | bool) or (isinstance(const, int) and abs(const) < 2**63):
                return {"const": const}
            self.losses.add(CONSTRAINT, "The constant is no string, integer or boolean.", node)
        listed, _ = enumeration(node, given, self.losses)
        if listed is not None:
            return listed
        known = isinstance(given, str) and given in _KINDS
        kind = str(given) if known else inferred_type(node.value)
        schema: Raw = {"type": kind, **limits(node, kind, self.losses)}
        if kind == "array":
            items = node.get("items")
            schema["items"] = self.convert(items, way) if items is not None else {"type": "any"}
            if items is None and node.get("prefixItems") is not None:
                options = [self.convert(each, way) for each in node.members("prefixItems")]
                schema["items"] = merged_options(options)
        elif kind == "object":
            return object_schema(self, [node], way)
        return schema

    def _several(self, node: Node, kinds: list[Any], way: Way) -> Raw:
        """Returns the union of several types that one schema lists."""
        if not kinds:
            return {"type": "any"}
        options = [
            self._typed(node.with_value(_of_kind(node.value, kind)), way)
            for kind in kinds
            if isinstance(kind, str) and kind in _KINDS
        ]
        return merged_options(options)


_FOLDERS = frozenset({"components", "schemas", "properties", "definitions", "$defs", "schema"})
_KINDS = frozenset({"string", "integer", "number", "boolean", "object", "array"})
_ONLY_REQUIRED = frozenset({"required", "title", "description", "not", "type"})
_SUBSTANCE = frozenset(
    {"type", "properties", "required", "additionalProperties", "enum", "const", "items", "format"}
)


def _says_something(node: Node) -> bool:
    return is_object(node.value) and (
        parts.own_part(node.value) or bool({"$ref", "allOf", "anyOf", "oneOf"} & node.value.keys())
    )


def _is_scalar(node: Node) -> bool:
    value = node.value
    composed = {"enum", "allOf", "anyOf", "oneOf"} & value.keys()
    kind = value.get("type")
    return not composed and isinstance(kind, str) and kind in _SCALARS


def _without_unions(value: Raw) -> Raw:
    return {name: each for name, each in value.items() if name not in ("oneOf", "anyOf", "allOf")}


def _of_kind(value: Raw, kind: str) -> Raw:
    """Returns a schema for one of the types that it lists."""
    inner = {**value, "type": kind}
    if is_array(value.get("enum")):
        fitting = [each for each in value["enum"] if _is_of(each, kind)]
        inner["enum"] = fitting
        if not fitting:
            del inner["enum"]
    return inner


def _is_of(value: object, kind: str) -> bool:
    if kind == "boolean" or isinstance(value, bool):
        return kind == "boolean" and isinstance(value, bool)
    if kind in ("integer", "number"):
        return isinstance(value, int | float)
    return kind == "string" and isinstance(value, str)
