"""The operations of the made-up document: what can be done with one sort of thing."""

from collections.abc import Sequence
from typing import Any, Final, Literal, TypeAlias

from benchmarks.catalogue import prose
from benchmarks.catalogue.chance import Chance, Turns
from benchmarks.catalogue.values import Json
from benchmarks.catalogue.vocabulary import ACTIONS, an, camel, pascal, plural, spoken
from benchmarks.document.schemas import Schemas
from benchmarks.document.shared import json_content, obj, reference, text

Method: TypeAlias = Literal["get", "post", "put", "patch", "delete"]
Operation: TypeAlias = tuple[str, Method, Json]
"""Where it is, and what."""

_ACTIONS: Final = 2
"""Actions of one sort of thing, at most."""


class Resource:
    """One sort of thing, all that can be done with it, and its types, which it adds to `schemas`."""

    def __init__(self, noun: str, schemas: Schemas, chance: Chance, turns: Turns) -> None:
        self._noun, self._schemas, self._chance, self._turns = noun, schemas, chance, turns
        self._name, self._said = pascal(noun), spoken(noun)
        self._all = f"/{plural(noun).replace('_', '-')}"
        self._one = f"{self._all}/{{{noun}_id}}"
        schemas.add(noun)

    @property
    def tag(self) -> Json:
        """What the document says of the sort of thing."""
        many = plural(self._said)
        return {"name": many.capitalize(), "description": f"All that can be done with {many}."}

    def operations(self) -> Sequence[Operation]:
        """The operations, in the order of the document."""
        found = [
            self._list(),
            self._create(),
            self._get(),
            self._update(),
            self._delete(),
            *self._actions(),
        ]
        if self._turns.every("events", 2):
            found.append(self._events())
        if self._turns.every("search", 3):
            found.append(self._search())
        if self._turns.every("attach", 3):
            found.append(self._attach())
        if self._turns.every("export", 4):
            found.append(self._export())
        if self._turns.every("batch", 4):
            found.append(self._batch())
        return found

    def _list(self) -> Operation:
        orders = self._chance.some(("name", "created_at", "updated_at"), 2)
        filters = self._schemas.filters(self._noun, self._chance.between(0, 6))
        parameters: list[Json] = [
            _shared("Cursor"),
            _shared("Limit"),
            _query("sort", {"type": "string", "enum": orders, "default": orders[0]}, "The order."),
            _query(
                "status",
                {"type": "array", "items": reference(f"{self._name}Status")},
                "Only what has come so far.",
                explode=self._turns.next("explode", (True, False)),
            ),
        ]
        parameters += [
            _query(name, schema, schema.pop("description", ""), required=False)
            for name, schema in filters.items()
            if name not in ("sort", "status", "cursor", "limit")
        ]
        if self._turns.every("workspace", 3):
            parameters.append(_shared("Workspace"))
        answer = _answer("200", f"{self._name}Page")
        return self._operation("list", self._all, "get", answer, parameters, of_many=True)

    def _create(self) -> Operation:
        parameters = [_shared("Trace")]
        if self._turns.every("idempotency", 3):
            parameters.append(
                {
                    "name": "Idempotency-Key",
                    "in": "header",
                    "description": "Calls with the same key count once.",
                    "schema": {"type": "string"},
                }
            )
        answer = _answer("201", self._name)
        body = _body(reference(f"{self._name}Create"))
        return self._operation("create", self._all, "post", answer, parameters, body)

    def _get(self) -> Operation:
        expand = _query(
            "expand",
            {"type": "array", "items": {"type": "string", "enum": ["owner", "events"]}},
            "What is read beside it.",
            style="form",
            explode=False,
        )
        more = [expand] if self._turns.every("expand", 2) else []
        if self._turns.every("language", 4):
            more.append(_shared("Language"))
        return self._operation("get", self._one, "get", _answer("200", self._name), more)

    def _update(self) -> Operation:
        method: Method = self._turns.next("update", ("patch", "patch", "put"))
        body = _body(reference(f"{self._name}Update"))
        return self._operation(
            "update", self._one, method, _answer("200", self._name), [_shared("Trace")], body
        )

    def _delete(self) -> Operation:
        answer: Json = {"204": {"description": "It is gone."}}
        return self._operation("delete", self._one, "delete", answer, [])

    def _actions(self) -> list[Operation]:
        found: list[Operation] = []
        for action in self._chance.some(ACTIONS, self._chance.between(0, _ACTIONS)):
            fields = {
                "reason": text("Why, for the log.", nullable=True),
                "notify": {"type": "boolean", "default": True, "description": "Tell its owner."},
                "at": text("When; at once where it is left out.", format="date-time"),
            }
            body = _body(obj(f"How to {action} it.", [], **fields), required=False)
            path = f"{self._one}/{action}"
            answer = _answer("200", self._name)
            found.append(self._operation(action, path, "post", answer, [], body))
        return found

    def _events(self) -> Operation:
        self._schemas.add_events(self._noun)
        answer = _answer("200", f"{self._name}EventPage")
        parameters = [_shared("Cursor"), _shared("Limit")]
        path = f"{self._one}/events"
        return self._operation("list", path, "get", answer, parameters, after="events")

    def _search(self) -> Operation:
        wanted = obj(
            "What is looked for.",
            ["filter"],
            filter=reference("Filter"),
            cursor=text("Where to go on."),
            limit={"type": "integer", "minimum": 1, "maximum": 200, "description": "How many."},
        )
        answer = _answer("200", f"{self._name}Page")
        path = f"{self._all}/search"
        return self._operation("search", path, "post", answer, [], _body(wanted), of_many=True)

    def _attach(self) -> Operation:
        form = obj(
            "The file, and what is said of it.",
            ["file"],
            file={"type": "string", "format": "binary", "description": "The file."},
            caption=text("What stands below it."),
        )
        body: Json = {"required": True, "content": {"multipart/form-data": {"schema": form}}}
        path = f"{self._one}/attachments"
        answer = _answer("201", "Attachment")
        return self._operation("upload", path, "post", answer, [], body, after="attachment")

    def _export(self) -> Operation:
        content: Json = {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}
        answer: Json = {"200": {"description": "The file.", "content": content}}
        return self._operation("export", f"{self._one}/export", "get", answer, [])

    def _batch(self) -> Operation:
        items: Json = {
            "type": "array",
            "items": reference(f"{self._name}Create"),
            "minItems": 1,
            "maxItems": 100,
            "description": f"The new {plural(self._said)}.",
        }
        body = _body(obj("All at once.", ["items"], items=items))
        path = f"{self._all}/batch"
        answer = _answer("202", "Job")
        return self._operation(
            "create", path, "post", answer, [], body, of_many=True, after="batch"
        )

    def _operation(
        self,
        verb: str,
        path: str,
        method: Method,
        answer: Json,
        parameters: Sequence[Json],
        body: Json | None = None,
        *,
        of_many: bool = False,
        after: str = "",
    ) -> Operation:
        """One operation; `after` are words behind the noun, `of_many` makes that a plural."""
        noun = plural(self._noun) if of_many else self._noun
        of = plural(self._said) if of_many else an(self._said)
        what = f"{after} of {of}" if after else of
        operation: Json = {
            "operationId": camel("_".join(filter(None, (verb, noun, after)))),
            "tags": [self.tag["name"]],
            "summary": f"{verb.capitalize()} {what}",
            "description": prose.about(self._noun, self._chance, 1, 5),
        }
        if self._turns.every("deprecated", 40):
            operation["deprecated"] = True
        placeholder = [self._identifier()] if "{" in path else []
        if placeholder or parameters:
            operation["parameters"] = [*placeholder, *parameters]
        if body is not None:
            operation["requestBody"] = body
        missing: Json = {"404": _response("NotFound")} if placeholder else {}
        operation["responses"] = {
            **answer,
            "400": _response("BadRequest"),
            **missing,
            "429": _response("TooMany"),
        }
        return path, method, operation

    def _identifier(self) -> Json:
        return {
            "name": f"{self._noun}_id",
            "in": "path",
            "required": True,
            "description": f"Identifies the {self._said}.",
            "schema": {"type": "string", "format": "uuid"},
        }


def _shared(name: str) -> Json:
    return {"$ref": f"#/components/parameters/{name}"}


def _response(name: str) -> Json:
    return {"$ref": f"#/components/responses/{name}"}


def _query(name: str, schema: Json, description: str, **more: Any) -> Json:
    return {"name": name, "in": "query", "description": description, **more, "schema": schema}


def _body(schema: Json, *, required: bool = True) -> Json:
    return {"required": required, "content": json_content(schema)}


def _answer(status: str, name: str) -> Json:
    return {status: {"description": "It worked.", "content": json_content(reference(name))}}
