"""A function that takes files, and what arrives of a call as an independent parser reads it."""

from __future__ import annotations

import asyncio
import email.policy
from collections.abc import Callable
from email.message import EmailMessage, Message
from email.parser import BytesParser
from typing import Any, NamedTuple, cast

import pytest

from integrations_runtime import RetryPolicy
from integrations_runtime.async_client import AsyncClient
from integrations_runtime.client import Client
from integrations_runtime.spec import FunctionSpec
from tests.support.acme import async_client_class, client_class
from tests.support.loopback import Exchange

FILE = {"type": "string", "format": "binary"}

SEND: FunctionSpec = {
    "operation": "write",
    "http": {"method": "POST", "path": "/files", "request": "multipart"},
    "parameters": {
        "purpose": {"schema": {"type": "string"}, "location": "form"},
        "file": {"schema": FILE, "location": "form"},
        "more": {"schema": {"type": "array", "items": FILE}, "location": "form", "wire_name": "m"},
        "tags": {
            "schema": {"type": "array", "items": {"type": "string"}},
            "location": "form",
            "query_style": "brackets",
        },
        "size": {"schema": {"type": "integer"}, "location": "form"},
        "public": {"schema": {"type": "boolean"}, "location": "form"},
        "meta": {"schema": {"type": "object"}, "location": "form"},
    },
}

Send = Callable[..., object]
"""Calls `send` with arguments, and with further arguments of the client."""


class Part(NamedTuple):
    """A field as it arrived."""

    name: str
    filename: str | None
    content_type: str | None
    content: bytes


class Seen(NamedTuple):
    """A request as it arrived."""

    headers: dict[str, str]
    body: bytes

    @property
    def parts(self) -> list[Part]:
        """The fields of the body, read by the standard library's parser of mails."""
        head = f"content-type: {self.headers['content-type']}\r\n\r\n".encode()
        parser = BytesParser(_class=EmailMessage, policy=email.policy.HTTP)
        mail: Message = parser.parsebytes(head + self.body)
        assert mail.is_multipart()
        assert not mail.defects
        return [_part(cast("EmailMessage", each)) for each in mail.get_payload()]


def _part(message: EmailMessage) -> Part:
    assert not message.defects
    assert message.get_content_disposition() == "form-data"
    assert set(message.keys()) <= {"content-disposition", "content-type"}
    parameters = message["content-disposition"].params
    assert set(parameters) <= {"name", "filename"}
    return Part(
        parameters["name"],
        parameters.get("filename"),
        message["content-type"] and str(message["content-type"]),
        cast(bytes, message.get_payload(decode=True)),
    )


class Vendor:
    """Takes files, and keeps what it was sent."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []
        self.script: Callable[[Exchange], None] = Exchange.reply

    def __call__(self, exchange: Exchange) -> None:
        headers = {name.lower(): value for name, value in exchange.headers.items()}
        self.seen.append(Seen(headers, exchange.body))
        self.script(exchange)

    @property
    def parts(self) -> list[Part]:
        """The fields of the only request."""
        (seen,) = self.seen
        return seen.parts


KIND = client_class(functions={"send": SEND})
ASYNC_KIND = async_client_class(KIND)


def client(url: str, **more: Any) -> Client:
    """A client of that vendor."""
    return KIND(**_arguments(url, more))


def async_client(url: str, **more: Any) -> AsyncClient:
    """The same for tasks."""
    return ASYNC_KIND(**_arguments(url, more))


def _arguments(url: str, more: dict[str, Any]) -> dict[str, Any]:
    return {
        "credentials": {"api_key": "key-1"},
        "base_url": url,
        "max_retries": RetryPolicy(first_delay=0),
        **more,
    }


def sender(url: str, asynchronous: bool) -> Send:
    """What calls `send`, in this thread or in a task."""

    def send(options: Any = None, **arguments: Any) -> object:
        if not asynchronous:
            return client(url).call("send", arguments, options=options)
        return asyncio.run(async_client(url).call("send", arguments, options=options))

    return send


both = pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
