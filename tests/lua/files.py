"""An integration made up for tests of files: what takes them, one or several, and what answers with one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from generator.format import format_files
from generator.model.integration import Integration
from generator.targets.lua import TARGET
from integrations_runtime import Client
from integrations_runtime.lua import Bridge, LuaHost, LuaScriptError, LuaVersion
from tests.support.definitions import integration
from tests.support.grouped import installed
from tests.support.loopback import Exchange, serving
from tests.uploads.acme import Part, Seen

_FILE = {"type": "string", "format": "binary"}
_FORM = {"in": "form", "description": "A part of the form."}

FUNCTIONS: dict[str, Any] = {
    "send": {
        "operation": "write",
        "http": {"method": "POST", "path": "/send", "request": "multipart"},
        "parameters": {
            "file": {**_FORM, **_FILE, "examples": ["notes.txt"]},
            "more": {**_FORM, "type": "array", "items": _FILE, "examples": [["a.csv"]]},
            "title": {**_FORM, "type": "string"},
        },
        "response": {"type": "object", "properties": {"id": {"type": "string"}}},
        "examples": [
            {
                "arguments": {"file": "notes.txt", "more": ["a.csv", "b.csv"], "title": "Two"},
                "response": {"id": "f1"},
                "show": [{"print": "Sent {result.id|nothing}"}],
            }
        ],
    },
    "fetch": {
        "http": {"method": "GET", "path": "/fetch", "answer": "binary"},
        "examples": [{"show": [{"print": "Here it is."}]}],
    },
}
BYTES = bytes(range(256))


class Vendor:
    """Takes files and hands one out; keeps what it was sent."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []
        self.script: Callable[[Exchange], None] | None = None

    def __call__(self, exchange: Exchange) -> None:
        headers = {name.lower(): value for name, value in exchange.headers.items()}
        self.seen.append(Seen(headers, exchange.body))
        if self.script is not None:
            self.script(exchange)
        elif exchange.path == "/fetch":
            exchange.reply(BYTES, content_type="application/pdf")
        else:
            exchange.reply(b'{"id": "f1"}')

    @property
    def parts(self) -> list[Part]:
        """The fields of the only request."""
        (seen,) = self.seen
        return seen.parts


class Place(NamedTuple):
    """The integration, a client of it and the address that it calls, its Lua modules, and its vendor."""

    made: Integration
    client: Client
    url: str
    modules: Path
    vendor: Vendor

    def bridge(self, code: str, version: LuaVersion) -> str:
        """What a script prints on a bridge, or its error."""
        lines: list[str] = []
        bridge = Bridge(
            version=version,
            clients=lambda _name, _account: self.client,
            modules=self.modules,
            output=lines.append,
        )
        try:
            bridge.run(code)
        except LuaScriptError as error:
            return str(error)
        return "\n".join(lines)

    def host(self, code: str, version: LuaVersion, **limits: Any) -> str:
        """What a script prints in a sandbox, or its error."""

        def open_account(_name: str, _account: object, _policy: object) -> Client:
            return self.client

        with LuaHost(version, 1, open_account=open_account, modules=self.modules) as host:
            done = host.execute(code, **limits)
        return done.error or done.output.removesuffix("\n")

    def run(self, where: str, code: str, version: LuaVersion) -> str:
        """What a script prints on a `bridge` or in a `host`, or its error."""
        return (self.bridge if where == "bridge" else self.host)(code, version)


@contextmanager
def place(folder: Path) -> Iterator[Place]:
    """Makes all that; the folder is empty, and no test runs in it."""
    made, vendor = integration(FUNCTIONS), Vendor()
    for path, data in format_files(TARGET.integration(made)).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    with installed(made, folder / "python") as package, serving(vendor) as server:
        client: Client = package.Acme(base_url=server.url, max_retries=0)
        yield Place(made, client, server.url, folder / "lua", vendor)
