"""Clients that keep the calls of scripts and answer what a test wants."""

import importlib
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from integrations_runtime import OperationDenied, Policy, RequestOptions
from integrations_runtime.spec import JSON, IntegrationSpec

Answer = Callable[[str, dict[str, Any]], Any]


class FakeEvents:
    """A stream that says when it is closed."""

    def __init__(self, items: list[JSON]) -> None:
        self._items = iter(items)
        self.closed = threading.Event()

    def __iter__(self) -> Iterator[JSON]:
        return self._items

    def close(self) -> None:
        """Closes it."""
        self.closed.set()


class FakeClient:
    """A client that checks nothing."""

    def __init__(self, world: "World", name: str, account: str | None) -> None:
        self.SPEC: IntegrationSpec = importlib.import_module(f"integrations.{name}.functions").SPEC
        self._world, self._account = world, account

    def call(
        self,
        name: str,
        arguments: Mapping[str, object] | None = None,
        *,
        options: RequestOptions | None = None,
    ) -> JSON:
        """Returns the answer, or raises it."""
        given = dict(arguments or {})
        self._world.calls.append((self._account, name, given))
        self._world.options.append(options or {})
        answer = self._world.answer(name, given)
        if isinstance(answer, Exception):
            raise answer
        found: JSON = answer
        return found

    def stream(
        self,
        name: str,
        arguments: Mapping[str, object] | None = None,
        *,
        options: RequestOptions | None = None,
    ) -> FakeEvents:
        """Returns the answer as events."""
        self._world.events = FakeEvents(list(self._world.answer(name, dict(arguments or {}))))
        return self._world.events

    def iterate(
        self,
        name: str,
        arguments: Mapping[str, object] | None = None,
        *,
        options: RequestOptions | None = None,
    ) -> Iterator[JSON]:
        """Yields the answer."""
        yield from self._world.answer(name, dict(arguments or {}))


class World:
    """The clients of a host, and what was asked of them."""

    def __init__(self, answer: Answer = lambda name, arguments: {"data": []}) -> None:
        self.answer = answer
        self.calls: list[tuple[str | None, str, dict[str, Any]]] = []
        self.options: list[Any] = []
        self.events: FakeEvents | None = None

    def open(self, integration: str, account: str | None, policy: Policy | None) -> Any:
        """Makes a client."""
        if isinstance(policy, Mapping) and policy.get("write") == "deny":
            self.answer = lambda name, arguments: OperationDenied(
                "write operations are denied", integration=integration, function=name
            )
        return FakeClient(self, integration, account)
