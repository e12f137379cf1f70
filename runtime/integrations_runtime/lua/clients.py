"""The clients behind a script's calls."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar, Protocol, TypeAlias

from ..accounts.policy import Policy
from ..client import Client
from ..packages import client_class
from ..spec import JSON, IntegrationSpec


class Events(Protocol):
    """A stream as plain data, which holds a connection until it is closed."""

    def __iter__(self) -> Iterator[JSON]: ...

    def close(self) -> None:
        """Frees the connection."""
        ...


class Caller(Protocol):
    """What the bridge needs of a client."""

    SPEC: ClassVar[IntegrationSpec]
    """What the integration can do."""

    def call(self, name: str, arguments: Mapping[str, object] | None = None) -> JSON | bytes:
        """The result of a function as plain data, or the bytes of its answer."""
        ...

    def stream(self, name: str, arguments: Mapping[str, object] | None = None) -> Events:
        """The events of a function that is called with its streaming switch."""
        ...

    def iterate(self, name: str, arguments: Mapping[str, object] | None = None) -> Iterator[JSON]:
        """The items of all pages of a function; each page is asked for when it is reached."""
        ...


ClientFactory: TypeAlias = Callable[[str, str | None], Caller]
"""From an integration's name and an account's to a client; None is the default account."""


def open_client(integration: str, account: str | None, policy: Policy | None = None) -> Client:
    """A client of the generated package. Raises `ConfigurationError`."""
    make: Any = client_class(
        integration
    )  # generated constructors take fewer arguments than their base
    client: Client = make(account=account, policy=policy)
    return client
