"""Where a client's credentials, settings and base URL come from."""

from __future__ import annotations

from typing import Any

import pytest

from integrations_runtime import Client, ConfigurationError
from tests.support.acme import Acme, client_class, reads
from tests.support.configuration import shown_by
from tests.support.seams import Recorder

SECRET = "s3cret-of-acme"


def used(client_type: type[Client] = Acme, **options: Any) -> tuple[str, str | None]:
    """The base URL and the authorization that a client sends."""
    recorder = Recorder()
    client = client_type(http_client=recorder, **options)
    client.call("old_parts" if client_type is Acme else "find")
    base = recorder.last.url.removesuffix("/old").removesuffix("/things")
    return base, recorder.last.headers.get("authorization")


pytestmark = pytest.mark.filterwarnings("ignore:acme.old_parts is deprecated")


def test_an_argument_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACME_API_KEY", "from-environment")
    assert used()[1] == "Bearer from-environment"
    assert used(api_key="from-argument")[1] == "Bearer from-argument"
    assert used(api_key="")[1] == "Bearer from-environment"


def test_an_alias_is_read_after_the_canonical_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACME_TOKEN", "from-alias")
    monkeypatch.setenv("ACME_API_KEY", "")
    assert used()[1] == "Bearer from-alias"
    monkeypatch.setenv("ACME_API_KEY", "canonical")
    assert used()[1] == "Bearer canonical"


def test_a_named_account_has_its_own_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACME_API_KEY", "of-default")
    monkeypatch.setenv("ACME_TOKEN__WORK", "of-work")
    monkeypatch.setenv("ACME_REGION", "us")
    monkeypatch.setenv("ACME_REGION__HOME", "fr")
    monkeypatch.setenv("ACME_API_KEY__HOME", "of-home")
    assert (
        used(account="default")
        == used()
        == (
            "https://us.acme.example.com/v1",
            "Bearer of-default",
        )
    )
    assert used(account="work") == ("https://us.acme.example.com/v1", "Bearer of-work")
    assert used(account="home") == ("https://fr.acme.example.com/v1", "Bearer of-home")
    assert Acme(account="work").account == "work"
    assert Acme().account == "default"


def test_a_named_account_never_uses_the_credential_of_the_default_account(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ACME_API_KEY", SECRET)
    with pytest.raises(ConfigurationError) as caught:
        Acme(account="work")
    assert str(caught.value) == (
        "acme: the credential api_key of account 'work' is missing: "
        "pass api_key=… or set ACME_API_KEY__WORK (or ACME_TOKEN__WORK) "
        "or add api_key to [acme.work] in ~/.config/integrations/config.toml"
    )


def test_a_missing_credential_is_explained() -> None:
    with pytest.raises(ConfigurationError) as caught:
        Acme()
    assert str(caught.value) == (
        "acme: the credential api_key is missing: "
        "pass api_key=… or set ACME_API_KEY (or ACME_TOKEN) "
        "or add api_key to [acme.default] in ~/.config/integrations/config.toml"
    )


def test_every_missing_credential_is_named() -> None:
    credentials = [
        {"key": "user", "env": ["ACME_USER"]},
        {"key": "password", "env": ["ACME_PASSWORD"]},
        {"key": "hint", "env": ["ACME_HINT"], "required": False},
    ]
    custom = client_class(credentials=credentials)
    with pytest.raises(ConfigurationError, match=r"ACME_USER or .*; .*ACME_PASSWORD or [^;]*$"):
        custom()


def test_a_base_url_may_come_from_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    assert used(api_key=SECRET)[0] == "https://eu.acme.example.com/v1"
    monkeypatch.setenv("ACME_BASE_URL", "http://127.0.0.1:8080/")
    assert used(api_key=SECRET)[0] == "http://127.0.0.1:8080"
    assert used(account="work", api_key=SECRET)[0] == "http://127.0.0.1:8080"
    monkeypatch.setenv("ACME_BASE_URL__WORK", "https://work.example.com/x")
    assert used(account="work", api_key=SECRET)[0] == "https://work.example.com/x"
    assert used(base_url="http://[::1]:9/v2/", api_key=SECRET)[0] == "http://[::1]:9/v2"


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.com",
        "example.com",
        "https://",
        "https://user:pw@example.com",
        "https://example.com?x=1",
        "https://example.com/#x",
        "https://example.com:port",
        "https://exa mple.com",
        "https://example.com/a b",
        "https://example.com\\@evil.example",
    ],
)
def test_an_unusable_base_url_is_refused(url: str) -> None:
    with pytest.raises(ConfigurationError, match=r"^acme: the base URL must be"):
        Acme(api_key=SECRET, base_url=url)


@pytest.mark.parametrize("region", ["evil.example/", "EU", "eu\n", "e"])
def test_a_setting_must_match_its_pattern(region: str) -> None:
    with pytest.raises(ConfigurationError, match=r"^acme: .*region"):
        Acme(api_key=SECRET, region=region)


def test_a_setting_without_pattern_cannot_leave_its_place() -> None:
    with pytest.raises(ConfigurationError, match="the setting tenant must match"):
        client_class()(credentials={"api_key": SECRET, "tenant": "a/../b"})


def test_a_missing_setting_is_explained() -> None:
    custom = client_class(settings=[{"key": "region", "env": ["ACME_REGION"]}])
    with pytest.raises(ConfigurationError) as caught:
        custom(credentials={"api_key": SECRET})
    assert str(caught.value) == (
        "acme: the setting region is missing: pass region=… or set ACME_REGION "
        "or add region to [acme.default] in ~/.config/integrations/config.toml"
    )


def test_a_setting_that_the_address_can_do_without_is_not_missed() -> None:
    settings = [{"key": "tenant", "env": ["ACME_TENANT"]}, {"key": "region", "env": []}]
    with pytest.raises(ConfigurationError) as caught:
        client_class(settings=settings)(credentials={"api_key": SECRET})
    assert str(caught.value) == (
        "acme: the setting region is missing: pass region=… "
        "or add region to [acme.default] in ~/.config/integrations/config.toml"
    )


def test_a_setting_may_fill_a_header() -> None:
    recorder = Recorder()
    custom = client_class(functions={"find": reads()})
    custom(credentials={"api_key": SECRET, "tenant": "t1"}, http_client=recorder).call("find")
    assert recorder.last.headers["x-acme-tenant"] == "t1"


@pytest.mark.parametrize("account", ["Work", "1st", "a-b", "a b", "a.b", "a\n"])
def test_an_account_name_is_a_small_identifier(account: str) -> None:
    with pytest.raises(ConfigurationError, match="is not an account name"):
        Acme(account=account, api_key=SECRET)


@pytest.mark.parametrize("tail", ["\n", "\r\nx: y", "\x00", "\x7f", " ", "é", "\udcff"])
def test_a_credential_that_cannot_travel_is_refused_and_not_shown(tail: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        Acme(api_key=SECRET + tail)
    assert SECRET not in str(caught.value)
    assert SECRET not in repr(caught.value)


def test_a_credential_must_be_text() -> None:
    wrong: Any = 5
    with pytest.raises(ConfigurationError, match="api_key must be text, not int"):
        Acme(api_key=wrong)


def test_an_unusable_value_is_told_with_its_origin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACME_TOKEN", f"{SECRET}\n")
    assert problem() == (
        "acme: api_key contains a line break or another control character (from ACME_TOKEN)"
    )
    monkeypatch.setenv("ACME_TOKEN", SECRET)
    monkeypatch.setenv("ACME_REGION", "EU")
    assert problem() == (
        "acme: the setting region must match the pattern [a-z]{2} (from ACME_REGION)"
    )
    monkeypatch.setenv("ACME_REGION", "")
    monkeypatch.setenv("ACME_BASE_URL", "https://user:pw@example.com")
    assert problem() == (
        "acme: the base URL must be http:// or https://, a host and a path, "
        "without user name or query (from ACME_BASE_URL)"
    )


def problem() -> str:
    """What is wrong with the client of the default account."""
    with pytest.raises(ConfigurationError) as caught:
        Acme()
    return str(caught.value)


def test_no_frame_of_a_configuration_error_shows_a_value_of_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    credentials = [{"key": "user", "env": ["ACME_USER"]}, {"key": "word", "env": ["ACME_WORD"]}]
    monkeypatch.setenv("ACME_USER", SECRET)
    for wrong in ("", "\n"):
        monkeypatch.setenv("ACME_WORD", f"{SECRET}{wrong}" if wrong else "")
        with pytest.raises(ConfigurationError) as caught:
            client_class(credentials=credentials)()
        assert not [text for text in shown_by(caught.value) if SECRET in text]


def test_environment_is_read_when_a_client_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACME_API_KEY", "first")
    recorder = Recorder()
    client = Acme(http_client=recorder)
    monkeypatch.setenv("ACME_API_KEY", "second")
    client.call("old_parts")
    assert recorder.last.headers["authorization"] == "Bearer first"
