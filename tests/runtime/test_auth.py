"""How credentials travel."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from integrations_runtime import ConfigurationError, ServerError
from tests.support.acme import client_class, reads
from tests.support.seams import Recorder, answer


def send(auth: Any, keys: list[str], optional: bool = False, **values: str) -> Recorder:
    credentials = [{"key": key, "env": [f"ACME_{key}"], "required": not optional} for key in keys]
    recorder = Recorder()
    custom = client_class(auth=auth, credentials=credentials, functions={"find": reads()})
    custom(credentials=values, http_client=recorder).call("find")
    return recorder


def test_none() -> None:
    recorder = send({"strategy": "none"}, [])
    assert "authorization" not in recorder.last.headers
    assert recorder.query == []


def test_api_key_in_a_header() -> None:
    auth = {"strategy": "api_key", "header": {"name": "X-Api-Key", "value": "{id}.{key}"}}
    recorder = send(auth, ["id", "key"], id="me", key="k1")
    assert recorder.last.headers["x-api-key"] == "me.k1"


def test_api_key_in_the_query() -> None:
    auth = {"strategy": "api_key", "query": {"name": "key", "value": "{key}"}}
    assert send(auth, ["key"], key="a+b c").query == [("key", "a+b c")]


def test_bearer_token() -> None:
    auth = {"strategy": "bearer_token", "token": "access"}
    recorder = send(auth, ["access"], access="t1")
    assert recorder.last.headers["authorization"] == "Bearer t1"


def test_basic() -> None:
    auth = {"strategy": "basic", "username": "user", "password": "pw"}
    recorder = send(auth, ["user", "pw"], user="me", pw="pä:ss")
    scheme, _, pair = recorder.last.headers["authorization"].partition(" ")
    assert scheme == "Basic"
    assert base64.b64decode(pair).decode() == "me:pä:ss"
    with pytest.raises(ConfigurationError, match="user contains a colon"):
        send(auth, ["user", "pw"], user="a:b", pw="x")


def test_templates_of_basic_hold_settings_which_must_be_there() -> None:
    auth: Any = {"strategy": "basic", "username": "{team}\\{user}", "password": "pw"}
    recorder = Recorder()
    custom = client_class(
        auth=auth,
        credentials=[{"key": "user", "env": ["ACME_USER"]}, {"key": "pw", "env": ["ACME_PW"]}],
        settings=[{"key": "team", "env": ["ACME_TEAM"]}],
        functions={"find": reads()},
    )
    values = {"user": "me", "pw": "x"}
    base_url = "https://api.example.com"
    client = custom(credentials={**values, "team": "shop"}, base_url=base_url, http_client=recorder)
    client.call("find")
    _, _, pair = recorder.last.headers["authorization"].partition(" ")
    assert base64.b64decode(pair).decode() == "shop\\me:x"
    with pytest.raises(ConfigurationError, match="the setting team is missing: "):
        custom(credentials=values, base_url=base_url)
    with pytest.raises(ConfigurationError, match="user contains a colon"):
        custom(credentials={"user": "a:b", "pw": "x", "team": "shop"}, base_url=base_url)


@pytest.mark.parametrize(
    "auth",
    [
        {"strategy": "api_key", "query": [{"name": "key", "value": "{key}"}]},
        {"strategy": "basic", "username": "{key}/token"},
        {"strategy": "api_key", "header": {"name": "X-Api-Key", "value": "{key}"}},
        {"strategy": "api_key", "query": {"name": "key", "value": "{key}"}},
        {"strategy": "bearer_token", "token": "key"},
        {"strategy": "basic", "username": "key"},
    ],
)
def test_an_optional_credential_that_is_missing_adds_nothing(auth: Any) -> None:
    recorder = send(auth, ["key"], optional=True)
    assert not {"authorization", "x-api-key"} & set(recorder.last.headers)
    assert recorder.query == []


@pytest.mark.parametrize(
    ("auth", "values", "echo"),
    [
        ({"strategy": "bearer_token", "token": "key"}, {"key": 'q"uote'}, '{"a": "q\\"uote"}'),
        (
            {"strategy": "api_key", "query": {"name": "key", "value": "{key}"}},
            {"key": "sl/ash"},
            "/things?key=sl%2Fash",
        ),
        (
            {"strategy": "basic", "username": "user", "password": "key"},
            {"user": "me", "key": "password"},
            base64.b64encode(b"me:password").decode(),
        ),
    ],
)
def test_no_spelling_of_a_credential_gets_into_an_error(
    auth: Any, values: dict[str, str], echo: str
) -> None:
    credentials = [{"key": key, "env": [key]} for key in values]
    custom = client_class(auth=auth, credentials=credentials, functions={"find": reads()})
    client = custom(
        credentials=values, max_retries=0, http_client=Recorder(answer(echo, status=500))
    )
    with pytest.raises(ServerError) as caught:
        client.call("find")
    assert "[redacted]" in str(caught.value.body)
    assert echo not in str(caught.value.body)
