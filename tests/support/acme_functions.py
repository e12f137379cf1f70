"""The functions of Acme, an integration made up for tests, as the generator would write them."""

from __future__ import annotations

from typing import Any

from integrations_runtime.spec import (
    JSON,
    Function,
    IntegrationSpec,
    Schema,
)
from tests.support import acme_models as models

TYPES: dict[str, Schema] = {
    "Line": {
        "type": "object",
        "properties": {
            "part": {"type": "string", "minLength": 1},
            "count": {"type": "integer", "minimum": 1},
            "note": {"type": "string", "nullable": True},
            "unit": {"type": "string", "enum": ["piece", "box"]},
        },
        "required": ["part", "count"],
    },
    "Tree": {
        "type": "object",
        "properties": {
            "name": {"type": "string"},
            "children": {"type": "array", "items": {"$ref": "Tree"}},
        },
        "required": ["name"],
    },
}

LIST_PARTS: Function[models.PartList] = Function(
    "list_parts",
    {
        "operation": "read",
        "http": {"method": "GET", "path": "/parts", "query": {"view": "full"}},
        "parameters": {
            "kind": {"schema": {"type": "string", "enum": ["gear", "bolt"]}, "location": "query"},
            "limit": {
                "schema": {"type": "integer", "minimum": 1, "maximum": 100},
                "location": "query",
            },
            "after": {"schema": {"type": "string"}, "location": "query"},
            "tags": {
                "schema": {"type": "array", "items": {"type": "string"}},
                "location": "query",
                "wire_name": "tag",
            },
            "sizes": {
                "schema": {"type": "array", "items": {"type": "number"}},
                "location": "query",
                "query_style": "comma",
            },
            "in_stock": {"schema": {"type": "boolean"}, "location": "query"},
            "page_size": {
                "schema": {"type": "integer"},
                "location": "query",
                "deprecated": "The parameter page_size of acme.list_parts is deprecated: use limit.",
            },
        },
        "model": "PartList",
    },
)

GET_PART: Function[models.Part] = Function(
    "get_part",
    {
        "operation": "read",
        "http": {"method": "GET", "path": "/parts/{part}"},
        "parameters": {
            "id": {
                "schema": {"type": "string"},
                "location": "path",
                "required": True,
                "wire_name": "part",
            },
            "trace": {
                "schema": {"type": "string"},
                "location": "header",
                "wire_name": "X-Trace",
            },
        },
        "model": "Part",
    },
)

CREATE_PART: Function[models.Part] = Function(
    "create_part",
    {
        "operation": "write",
        "http": {"method": "POST", "path": "/parts", "headers": {"X-Mode": "strict"}},
        "parameters": {
            "name": {
                "schema": {"type": "string", "minLength": 1, "maxLength": 8},
                "location": "body",
                "required": True,
            },
            "code": {
                "schema": {"type": "string", "pattern": "^[A-Z]+$"},
                "location": "body",
                "wire_name": "part_code",
            },
            "weight": {
                "schema": {"type": "number", "exclusiveMinimum": 0},
                "location": "body",
            },
            "count": {"schema": {"type": "integer"}, "location": "body"},
            "note": {"schema": {"type": "string", "nullable": True}, "location": "body"},
            "lines": {
                "schema": {"type": "array", "items": {"$ref": "Line"}, "maxItems": 2},
                "location": "body",
            },
            "tree": {"schema": {"$ref": "Tree"}, "location": "body"},
            "content": {
                "schema": {
                    "anyOf": [
                        {"type": "string"},
                        {"type": "array", "items": {"$ref": "Line"}},
                    ]
                },
                "location": "body",
            },
            "labels": {
                "schema": {"type": "object", "additionalProperties": {"type": "integer"}},
                "location": "body",
            },
            "settings": {
                "schema": {"type": "string", "encoding": "json", "decoded": {"type": "object"}},
                "location": "body",
            },
            "input": {
                "schema": {
                    "type": "string",
                    "encoding": "text_or_json",
                    "decoded": {"type": "array", "items": {"type": "string"}},
                },
                "location": "body",
            },
            "anything": {"schema": {}, "location": "body"},
        },
        "model": "Part",
    },
)

ORDER_PARTS: Function[models.Order] = Function(
    "order_parts",
    {
        "operation": "write",
        "http": {"method": "POST", "path": "/orders", "accepts": [200, 202]},
        "parameters": {
            "parts": {
                "schema": {"type": "array", "items": {"type": "string"}},
                "location": "body",
                "required": True,
            },
            "customer": {"schema": {"type": "string"}, "location": "body"},
            "message": {"schema": {"type": "string"}, "location": "body"},
        },
        "body": {
            "order": {
                "lines": {
                    "$each": "parts",
                    "value": "part",
                    "item": {"part": {"$param": "part"}, "count": 1},
                },
                "customer": {"id": {"$param": "customer"}},
            },
            "notes": [{"text": {"$param": "message"}}],
            "audit": {"by": {"$param": "customer"}, "source": "client"},
        },
        "model": "Order",
    },
)

SUMMARIZE: Function[models.Summary] = Function(
    "summarize",
    {
        "operation": "read",
        "http": {"method": "GET", "path": "/parts"},
        "parameters": {},
        "shape": "{total: length(data), names: data[].name}",
        "model": "Summary",
    },
)

ALL_PARTS: Function[models.PartList] = Function(
    "all_parts",
    {
        "operation": "read",
        "http": {"method": "GET", "path": "/parts"},
        "parameters": {},
        "model": "PartList",
        "paging": {
            "style": "cursor",
            "parameter": "after",
            "items": "data",
            "next": "data[-1].id",
            "more": "has_more",
            "collect": True,
        },
    },
)

ALL_NAMES: Function[list[str]] = Function(
    "all_names",
    {
        "operation": "read",
        "http": {"method": "GET", "path": "/names"},
        "parameters": {},
        "shape": "[].name",
        "model": "Names",
        "paging": {
            "style": "page",
            "parameter": "page",
            "start": 0,
            "size_parameter": "page_size",
            "size": 2,
            "items": "@",
            "collect": True,
        },
    },
)

OLD_PARTS: Function[JSON] = Function(
    "old_parts",
    {
        "operation": "read",
        "http": {"method": "GET", "path": "/old"},
        "parameters": {},
        "deprecated": "acme.old_parts is deprecated: use list_parts.",
    },
)

DELETE_PART: Function[None] = Function(
    "delete_part",
    {
        "operation": "write",
        "http": {"method": "DELETE", "path": "/parts/{id}", "answer": "empty"},
        "parameters": {
            "id": {"schema": {"type": "string"}, "location": "path", "required": True},
        },
    },
)

READ_LABEL: Function[str] = Function(
    "read_label",
    {
        "operation": "read",
        "http": {"method": "GET", "path": "/label", "answer": "text"},
        "parameters": {},
    },
)

SEND_FORM: Function[JSON] = Function(
    "send_form",
    {
        "operation": "write",
        "http": {"method": "POST", "path": "/form", "request": "form"},
        "parameters": {
            "text": {"schema": {"type": "string"}, "location": "form"},
            "items": {
                "schema": {"type": "array", "items": {"type": "integer"}},
                "location": "form",
                "query_style": "brackets",
            },
        },
    },
)

BUILD_FACTORY: Function[JSON] = Function(
    "build_factory",
    {"operation": "write", "parameters": {"where": {"schema": {"type": "string"}}}},
)

FUNCTIONS: dict[str, Function[Any]] = {
    function.name: function
    for function in (
        LIST_PARTS,
        GET_PART,
        CREATE_PART,
        ORDER_PARTS,
        SUMMARIZE,
        ALL_PARTS,
        ALL_NAMES,
        OLD_PARTS,
        DELETE_PART,
        READ_LABEL,
        SEND_FORM,
        BUILD_FACTORY,
    )
}

SPEC: IntegrationSpec = {
    "name": "acme",
    "title": "Acme",
    "base_url": "https://{region}.acme.example.com/v1",
    "base_url_env": ["ACME_BASE_URL"],
    "auth": {
        "strategy": "api_key",
        "header": {"name": "Authorization", "value": "Bearer {api_key}"},
    },
    "credentials": [{"key": "api_key", "env": ["ACME_API_KEY", "ACME_TOKEN"]}],
    "settings": [
        {"key": "region", "env": ["ACME_REGION"], "default": "eu", "pattern": "[a-z]{2}"},
        {"key": "tenant", "env": ["ACME_TENANT"]},
    ],
    "headers": {"X-Acme-Version": "2", "X-Acme-Tenant": "{tenant}"},
    "errors": {"message": "problem.text", "code": "problem.code"},
    "models": "tests.support.acme_models",
    "functions": FUNCTIONS,
    "types": TYPES,
}
