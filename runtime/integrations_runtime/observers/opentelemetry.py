"""`OpenTelemetryObserver`: a span for each call, after the semantic conventions for HTTP clients.

Needs the extra `opentelemetry` (`pip install "integrations[opentelemetry]"`), and a tracer provider that the program sets up.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ..errors import ConfigurationError, IntegrationError
from .observer import ObservedCall, ObservedRequest, ObservedResponse, Observer

if TYPE_CHECKING:
    from opentelemetry.trace import TracerProvider


class OpenTelemetryObserver(Observer):
    """Records a client span `groq.list_models` per call; attempts are its events, and it is current until the method returns.

    The span of a stream or download lasts until that ends.

    Attributes: `http.request.method`, `url.full` and `url.template`, `server.address`, `server.port`,
    `http.response.status_code`, `http.request.resend_count`, `error.type`, and `integrations.integration`, `.function`,
    `.account`, `.operation`. Raises `ConfigurationError` without the package opentelemetry-api.
    """

    def __init__(self, tracer_provider: TracerProvider | None = None) -> None:
        try:
            self._trace: Any = import_module("opentelemetry.trace")
            self._context: Any = import_module("opentelemetry.context")
        except ModuleNotFoundError:
            raise ConfigurationError(
                'OpenTelemetry is not installed: pip install "integrations[opentelemetry]"'
            ) from None
        self._tracer = self._trace.get_tracer("integrations", tracer_provider=tracer_provider)
        self._running: dict[ObservedCall, tuple[Any, Any]] = {}

    def call_started(self, call: ObservedCall) -> None:
        address = urlsplit(call.base_url)
        span = self._tracer.start_span(
            f"{call.integration}.{call.function}",
            kind=self._trace.SpanKind.CLIENT,
            attributes={
                "http.request.method": call.method,
                "url.template": call.path_template,
                "server.address": address.hostname or "",
                "server.port": address.port or (443 if address.scheme == "https" else 80),
                "integrations.integration": call.integration,
                "integrations.function": call.function,
                "integrations.account": call.account,
                "integrations.operation": call.operation,
            },
        )
        token = self._context.attach(self._trace.set_span_in_context(span))
        self._running[call] = span, token

    def request_started(self, call: ObservedCall, request: ObservedRequest) -> None:
        span, _ = self._running[call]
        span.set_attribute("url.full", request.url)
        if request.attempt > 1:
            span.set_attribute("http.request.resend_count", request.attempt - 1)

    def response_received(
        self, call: ObservedCall, request: ObservedRequest, response: ObservedResponse
    ) -> None:
        span, _ = self._running[call]
        span.set_attribute("http.response.status_code", response.status)

    def retry_scheduled(self, call: ObservedCall, retry: int, delay: float, reason: str) -> None:
        span, _ = self._running[call]
        span.add_event("retry", {"retry": retry, "delay": delay, "reason": reason})

    def call_returned(self, call: ObservedCall) -> None:
        span, token = self._running[call]
        self._running[call] = span, None
        self._context.detach(token)

    def call_finished(self, call: ObservedCall, error: BaseException | None) -> None:
        span, token = self._running.pop(call)
        if token is not None:
            self._context.detach(token)
        if isinstance(error, GeneratorExit):
            span.set_attribute("error.type", "cancelled")
            span.set_status(self._trace.Status(self._trace.StatusCode.ERROR, "given up"))
        elif error is not None:
            span.set_attribute("error.type", type(error).__name__)
            text = str(error) if isinstance(error, IntegrationError) else type(error).__name__
            span.set_status(self._trace.Status(self._trace.StatusCode.ERROR, text))
        span.end()
