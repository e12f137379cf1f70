"""Parameters in path, query and header."""

import re
from dataclasses import dataclass

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
        path = str(draft.http["path"])
        names = _PLACEHOLDER.findall(path)
        if len(set(names)) < len(names):
            message = "a placeholder stands in its path twice."
            raise ExemptError(PARAMETER, message, operation.node)
        found = self._found(operation)
        for name in names:
            if ("path", name) not in found:
                self._undescribed(name, operation, draft)
        for (location, name), node in found.items():
            if location == "path" and name not in names:
                message = f"The path has no placeholder for '{name}'."
                self.losses.add(PARAMETER, message, node)
            elif location in ("path", "query", "header"):
                self._one(location, name, node, draft)
            else:
                self._homeless(location, name, node)

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
                found[node.text("in"), node.text("name")] = node
        return found

    def _homeless(self, location: str, name: str, node: Node) -> None:
        if node.plain("required") is True:
            message = f"the {location} parameter '{name}' is required and cannot be sent."
            raise ExemptError(PARAMETER, message, node)
        message = f"Parameters do not travel in a {location or 'place without name'}: '{name}'."
        self.losses.add(PARAMETER, message, node)

    def _undescribed(self, name: str, operation: Operation, draft: Draft) -> None:
        self.losses.add(
            PARAMETER, f"The placeholder '{name}' is not described: any text.", operation.node
        )
        self._placeholder(name, {"type": "string"}, "", operation.node, draft)

    def _placeholder(
        self, name: str, schema: Raw, description: str, node: Node, draft: Draft
    ) -> None:
        place = name
        if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_-]*", name):
            place = clean(name)  # what stands between the braces does not travel
            draft.http["path"] = str(draft.http["path"]).replace(f"{{{name}}}", f"{{{place}}}")
        schema = {key: each for key, each in schema.items() if key not in ("nullable", "default")}
        draft.add(place, schema, node, location="path", required=True, description=description)

    def _one(self, location: str, name: str, node: Node, draft: Draft) -> None:
        if location == "header" and name.lower() in _IGNORED:
            return
        if location == "header" and name.lower() in _IDEMPOTENCY and draft.http["method"] != "GET":
            draft.fields["idempotency"] = name
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
        draft.add(
            name,
            schema,
            node,
            location="query",
            required=required,
            description=description,
            style=_style(schema, style, node.plain("explode")),
        )

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
            wire_name = form.format(field_name)
            if hidden(each, "input"):
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


def _style(schema: Raw, style: str, explode: object) -> str | None:
    """Returns how a query carries a list; None where it is no list, or each item stands on its own."""
    if schema.get("type") != "array":
        return None
    if style in _STYLES:
        return _STYLES[style]
    return "comma" if explode is False else None
