"""Answers what a script asks of the parent: calls, their streams and lists, modules and pages of documentation."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from time import perf_counter
from typing import Any, Final

from ...errors import IntegrationError, OperationDenied
from ...options import DEFAULT_TIMEOUTS, RequestOptions
from ...transport.seam import LARGEST_ANSWER
from ..calls import answers_bytes, explain, read_arguments, streams
from ..documents import list_docs, read_doc, search_docs
from ..iterators import CLOSED, Iterators
from ..modules import Modules, is_integration_name, suggest
from ..values import LuaValueError
from .access import Access
from .log import CallLog
from .patience import within
from .protocol import FAILURE, HANDLE, ITEM, NOTHING, TEXT, VALUE
from .result import Status
from .wire import is_list, is_null, is_table

_MOST_OPEN: Final = 100

_LONGEST_NAME: Final = 100
_LONGEST_PATH: Final = 200
_LONGEST_LIST: Final = 1_000_000

_SHARE: Final = 2
"""How many times the bytes of an answer must fit into the script's memory."""

_GRACE: Final = 0.1
"""Seconds beyond the time limit in which a call may still tell that it has failed."""


class Desk:
    """Answers the questions of one script, and keeps a log of its calls. Whatever is asked, no answer raises."""

    def __init__(
        self,
        access: Access,
        modules: Modules,
        largest: int,
        remaining: Callable[[], float],
        iterators: Iterators | None = None,
    ) -> None:
        """`largest` is how many bytes an answer may have, `remaining` tells the seconds that the script has left.

        The chunks of a session share `iterators`, so that no number of an earlier chunk means an iterator of a later one.
        """
        self.log = CallLog()
        self._access, self._modules = access, modules
        self._largest, self._remaining = largest, remaining
        self._iterators = iterators or Iterators()
        self._open: set[int] = set()
        self._doors: dict[Any, Callable[..., bytes]] = {
            b"call": self._call,
            b"next": self._next,
            b"module": self._module,
            b"read_doc": partial(_document, read_doc),
            b"list_docs": partial(_document, list_docs),
            b"search_docs": partial(_document, search_docs),
            b"suggest": _suggest,
            b"suggest_integration": self._suggest_integration,
        }

    def answer(self, question: list[Any]) -> bytes:
        """The answer to a question: its name and arguments, as `wire` reads them."""
        name, *arguments = question or [None]
        door = self._doors.get(name) if isinstance(name, bytes) else None
        if door is None:
            return FAILURE + b"there is no such function of the host"
        make = partial(_guarded, "the host", lambda: door(*arguments))
        left = self._remaining()
        if door not in (self._call, self._next) or left >= (DEFAULT_TIMEOUTS["read"] or 0):
            return make()
        began = perf_counter()
        try:
            return within(max(0.0, left) + _GRACE, make)
        except TimeoutError:
            return self._given_up(arguments, began, call=door == self._call)

    def _given_up(self, arguments: list[Any], began: float, *, call: bool) -> bytes:
        """The answer where a vendor has kept the script waiting beyond its time, byte by byte."""
        answer = FAILURE + b"no answer before the time limit"
        if call:
            path, account, *_ = [*arguments, None, None]
            name = "default" if account is None else _word(account)
            self._log(_word(path), name, perf_counter() - began, answer, [])
        else:
            self._open.discard(arguments[0])
            self._iterators.let_go(arguments[0])
        return answer

    def note(self, question: list[Any]) -> None:
        """Takes what wants no answer: that a stream or list is left."""
        match question:
            case [b"close", int(number)]:
                self._open.discard(number)
                self._iterators.close(number)
            case _:
                pass

    def close(self) -> None:
        """Closes what the script has left open."""
        self._iterators.close_all()

    def _call(self, path: Any, account: Any = None, params: Any = None, pages: Any = None) -> bytes:
        function = _word(path, _LONGEST_PATH)
        name = "default" if account is None else _word(account)
        began = perf_counter()
        failure: list[IntegrationError] = []
        answer = _guarded(
            function, lambda: self._made(function, name, params, pages is True), failure.append
        )
        self._log(function, name, perf_counter() - began, answer, failure)
        return answer

    def _log(
        self,
        function: str,
        account: str,
        seconds: float,
        answer: bytes,
        failure: list[IntegrationError],
    ) -> None:
        status: Status = "ok"
        error = None
        if answer[:1] == FAILURE:
            denied = bool(failure) and isinstance(failure[0], OperationDenied)
            status, error = "denied" if denied else "error", _shown(answer[1:])
        self.log.add(function, account, seconds, status, error)

    def _made(self, path: str, account: str, params: Any, pages: bool) -> bytes:
        integration, function = path.split(".")
        if not is_integration_name(integration):
            return FAILURE + b"there is no such integration"
        client = self._access.client(integration, account)
        arguments = read_arguments(client.SPEC, path, params, is_table, is_null, is_list=is_list)
        options = self._options()
        if pages:
            return self._opened(path, client.iterate(function, arguments, options=options), None)
        if streams(client.SPEC, path, arguments):
            events = client.stream(function, arguments, options=options)
            return self._opened(path, iter(events), events.close)
        if answers_bytes(client.SPEC, path):
            options["largest_answer"] = max(1, min(LARGEST_ANSWER, self._largest // _SHARE))
        result = client.call(function, arguments, options=options)
        if isinstance(result, bytes):
            return TEXT + result
        return NOTHING if result is None else self._value(VALUE, path, result)

    def _options(self) -> RequestOptions:
        """No call may outlast the script."""
        remaining = max(0.001, self._remaining())
        options: RequestOptions = {"deadline": remaining}
        if remaining < (DEFAULT_TIMEOUTS["read"] or 0):
            options["timeout"] = remaining
        return options

    def _opened(self, path: str, values: Iterator[Any], close: Callable[[], None] | None) -> bytes:
        if len(self._open) >= _MOST_OPEN:
            if close is not None:
                close()
            text = f"{path}: the script has {_MOST_OPEN} streams and lists open already"
            return FAILURE + text.encode()
        number = self._iterators.add(path, values, close)
        self._open.add(number)
        return HANDLE + str(number).encode()

    def _next(self, number: Any) -> bytes:
        path = self._iterators.path(number) if isinstance(number, int) else None
        if path is None:
            return FAILURE + CLOSED
        answer = _guarded(path, lambda: self._item(path, number))
        if answer[:1] != ITEM:
            self._open.discard(number)
        return answer

    def _item(self, path: str, number: int) -> bytes:
        # The end is told from an item that is null by whether the iterator is still open.
        item = self._iterators.next(number)
        if item is None and self._iterators.path(number) is None:
            return NOTHING
        return self._value(ITEM, path, item)

    def _value(self, kind: bytes, path: str, value: object) -> bytes:
        text = json.dumps(value).encode()
        if len(text) > self._largest:
            message = f"{path}: the result has {len(text)} bytes, more than the script's memory"
            return FAILURE + message.encode()
        return kind + text

    def _module(self, name: Any, group: Any = None) -> bytes:
        text = self._modules.read(_word(name), None if group is None else _word(group))
        return NOTHING if text is None else TEXT + text

    def _suggest_integration(self, name: Any) -> bytes:
        return TEXT + self._modules.suggest(_word(name))


def _guarded(
    path: str,
    make: Callable[[], bytes],
    failed: Callable[[IntegrationError], object] = lambda error: None,
) -> bytes:
    """What `make` returns, or a message without a traceback."""
    try:
        return make()
    except Exception as error:  # a fault of ours must not reach the script as anything but text
        if isinstance(error, IntegrationError):
            failed(error)
        return FAILURE + explain(path, error)


def _document(make: Callable[..., bytes], name: Any = None, *more: Any) -> bytes:
    return TEXT + make(name, *more)


def _suggest(name: Any, known: Any) -> bytes:
    return TEXT + suggest(_word(name), _word(known, _LONGEST_LIST).split())


def _word(value: Any, longest: int = _LONGEST_NAME) -> str:
    if not isinstance(value, bytes) or len(value) > longest:
        raise LuaValueError("A name", f"must be text of up to {longest} bytes")
    return _shown(value)


def _shown(text: bytes) -> str:
    return text.decode("utf-8", "replace")
