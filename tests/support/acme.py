"""Clients of Acme, an integration made up for tests, as the generator would write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import httpx

from integrations_runtime.client import AsyncClient, Client
from integrations_runtime.omit import OMIT, Omit
from integrations_runtime.options import RequestOptions
from integrations_runtime.spec import (
    JSON,
    AuthSpec,
    Function,
    FunctionSpec,
    IntegrationSpec,
    ParameterSpec,
    Schema,
)
from integrations_runtime.transport import AsyncTransport, Transport
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
            "stream": {
                "schema": {"type": "boolean"},
                "location": "body",
                "only": [False],
                "only_reason": "streaming is not supported yet",
            },
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


class Acme(Client):
    """Client of Acme."""

    SPEC = SPEC

    def __init__(
        self,
        *,
        account: str | None = None,
        api_key: str | None = None,
        region: str | None = None,
        base_url: str | None = None,
        timeout: float | httpx.Timeout | None = None,
        http_client: httpx.Client | Transport | None = None,
    ) -> None:
        super().__init__(
            account=account,
            credentials={"api_key": api_key, "region": region},
            base_url=base_url,
            timeout=timeout,
            http_client=http_client,
        )

    def list_parts(
        self,
        *,
        kind: str | None = None,
        limit: int | None = None,
        after: str | None = None,
        tags: Sequence[str] | None = None,
        sizes: Sequence[float] | None = None,
        in_stock: bool | None = None,
        page_size: int | None = None,
        options: RequestOptions | None = None,
    ) -> models.PartList:
        return self._call(
            LIST_PARTS,
            {
                "kind": kind,
                "limit": limit,
                "after": after,
                "tags": tags,
                "sizes": sizes,
                "in_stock": in_stock,
                "page_size": page_size,
            },
            options,
        )

    def get_part(
        self, *, part_id: str, trace: str | None = None, options: RequestOptions | None = None
    ) -> models.Part:
        return self._call(GET_PART, {"id": part_id, "trace": trace}, options)

    def create_part(
        self,
        *,
        name: str,
        count: int | None = None,
        note: str | Omit | None = OMIT,
        lines: Sequence[Mapping[str, object] | models.OrderLine] | None = None,
        options: RequestOptions | None = None,
    ) -> models.Part:
        return self._call(
            CREATE_PART, {"name": name, "count": count, "note": note, "lines": lines}, options
        )

    def all_parts(self, *, options: RequestOptions | None = None) -> models.PartList:
        return self._call(ALL_PARTS, {}, options)

    def all_names(self, *, options: RequestOptions | None = None) -> list[str]:
        return self._call(ALL_NAMES, {}, options)

    def summarize(self, *, options: RequestOptions | None = None) -> models.Summary:
        return self._call(SUMMARIZE, {}, options)

    def old_parts(self, *, options: RequestOptions | None = None) -> JSON:
        return self._call(OLD_PARTS, {}, options)


class AsyncAcme(AsyncClient):
    """Asynchronous client of Acme."""

    SPEC = SPEC

    def __init__(
        self,
        *,
        account: str | None = None,
        api_key: str | None = None,
        region: str | None = None,
        base_url: str | None = None,
        timeout: float | httpx.Timeout | None = None,
        http_client: httpx.AsyncClient | AsyncTransport | None = None,
    ) -> None:
        super().__init__(
            account=account,
            credentials={"api_key": api_key, "region": region},
            base_url=base_url,
            timeout=timeout,
            http_client=http_client,
        )

    async def list_parts(
        self, *, limit: int | None = None, options: RequestOptions | None = None
    ) -> models.PartList:
        return await self._call(LIST_PARTS, {"limit": limit}, options)

    async def get_part(self, *, part_id: str, options: RequestOptions | None = None) -> models.Part:
        return await self._call(GET_PART, {"id": part_id}, options)

    async def all_parts(self, *, options: RequestOptions | None = None) -> models.PartList:
        return await self._call(ALL_PARTS, {}, options)

    async def old_parts(self, *, options: RequestOptions | None = None) -> JSON:
        return await self._call(OLD_PARTS, {}, options)


def client_class(
    *,
    auth: AuthSpec | None = None,
    functions: Mapping[str, FunctionSpec] | None = None,
    **changes: Any,
) -> type[Client]:
    """A client class like Acme's, with another auth strategy, other functions, or other parts of the spec."""
    spec: dict[str, Any] = {**SPEC, **changes}
    if auth is not None:
        spec["auth"] = auth
    if functions is not None:
        spec["functions"] = {name: Function(name, each) for name, each in functions.items()}
    return type("Custom", (Client,), {"SPEC": spec})


def reads(parameters: Mapping[str, ParameterSpec] | None = None, **more: Any) -> FunctionSpec:
    """The spec of a function `GET /things`."""
    http = {"method": "GET", "path": "/things", **more.pop("http", {})}
    return cast(
        FunctionSpec, {"operation": "read", "http": http, "parameters": parameters or {}, **more}
    )
