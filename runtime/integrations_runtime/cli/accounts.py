"""What this machine has for the accounts of an integration."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Literal, NamedTuple

from ..accounts.account import resolve_account, where
from ..accounts.config import open_config
from ..accounts.sources import ACCOUNT_NAME, DEFAULT
from ..errors import ConfigurationError
from ..spec import IntegrationSpec

State = Literal["ready", "not configured", "unusable"]


class Found(NamedTuple):
    """One account: whether it can be used, where its values come from (never what they are), and what is wrong."""

    account: str
    state: State
    origins: Mapping[str, str]
    """By key: the name of a variable, or a table and its file."""
    problem: str | None


def accounts_of(spec: IntegrationSpec) -> list[str]:
    """The accounts that something is configured for, and the default one first."""
    names = set(_in_environment(spec))
    with suppress(ConfigurationError):  # looking at an account says what is wrong with the file
        names |= set(open_config(spec).accounts)
    return [DEFAULT, *sorted(names - {DEFAULT})]


def look_at(spec: IntegrationSpec, account: str) -> Found:
    """What there is for an account."""
    try:
        origins = where(spec, account)
    except ConfigurationError as error:
        return Found(account, "unusable", {}, error.message)
    try:
        resolve_account(spec, account, {})
    except ConfigurationError as error:
        state: State = "unusable" if _credentials(spec, origins) else "not configured"
        return Found(account, state, origins, error.message)
    return Found(account, "ready", origins, None)


def _credentials(spec: IntegrationSpec, origins: Mapping[str, str]) -> bool:
    return any(each["key"] in origins for each in spec["credentials"])


def _in_environment(spec: IntegrationSpec) -> list[str]:
    variables = [name for each in spec["credentials"] for name in each["env"]]
    pattern = re.compile(f"(?:{'|'.join(map(re.escape, variables))})__([A-Z0-9_]+)")
    found = (pattern.fullmatch(name) for name, value in os.environ.items() if value)
    names = [match[1].lower() for match in found if match is not None] if variables else []
    return [name for name in names if ACCOUNT_NAME.fullmatch(name)]
