"""Every spelling of an account calls with that account's own credentials, wherever these are configured."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from integrations_runtime.lua import LUA_VERSIONS, LuaHost
from tests.support.definitions import real
from tests.support.vendor import Vendor, vendor

CALLS = {
    "freshchat": ("list_groups", "list_groups({ page = 1 })"),
    "groq": ("list_files", "list_files({ limit = 1 })"),
    "mistralai": (
        "chat",
        "chat({ model = 'm', messages = { { role = 'user', content = 'Hi' } } })",
    ),
}
"""A function of each integration, and how a script calls it."""


class Spelling(NamedTuple):
    """How a page spells a call for an account."""

    integration: str
    place: str
    account: str

    @property
    def code(self) -> str:
        """A script that makes such a call."""
        return f"app.integrations{self.place}.{CALLS[self.integration][1]}"


SPELLINGS = [
    Spelling("freshchat", ".freshchat", "default"),
    Spelling("freshchat", ".freshchat.default", "default"),
    Spelling("freshchat", ".freshchat.work", "work"),
    Spelling("freshchat", ".freshchat.support", "support"),
    Spelling("groq", '["groq"]', "default"),
    Spelling("groq", '["groq"].default', "default"),
    Spelling("groq", '["groq"].work', "work"),
    Spelling("groq", '["groq"].personal', "personal"),
    Spelling("groq", '.groq["work"]', "work"),
    Spelling("mistralai", ".mistralai", "default"),
    Spelling("mistralai", ".mistralai.default", "default"),
    Spelling("mistralai", ".mistralai.production", "production"),
    Spelling("mistralai", ".mistralai.development", "development"),
]


@pytest.fixture(params=LUA_VERSIONS, scope="module")
def host(request: pytest.FixtureRequest) -> Iterator[LuaHost]:
    """A host of each version of Lua, that finds its accounts as programs do."""
    with LuaHost(request.param) as made:
        yield made


@pytest.fixture
def there(request: pytest.FixtureRequest) -> Iterator[Vendor]:
    """A vendor that answers the function of an integration, and keeps what it is sent."""
    integration = real(request.param)
    name = CALLS[request.param][0]
    function = next(each for each in integration.functions if each.name == name)
    with vendor(integration, function, function.examples[0]) as made:
        yield made


Configure = Callable[[Vendor], None]


@pytest.fixture(params=["variables", "file"])
def configure(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Configure:
    """Gives every account credentials of its own, by variables or by a file."""

    def variables(there: Vendor) -> None:
        for name, value in there.environment().items():
            monkeypatch.setenv(name, value)

    def file(there: Vendor) -> None:
        name = there.integration.name
        lines = [f"[{name}.default]", f'base_url = "{there.base_url}"']
        for account in ("default", *there.integration.example_accounts):
            lines += [f"[{name}.{account}]"] if account != "default" else []
            lines += [
                f'{each.key} = "{credential(account, each.key)}"'
                for each in there.integration.credentials
            ]
        path = tmp_path / "config.toml"
        path.write_text("\n".join(lines))
        path.chmod(0o600)
        monkeypatch.setenv("INTEGRATIONS_CONFIG", str(path))

    return variables if request.param == "variables" else file


def credential(account: str, key: str) -> str:
    """What an account is configured with; the same as in the variables of a `Vendor`."""
    return f"example-{key}" + ("" if account == "default" else f"-of-{account}")


def sent(there: Vendor) -> list[str]:
    """The credentials that the vendor has received."""
    return [str(each["headers"]["authorization"]) for each in there.requests()]


def expected(there: Vendor, account: str) -> str:
    """The credentials that a vendor receives for an account."""
    return f"Bearer {credential(account, there.integration.credentials[0].key)}"


@pytest.mark.parametrize(
    ("there", "spelling"),
    [pytest.param(each.integration, each, id=each.place) for each in SPELLINGS],
    indirect=["there"],
)
def test_an_account_calls_with_its_own_credentials(
    spelling: Spelling, there: Vendor, configure: Configure, host: LuaHost
) -> None:
    configure(there)
    result = host.execute(spelling.code)
    assert result.error is None
    assert sent(there) == [expected(there, spelling.account)]
    assert [each.account for each in result.call_log] == [spelling.account]


@pytest.mark.parametrize("there", CALLS, indirect=True)
def test_one_script_may_act_for_all_accounts(
    there: Vendor, configure: Configure, host: LuaHost
) -> None:
    configure(there)
    name = there.integration.name
    accounts = ["default", *there.integration.example_accounts, "default"]
    code = "\n".join(Spelling(name, f".{name}.{each}", each).code for each in accounts)
    assert host.execute(code).error is None
    assert sent(there) == [expected(there, each) for each in accounts]


@pytest.mark.parametrize("there", CALLS, indirect=True)
def test_an_account_that_is_not_configured_borrows_no_credentials(
    there: Vendor, configure: Configure, host: LuaHost
) -> None:
    configure(there)
    name = there.integration.name
    result = host.execute(Spelling(name, f".{name}.wrok", "wrok").code)
    key = there.integration.credentials[0].key
    start = f"script:1: {name}: the credential {key} of account 'wrok' is missing: "
    assert result.error is not None and result.error.startswith(start)
    assert result.error.endswith(f"; to see what is configured: integrations doctor {name}")
    assert sent(there) == []
