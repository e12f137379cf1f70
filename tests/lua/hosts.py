"""Bridges on one vendor, for tests of what scripts read one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from integrations.groq import Groq
from integrations_runtime.lua import Bridge, LuaVersion
from integrations_runtime.testing import MockVendor
from tests.support.loopback import Exchange, serving

Script = Callable[[Exchange], None]

CALL = (
    "app.integrations.groq.create_completion({ model = 'm', "
    "messages = { { role = 'user', content = 'Hi' } }, stream = true })"
)
"""A call that streams."""


class Host:
    """A bridge on one vendor, and what its scripts printed."""

    def __init__(self, version: LuaVersion, client: Any) -> None:
        self.lines: list[str] = []
        self.on_line: Callable[[], None] = lambda: None
        self.bridge = Bridge(
            version=version, clients=lambda _name, _account: client, output=self._write
        )

    def _write(self, line: str) -> None:
        self.lines.append(line)
        self.on_line()

    def run(self, code: str) -> list[str]:
        """Returns what a script prints."""
        self.lines.clear()
        self.bridge.run(code)
        return list(self.lines)


@contextmanager
def talking(version: LuaVersion, script: Script) -> Iterator[Host]:
    """A bridge whose Groq is a server with a script."""
    with serving(script) as server:
        client = Groq(api_key="example-key", base_url=server.url, max_retries=0)
        yield Host(version, client)


@contextmanager
def mocking(version: LuaVersion) -> Iterator[tuple[Host, MockVendor]]:
    """A bridge whose Groq is a mock vendor."""
    with MockVendor("groq") as vendor:
        yield Host(version, vendor.client(max_retries=0)), vendor
