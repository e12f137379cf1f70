"""Clients of Acme, an integration made up for tests, as the generator would write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import httpx

from integrations_runtime import Observer, Policy, RetryPolicy
from integrations_runtime.async_client import AsyncClient
from integrations_runtime.client import Client
from integrations_runtime.omit import OMIT, Omit
from integrations_runtime.options import RequestOptions
from integrations_runtime.spec import JSON, AuthSpec, Function, FunctionSpec, ParameterSpec
from integrations_runtime.transport.seam import AsyncTransport, Transport
from tests.support import acme_models as models
from tests.support.acme_functions import (
    ALL_NAMES,
    ALL_PARTS,
    CREATE_PART,
    GET_PART,
    LIST_PARTS,
    OLD_PARTS,
    SPEC,
    SUMMARIZE,
)


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
        max_retries: int | RetryPolicy | None = None,
        http_client: httpx.Client | Transport | None = None,
        policy: Policy | None = None,
        observers: Sequence[Observer] | None = None,
    ) -> None:
        super().__init__(
            account=account,
            credentials={"api_key": api_key, "region": region},
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            http_client=http_client,
            policy=policy,
            observers=observers,
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
        max_retries: int | RetryPolicy | None = None,
        http_client: httpx.AsyncClient | AsyncTransport | None = None,
        policy: Policy | None = None,
        observers: Sequence[Observer] | None = None,
    ) -> None:
        super().__init__(
            account=account,
            credentials={"api_key": api_key, "region": region},
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            http_client=http_client,
            policy=policy,
            observers=observers,
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


def async_client_class(kind: type[Client]) -> type[AsyncClient]:
    """The asynchronous class beside one of `client_class`."""
    return type("AsyncCustom", (AsyncClient,), {"SPEC": kind.SPEC})


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
