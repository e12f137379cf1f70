"""Small integrations, a feature of the format each."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from generator.model.integration import Integration
from tests.support.definitions import integration
from tests.support.texts import HOSTILE


class Case(NamedTuple):
    """An integration, and which generated modules show what the case is about."""

    integration: Integration
    modules: tuple[str, ...]


def _query(**schema: Any) -> dict[str, Any]:
    return {"in": "query", "description": "A value.", **schema}


def _body(**schema: Any) -> dict[str, Any]:
    return {"in": "body", "description": "A value.", **schema}


def _form(**schema: Any) -> dict[str, Any]:
    return {"in": "form", "description": "A value.", **schema}


def _write(path: str = "/things", **fields: Any) -> dict[str, Any]:
    return {"operation": "write", "http": {"method": "POST", "path": path}, **fields}


def _answers(schema: Mapping[str, Any], response: Any, **fields: Any) -> dict[str, Any]:
    return {"response": schema, "examples": [{"response": response}], **fields}


def _object(title: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "title": title, "properties": properties}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/types/{name}"}


STRING = {"type": "string"}
PLAIN = ("client",)
FULL = ("client", "functions", "models", "params")


def _case(modules: tuple[str, ...], **definition: Any) -> Case:
    types = definition.pop("types", None)
    return Case(integration({"get_thing": definition}, types=types), modules)


def _list_of(item: str, page: str) -> Case:
    return _case(
        ("functions",),
        pagination={"style": "link_header", "items": "data"},
        **_answers(
            _object(page, data={"type": "array", "items": _ref(item)}),
            {"data": []},
            types={item: {"type": "object", "properties": {"id": STRING}}},
        ),
    )


CASES: Mapping[str, Case] = {
    "nullable": _case(
        ("client", "functions"),
        **_write(
            parameters={
                "note": _body(type="string", nullable=True),
                "owner": _body(type="string", nullable=True, required=True),
            },
            examples=[{"arguments": {"owner": None}}],
        ),
    ),
    "enums": _case(
        FULL,
        **_write(
            parameters={
                "order": _body(type="string", enum=["asc", "desc"], default="asc"),
                "tier": _body(type="string", enum=["free", "paid"], open=True),
                "filter": _body(**_ref("Filter")),
            },
            **_answers(_ref("Thing"), {"state": "new"}),
            types={
                "Filter": {
                    "type": "object",
                    "properties": {
                        "state": {"type": "string", "enum": ["new", "old"]},
                        "size": {"type": "integer", "enum": [1, 2], "open": True},
                    },
                },
                "Thing": {
                    "type": "object",
                    "properties": {
                        "state": {"type": "string", "enum": ["new", "old"]},
                        "kind": {"const": "thing"},
                    },
                    "required": ["state"],
                },
            },
        ),
    ),
    "renamed_fields": _case(
        ("models",),
        **_answers(
            {
                "type": "object",
                "title": "Thing",
                "properties": {
                    "from": STRING,
                    "json": {"type": "object"},
                    "list": {"type": "array", "items": STRING},
                    "x-y": {"type": "number", "description": "Another name."},
                    "x_y": {"type": "number"},
                    "1st": {"type": "integer"},
                    "_id": STRING,
                    "date": {"type": "string", "format": "date"},
                    "class": _ref("Owner"),
                    "Owner": _ref("Owner"),
                },
                "required": ["from", "date", "list"],
            },
            {"from": "a", "date": "2026-11-20", "list": []},
            types={"Owner": {"type": "object", "properties": {"name": STRING}}},
        ),
    ),
    "keyword_parameter": _case(
        ("client", "functions"),
        parameters={
            "from": _query(type="string"),
            "id": _query(type="integer", required=True),
        },
        examples=[{"arguments": {"id": 7}}],
    ),
    "encoded": _case(
        ("client", "functions"),
        **_write(
            parameters={
                "input": _body(
                    type="string",
                    encoding="text_or_json",
                    decoded={"type": "array", "items": STRING},
                    required=True,
                ),
                "settings": _body(
                    type="string", encoding="json", decoded={"type": "object", "title": "Settings"}
                ),
            },
            examples=[{"arguments": {"input": "text"}}],
        ),
    ),
    "body_template": _case(
        ("functions",),
        **_write(
            parameters={
                "user_id": _body(type="string", required=True),
                "files": _body(type="array", items=STRING),
            },
            body={
                "users": [{"id": {"$param": "user_id"}}],
                "kind": "normal",
                "files": {"$each": "files", "value": "x", "item": {"file_id": {"$param": "x"}}},
            },
            examples=[{"arguments": {"user_id": "u"}}],
        ),
    ),
    "recursive": _case(
        FULL,
        **_write(
            parameters={
                "node": _body(**_ref("Node"), required=True),
                "tree": _body(**_ref("Tree")),
            },
            examples=[{"arguments": {"node": {"name": "a"}}, "response": {"name": "a"}}],
            response=_ref("Node"),
            types={
                "Node": {
                    "type": "object",
                    "properties": {
                        "name": STRING,
                        "children": {"type": "array", "items": _ref("Node")},
                        "content": _ref("Tree"),
                    },
                    "required": ["name"],
                },
                "Tree": {"anyOf": [STRING, {"type": "array", "items": _ref("Tree")}]},
            },
        ),
    ),
    "circle": _case(
        ("models",),
        **_answers(
            _ref("Folder"),
            {},
            types={
                "Entry": {"anyOf": [_ref("File"), _ref("Folder")]},
                "File": {"type": "object", "properties": {"parent": _ref("Folder")}},
                "Folder": {
                    "type": "object",
                    "properties": {"entries": {"type": "array", "items": _ref("Entry")}},
                },
            },
        ),
    ),
    "union": _case(
        FULL,
        **_write(
            parameters={
                "stop": _body(anyOf=[STRING, {"type": "array", "items": STRING}]),
                "content": _body(
                    anyOf=[STRING, {"type": "array", "items": _ref("Part")}], required=True
                ),
            },
            examples=[{"arguments": {"content": "a"}, "response": {"text": "b"}}],
            response={"anyOf": [_ref("Part"), {"type": "integer"}]},
            types={
                "Part": {"type": "object", "properties": {"text": STRING}, "required": ["text"]}
            },
        ),
    ),
    "maps": _case(
        FULL,
        **_write(
            parameters={
                "labels": _body(schema={"type": "object", "additionalProperties": STRING}),
                "anything": _body(schema={"type": "object"}),
                "parts": _body(schema={"type": "object", "additionalProperties": _ref("Part")}),
            },
            **_answers({"type": "object", "additionalProperties": {"type": "number"}}, {"a": 1.5}),
            types={"Part": {"type": "object", "properties": {"text": STRING, "x-y": STRING}}},
        ),
    ),
    "deprecated": _case(
        ("client", "raw", "functions"),
        parameters={
            "limit": _query(type="integer"),
            "count": _query(
                type="integer", deprecated={"since": "2026-01-01", "replacement": "limit"}
            ),
        },
        deprecated={"reason": "It is slow.", "removed": "2027-01-01"},
        vendor={"documented": False, "source": "https://example.com/x", "checked": "2026-11-20"},
    ),
    "streaming": _case(
        ("client", "async", "raw", "functions"),
        **_write(
            parameters={
                "stream": _body(type="boolean", default=False),
                "question": _body(type="string", required=True),
            },
            streaming={
                "parameter": "stream",
                "event": _object("Chunk", text=STRING),
                "terminator": "[DONE]",
                "error": "error",
            },
            response=_object("Answer", text=STRING),
            examples=[{"arguments": {"question": "Why?"}, "response": {}}],
        ),
    ),
    "streaming_plain": _case(
        ("client", "functions"),
        **_write(
            parameters={"live": _body(type="boolean", required=True)},
            streaming={"parameter": "live", "event": {"type": "any"}},
            examples=[{"arguments": {"live": False}}],
        ),
    ),
    "streaming_text": _case(
        ("functions", "models"),
        **_write(
            parameters={"stream": _body(type="boolean")},
            streaming={"parameter": "stream", "event": {"type": "string"}},
            deprecated={"reason": "It is slow."},
        ),
    ),
    "uploads": _case(
        ("client", "functions"),
        **_write(
            destructive=True,
            http={"method": "POST", "path": "/things", "request": "multipart"},
            parameters={
                "file": _form(
                    type="string", format="binary", required=True, examples=["notes.txt"]
                ),
                "others": _form(type="array", items={"type": "string", "format": "binary"}),
                "cover": _form(type="string", format="binary", nullable=True),
                "title": _form(type="string"),
            },
            examples=[{"arguments": {"file": "notes.txt"}}],
        ),
    ),
    "downloads": _case(
        ("client", "async", "raw", "functions"),
        http={"method": "GET", "path": "/things/{id}/content", "answer": "binary"},
        parameters={"id": _query(type="string", required=True) | {"in": "path"}},
        examples=[{"arguments": {"id": "thing-1"}}],
    ),
    "answers": _case(
        ("client", "functions"),
        http={"method": "GET", "path": "/things", "answer": "text", "accepts": [200, 202]},
    ),
    "limits": _case(
        ("client", "functions"),
        parameters={
            "size": _query(type="integer", minimum=1, maximum=100, default=20, examples=[10, 50]),
            "ratio": _query(type="number", exclusiveMinimum=0, exclusiveMaximum=1, examples=[0.5]),
            "code": _query(
                type="string", pattern=r"^[a-z]\d+$", minLength=2, maxLength=9, examples=["a1"]
            ),
            "ids": _query(type="array", items=STRING, minItems=1, query_style="comma"),
        },
    ),
    "pagination": _case(
        ("client", "async", "raw", "functions"),
        parameters={"after": _query(type="string", wire_name="page[after]")},
        pagination={
            "style": "cursor",
            "parameter": "page[after]",
            "items": "data",
            "next": "data[-1].id",
        },
        **_answers(
            {
                "type": "object",
                "title": "Page",
                "properties": {"data": {"type": "array", "items": _ref("Thing")}},
                "required": ["data"],
            },
            {"data": []},
            types={
                "Thing": {"type": "object", "properties": {"id": STRING}, "required": ["id"]},
            },
        ),
    ),
    "pagination_shaped": _case(
        ("client", "functions", "models"),
        pagination={
            "style": "page",
            "parameter": "page",
            "items": "@",
            "more": "more",
            "collect": True,
            "result_items": "tags.all",
        },
        **_answers(
            {"type": "array", "items": STRING},
            ["a"],
            shape="{tags: {all: @}}",
            result=_object("Tags", tags=_object("AllTags", all={"type": "array", "items": STRING})),
            deprecated={"reason": "It is slow."},
        ),
    ),
    "wide_handle": _list_of("ThingThatIsLonger", "PageOfThingsThatAreLonger"),
    "widest_handle": _list_of("Thing" * 6, "Page" * 15),
    "pagination_plain": _case(
        ("client", "functions"),
        pagination={"style": "link_header", "items": "@"},
        http={"method": "GET", "path": "/things"},
    ),
    "hostile": _case(
        FULL,
        **_write(
            title=HOSTILE,
            summary=HOSTILE,
            description=HOSTILE,
            parameters={
                "thing": _body(**_ref("Thing") | {"description": HOSTILE}),
                "text": _body(
                    type="string", enum=[HOSTILE, "b"], default=HOSTILE, examples=[HOSTILE]
                )
                | {"description": HOSTILE},
            },
            **_answers(_ref("Thing"), {}),
            types={
                "Thing": {
                    "type": "object",
                    "description": HOSTILE,
                    "properties": {
                        HOSTILE: {"type": "string", "enum": [HOSTILE], "description": HOSTILE},
                        "plain": {"type": "string", "description": HOSTILE},
                    },
                }
            },
        ),
    ),
}
