"""Which account a client acts for: its credentials, settings and base URL.

Each value comes from the first source that has it: arguments, then the environment, then the configuration file. A named
account reads `GROQ_API_KEY__WORK` or `[groq.work]` where the default account reads `GROQ_API_KEY` or `[groq.default]`. It
never falls back to the credentials of the default account; its settings and base URL may. An empty value counts as missing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NoReturn, cast

from ..errors import ConfigurationError
from ..places import PLACE, fill, templates
from ..spec import IntegrationSpec, SettingSpec
from .config import open_config
from .policy import OperationPolicy, Policy, read_policy
from .sources import (
    ACCOUNT_NAME,
    ACCOUNT_NAMES,
    ARGUMENT,
    DEFAULT,
    ArgumentSource,
    EnvironmentSource,
    Found,
    Source,
)

_BASE_URL = re.compile(r"https?://(\[[0-9A-Fa-f:.]+\]|[^\s/?#@\\:\[\]]+)(:[0-9]{1,5})?(/[!-~]*)?")
_LARGEST_PORT = 65_535
_SETTING = re.compile(r"[A-Za-z0-9._~-]+")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Account:
    """What a client needs to know to reach a vendor in somebody's name."""

    name: str
    base_url: str  # without a slash at the end; empty where no function has an HTTP binding
    credentials: Mapping[str, str] = field(repr=False)
    settings: Mapping[str, str]
    token_url: str  # in place of the vendor's own; empty where nobody asks for another one
    policy: OperationPolicy = field(repr=False)


def resolve_account(
    spec: IntegrationSpec,
    account: str | None,
    given: Mapping[str, str | None],
    policy: Policy | None = None,
) -> Account:
    """The account that a client acts for, with what `policy` and the configuration file let it do.

    Raises `ConfigurationError`, which names what would supply a missing value.
    """
    return _Resolver(spec, account or DEFAULT, given).account(policy)


def where(
    spec: IntegrationSpec, account: str | None = None, given: Mapping[str, str | None] | None = None
) -> dict[str, str]:
    """Where each credential, each setting and the base URL of an account comes from, by key; never a value.

    An origin is `argument`, the name of a variable, or a table and its file. Keys that no source supplies are left out.
    Raises `ConfigurationError` for values and files that cannot be used.
    """
    return _Resolver(spec, account or DEFAULT, given or {}).origins()


def setting_problem(spec: SettingSpec, value: str) -> str | None:
    """What is wrong with the value of a setting, as a sentence without its end; None where nothing is."""
    pattern = spec.get("pattern", _SETTING.pattern)
    if re.fullmatch(pattern, value):
        return None
    return f"the setting {spec['key']} must match the pattern {pattern}"


def constant_headers(spec: IntegrationSpec, account: Account) -> dict[str, str]:
    """The headers of every request, by lower-case name; one whose setting is missing is left out."""
    filled = {
        name.lower(): fill(value, account.settings)
        for name, value in spec.get("headers", {}).items()
    }
    return {name: value for name, value in filled.items() if value is not None}


class _Resolver:
    """Looks up the values of one account.

    Values stay inside `Found` for as long as something can be wrong with them, so that no frame of a traceback shows one.
    """

    def __init__(
        self, spec: IntegrationSpec, account: str, given: Mapping[str, str | None]
    ) -> None:
        self._spec = spec
        self._name = account
        if not isinstance(cast(object, account), str):
            self._fail(f"account must be text, not {type(account).__name__}")
        if not ACCOUNT_NAME.fullmatch(account):
            self._fail(f"'{account}' is not an account name: {ACCOUNT_NAMES}")
        self._config = open_config(spec)
        self._sources: Sequence[Source] = (
            ArgumentSource(given),
            EnvironmentSource(),
            self._config,
        )

    def account(self, policy: Policy | None) -> Account:
        places = self._config.rules(self._name)
        if argument := read_policy(policy, self._spec["name"]):
            places = (*places, argument)
        credentials = self._credentials()
        settings = self._settings()
        self._check_settings_of_auth(settings)
        return Account(
            self._name,
            self._base_url(settings),
            {key: each.value for key, each in credentials.items()},
            settings,
            self._token_url(),
            OperationPolicy(self._spec["name"], self._name, places),
        )

    def origins(self) -> dict[str, str]:
        found = {
            each["key"]: self._find(each["key"], each["env"], [self._name])
            for each in self._spec["credentials"]
        }
        for each in self._spec["settings"]:
            found[each["key"]] = self._find_shared(each["key"], each["env"])
        found["base_url"] = self._find_shared("base_url", self._spec["base_url_env"])
        if variables := self._spec["auth"].get("token_url_env"):
            found["token_url"] = self._find_shared("token_url", variables)
        return {key: each.origin for key, each in found.items() if each is not None}

    def _credentials(self) -> dict[str, Found]:
        found: dict[str, Found] = {}
        missing: list[str] = []
        whose = "" if self._name == DEFAULT else f" of account '{self._name}'"
        for spec in self._spec["credentials"]:
            key, variables = spec["key"], spec["env"]
            if value := self._find(key, variables, [self._name]):
                found[key] = value
            elif spec.get("required", True):
                remedies = self._remedies(key, variables)
                missing.append(f"the credential {key}{whose} is missing: {remedies}")
        if missing:
            self._fail("; ".join([*missing, *([] if found else self._other_accounts())]))
        return found

    def _settings(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for spec in self._spec["settings"]:
            value = self._find_shared(spec["key"], spec["env"])
            if value is None and (default := spec.get("default")):
                value = Found(default, ARGUMENT)
            if value is not None:
                self._check_setting(spec, value)
                found[spec["key"]] = value.value
        return found

    def _base_url(self, settings: Mapping[str, str]) -> str:
        found = self._find_shared("base_url", self._spec["base_url_env"])
        if found is None:
            if "base_url" not in self._spec:
                return ""
            filled = fill(self._spec["base_url"], settings)
            if not filled:
                self._fail_missing_setting(settings, [self._spec["base_url"]])
            found = Found(filled, ARGUMENT)
        self._check_address("base", found)
        return found.value.rstrip("/")

    def _token_url(self) -> str:
        variables = self._spec["auth"].get("token_url_env", ())
        found = self._find_shared("token_url", variables) if variables else None
        if found is None:
            return ""
        self._check_address("token", found)
        return found.value

    def _check_address(self, kind: str, found: Found) -> None:
        if not _is_base_url(found.value):
            self._fail(
                f"the {kind} URL must be http:// or https://, a host and a path, without user name or query"
                + _from(found)
            )

    def _find(self, key: str, variables: Sequence[str], accounts: Sequence[str]) -> Found | None:
        for account in accounts:
            for source in self._sources:
                if found := source.find(key, variables, account):
                    if problem := _unusable(found.value):
                        self._fail(f"{key} {problem}{_from(found)}")
                    return found
        return None

    def _find_shared(self, key: str, variables: Sequence[str]) -> Found | None:
        return self._find(key, variables, list(dict.fromkeys([self._name, DEFAULT])))

    def _check_setting(self, spec: SettingSpec, found: Found) -> None:
        if problem := setting_problem(spec, found.value):
            self._fail(f"{problem}{_from(found)}")

    def _remedies(self, key: str, variables: Sequence[str]) -> str:
        remedies = (source.remedy(key, variables, self._name) for source in self._sources)
        return " or ".join(each for each in remedies if each is not None)

    def _other_accounts(self) -> list[str]:
        """A sentence about the accounts in the file, for a name that may be misspelt."""
        names = self._config.accounts
        if not names or self._name in names:
            return []
        noun = "account" if len(names) == 1 else "accounts"
        return [f"{self._config.shown} has the {noun} {', '.join(names)}"]

    def _check_settings_of_auth(self, settings: Mapping[str, str]) -> None:
        told = templates(self._spec["auth"])
        if told and self._missing_settings(settings, told):
            self._fail_missing_setting(settings, told)

    def _missing_settings(
        self, settings: Mapping[str, str], told: Sequence[str]
    ) -> list[SettingSpec]:
        needed = {place for template in told for place in PLACE.findall(template)}
        return [
            spec
            for spec in self._spec["settings"]
            if spec["key"] in needed and spec["key"] not in settings
        ]

    def _fail_missing_setting(self, settings: Mapping[str, str], told: Sequence[str]) -> NoReturn:
        missing = self._missing_settings(settings, told)
        self._fail(
            "; ".join(
                f"the setting {spec['key']} is missing: {self._remedies(spec['key'], spec['env'])}"
                for spec in missing
            )
        )

    def _fail(self, message: str) -> NoReturn:
        raise ConfigurationError(message, integration=self._spec["name"])


def _from(found: Found) -> str:
    """Who has to change an unusable value, unless it is the caller."""
    return "" if found.origin == ARGUMENT else f" (from {found.origin})"


def _is_base_url(value: str) -> bool:
    found = _BASE_URL.fullmatch(value)
    if found is None or "?" in value or "#" in value:
        return False
    host, port = found[1], found[2]
    whole = ".." not in host and not host.startswith(".")
    return whole and (port is None or int(port[1:]) <= _LARGEST_PORT)


def _unusable(value: object) -> str | None:
    """Why a value is no text that can travel."""
    if not isinstance(value, str):
        return f"must be text, not {type(value).__name__}"
    if _UNPRINTABLE.search(value):
        return "contains a line break or another control character"
    return None
