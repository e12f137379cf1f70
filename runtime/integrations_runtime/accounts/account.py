"""Which account a client acts for: its credentials, settings and base URL.

Each value comes from the first source that has it: arguments, then the environment. A named account reads
`GROQ_API_KEY__WORK` where the default account reads `GROQ_API_KEY`. It never falls back to the credentials of the
default account; its settings and base URL may. An empty value counts as missing.
"""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NoReturn, Protocol

from ..errors import ConfigurationError
from ..spec import IntegrationSpec, SettingSpec

DEFAULT: Final = "default"

_ACCOUNT_NAME = re.compile(r"[a-z][a-z0-9_]*")
_BASE_URL = re.compile(r"https?://(\[[0-9A-Fa-f:.]+\]|[^\s/?#@\\:\[\]]+)(:[0-9]{1,5})?(/[!-~]*)?")
_SETTING = re.compile(r"[A-Za-z0-9._~-]+")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Account:
    """What a client needs to know to reach a vendor in somebody's name."""

    name: str
    base_url: str  # without a slash at the end
    credentials: Mapping[str, str] = field(repr=False)
    settings: Mapping[str, str]


class Source(Protocol):
    """Somewhere that values come from."""

    def find(self, key: str, variables: Sequence[str], account: str) -> str | None:
        """The value of `key` for `account`; None or empty when this source has none."""
        ...

    def remedy(self, key: str, variables: Sequence[str], account: str) -> str:
        """What to do so that this source has the value: `set GROQ_API_KEY`."""
        ...


class ArgumentSource:
    """The arguments of a client's constructor. They hold for whatever account the client acts for."""

    def __init__(self, given: Mapping[str, str | None]) -> None:
        self._given = given

    def find(self, key: str, variables: Sequence[str], account: str) -> str | None:
        return self._given.get(key)

    def remedy(self, key: str, variables: Sequence[str], account: str) -> str:
        return f"pass {key}=…"


class EnvironmentSource:
    """Environment variables, as they are when a client is made."""

    def __init__(self, environ: Mapping[str, str] | None = None) -> None:
        self._environ = os.environ if environ is None else environ

    def find(self, key: str, variables: Sequence[str], account: str) -> str | None:
        for name in _for_account(variables, account):
            if value := self._environ.get(name):
                return value
        return None

    def remedy(self, key: str, variables: Sequence[str], account: str) -> str:
        name, *aliases = _for_account(variables, account)
        return f"set {name}" + "".join(f" (or {alias})" for alias in aliases)


def resolve_account(
    spec: IntegrationSpec, account: str | None, given: Mapping[str, str | None]
) -> Account:
    """The account that a client acts for; raises `ConfigurationError` naming what would supply a missing value."""
    return _Resolver(
        spec, account or DEFAULT, [ArgumentSource(given), EnvironmentSource()]
    ).account()


def fill(template: str, values: Mapping[str, str]) -> str | None:
    """`template` with its `{places}` filled; None when a value for one is missing."""
    if any(place not in values for place in _PLACE.findall(template)):
        return None
    return _PLACE.sub(lambda place: values[place[1]], template)


def constant_headers(spec: IntegrationSpec, account: Account) -> dict[str, str]:
    """The headers of every request, by lower-case name; one whose setting is missing is left out."""
    filled = {
        name.lower(): fill(value, account.settings)
        for name, value in spec.get("headers", {}).items()
    }
    return {name: value for name, value in filled.items() if value is not None}


def _for_account(variables: Iterable[str], account: str) -> list[str]:
    suffix = "" if account == DEFAULT else f"__{account.upper()}"
    return [name + suffix for name in variables]


class _Resolver:
    """Looks up the values of one account."""

    def __init__(self, spec: IntegrationSpec, account: str, sources: Sequence[Source]) -> None:
        self._spec = spec
        self._name = account
        self._sources = sources
        if not _ACCOUNT_NAME.fullmatch(account):
            self._fail(
                f"'{account}' is not an account name: lower-case letters, digits and underscores, a letter first"
            )

    def account(self) -> Account:
        credentials = self._credentials()
        settings = self._settings()
        return Account(self._name, self._base_url(settings), credentials, settings)

    def _credentials(self) -> dict[str, str]:
        found: dict[str, str] = {}
        missing: list[str] = []
        whose = "" if self._name == DEFAULT else f" of account '{self._name}'"
        for spec in self._spec["credentials"]:
            key, variables = spec["key"], spec["env"]
            value = self._find(key, variables, [self._name])
            if value:
                found[key] = value
            elif spec.get("required", True):
                remedies = self._remedies(key, variables)
                missing.append(f"the credential {key}{whose} is missing: {remedies}")
        if missing:
            self._fail("; ".join(missing))
        return found

    def _settings(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for spec in self._spec["settings"]:
            value = self._find_shared(spec["key"], spec["env"]) or spec.get("default")
            if value:
                found[spec["key"]] = self._checked_setting(spec, value)
        return found

    def _base_url(self, settings: Mapping[str, str]) -> str:
        url = self._find_shared("base_url", self._spec["base_url_env"])
        if not url:
            url = fill(self._spec["base_url"], settings)
        if not url:
            self._fail_missing_setting(settings)
        if not _BASE_URL.fullmatch(url) or "?" in url or "#" in url:
            self._fail(
                "the base URL must be http:// or https://, a host and a path, without user name or query"
            )
        return url.rstrip("/")

    def _find(self, key: str, variables: Sequence[str], accounts: Sequence[str]) -> str | None:
        for account in accounts:
            for source in self._sources:
                if value := source.find(key, variables, account):
                    return self._checked(key, value)
        return None

    def _find_shared(self, key: str, variables: Sequence[str]) -> str | None:
        return self._find(key, variables, list(dict.fromkeys([self._name, DEFAULT])))

    def _checked(self, key: str, value: object) -> str:
        """The value, if it is text that can travel; the message never shows it."""
        if not isinstance(value, str):
            self._fail(f"{key} must be text, not {type(value).__name__}")
        if _UNPRINTABLE.search(value):
            self._fail(f"{key} contains a line break or another control character")
        return value

    def _checked_setting(self, spec: SettingSpec, value: str) -> str:
        pattern = spec.get("pattern", _SETTING.pattern)
        if not re.fullmatch(pattern, value):
            self._fail(f"the setting {spec['key']} must match the pattern {pattern}")
        return value

    def _remedies(self, key: str, variables: Sequence[str]) -> str:
        return " or ".join(source.remedy(key, variables, self._name) for source in self._sources)

    def _fail_missing_setting(self, settings: Mapping[str, str]) -> NoReturn:
        missing = [spec for spec in self._spec["settings"] if spec["key"] not in settings]
        self._fail(
            "; ".join(
                f"the setting {spec['key']} is missing: {self._remedies(spec['key'], spec['env'])}"
                for spec in missing
            )
        )

    def _fail(self, message: str) -> NoReturn:
        raise ConfigurationError(message, integration=self._spec["name"])
