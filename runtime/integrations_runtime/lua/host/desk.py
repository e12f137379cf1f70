"""Answers what a script asks of the parent: calls, their streams and lists, modules and pages of documentation."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from ... import docs
from ...errors import IntegrationError, OperationDenied
from ...options import DEFAULT_TIMEOUTS, RequestOptions
from ...spec import Schema
from ...suggest import nearest
from ..documents import list_docs, search_docs
from ..iterators import CLOSED, Iterators
from ..values import FromLua, LuaValueError
from .access import Access, Caller
from .protocol import FAILURE, HANDLE, ITEM, NOTHING, TEXT, VALUE
from .result import CallRecord, Status
from .wire import Table, is_null, is_table

_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")
_MOST_OPEN: Final = 100


class Desk:
    """Answers the questions of one script, and keeps a log of its calls. Whatever is asked, no answer raises."""

    def __init__(
        self, access: Access, modules: Path, largest: int, remaining: Callable[[], float]
    ) -> None:
        """`largest` is how many bytes an answer may have, `remaining` tells the seconds that the script has left."""
        self.log: list[CallRecord] = []
        self._access, self._modules = access, modules
        self._largest, self._remaining = largest, remaining
        self._iterators = Iterators()
        self._open: set[int] = set()
        self._doors: dict[Any, Callable[..., bytes]] = {
            b"call": self._call,
            b"next": self._next,
            b"module": self._module,
            b"read_doc": _read_doc,
            b"list_docs": _list_docs,
            b"search_docs": _search_docs,
            b"suggest": _suggest,
            b"suggest_integration": self._suggest_integration,
        }

    def answer(self, question: list[Any]) -> bytes:
        """The answer to a question: its name and arguments, as `wire` reads them."""
        name, *arguments = question or [None]
        door = self._doors.get(name) if isinstance(name, bytes) else None
        if door is None:
            return FAILURE + b"there is no such function of the host"
        return _guarded("the host", lambda: door(*arguments))

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
        function = _word(path)
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
        integration, _, name = function.partition(".")
        spelled = name if account == "default" else f"{account}.{name}"
        path = f"app.integrations.{integration}.{spelled}"
        self.log.append(CallRecord(path, function, account, seconds, status, error))

    def _made(self, path: str, account: str, params: Any, pages: bool) -> bytes:
        integration, function = path.split(".")
        if not _NAME.fullmatch(integration):
            return FAILURE + b"there is no such integration"
        client = self._access.client(integration, account)
        arguments = _arguments(client, path, function, params)
        options = self._options()
        if pages:
            return self._opened(path, client.iterate(function, arguments, options=options), None)
        streaming = client.SPEC["functions"][function].spec.get("streaming")
        if streaming is not None and arguments.get(streaming["parameter"]) is True:
            events = client.stream(function, arguments, options=options)
            return self._opened(path, iter(events), events.close)
        result = client.call(function, arguments, options=options)
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

    def _module(self, name: Any) -> bytes:
        """The text of an integration's module."""
        text = _word(name)
        file = self._modules / f"{text}.lua"
        if not _NAME.fullmatch(text) or not file.is_file():
            return NOTHING
        return TEXT + file.read_bytes()

    def _suggest_integration(self, name: Any) -> bytes:
        known = sorted(path.stem for path in self._modules.glob("*.lua"))
        return TEXT + ", ".join(nearest(_word(name), known, 3)).encode()


def _guarded(
    path: str,
    make: Callable[[], bytes],
    failed: Callable[[IntegrationError], object] = lambda error: None,
) -> bytes:
    """What `make` returns, or a message without a traceback."""
    try:
        return make()
    except LuaValueError as error:
        return FAILURE + f"{error.place} {error.problem}.".encode("utf-8", "replace")
    except IntegrationError as error:
        failed(error)
        return FAILURE + str(error).encode("utf-8", "replace")
    except Exception as error:  # a fault of ours must not reach the script as anything but text
        return FAILURE + f"{path}: internal error ({type(error).__name__})".encode()


def _arguments(client: Caller, path: str, function: str, params: Any) -> dict[str, Any]:
    if params is None:
        return {}
    if not isinstance(params, Table):
        raise LuaValueError(f"The argument of {path}", "must be a table of parameters")
    parameters = client.SPEC["functions"][function].spec["parameters"]
    convert = FromLua(is_table, is_null, client.SPEC["types"])
    arguments: dict[str, Any] = {}
    for key, value in params.items():
        if not isinstance(key, bytes):
            raise LuaValueError(
                f"The argument of {path}", "must be a table with names: { name = value }"
            )
        name = _shown(key)
        schema: Schema = parameters[name]["schema"] if name in parameters else {}
        arguments[name] = convert.value(value, schema, f"Parameter '{name}' of {path}")
    return arguments


def _read_doc(name: Any) -> bytes:
    if not isinstance(name, bytes):
        return FAILURE + b'lua_read_doc takes the name of a page, such as "integrations.groq"'
    return TEXT + docs.read(_shown(name)).encode()


def _list_docs(name: Any = None) -> bytes:
    return TEXT + list_docs(name)


def _search_docs(words: Any = None, limit: Any = None) -> bytes:
    return TEXT + search_docs(words, limit)


def _suggest(name: Any, known: Any) -> bytes:
    return TEXT + ", ".join(nearest(_word(name), _word(known).split(), 3)).encode()


def _word(value: Any) -> str:
    if not isinstance(value, bytes) or len(value) > 100_000:
        raise LuaValueError("A name", "must be a short text")
    return _shown(value)


def _shown(text: bytes) -> str:
    return text.decode("utf-8", "replace")
