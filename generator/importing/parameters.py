"""Parameters in path, query and header."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from generator.check.endpoint import HEADER_NAME
from generator.importing import members as parts
from generator.importing import prose
from generator.importing.annotations import stated_examples
from generator.importing.direction import hidden
from generator.importing.document import BrokenReferenceError, Documents, Node
from generator.importing.drafts import Draft, clean
from generator.importing.keywords import Raw
from generator.importing.losses import ExemptError, Losses
from generator.importing.operations import Operation
from generator.importing.rules import PARAMETER, REFERENCE
from generator.importing.schemas import Schemas

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_SEGMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]*")
_MARKS = {"label": ".", "matrix": ";{}="}
"""What stands before values in a path, by the style that is not the usual one."""
_IGNORED = frozenset({"accept", "authorization", "content-type"})
"""Headers that OpenAPI itself says to pass over: media types and security describe them."""
_IDEMPOTENCY = frozenset({"idempotency-key", "x-idempotency-key"})
_STYLES = {"spaceDelimited": "space", "pipeDelimited": "pipe", "deepObject": "brackets"}
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Parameters:
    """Converts the parameters of operations."""

    documents: Documents
    schemas: Schemas
    losses: Losses

    def add(self, operation: Operation, draft: Draft) -> None:
        """Adds the parameters of an operation. Raises ExemptError where one that is required cannot be sent."""
        found = self._found(operation)
        places = self._places(found, operation, draft)
        for place, name in places.items():
            if ("path", name) not in found:
                self._undescribed(place, operation, draft)
        for (location, name), node in found.items():
            if location == "path" and name not in places.values():
                message = f"The path has no placeholder for '{name}'."
                self.losses.add(PARAMETER, message, node)
            elif location == "path":
                for place in (each for each in places if places[each] == name):
                    self._one(location, place, node, draft)
            elif location in ("query", "header"):
                self._one(location, name, node, draft)
            else:
                self._homeless(location, name, node)

    def _places(
        self, found: Mapping[tuple[str, str], Node], operation: Operation, draft: Draft
    ) -> dict[str, str]:
        """Writes the path's placeholders as definitions do: names, each once. Returns which parameter describes each."""
        known = [name for location, name in found if location == "path"]
        places: dict[str, str] = {}

        def written(match: re.Match[str]) -> str:
            name = _described(match[1], known)
            plain = name if _PLAIN.fullmatch(name) else clean(name)
            place = next(each for each in _numbered(plain) if each not in places)
            if place != plain:
                message = (
                    f"The placeholder '{plain}' stands in the path twice: callers give it twice."
                )
                self.losses.add(PARAMETER, message, operation.node)
            places[place] = name
            return f"{{{place}}}"

        draft.http["path"] = _PLACEHOLDER.sub(written, str(draft.http["path"]))
        return places

    def _found(self, operation: Operation) -> dict[tuple[str, str], Node]:
        """Returns the parameters by place and name; those of the operation replace those of the path."""
        found: dict[tuple[str, str], Node] = {}
        for owner in (operation.path_item, operation.node):
            for node in owner.members("parameters"):
                try:
                    node = self.documents.follow(node)
                except BrokenReferenceError as problem:
                    self.losses.add(REFERENCE, f"{problem} The parameter is unknown.", node)
                    continue
                location, name = node.text("in"), node.text("name")
                if not name.strip():
                    self.losses.add(PARAMETER, "A parameter without a name cannot be sent.", node)
                    continue
                if location == "header":
                    same = [each for each in found if each[1].lower() == name.lower()]
                    name = next((each for place, each in same if place == location), name)
                found[location, name] = node
        return found

    def _homeless(self, location: str, name: str, node: Node) -> None:
        if node.plain("required") is True:
            message = f"the {location} parameter '{name}' is required and cannot be sent."
            raise ExemptError(PARAMETER, message, node)
        message = f"Parameters do not travel in a {location or 'place without name'}: '{name}'."
        self.losses.add(PARAMETER, message, node)

    def _undescribed(self, place: str, operation: Operation, draft: Draft) -> None:
        message = f"The placeholder '{place}' is not described: any text."
        self.losses.add(PARAMETER, message, operation.node)
        schema: Raw = {"type": "string"}
        draft.add(place, schema, operation.node, location="path", required=True)

    def _placeholder(
        self, place: str, schema: Raw, description: str, node: Node, draft: Draft
    ) -> None:
        mark = _MARKS.get(node.text("style"), "").format(node.text("name"))
        value = _only_value(schema)
        if mark or _SEGMENT.fullmatch(value):
            text = f"{mark}{value or f'{{{place}}}'}"
            draft.http["path"] = str(draft.http["path"]).replace(f"{{{place}}}", text)
        if _SEGMENT.fullmatch(value):
            return
        schema = {key: each for key, each in schema.items() if key not in ("nullable", "default")}
        draft.add(place, schema, node, location="path", required=True, description=description)

    def _one(self, location: str, name: str, node: Node, draft: Draft) -> None:
        if location == "header" and name.lower() in _IGNORED:
            return
        if location == "header" and name.lower() in _IDEMPOTENCY and draft.http["method"] != "GET":
            draft.fields["idempotency"] = name
            return
        if location == "header" and not HEADER_NAME.fullmatch(name):
            self._homeless("header of that name", name, node)
            return
        schema_node = self._schema_node(node)
        description = self.schemas.annotations.text(node, prose.PARAMETER)
        if location == "query":
            self._query(name, node, schema_node, description, draft)
            return
        schema = self._converted(schema_node, node)
        if schema.get("type") in ("array", "object"):
            message = f"Lists in a {location} travel as text, with commas between their items."
            self.losses.add(PARAMETER, message, node)
            kept = schema.get("description")
            schema = {"type": "string", **({"description": kept} if kept else {})}
        if location == "path":
            self._placeholder(name, schema, description, node, draft)
            return
        required = node.plain("required") is True
        if (
            required
            and _only_value(schema).isprintable()
            and _only_value(schema).isascii()
            and _only_value(schema)
        ):
            draft.http.setdefault("headers", {})[name] = _only_value(schema)
            return
        draft.add(name, schema, node, location="header", required=required, description=description)

    def _schema_node(self, node: Node) -> Node | None:
        schema = node.get("schema")
        if schema is None:
            media = next(iter(node.inside("content")), None)
            schema = media[1].get("schema") if media else None
        return schema

    def _converted(self, schema_node: Node | None, node: Node) -> Raw:
        if schema_node is None:
            return {"type": "string"}
        schema = self.schemas.convert(schema_node, "input")
        if "$ref" in schema and self._type(schema_node) in ("array", "object"):
            schema = self.schemas.together([self._end(schema_node)], "input")
        examples = stated_examples(node)
        for _, each in node.inside("examples"):
            if each.plain("value") is not None:
                examples.append(each.plain("value"))
        if examples:
            schema["examples"] = examples[:3]
        if node.plain("deprecated") is True:
            schema["deprecated"] = {}
        return schema

    def _end(self, node: Node) -> Node:
        try:
            return self.documents.follow(node)
        except BrokenReferenceError:
            return node.with_value(True)

    def _type(self, node: Node) -> object:
        return self._end(node).plain("type")

    def _query(
        self, name: str, node: Node, schema_node: Node | None, description: str, draft: Draft
    ) -> None:
        if self._is_double(name, node, draft):
            return
        required = node.plain("required") is True
        style = node.text("style") or "form"
        as_json = node.get("content") is not None
        if schema_node is not None and not as_json:
            form = f"{name}[{{}}]" if style == "deepObject" else "{}"
            objects, others = self._split(schema_node)
            fields = parts.properties(objects)
            if fields:
                always = parts.required(objects) if required and not others else []
                self._flatten(fields, always, form, node, draft, 1)
                if not others:
                    return
                schema_node = others[0] if len(others) == 1 else schema_node
        schema = self._converted(schema_node, node)
        if schema.get("type") == "object" and not as_json:
            if required:
                message = f"the map '{name}' in the query is required and has no spelling."
                raise ExemptError(PARAMETER, message, node)
            self.losses.add(PARAMETER, f"The map '{name}' in the query has no spelling.", node)
            return
        if required and _only_value(schema):
            draft.http.setdefault("query", {})[name] = _only_value(schema)
            return
        draft.add(
            name,
            schema,
            node,
            location="query",
            required=required,
            description=description,
            style=_style(schema, style, node.plain("explode")),
        )

    def _is_double(self, wire_name: str, node: Node, draft: Draft) -> bool:
        """Whether the query has that name already: fields of objects travel without the object's."""
        double = draft.travels("query", wire_name)
        if double:
            message = f"'{wire_name}' stands in the query already; the first one is sent."
            self.losses.add(PARAMETER, message, node)
        return double

    def _split(self, node: Node) -> tuple[list[Node], list[Node]]:
        """Returns the object parts of a parameter's schema, and its alternatives that are no objects."""
        opened = parts.opened([node], self.documents, self.losses)
        if opened.is_object:
            return opened.plain, []
        objects: list[Node] = []
        others: list[Node] = []
        for union in opened.unions:
            for option in parts.alternatives(union):
                inner = parts.opened([option], self.documents, self.losses)
                if inner.is_object and parts.properties(inner.plain):
                    objects.extend(inner.plain)
                elif not parts.is_null(option):
                    others.append(option)
        return objects, others

    def _flatten(
        self,
        fields: dict[str, Node],
        required: list[str],
        form: str,
        node: Node,
        draft: Draft,
        depth: int,
    ) -> None:
        """Adds a parameter for each field of an object that travels as several values."""
        for field_name, each in fields.items():
            wire_name = form.replace("{}", field_name)
            if hidden(each, "input") or self._is_double(wire_name, each, draft):
                continue
            objects, _ = self._split(each)
            inner = parts.properties(objects)
            always = field_name in required
            if inner and depth < _DEEPEST:
                below = parts.required(objects) if always else []
                self._flatten(inner, below, f"{wire_name}[{{}}]", node, draft, depth + 1)
                continue
            schema = self.schemas.convert(each, "input")
            if schema.get("type") == "object" or inner:
                message = f"What is inside '{wire_name}' has no spelling in a query or form."
                if always:
                    raise ExemptError(PARAMETER, message.lower().rstrip("."), each)
                self.losses.add(PARAMETER, message, each)
                continue
            style = "brackets" if schema.get("type") == "array" else None
            draft.add(wire_name, schema, each, location="query", required=always, style=style)


def _described(text: str, known: Sequence[str]) -> str:
    """Returns the name of the parameter that a placeholder means, whatever stands beside the name: `+path`, `id:[0-9]+`."""
    name = text.strip()
    if name in known:
        return name
    bare = re.split(r"[:=?*]", name.lstrip("+#./;?&*"), maxsplit=1)[0].strip()
    for each in known:
        if bare == each or (clean(bare).lower() == clean(each).lower()):
            return each
    return bare or name


def _numbered(name: str) -> Iterator[str]:
    yield name
    for number in count(2):
        yield f"{name}_{number}"


def _only_value(schema: Raw) -> str:
    """Returns the one text that fits, which callers need not give; empty where there are more, or it is no text."""
    listed = [schema["const"]] if "const" in schema else schema.get("enum", [])
    alone = len(listed) == 1 and isinstance(listed[0], str) and not schema.get("nullable")
    return str(listed[0]) if alone else ""


def _style(schema: Raw, style: str, explode: object) -> str | None:
    """Returns how a query carries a list; None where it is no list, or each item stands on its own."""
    if schema.get("type") != "array":
        return None
    if style in _STYLES:
        return _STYLES[style]
    return "comma" if explode is False else None
