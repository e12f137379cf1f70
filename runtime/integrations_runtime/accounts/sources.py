"""Where the values of an account come from: arguments and the environment. The configuration file is in `config`."""

import os
import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, Protocol

DEFAULT: Final = "default"
"""The account of a client that names none."""

ARGUMENT: Final = "argument"
"""The origin of values that the constructor of a client was given."""


ACCOUNT_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")
ACCOUNT_NAMES: Final = "lower-case letters, digits and underscores, a letter first"


class Found(NamedTuple):
    """A value, which `repr` hides, and its origin: `argument`, the name of a variable, or a table and its file."""

    value: str
    origin: str

    def __repr__(self) -> str:
        return f"Found({self.origin})"


class Source(Protocol):
    """Somewhere that values come from."""

    def find(self, key: str, variables: Sequence[str], account: str) -> Found | None:
        """The value of `key` for `account`; None when this source has none, or an empty one."""
        ...

    def remedy(self, key: str, variables: Sequence[str], account: str) -> str | None:
        """What to do so that this source has the value: `set GROQ_API_KEY`. None when nothing helps."""
        ...


class ArgumentSource:
    """The arguments of a client's constructor. They hold for whatever account the client acts for."""

    def __init__(self, given: Mapping[str, str | None]) -> None:
        self._given = given

    def find(self, key: str, variables: Sequence[str], account: str) -> Found | None:
        value = self._given.get(key)
        return Found(value, ARGUMENT) if value else None

    def remedy(self, key: str, variables: Sequence[str], account: str) -> str | None:
        return f"pass {key}=…"


class EnvironmentSource:
    """Environment variables, as they are when a client is made."""

    def find(self, key: str, variables: Sequence[str], account: str) -> Found | None:
        for name in _for_account(variables, account):
            if value := os.environ.get(name):
                return Found(value, name)
        return None

    def remedy(self, key: str, variables: Sequence[str], account: str) -> str | None:
        if not variables:
            return None
        name, *aliases = _for_account(variables, account)
        return f"set {name}" + "".join(f" (or {alias})" for alias in aliases)


def _for_account(variables: Sequence[str], account: str) -> list[str]:
    suffix = "" if account == DEFAULT else f"__{account.upper()}"
    return [name + suffix for name in variables]
