"""Where a vendor decides about requests: who may ask, what is asked, what is answered."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from ..places import fill
from ..plan import Plans
from ..spec import IntegrationSpec
from . import checks
from .answers import AnswerKind, Answers, truncated
from .bodies import body_of
from .credentials import Guard, Valid
from .errors import ErrorWriter
from .faults import Fault, Faults
from .made import Maker
from .messages import Incoming, Recorded, Reply
from .routes import Route, Routes
from .server import Delivery
from .source import Source
from .tokens import FUNCTION, PATH, TokenDesk
from .validation import Reading, RequestReader, shown

_PAGE_FOR_PEOPLE = (
    b"<!doctype html>\n<title>Something else</title>\n<p>This is a page for people.</p>\n"
)


@dataclass(frozen=True, slots=True)
class _Window:
    """Reads and answers the calls of one function."""

    route: Route
    reader: RequestReader
    answers: Answers


@dataclass(frozen=True, slots=True)
class _Call:
    """A request that is a call of a function, as far as can be told."""

    window: _Window
    reading: Reading


class Desk:
    """Decides about the requests to one vendor. Safe to share between threads."""

    def __init__(
        self,
        source: Source,
        kind: AnswerKind,
        valid: Valid,
        record: Callable[[Recorded], None],
        *,
        strict: bool,
    ) -> None:
        """`strict` refuses fields and parameters that the definition does not know."""
        self._source, self._strict = source, strict
        self._kind: AnswerKind = kind
        self._plans = Plans(source.spec)
        self._routes = Routes(source.spec["functions"])
        self._windows: dict[str, _Window] = {}
        self._guard = Guard(source.spec, valid)
        self._errors = ErrorWriter(source.spec.get("errors", {}))
        self._request_id = source.spec.get("errors", {}).get("request_id_header", "x-request-id")
        self._record = record
        self._count = itertools.count(1)
        self.tokens = TokenDesk(source.spec, valid)
        self.faults = Faults()
        self.prefix = _prefix(source.spec)
        self.root = ""
        """The address of the server, once it has one."""

    def answers(self, name: str) -> Answers:
        """The answers of a function, by its name or full name; raises `ArgumentError`, or `NoBinding`."""
        function = self._plans.find(checks.function(name))
        if function.name not in self._routes.by_name:
            self._plans.of(function)  # says why
        return self._window(self._routes.by_name[function.name]).answers

    def name(self, name: str | None) -> str | None:
        """The name of the function, or of the endpoint for tokens, that `name` means."""
        return name if name in (None, FUNCTION) else self._plans.find(checks.function(name)).name

    def reset(self, name: str | None) -> None:
        """Takes back what a test has said of a function's answers, or of all; raises as `answers` does."""
        windows = list(self._windows.values())
        for each in [self.answers(name)] if name is not None else [w.answers for w in windows]:
            each.reset()

    def answer(self, request: Incoming) -> Delivery:
        """Decides about one request."""
        request_id = f"mock-{next(self._count)}"
        if self._is_token(request):
            function: str | None = FUNCTION
            answer = partial(self.tokens.reply, request)
        else:
            call = self._find(request)
            function = call.window.route.function.name if call is not None else None
            answer = partial(self._decide, request, call)
        fault = self.faults.next(function) or Fault()
        delivery = self._deliver(fault, answer)
        delivery.reply.headers.setdefault(self._request_id.lower(), request_id)
        status = None if delivery.cut == "before" else delivery.reply.status
        self._record(self._recorded(request, function, status))
        return delivery

    def _is_token(self, request: Incoming) -> bool:
        return request.path == PATH and self._source.spec["auth"]["strategy"] == "oauth2"

    def _deliver(self, fault: Fault, answer: Callable[[], Reply]) -> Delivery:
        if fault.rate_limit is not None:
            sentence = "Too many requests."
            reply = self._errors.reply(429, sentence, retry_after=f"{fault.rate_limit:g}")
        elif fault.html:
            headers = {"content-type": "text/html; charset=utf-8"}
            reply = Reply(fault.status or 200, _PAGE_FOR_PEOPLE, headers)
        elif fault.status is not None:
            reply = self._errors.reply(fault.status, "The vendor was told to fail.")
        else:
            reply = answer()
        if fault.bad_json:
            reply = truncated(reply)
        reply.headers |= {name.lower(): value for name, value in fault.headers.items()}
        return Delivery(reply, fault.delay, fault.cut)

    def _find(self, request: Incoming) -> _Call | None:
        """The call that a request most likely is, of the functions whose paths match."""
        if not self._is_below(request.path):
            return None
        found = self._routes.find(request.method, self._short(request.path))
        calls: list[_Call] = []
        for route, values in found:
            window = self._window(route)
            calls.append(_Call(window, window.reader.read(request, values)))
        if len(calls) < 2:
            return calls[0] if calls else None
        return min(calls, key=_rank)

    def _decide(self, request: Incoming, call: _Call | None) -> Reply:
        if call is None:
            sentence = f"There is no {request.method} {self._short(request.path)}."
            if not self._is_below(request.path):
                sentence += f" Paths begin with {self.prefix}."
            return self._errors.reply(404, sentence)
        problem = self._guard.problem(request) or self._expired(request)
        if problem is not None:
            return self._errors.reply(401, problem)
        if call.reading.problems:
            return self._errors.reply(400, " ".join(call.reading.problems))
        return call.window.answers.reply(request, call.reading, self.root, self._hidden_query)

    def _is_below(self, path: str) -> bool:
        """Whether a path is one below the base URL."""
        return f"{path}/".startswith(f"{self.prefix}/")

    def _short(self, path: str) -> str:
        """The path below the base URL; the whole of any other."""
        return path.removeprefix(self.prefix) if self._is_below(path) else path

    def _expired(self, request: Incoming) -> str | None:
        if self._source.spec["auth"]["strategy"] != "oauth2":
            return None
        token = request.headers.get("authorization", "").partition(" ")[2]
        return None if self.tokens.holds(token) else "The access token is not valid."

    @property
    def _hidden_query(self) -> frozenset[str]:
        return self._guard.query_names

    def _window(self, route: Route) -> _Window:
        name = route.function.name
        window = self._windows.get(name)
        if window is None:
            told: Mapping[str, Any] = self._source.answers["functions"].get(name, {})
            types = self._source.answers["types"]
            reader = RequestReader(
                route,
                self._source.spec,
                self._plans.schemas,
                self._guard.query_names,
                strict=self._strict,
            )
            answers = Answers(route, reader, self._plans, told, Maker(types), types, self._kind)
            window = self._windows.setdefault(name, _Window(route, reader, answers))
        return window

    def _recorded(self, request: Incoming, function: str | None, status: int | None) -> Recorded:
        token = function == FUNCTION
        body = self.tokens.body_of(request) if token else body_of(request)
        return Recorded(
            method=request.method,
            path=request.path if token else self._short(request.path),
            query=shown(request.query, self._hidden_query),
            headers={
                name: value
                for name, value in request.headers.items()
                if name not in self._guard.hidden_headers
            },
            body=body,
            function=function,
            status=status,
            full_path=request.path,
        )


def _rank(call: _Call) -> tuple[bool, int, int, int, int, bool]:
    """Smallest for the likeliest call: its path fits, and more literally than others; it has the fewest problems.

    Among equals comes first what a test has told last what to answer, then what always sends more of this query, then what has an
    example of exactly this request.
    """
    reading, answers = call.reading, call.window.answers
    problems = len(reading.problems)
    exact = not problems and answers.matches(reading)
    return (
        not reading.path_fits,
        -call.window.route.constant,
        problems,
        -answers.told,
        -len(call.window.route.http.get("query", {})),
        not exact,
    )


def _prefix(spec: IntegrationSpec) -> str:
    """The path of the base URL."""
    settings = {each["key"]: each.get("default", "example") for each in spec["settings"]}
    template = spec.get("base_url", "")
    url = fill(template, settings) or template
    return urlsplit(url).path.rstrip("/")
