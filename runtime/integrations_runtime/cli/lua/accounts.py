"""The clients of a script that is run from the command line: for whom its calls act, and what they may do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ...accounts.sources import ACCOUNT_NAME, ACCOUNT_NAMES
from ...errors import ArgumentError, OperationDenied
from ...lua.clients import open_client
from ...packages import client_class
from ..asking import approval

if TYPE_CHECKING:
    from ...accounts.policy import Ask, PendingCall, Policy
    from ...client import Client
    from ...spec import Operation


class Chosen:
    """The accounts that calls act for which name none: `work` for all integrations, `groq=work` for one."""

    def __init__(self, given: Sequence[str]) -> None:
        """Raises `ArgumentError`."""
        self._everywhere: str | None = None
        self._accounts: dict[str, str] = {}
        for text in given:
            self._read(text)

    def _read(self, text: str) -> None:
        integration, mark, account = text.rpartition("=")
        if not ACCOUNT_NAME.fullmatch(account):
            raise ArgumentError(f"'{account}' is not an account name: {ACCOUNT_NAMES}")
        before = self._accounts.get(integration) if mark else self._everywhere
        if before is not None:
            whose = f" for {integration}" if mark else ""
            raise ArgumentError(f"--account is given twice{whose}: {before} and {account}.")
        if mark:
            self._accounts[_known(integration)] = account
        else:
            self._everywhere = account

    def account(self, integration: str) -> str | None:
        """The account of an integration; None is the default one."""
        return self._accounts.get(integration, self._everywhere)


class Clients:
    """Makes the clients behind a script's calls."""

    def __init__(self, chosen: Chosen, *, read_only: bool) -> None:
        self._chosen = chosen
        self._rules: Mapping[Operation, Ask] = {"write": _refuse} if read_only else {}

    def open(self, integration: str, account: str | None, _policy: Policy | None) -> Client:
        """A client; the host has no policy of its own, because those of `Clients` name the options they come from."""
        name = self._chosen.account(integration) if account is None else account
        asked = approval(client_class(integration).SPEC, name)
        return open_client(integration, name, {**asked, **self._rules})


def _known(integration: str) -> str:
    """The name of an integration that is installed. Raises `ArgumentError`."""
    from ...docs.catalogue import installed

    return installed().integration(integration).name


def _refuse(pending: PendingCall) -> bool:
    raise OperationDenied(
        f"{pending.operation} operations are denied by --read-only",
        integration=pending.integration,
        function=pending.function,
    )
