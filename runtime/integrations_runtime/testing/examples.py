"""The examples of a function, found by the request that their arguments would have made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import IntegrationError
from ..plan import Plans
from ..spec import JSON
from .messages import Incoming
from .routes import Route
from .validation import RequestReader, takes_file


class Examples:
    """The examples of one function that have an answer. What their requests say is found out when it is first asked."""

    def __init__(self, route: Route, reader: RequestReader, plans: Plans, told: Any) -> None:
        self._examples: Sequence[Mapping[str, Any]] = [
            each for each in told.get("examples", ()) if "response" in each
        ]
        self._route = route
        self._reader = reader
        self._plans = plans
        self._ignored = _ignored(route)
        self._values: list[Mapping[str, JSON]] | None = None

    @property
    def first(self) -> tuple[JSON] | None:
        """The answer of the first example, in a tuple: it may be null."""
        return (self._examples[0]["response"],) if self._examples else None

    def find(self, values: Mapping[str, JSON]) -> tuple[JSON] | None:
        """The answer of the example that has made a request with these values."""
        if self._values is None:
            self._values = [self._ask(each["arguments"]) for each in self._examples]
        for example, own in zip(self._examples, self._values, strict=True):
            if own == self._relevant(values, own):
                return (example["response"],)
        return None

    def _ask(self, arguments: Mapping[str, Any]) -> Mapping[str, JSON]:
        """What a vendor reads in the request that these arguments make."""
        if self._route.http.get("request") == "multipart":
            return {  # examples name files that are nowhere
                name: value for name, value in arguments.items() if name not in self._ignored
            }
        try:
            plan = self._plans.of(self._route.function)
            draft = plan.requests.build(plan.binder.bind(arguments))
        except IntegrationError:  # a function that this runtime cannot call
            return arguments
        content = draft.content if isinstance(draft.content, bytes) else b""
        request = Incoming(draft.method, draft.path, draft.query, draft.headers, content)
        return self._reader.read(request, self._route.match(draft.path) or {}).values

    def _relevant(self, values: Mapping[str, JSON], own: Mapping[str, JSON]) -> Mapping[str, JSON]:
        """The values without what an iterator adds, or a stream's switch, unless the example gives it itself."""
        return {
            name: value
            for name, value in values.items()
            if name in own or name not in self._ignored
        }


def _ignored(route: Route) -> frozenset[str]:
    """Parameters that need not agree: the length of a page, the switch of a stream, files."""
    spec = route.function.spec
    paging = spec.get("paging")
    size = paging.get("size_parameter") if paging else None
    ignored = {
        name
        for name, each in spec["parameters"].items()
        if (size is not None and each.get("wire_name", name) == size) or takes_file(each)
    }
    if (streaming := spec.get("streaming")) is not None:
        ignored.add(streaming["parameter"])
    return frozenset(ignored)
