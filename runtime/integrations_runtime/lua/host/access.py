"""Which accounts a script may act for, and the clients behind them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, ClassVar, Protocol, TypeAlias, cast

from ...accounts.policy import Policy, read_policy
from ...errors import ConfigurationError, OperationDenied
from ...options import RequestOptions
from ...spec import JSON, IntegrationSpec
from ..clients import Events
from ..modules import Modules

Accounts: TypeAlias = Mapping[str, Collection[str]]
"""The accounts that scripts may use, by integration: `{"groq": ["default", "work"]}`."""


class Caller(Protocol):
    """What the host needs of a client: calls that can be told how long they may take."""

    SPEC: ClassVar[IntegrationSpec]
    """What the integration can do."""

    def call(
        self,
        name: str,
        arguments: Mapping[str, object] | None = None,
        *,
        options: RequestOptions | None = None,
    ) -> JSON | bytes:
        """The result of a function as plain data, or the bytes of its answer."""
        ...

    def stream(
        self,
        name: str,
        arguments: Mapping[str, object] | None = None,
        *,
        options: RequestOptions | None = None,
    ) -> Events:
        """The events of a function that is called with its streaming switch."""
        ...

    def iterate(
        self,
        name: str,
        arguments: Mapping[str, object] | None = None,
        *,
        options: RequestOptions | None = None,
    ) -> Iterator[JSON]:
        """The items of all pages of a function."""
        ...


OpenAccount: TypeAlias = Callable[[str, str | None, Policy | None], Caller]
"""From an integration's name, an account's (None is the default account) and a policy to a client."""


class Access:
    """The clients of one script, each made when it is first used."""

    def __init__(
        self, open_account: OpenAccount, accounts: Accounts | None, policy: Policy | None
    ) -> None:
        self._open, self._accounts, self._policy = open_account, accounts, policy
        self._clients: dict[tuple[str, str], Caller] = {}

    def client(self, integration: str, account: str) -> Caller:
        """The client of an account. Raises `OperationDenied` where scripts may not use it, and `ConfigurationError`."""
        key = integration, account
        if key not in self._clients:
            self._check(integration, account)
            name = None if account == "default" else account
            self._clients[key] = self._open(integration, name, self._policy)
        return self._clients[key]

    def _check(self, integration: str, account: str) -> None:
        if self._accounts is not None and account not in self._accounts.get(integration, ()):
            raise OperationDenied(
                f"scripts may not use the account '{account}'", integration=integration
            )


def check_access(accounts: object, policy: object, modules: Modules) -> None:
    """Raises `ConfigurationError` for accounts and a policy that are none."""
    read_policy(policy)
    if accounts is not None:
        _check_accounts(accounts, modules)


def _check_accounts(accounts: object, modules: Modules) -> None:
    if not isinstance(accounts, Mapping):
        kind = type(accounts).__name__
        raise ConfigurationError(
            f'accounts must be a mapping such as {{"groq": ["default"]}}, not {kind}'
        )
    for name, allowed in cast(Mapping[Any, object], accounts).items():
        if modules.read(str(name)) is None:
            close = modules.suggest(str(name)).decode()
            hint = f". Did you mean: {close}?" if close else ""
            raise ConfigurationError(f"accounts: unknown integration {name!r}{hint}")
        if isinstance(allowed, str | bytes) or not isinstance(allowed, Collection):
            kind = type(allowed).__name__
            raise ConfigurationError(
                f'accounts: those of {name} must be a list such as ["default"], not {kind}'
            )
