"""The tables of one integration in the configuration file, read into accounts and rules.

    [groq.default]            one table for each account: credentials, settings, base_url, and token_url with OAuth 2
    [groq.work]
    [groq.work.policy]        what the account may do
    [groq.policy]             what all accounts may do
    [policy]                  what all accounts of all integrations may do

Problems are returned as sentences, which name the table and the file and never show a value.
"""

from collections.abc import Mapping
from typing import NamedTuple, TypeGuard, cast

from ..spec import IntegrationSpec
from ..suggest import nearest
from .config import EVERYWHERE, POLICY, title
from .policy import Rules, read_rules
from .sources import ACCOUNT_NAME, ACCOUNT_NAMES

_KINDS: tuple[tuple[type, str], ...] = (
    (bool, "a boolean"),
    (int, "an integer"),
    (float, "a number"),
    (str, "text"),
    (dict, "a table"),
    (list, "an array"),
    (object, "a date or time"),
)


class Tables(NamedTuple):
    """What the file holds for one integration. Its `repr` shows no values."""

    accounts: Mapping[str, Mapping[str, str]]
    rules: Mapping[
        str | None, Rules
    ]  # by account; None is for all accounts, EVERYWHERE for all integrations too
    secret: bool  # there is a secret among the values
    problems: tuple[str, ...]

    def __repr__(self) -> str:
        return f"Tables({', '.join(self.accounts)})"


def read_tables(content: Mapping[str, object], spec: IntegrationSpec, shown: str) -> Tables:
    """The tables of an integration: `content` is what the file holds, `shown` names the file."""
    reader = _Reader(spec, shown)
    reader.read_common(content)
    reader.read(content.get(spec["name"], {}))
    secrets = {each["key"] for each in spec["credentials"] if each.get("secret", True)}
    return Tables(
        reader.accounts,
        reader.rules,
        any(values.get(key) for values in reader.accounts.values() for key in secrets),
        tuple(reader.problems),
    )


class _Reader:
    """Collects accounts, rules and problems."""

    def __init__(self, spec: IntegrationSpec, shown: str) -> None:
        self._name = spec["name"]
        self._shown = shown
        parts = (*spec["credentials"], *spec["settings"])
        self._keys = [*(each["key"] for each in parts), "base_url"]
        if "token_url_env" in spec["auth"]:
            self._keys.append("token_url")
        self.accounts: dict[str, dict[str, str]] = {}
        self.rules: dict[str | None, Rules] = {}
        self.problems: list[str] = []

    def read_common(self, content: Mapping[str, object]) -> None:
        """Reads the policy of all integrations, and reports tables that only differ in case."""
        if POLICY in content:
            self._read_rules(EVERYWHERE, content[POLICY], (POLICY,), common=True)
        for name in content:
            if name != self._name and name.lower() == self._name:
                heading = f"{title(name)} in {self._shown}"
                self.problems.append(f"{heading}: the integration is called {self._name!r}")

    def read(self, content: object) -> None:
        if not _is_table(content):
            example = title(self._name, "default")
            problem = f"must be a table that holds one for each account, like {example}"
            self._report(f"{problem}, not {_kind(content)}")
            return
        for name, value in content.items():
            if name == POLICY:
                self._read_rules(None, value, (POLICY,))
            elif _is_table(value):
                self._read_account(name, value)
            elif (
                isinstance(value, list)
                and value
                and all(map(_is_table, cast("list[object]", value)))
            ):
                heading = title(self._name, name)
                self._report(f"must be one table: write {heading}, not [{heading}]", name)
            else:
                example = title(self._name, "default")
                self._report(f"{name!r} belongs in the table of an account, like {example}")

    def _read_account(self, name: str, table: Mapping[str, object]) -> None:
        if not ACCOUNT_NAME.fullmatch(name):
            self._report(f"{name!r} is not an account name: {ACCOUNT_NAMES}", name)
            return
        values = self.accounts[name] = {}
        for key, value in table.items():
            if key == POLICY:
                self._read_rules(name, value, (name, POLICY))
            elif key not in self._keys:
                self._report(f"unknown key {key!r}; {self._known(key)}", name)
            elif isinstance(value, str):
                values[key] = value
            else:
                self._report(f"{key} must be text in quotes, not {_kind(value)}", name)

    def _read_rules(
        self, account: str | None, table: object, path: tuple[str, ...], *, common: bool = False
    ) -> None:
        heading = title(*path) if common else title(self._name, *path)
        where = f"{heading} in {self._shown}"
        if not _is_table(table):
            problem = f"must be a table with read and write, not {_kind(table)}"
            self.problems.append(f"{where}: {problem}")
            return
        rules, problems = read_rules(cast("Mapping[object, object]", table), callbacks=False)
        self.problems += [f"{where}: {problem}" for problem in problems]
        self.rules[account] = Rules(rules, where)

    def _known(self, key: str) -> str:
        keys = [*self._keys, POLICY]
        for similar in nearest(key, keys):
            return f"did you mean {similar!r}?"
        return f"the keys are {', '.join(keys[:-1])} and {keys[-1]}"

    def _report(self, problem: str, *path: str) -> None:
        self.problems.append(f"{title(self._name, *path)} in {self._shown}: {problem}")


def _is_table(value: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(value, dict)


def _kind(value: object) -> str:
    """What TOML calls the kind of a value."""
    return next(text for kind, text in _KINDS if isinstance(value, kind))
