"""From a vendor's answer to a function's result."""

from collections.abc import Callable
from typing import Any, Final, cast

from ..calls import Call, shorten
from ..errors import ResponseError, StatusError
from ..spec import JSON, FunctionSpec, HttpSpec, IntegrationSpec
from ..transport.seam import Response
from .failures import failure
from .queries import QueryError, compile_query
from .results import JsonError, ResultType, ShapeError, decode_json
from .texts import as_text

_LONGEST_REASON: Final = 300
_SUCCESS: Final = frozenset(range(200, 300))
_NEVER_JSON: Final = frozenset(
    {"application/xhtml+xml", "application/xml", "text/event-stream", "text/html", "text/xml"}
)
"""Types that say more about an answer that is not JSON than where its JSON is broken."""


class Reader:
    """Reads the answers of one function.

    Every method raises `ResponseError` for an answer that is not what the definition documents.
    """

    __slots__ = ("_answer", "_errors", "_shape", "_type", "accepts")

    def __init__(self, spec: FunctionSpec, http: HttpSpec, integration: IntegrationSpec) -> None:
        self._errors = integration.get("errors", {})
        accepts = http.get("accepts")
        self.accepts = frozenset(accepts) if accepts is not None else _SUCCESS
        """The statuses that mean success."""
        self._answer = http.get("answer", "json")
        self._shape = spec.get("shape")
        model = spec.get("model")
        self._type = None if model is None else ResultType(integration["models"], model)

    def refusal(self, call: Call, response: Response, note: str = "") -> StatusError:
        """The error for a status that is not a success, with a note of ours."""
        return failure(call, response, self._errors, note)

    def read(self, call: Call, response: Response, *, plain: bool) -> Any:
        """The result of an accepted answer: a model, or plain data that the model has checked."""
        if self._answer == "empty":
            return None
        self.check_size(call, response)
        if self._answer == "binary":
            return response.content
        if self._answer == "text":
            return as_text(response.content, response.headers)
        if plain or self._shape is not None or self._type is None:
            return self.result(call, response, self.decode(call, response), plain=plain)
        from_json = self._type.from_json
        return self._attempt(call, response, lambda: from_json(response.content))

    def decode(self, call: Call, response: Response) -> JSON:
        """The vendor's answer as plain data."""
        self.check_size(call, response)
        return cast(JSON, self._attempt(call, response, lambda: decode_json(response.content)))

    def result(self, call: Call, response: Response, answer: JSON, *, plain: bool) -> Any:
        """The result for a decoded answer; `response` is where (the last part of) it came from."""
        shaped = answer
        try:
            if self._shape is not None:
                query = compile_query(self._shape)
                shaped = cast(JSON, self._attempt(call, response, lambda: query(answer)))
            if self._type is None:
                return shaped
            from_python = self._type.from_python
            result = self._attempt(call, response, lambda: from_python(shaped))
            return shaped if plain else result
        except ResponseError:
            answer = shaped = None  # not in the error's traceback: it may repeat a credential
            raise

    def check_size(self, call: Call, response: Response) -> None:
        """Raises for an answer of which there is only the beginning."""
        if not response.complete:
            size = len(response.content)
            message = (
                f"the answer is larger than {size} bytes; the option largest_answer allows more"
            )
            raise call.error(ResponseError, message, response)

    def _attempt(self, call: Call, response: Response, parse: Callable[[], Any]) -> Any:
        try:
            return parse()
        except JsonError as reason:
            error = self._not_json(call, response, str(reason))
        except (ShapeError, QueryError) as reason:
            shown = shorten(call.redact(str(reason)), _LONGEST_REASON)
            error = call.error(
                ResponseError, f"the answer is not of the documented shape: {shown}", response
            )
        raise error  # outside of `except`: what was caught holds the answer, and must not be chained

    def _not_json(self, call: Call, response: Response, reason: str) -> ResponseError:
        if not response.content.strip():
            return call.error(ResponseError, f"the answer ({response.status}) is empty", response)
        media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type in _NEVER_JSON:
            reason = f"its type is {media_type}"
        return call.error(
            ResponseError, f"the answer ({response.status}) is not JSON: {reason}", response
        )
