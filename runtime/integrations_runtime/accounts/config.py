"""The configuration file as the last source of accounts, and what it lets them do.

It is the file that `INTEGRATIONS_CONFIG` names, else `~/.config/integrations/config.toml`, which need not exist. A file
that cannot be used is an error even for a client that finds all its values elsewhere, because the file also
says what may be done.
"""

import os
import re
import stat
import warnings
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from ..errors import ConfigurationError
from ..spec import IntegrationSpec
from ..stacklevel import stacklevel
from .file import VARIABLE, Location, load, locate, look
from .policy import Rules
from .sources import Found

if TYPE_CHECKING:
    from .tables import Tables

POLICY: Final = "policy"
"""The key of policies; no account in the file can be called like it."""

EVERYWHERE: Final = ""
"""In place of an account's name: all accounts of all integrations."""

_BARE_KEY = r"[A-Za-z0-9_-]+"
_PLAIN_PATH = r"[\w@%+=:,./~-]+"


class InsecureFileWarning(UserWarning):
    """The configuration file holds secrets, and other users of the machine can read or change it."""


class ConfigSource:
    """The tables of one integration in the configuration file, as they are when a client is made."""

    def __init__(self, integration: str, shown: str | None, tables: "Tables | None") -> None:
        self._integration = integration
        self._accounts: Mapping[str, Mapping[str, str]] = {}
        self._rules: Mapping[str | None, Rules] = {}
        if tables is not None:
            self._accounts, self._rules = tables.accounts, tables.rules
        self.shown = shown or f"the file that {VARIABLE} names"

    @property
    def accounts(self) -> Sequence[str]:
        """The names of the accounts in the file."""
        return tuple(self._accounts)

    def find(self, key: str, variables: Sequence[str], account: str) -> Found | None:
        values = self._accounts.get(account)
        if values is None or not values.get(key):
            return None
        return Found(values[key], self._table(account))

    def remedy(self, key: str, variables: Sequence[str], account: str) -> str | None:
        return None if account == POLICY else f"add {key} to {self._table(account)}"

    def rules(self, account: str) -> Sequence[Rules]:
        """What the file says about the operations of an account, the account's own table first."""
        found = (self._rules.get(each) for each in (account, None, EVERYWHERE))
        return [each for each in found if each is not None]

    def _table(self, account: str) -> str:
        return f"{title(self._integration, account)} in {self.shown}"


def open_config(spec: IntegrationSpec) -> ConfigSource:
    """The source that the configuration file is for an integration; without a file it has no values.

    Raises `ConfigurationError` when the file, or a table of the integration in it, cannot be used.
    """
    name = spec["name"]
    location = locate(os.environ)
    if location is None:
        return ConfigSource(name, None, None)
    status = look(location, name)
    if status is None:
        return ConfigSource(name, location.shown, None)
    tables = load(location, status, name).tables(spec)
    if tables.problems:
        raise ConfigurationError("; ".join(tables.problems), integration=name)
    if tables.secret:
        _warn_if_open(location, status)
    return ConfigSource(name, location.shown, tables)


def title(*names: str) -> str:
    """The heading of a table: `[groq.work]`."""
    return f"[{'.'.join(map(_toml_key, names))}]"


def _toml_key(name: str) -> str:
    if re.fullmatch(_BARE_KEY, name):
        return name
    from json import dumps

    return dumps(name)


_warned: dict[str, object] = {}


def _warn_if_open(location: Location, status: os.stat_result) -> None:
    """Warns, once for a file, when others than its owner may read or change it."""
    others = stat.S_IMODE(status.st_mode) & 0o066
    if os.name != "posix" or not others or not stat.S_ISREG(status.st_mode):
        return
    mark = object()
    if _warned.setdefault(location.path, mark) is not mark:
        return
    how = "read" if others & 0o044 else "changed"
    target = location.shown
    if not re.fullmatch(_PLAIN_PATH, target):
        from shlex import quote

        target = quote(location.path)
    warnings.warn(
        f"{location.shown} can be {how} by other users; run: chmod 600 {target}",
        InsecureFileWarning,
        stacklevel=stacklevel(),
    )
