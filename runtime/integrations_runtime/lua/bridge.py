"""The bridge: a Lua VM whose scripts call integrations as `app.integrations.<name>.<function>{…}`.

It is no sandbox: run scripts in it that you trust as you trust your own code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeAlias

from ..errors import IntegrationError
from ..spec import JSON
from .calls import explain, read_arguments, streams
from .clients import Caller, ClientFactory, open_client
from .documents import list_docs, read_doc, search_docs
from .iterators import CLOSED, Iterators
from .modules import Modules, suggest
from .values import ToLua
from .versions import LuaVersion, new_runtime

Answer: TypeAlias = tuple[bool, Any] | tuple[bool, None, int]
"""What a function of the host gives to Lua: whether it worked, and a value or a message.

A call that is answered bit by bit has no value, but the number of an iterator behind it.
"""


class LuaScriptError(Exception):
    """A script that does not compile or raised an error; the message has the script's own line."""


class Bridge:
    """A Lua VM with `app`, `lua_read_doc`, `json.null` and a `print` that leads to `output`.

    `version` is that of Lua; `runtime` is a `LuaRuntime` of lupa in its place, made with `encoding=None`. Clients are made by
    `clients` when a script first uses an account, and are kept. Raises `ConfigurationError` where lupa is missing.
    """

    def __init__(
        self,
        *,
        version: LuaVersion = "5.1",
        runtime: Any = None,
        clients: ClientFactory = open_client,
        modules: Path | None = None,
        output: Callable[[str], None] = print,
    ) -> None:
        self._runtime = runtime if runtime is not None else new_runtime(version)
        self._floats = tuple(self._runtime.lua_version) < (5, 3)
        self._factory = clients
        self._clients: dict[tuple[str, str | None], Caller] = {}
        self._iterators = Iterators()
        self._modules = Modules.generated(modules)
        self._output = output
        prelude = self._runtime.execute(_prelude(), self._host(), name="=[bridge]")
        self._run, self._kind_of, self._null = (
            prelude[name] for name in (b"run", b"kind_of", b"null")
        )
        self._to_lua = ToLua(self._runtime.table_from, self._null, prelude[b"empty_list"])
        self._table_type: type[Any] = type(self._runtime.table())

    def run(self, code: str, name: str = "script") -> None:
        """Runs a script; messages call it `name`. What it has not read to the end is closed. Raises `LuaScriptError`."""
        source = code.encode()
        if source.startswith(b"\x1b"):
            raise LuaScriptError(f"{name}: bytecode is not run, only text")
        try:
            message: bytes | None = self._run(source, name.encode())
        finally:
            self._iterators.close_all()
        if message is not None:
            raise LuaScriptError(message.decode("utf-8", "replace"))

    def _host(self) -> Any:
        """The functions that the prelude calls; none of them raises."""
        host = self._runtime.table()
        host[b"call"] = self._call
        host[b"next"] = self._next
        host[b"close"] = self._iterators.close
        host[b"read_doc"] = partial(_document, read_doc)
        host[b"list_docs"] = partial(_document, list_docs)
        host[b"search_docs"] = partial(_document, search_docs)
        host[b"module"] = self._module
        host[b"suggest"] = _suggest
        host[b"suggest_integration"] = self._suggest_integration
        host[b"write"] = self._write
        return host

    def _call(
        self, path: bytes, account: bytes | None, params: Any, pages: bool | None = None
    ) -> Answer:
        """Makes a call; `pages` asks for the items of all pages. Every failure becomes a message without a traceback."""
        return self._answer(path.decode(), lambda: self._made(path, account, params, pages))

    def _next(self, number: int) -> Answer:
        """The next value of an iterator, or nothing at its end."""
        path = self._iterators.path(number)
        if path is None:
            return False, CLOSED
        return self._answer(path, lambda: (True, self._iterators.next(number)))

    def _answer(self, path: str, make: Callable[[], Answer]) -> Answer:
        try:
            return make()
        except Exception as error:  # a fault of ours must not reach the script as a Python object
            return False, explain(path, error)

    def _made(self, name: bytes, account: bytes | None, params: Any, pages: bool | None) -> Answer:
        path = name.decode()
        integration, function = path.split(".")
        client = self._client(integration, account.decode() if account else None)
        arguments = read_arguments(
            client.SPEC,
            path,
            params,
            self._is_table,
            self._is_null,
            floats=self._floats,
            is_list=self._is_list,
        )
        if pages:
            return self._iterator(path, client.iterate(function, arguments))
        if streams(client.SPEC, path, arguments):
            events = client.stream(function, arguments)
            return self._iterator(path, iter(events), events.close)
        return True, self._to_lua.value(client.call(function, arguments))

    def _is_table(self, value: object) -> bool:
        return isinstance(value, self._table_type)

    def _is_null(self, value: object) -> bool:
        return bool(self._kind_of(value) == b"null")

    def _is_list(self, value: object) -> bool:
        return bool(self._kind_of(value) == b"list")

    def _iterator(
        self, path: str, values: Iterator[JSON], close: Callable[[], None] | None = None
    ) -> Answer:
        return True, None, self._iterators.add(path, map(self._item, values), close)

    def _item(self, value: JSON) -> Any:
        """A value as `for` gives it to a script: nil would end the loop."""
        return self._null if value is None else self._to_lua.value(value)

    def _client(self, integration: str, account: str | None) -> Caller:
        key = integration, account
        if key not in self._clients:
            self._clients[key] = self._factory(integration, account)
        return self._clients[key]

    def _module(self, name: bytes, group: bytes | None = None) -> bytes | None:
        return self._modules.read(_shown(name), None if group is None else _shown(group))

    def _suggest_integration(self, name: bytes) -> bytes:
        return self._modules.suggest(_shown(name))

    def _write(self, text: bytes) -> None:
        self._output(text.decode("utf-8", "replace"))


def _document(make: Callable[..., bytes], *question: Any) -> Answer:
    try:
        return True, make(*question)
    except IntegrationError as error:
        return False, explain("the documentation", error)


def _suggest(name: bytes, known: bytes) -> bytes:
    return suggest(_shown(name), _shown(known).split())


def _shown(text: bytes) -> str:
    return text.decode("utf-8", "replace")


@cache
def _prelude() -> bytes:
    return Path(__file__).with_name("prelude.lua").read_bytes()
