"""The configuration file as a source of accounts, and who else can read it."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from integrations_runtime import ConfigurationError
from integrations_runtime.accounts.account import where
from integrations_runtime.accounts.config import InsecureFileWarning
from tests.support.acme import Acme, client_class
from tests.support.acme_functions import SPEC
from tests.support.configuration import WriteConfig, refused, used

SECRET = "s3cret-of-acme"
FILE = "~/.config/integrations/config.toml"

pytestmark = pytest.mark.filterwarnings("ignore:acme.old_parts is deprecated")


# What the file supplies


def test_accounts_stand_side_by_side(write_config: WriteConfig) -> None:
    write_config("""
        [acme.default]
        api_key = "of-default"
        region = "us"
        [acme.work]
        api_key = "of-work"
        base_url = "https://work.example.com"
        [acme.home]
        api_key = "of-home"
        [groq.default]
        api_key = "of-another"
    """)
    assert used() == ("https://us.acme.example.com/v1", "Bearer of-default")
    assert used(account="work") == ("https://work.example.com", "Bearer of-work")
    assert used(account="home") == ("https://us.acme.example.com/v1", "Bearer of-home")


def test_the_order_is_argument_environment_file(
    write_config: WriteConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_config("""
        [acme.default]
        api_key = "of-file"
        region = "fr"
        [acme.work]
        api_key = "work-of-file"
        base_url = "https://file.example.com"
    """)
    assert used() == ("https://fr.acme.example.com/v1", "Bearer of-file")
    assert used(account="work") == ("https://file.example.com", "Bearer work-of-file")

    monkeypatch.setenv("ACME_TOKEN", "of-environment")
    monkeypatch.setenv("ACME_REGION", "us")
    monkeypatch.setenv("ACME_BASE_URL__WORK", "https://environment.example.com")
    assert used() == ("https://us.acme.example.com/v1", "Bearer of-environment")
    assert used(account="work") == ("https://environment.example.com", "Bearer work-of-file")

    given = {"api_key": "of-argument", "region": "de"}
    assert used(**given) == ("https://de.acme.example.com/v1", "Bearer of-argument")
    assert used(account="work", base_url="https://argument.example.com", api_key="k") == (
        "https://argument.example.com",
        "Bearer k",
    )


def test_a_named_account_in_the_file_comes_before_the_default_account_elsewhere(
    write_config: WriteConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_config('[acme.work]\napi_key = "k"\nregion = "fr"\nbase_url = ""\n')
    monkeypatch.setenv("ACME_REGION", "us")
    assert used(account="work")[0] == "https://fr.acme.example.com/v1"


def test_a_named_account_never_uses_the_credential_of_the_default_account(
    write_config: WriteConfig,
) -> None:
    write_config(f'[acme.default]\napi_key = "{SECRET}"\n[acme.work]\nregion = "fr"\n')
    assert refused(account="work") == (
        "acme: the credential api_key of account 'work' is missing: "
        "pass api_key=… or set ACME_API_KEY__WORK (or ACME_TOKEN__WORK) "
        f"or add api_key to [acme.work] in {FILE}"
    )


def test_an_empty_value_counts_as_missing(write_config: WriteConfig) -> None:
    write_config('[acme.default]\napi_key = ""\n')
    assert refused().startswith("acme: the credential api_key is missing: ")


def test_an_account_that_is_nowhere_is_told_with_those_that_the_file_has(
    write_config: WriteConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_config(f"""
        [acme.default]
        api_key = "{SECRET}"
        [acme.work]
        api_key = "{SECRET}"
        [groq.home]
        api_key = "{SECRET}"
    """)
    assert refused(account="wrok") == (
        "acme: the credential api_key of account 'wrok' is missing: "
        "pass api_key=… or set ACME_API_KEY__WROK (or ACME_TOKEN__WROK) "
        f"or add api_key to [acme.wrok] in {FILE}; {FILE} has the accounts default, work"
    )
    write_config(f'[acme.work]\napi_key = "{SECRET}"\n')
    assert refused().endswith(f"to [acme.default] in {FILE}; {FILE} has the account work")

    monkeypatch.setenv("ACME_USER__WROK", "somebody")
    credentials = [
        {"key": "user", "env": ["ACME_USER"]},
        {"key": "api_key", "env": ["ACME_API_KEY"]},
    ]
    with pytest.raises(ConfigurationError) as caught:
        client_class(credentials=credentials)(account="wrok")
    assert str(caught.value).endswith(f"or add api_key to [acme.wrok] in {FILE}")


def test_no_account_in_the_file_can_be_called_policy(
    write_config: WriteConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_config('[acme.policy]\nread = "allow"\n')
    assert refused(account="policy") == (
        "acme: the credential api_key of account 'policy' is missing: "
        "pass api_key=… or set ACME_API_KEY__POLICY (or ACME_TOKEN__POLICY)"
    )
    monkeypatch.setenv("ACME_API_KEY__POLICY", "of-environment")
    assert used(account="policy")[1] == "Bearer of-environment"


def test_where_tells_origins_and_no_values(
    write_config: WriteConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_config(f'[acme.default]\nregion = "fr"\n[acme.work]\napi_key = "{SECRET}"\n')
    monkeypatch.setenv("ACME_BASE_URL", "https://example.com")
    assert where(SPEC, "work", {"tenant": "t1"}) == {
        "api_key": f"[acme.work] in {FILE}",
        "region": f"[acme.default] in {FILE}",
        "tenant": "argument",
        "base_url": "ACME_BASE_URL",
    }
    assert where(SPEC) == {"region": f"[acme.default] in {FILE}", "base_url": "ACME_BASE_URL"}


# Who can read it


@pytest.mark.parametrize(
    ("mode", "how"), [(0o644, "read"), (0o640, "read"), (0o604, "read"), (0o620, "changed")]
)
def test_a_file_with_secrets_that_is_open_to_others_warns_once(
    write_config: WriteConfig, mode: int, how: str
) -> None:
    write_config('[acme.default]\napi_key = "k"\n', mode=mode)
    custom = client_class()
    with pytest.warns(InsecureFileWarning) as caught:
        custom()
    assert [str(each.message) for each in caught] == [
        f"{FILE} can be {how} by other users; run: chmod 600 {FILE}"
    ]
    assert caught[0].filename == __file__
    custom(account="default")  # a second warning would be an error


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ('[acme.default]\napi_key = "k"\n', 0o600),
        ('[acme.default]\napi_key = "k"\n', 0o400),
        ('[acme.default]\nregion = "fr"\napi_key = ""\n[groq.default]\napi_key = "k"\n', 0o644),
    ],
)
def test_a_closed_file_or_one_without_secrets_does_not_warn(
    write_config: WriteConfig, text: str, mode: int
) -> None:
    write_config(text, mode=mode)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        Acme(api_key="k")
    assert caught == []


def test_the_advice_can_be_pasted_for_every_path(
    write_config: WriteConfig, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = write_config('[acme.default]\napi_key = "k"\n').rename(tmp_path / "my config.toml")
    path.chmod(0o644)
    monkeypatch.setenv("INTEGRATIONS_CONFIG", str(path))
    with pytest.warns(InsecureFileWarning) as caught:
        Acme()
    assert str(caught[0].message) == (
        f"~/my config.toml can be read by other users; run: chmod 600 '{path}'"
    )
