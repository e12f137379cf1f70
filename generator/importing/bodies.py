"""Bodies: their fields become parameters."""

from dataclasses import dataclass
from typing import Any

from generator.findings.json_value import is_object
from generator.importing import members as parts
from generator.importing.direction import hidden
from generator.importing.document import BrokenReferenceError, Documents, Node
from generator.importing.drafts import Draft
from generator.importing.keywords import Raw
from generator.importing.losses import ExemptError, Losses
from generator.importing.media import is_json, kind_of
from generator.importing.objects import report_open
from generator.importing.operations import Operation
from generator.importing.rules import BODY, MEDIA_TYPE, REFERENCE, UNION
from generator.importing.schemas import Schemas

_BODILESS = frozenset({"GET", "HEAD"})
_FILE: Raw = {"type": "string", "format": "binary"}
_FORMS = {"application/x-www-form-urlencoded": "form", "multipart/form-data": "multipart"}


@dataclass(frozen=True, slots=True)
class Bodies:
    """Converts the bodies of operations."""

    documents: Documents
    schemas: Schemas
    losses: Losses

    def add(self, operation: Operation, draft: Draft) -> None:
        """Adds the body of an operation. Raises ExemptError where it is required and cannot be sent."""
        stated = operation.node.get("requestBody")
        if stated is None:
            return
        try:
            body = self.documents.follow(stated)
        except BrokenReferenceError as problem:
            self.losses.add(REFERENCE, f"{problem} The body is unknown.", stated)
            return
        required = body.plain("required") is True
        media = dict(body.inside("content"))
        if not media:
            return
        if draft.http["method"] in _BODILESS:
            if not any(self._says_something(each) for each in media.values()):
                return
            self._impossible(f"A {draft.http['method']} has no body.", required, body)
            return
        name = next((each for each in media if is_json(each) or _form(each)), None)
        if name is None:
            kinds = ", ".join(media)
            self._impossible(f"A body of type {kinds} has no counterpart.", required, body)
            return
        for other, node in media.items():
            if other != name:
                message = f"A body of type {other} could be sent, too; {_plain(name)} is."
                self.losses.add(MEDIA_TYPE, message, node)
        self._media(name, media[name], required, draft)

    def _says_something(self, media: Node) -> bool:
        schema = media.get("schema")
        if schema is None:
            return False
        opened = parts.opened([schema], self.documents, self.losses)
        return bool(opened.unions or parts.properties(opened.plain)) or not opened.is_object

    def _impossible(self, message: str, required: bool, node: Node) -> None:
        if required:
            raise ExemptError(BODY, message[0].lower() + message[1:], node)
        self.losses.add(BODY, f"{message} It is optional, and left out.", node)

    def _media(self, name: str, media: Node, required: bool, draft: Draft) -> None:
        schema = media.get("schema")
        if schema is None:
            schema = media.with_value(True)
        form = _form(name)
        opened = parts.opened([schema], self.documents, self.losses)
        draft.body_example = _example(media, self.documents)
        fields = parts.properties(opened.plain) if opened.is_object else {}
        if form is not None:
            fields = fields or self._of_options(opened)
            if not fields:
                self._impossible("A form without fields has no counterpart.", required, media)
                return
            draft.http["request"] = form
            self._form(form, fields, opened.plain, media, draft)
        elif fields and not opened.unions:
            self._fields(fields, opened.plain, draft)
        else:
            self._whole(schema, required, draft)

    def _of_options(self, opened: parts.Members) -> dict[str, Node]:
        found: dict[str, Node] = {}
        for union in opened.unions:
            for option in parts.alternatives(union):
                inner = parts.opened([option], self.documents, self.losses)
                found = {**parts.properties(inner.plain), **found}
        if found:
            message = "The fields of all alternatives are parameters."
            self.losses.add(UNION, message, opened.unions[0])
        return found

    def _fields(self, fields: dict[str, Node], plain: list[Node], draft: Draft) -> None:
        report_open(self.schemas, plain, "input")
        always = set(parts.required(plain))
        for name, node in fields.items():
            if hidden(node, "input") or self._nameless(name, node):
                continue
            schema = self.schemas.convert(node, "input")
            draft.add(name, schema, node, location="body", required=name in always)
        for name in parts.required(plain):
            if name not in fields and name.strip():
                draft.add(name, {"type": "any"}, plain[0], location="body", required=True)

    def _nameless(self, name: str, node: Node) -> bool:
        if not name.strip():
            self.losses.add(BODY, "A field without a name cannot be sent.", node)
        return not name.strip()

    def _whole(self, schema: Node, required: bool, draft: Draft) -> None:
        converted = self.schemas.convert(schema, "input")
        description = self.schemas.annotations.text(schema, 400) or "The body of the request."
        name = draft.add(
            "body",
            converted,
            schema,
            location="body",
            required=required,
            description=description,
        )
        draft.fields["body"] = {"$param": name}

    def _form(
        self, form: str, fields: dict[str, Node], plain: list[Node], media: Node, draft: Draft
    ) -> None:
        always = set(parts.required(plain))
        encodings = dict(media.inside("encoding"))
        report_open(self.schemas, plain, "input")
        for name, node in fields.items():
            if hidden(node, "input") or self._nameless(name, node):
                continue
            deep = name in encodings and encodings[name].text("style") == "deepObject"
            files = self._file(node) if form == "multipart" else None
            if files is not None:
                self.schemas.annotations.annotate(files, node)
                draft.add(name, files, node, location="form", required=name in always)
            elif deep and form == "form":
                self._deep(name, node, name in always, draft, 1)
            else:
                schema = self.schemas.convert(node, "input")
                draft.add(name, schema, node, location="form", required=name in always)

    def _file(self, node: Node) -> Raw | None:
        """Returns the schema of a file, or of a list of files; None where a field is neither."""
        opened = parts.opened([node], self.documents, self.losses)
        for each in opened.plain:
            if _is_file(each):
                return {**_FILE}
            items = each.get("items")
            if items is not None and self._file(items) is not None:
                return {"type": "array", "items": {**_FILE}}
        for union in opened.unions:
            found = [self._file(each) for each in parts.alternatives(union)]
            files = [each for each in found if each is not None]
            if files:
                if len(found) > 1:
                    message = "Of the alternatives, the one that is a file is kept."
                    self.losses.add(UNION, message, union)
                return files[0]
        return None

    def _deep(self, wire_name: str, node: Node, required: bool, draft: Draft, depth: int) -> None:
        """Adds a field of a form that travels as `a[b]=1`: a parameter for each of its values."""
        opened = parts.opened([node], self.documents, self.losses)
        fields = parts.properties(opened.plain) if opened.is_object else {}
        others: list[Node] = []
        for union in opened.unions:
            for option in parts.alternatives(union):
                inner = parts.opened([option], self.documents, self.losses)
                found = parts.properties(inner.plain) if inner.is_object else {}
                fields = {**fields, **found}
                others += [] if inner.is_object or parts.is_null(option) else [option]
        if fields and depth <= _DEEPEST:
            always = parts.required(opened.plain) if required else []
            for name, each in fields.items():
                inner_required = name in always and not others
                self._deep(f"{wire_name}[{name}]", each, inner_required, draft, depth + 1)
            if not others:
                return
            node = others[0]
        schema = self.schemas.convert(node, "input")
        if _nested(schema) or (fields and not others):
            message = f"What is inside '{wire_name}' has no spelling in a form"
            if required:
                raise ExemptError(BODY, f"{message[0].lower()}{message[1:]}.", node)
            message = "Maps, lists of objects and deep objects have no spelling in a form."
            self.losses.add(BODY, f"{message} They are left out.", node)
            return
        if schema.get("type") == "array":
            wire_name += "[]"
        draft.add(wire_name, schema, node, location="form", required=required)


_DEEPEST = 2


def _nested(schema: Raw) -> bool:
    """Whether values are maps, or lists of more than single values."""
    options: list[Raw] = schema.get("anyOf", [])
    if any(_nested(each) for each in options) or "$ref" in schema:
        return True
    kind = schema.get("type")
    if kind in ("object", "any") and "enum" not in schema:
        return True
    items: Any = schema.get("items")
    return kind == "array" and is_object(items) and items.get("type") not in _SINGLE


_SINGLE = frozenset({"string", "integer", "number", "boolean"})


def _is_file(node: Node) -> bool:
    value = node.value
    if not is_object(value) or value.get("type") not in (None, "string", ["string"]):
        return False
    media = value.get("contentMediaType")
    return value.get("format") == "binary" or (
        isinstance(media, str) and kind_of(media) == "binary" and "contentEncoding" not in value
    )


def _form(media: str) -> str | None:
    return _FORMS.get(_plain(media))


def _plain(media: str) -> str:
    return media.partition(";")[0].strip().lower()


def _example(media: Node, documents: Documents) -> tuple[object, Node] | None:
    return next(iter(media_examples(media, documents)), None)


def media_examples(media: Node, documents: Documents) -> list[tuple[object, Node]]:
    """Returns the values that a media type shows, and where."""
    found: list[tuple[object, Node]] = []
    if media.get("example") is not None:
        found.append((media.plain("example"), media))
    for _, each in media.inside("examples"):
        try:
            end = documents.follow(each)
        except BrokenReferenceError:
            continue
        if is_object(end.value) and "value" in end.value:
            found.append((end.value["value"], end))
    return found
