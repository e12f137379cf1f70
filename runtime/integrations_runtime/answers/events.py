"""From the events of a stream to typed values and errors."""

import re
from collections.abc import Iterator
from typing import Any, Final

from ..calls import Call, ErrorT, shorten
from ..errors import IntegrationError, ResponseError, StreamError, TransportError
from ..spec import IntegrationSpec, StreamingSpec
from ..transport.seam import Response
from .failures import describe_failure
from .queries import find
from .results import JsonError, ResultType, ShapeError, decode_json
from .sse import Event, EventDecoder

_LARGEST_EVENT: Final = 16 * 1024 * 1024
_LONGEST_MESSAGE: Final = 500
_LONGEST_REASON: Final = 300
_FIELDS = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)(?:\.[A-Za-z_][A-Za-z0-9_]*)*")


class EventFormat:
    """What the events of one function look like. Compiled once."""

    __slots__ = ("_error", "_error_field", "_errors", "_type", "terminator")

    def __init__(self, spec: StreamingSpec, integration: IntegrationSpec) -> None:
        name, error, terminator = spec.get("event"), spec.get("error"), spec.get("terminator")
        self._type = None if name is None else ResultType(integration["models"], name)
        self._error = error
        path = None if error is None else _FIELDS.fullmatch(error)
        self._error_field = b'"%b"' % path[1].encode() if path else b""
        self._errors = integration.get("errors", {})
        self.terminator = None if terminator is None else terminator.encode()

    def value(self, data: bytes, *, plain: bool) -> Any:
        """The value of an event; raises `JsonError` or `ShapeError`."""
        if self._type is not None and not plain:
            return self._type.from_json(data)
        decoded = decode_json(data)
        if self._type is not None:
            self._type.from_python(decoded)
        return decoded

    def error(self, event: Event) -> str | None:
        """What an event that carries an error says; None for every other event."""
        by_type = event.type == "error"
        if not by_type and (self._error is None or self._error_field not in event.data):
            return None  # most events: their JSON is not decoded twice
        try:
            body = decode_json(event.data)
        except JsonError:
            return self._say(event.data.decode("utf-8", "replace")) if by_type else None
        found = find(self._error, body)
        return self._say(body, found) if found or by_type else None

    def _say(self, *places: Any) -> str:
        """The vendor's message, from the first place that has one."""
        for place in places:
            text = place if isinstance(place, str) else describe_failure(place, self._errors)[0]
            if text.strip():
                return text
        return "the vendor sent an error"


class EventReader:
    """Reads the events of one answer."""

    __slots__ = ("_call", "_decoder", "_format", "_plain", "_response", "ended", "request_id")

    def __init__(
        self, call: Call, format_: EventFormat, response: Response, *, plain: bool
    ) -> None:
        """`response` is the status and the headers of the answer, without a body."""
        self._call, self._format, self._response, self._plain = call, format_, response, plain
        self._decoder = EventDecoder()
        self.ended = False
        """Whether the event has come that says that it is the last one."""
        self.request_id = call.request_id(response)

    def values(self, chunk: bytes) -> Iterator[Any]:
        """The values of the events that `chunk` completes; one without data says nothing, and is passed over.

        Raises `StreamError` for an event that carries an error, and `ResponseError` for one that is not of the
        documented shape, or does not end.
        """
        events = self._decoder.feed(chunk)
        del chunk  # as below
        for event in events:
            if event.data == self._format.terminator:
                self.ended = True
                return
            if event.data or event.type == "error":
                try:
                    value = self._value(event)
                except IntegrationError:
                    del event, events  # not in a traceback: they may repeat a credential
                    raise
                yield value
                del value
        if self._decoder.pending > _LARGEST_EVENT:
            raise self._error(ResponseError, f"an event is larger than {_LARGEST_EVENT} bytes", b"")

    def finish(self) -> None:
        """Raises `StreamError` when the answer ends without the event that ends the stream."""
        if (terminator := self._format.terminator) is not None:
            text = f"the stream ended without {terminator.decode()}"
            raise self._error(StreamError, text, b"")

    def broken(self, error: TransportError) -> StreamError:
        """The error for a connection that broke off."""
        self._call.place(error)
        return self._error(StreamError, f"the stream broke off: {error.message}", b"")

    def _value(self, event: Event) -> Any:
        error: IntegrationError
        if (message := self._format.error(event)) is not None:
            shown = self._short(" ".join(message.split()), _LONGEST_MESSAGE)
            error = self._error(StreamError, shown, event.data)
        else:
            try:
                return self._format.value(event.data, plain=self._plain)
            except JsonError as reason:
                shown = f"an event is not JSON: {reason}"
            except ShapeError as reason:
                misfits = self._short(_of_the_event(str(reason)), _LONGEST_REASON)
                shown = f"an event is not of the documented shape: {misfits}"
            error = self._error(ResponseError, shown, event.data)
        del event, message
        raise error  # outside of `except`: what was caught holds the event

    def _short(self, text: str, limit: int) -> str:
        """`text` without credentials, cut: in this order, so that no half of one remains."""
        return shorten(self._call.redact(text), limit)

    def _error(self, kind: type[ErrorT], message: str, data: bytes) -> ErrorT:
        answer = Response(self._response.status, self._response.headers, data)
        return self._call.error(kind, message, answer)


def _of_the_event(misfits: str) -> str:
    whole = "the answer: "
    return f"the event: {misfits.removeprefix(whole)}" if misfits.startswith(whole) else misfits
