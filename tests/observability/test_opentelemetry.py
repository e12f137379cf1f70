"""Spans, as OpenTelemetry's own SDK records them."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from integrations_runtime import (
    ConfigurationError,
    NotFound,
    RetryPolicy,
    StreamError,
    TransportError,
)
from integrations_runtime.observers.opentelemetry import OpenTelemetryObserver
from tests.streaming.talk import DONE, event, streaming
from tests.support.acme import async_client_class, client_class, reads
from tests.support.loopback import Exchange, Server, serving

SECRET = "key-that/stays+secret"

KIND = client_class(
    auth={"strategy": "api_key", "query": {"name": "apikey", "value": "{api_key}"}},
    functions={
        "find": reads(
            {"id": {"schema": {"type": "string"}, "location": "path", "required": True}},
            http={"path": "/things/{id}"},
        )
    },
)


class Tracing:
    """A tracer provider of a program, and the spans that have ended."""

    def __init__(self) -> None:
        self._exporter = InMemorySpanExporter()
        self.provider = TracerProvider(shutdown_on_exit=False)
        self.provider.add_span_processor(SimpleSpanProcessor(self._exporter))
        self.observer = OpenTelemetryObserver(self.provider)
        self.tracer = self.provider.get_tracer("program")

    @property
    def spans(self) -> list[ReadableSpan]:
        return list(self._exporter.get_finished_spans())

    def arguments(self, server: Server, **more: Any) -> dict[str, Any]:
        return {
            "credentials": {"api_key": SECRET},
            "base_url": f"{server.url}/v1",
            "max_retries": RetryPolicy(first_delay=0),
            "observers": [self.observer],
            **more,
        }


def identifier(span: ReadableSpan) -> int:
    context = span.get_span_context()
    assert context is not None
    return context.span_id


@pytest.fixture
def tracing() -> Tracing:
    return Tracing()


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def find(request: pytest.FixtureRequest) -> Callable[..., Any]:
    def find(arguments: dict[str, Any]) -> Any:
        if not request.param:
            return KIND(**arguments).call("find", {"id": "t1"})
        return asyncio.run(async_client_class(KIND)(**arguments).call("find", {"id": "t1"}))

    return find


def test_a_span(tracing: Tracing, find: Callable[..., Any]) -> None:
    with serving(lambda exchange: exchange.reply()) as server:
        find(tracing.arguments(server))
    (span,) = tracing.spans
    assert (span.name, span.kind) == ("acme.find", SpanKind.CLIENT)
    assert span.status.status_code is StatusCode.UNSET
    assert span.events == ()
    assert dict(span.attributes or {}) == {
        "http.request.method": "GET",
        "url.template": "/things/{id}",
        "url.full": f"{server.url}/v1/things/t1?apikey=[redacted]",
        "server.address": "127.0.0.1",
        "server.port": server.server_port,
        "http.response.status_code": 200,
        "integrations.integration": "acme",
        "integrations.function": "find",
        "integrations.account": "default",
        "integrations.operation": "read",
    }


def test_an_error(tracing: Tracing, find: Callable[..., Any]) -> None:
    body = f'{{"problem": {{"text": "no {SECRET}"}}}}'.encode()
    with (
        serving(lambda exchange: exchange.reply(body, status=404)) as server,
        pytest.raises(NotFound),
    ):
        find(tracing.arguments(server))
    (span,) = tracing.spans
    assert span.attributes
    assert span.attributes["error.type"] == "NotFound"
    assert span.attributes["http.response.status_code"] == 404
    assert span.status.status_code is StatusCode.ERROR
    assert span.status.description == "acme.find: 404 not found: no [redacted]"
    assert "key-that" not in span.to_json()


def test_retries_are_events(tracing: Tracing, find: Callable[..., Any]) -> None:
    def script(exchange: Exchange) -> None:
        exchange.reply(status=200 if len(server.seen) == 3 else 503)

    with serving(script) as server:
        find(tracing.arguments(server))
    (span,) = tracing.spans
    assert [(event.name, dict(event.attributes or {})) for event in span.events] == [
        ("retry", {"retry": number, "delay": 0.0, "reason": "status 503"}) for number in (1, 2)
    ]
    assert span.attributes
    assert span.attributes["http.request.resend_count"] == 2
    assert span.attributes["http.response.status_code"] == 200


def test_no_connection(tracing: Tracing) -> None:
    with serving(Exchange.reply) as server:
        pass
    with pytest.raises(TransportError):
        KIND(**tracing.arguments(server, max_retries=0)).call("find", {"id": "t1"})
    (span,) = tracing.spans
    assert span.attributes
    assert span.attributes["error.type"] == "TransportError"
    assert "http.response.status_code" not in span.attributes


def test_it_is_a_child_and_current_while_it_runs(tracing: Tracing) -> None:
    """Instrumentation of the HTTP library, say, finds it as the parent of its own spans."""
    current: list[Any] = []

    def script(exchange: Exchange) -> None:
        exchange.reply()

    class Recording(OpenTelemetryObserver):
        def request_started(self, *details: Any) -> None:
            super().request_started(*details)
            current.append(trace.get_current_span())

    observer = Recording(tracing.provider)
    with serving(script) as server, tracing.tracer.start_as_current_span("program") as program:
        KIND(**tracing.arguments(server, observers=[observer])).call("find", {"id": "t1"})
        assert trace.get_current_span() is program
    span, outer = tracing.spans
    assert span.parent
    assert span.parent.span_id == identifier(outer)
    assert current[0].get_span_context() == span.get_span_context()


def test_tasks_side_by_side_keep_their_own(tracing: Tracing) -> None:
    async def one(acme: Any, number: int) -> None:
        with tracing.tracer.start_as_current_span(f"task {number}") as mine:
            await acme.call("find", {"id": str(number)})
            assert trace.get_current_span() is mine

    async def main(server: Server) -> None:
        acme = async_client_class(KIND)(**tracing.arguments(server))
        await asyncio.gather(*(one(acme, number) for number in range(10)))
        assert not trace.get_current_span().get_span_context().is_valid

    with serving(lambda exchange: exchange.reply()) as server:
        asyncio.run(main(server))
    names = {identifier(span): span.name for span in tracing.spans}
    found = {
        str((span.attributes or {})["url.full"]).partition("?")[0]: names[span.parent.span_id]
        for span in tracing.spans
        if span.parent is not None
    }
    url = f"{server.url}/v1/things"
    assert found == {f"{url}/{number}": f"task {number}" for number in range(10)}


def test_a_call_that_is_given_up(tracing: Tracing, caplog: pytest.LogCaptureFixture) -> None:
    async def main(server: Server) -> None:
        acme = async_client_class(KIND)(**tracing.arguments(server))
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.03):
                await acme.call("find", {"id": "t1"})
        assert not trace.get_current_span().get_span_context().is_valid

    with serving(Exchange.stall) as server:
        asyncio.run(main(server))
    (span,) = tracing.spans
    assert span.attributes
    assert span.attributes["error.type"] == "cancelled"
    assert span.status.description == "given up"
    assert caplog.records == []


STREAMING = client_class(
    functions={
        "chat": reads(
            {"stream": {"schema": {"type": "boolean"}, "location": "query"}},
            streaming={"parameter": "stream", "terminator": "[DONE]"},
        )
    }
)


def test_a_stream_that_breaks_off(tracing: Tracing) -> None:
    """Its span lasts, but what else the program does meanwhile is no part of it."""
    with (
        serving(streaming(event(b"1"), ends=False)) as server,
        tracing.tracer.start_as_current_span("program") as program,
    ):
        acme = STREAMING(**tracing.arguments(server))
        with acme.stream("chat", {"stream": True}) as events:
            assert trace.get_current_span() is program
            assert tracing.spans == []
            with pytest.raises(StreamError) as caught:
                list(events)
    span, outer = tracing.spans
    assert span.parent
    assert span.parent.span_id == identifier(outer)
    assert span.attributes
    assert span.attributes["error.type"] == "StreamError"
    assert span.status.description == str(caught.value)


def test_a_stream_that_another_task_ends(
    tracing: Tracing, caplog: pytest.LogCaptureFixture
) -> None:
    """Whose context is another one."""

    async def gather(events: Any) -> list[Any]:
        return [each async for each in events]

    async def main(server: Server) -> None:
        acme = async_client_class(STREAMING)(**tracing.arguments(server))
        events = await acme.stream("chat", {"stream": True})
        assert not trace.get_current_span().get_span_context().is_valid
        assert await asyncio.create_task(gather(events)) == [1]

    with serving(streaming(event(b"1"), DONE)) as server:
        asyncio.run(main(server))
    (span,) = tracing.spans
    assert span.status.status_code is StatusCode.UNSET
    assert caplog.records == []


def test_without_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> ModuleType:
        raise ModuleNotFoundError(name=name)

    monkeypatch.setattr("integrations_runtime.observers.opentelemetry.import_module", missing)
    with pytest.raises(ConfigurationError) as caught:
        OpenTelemetryObserver()
    assert str(caught.value) == (
        'OpenTelemetry is not installed: pip install "integrations[opentelemetry]"'
    )
    monkeypatch.undo()
    assert importlib.import_module("opentelemetry.trace") is trace
