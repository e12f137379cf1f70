"""Credentials: every strategy is demanded, any value is accepted unless a test names those that are."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from integrations_runtime.testing import MockVendor
from tests.support.definitions import integration
from tests.support.mock import everything, source

KEY = [{"key": "api_key", "label": "Key"}]
PAIR = [{"key": "user", "label": "User", "secret": False}, {"key": "password", "label": "Password"}]

HEADER: dict[str, Any] = {
    "auth": {"strategy": "api_key", "header": {"name": "X-Key", "value": "Key {api_key}"}},
    "credentials": KEY,
}
QUERY: dict[str, Any] = {
    "auth": {"strategy": "api_key", "query": {"name": "key", "value": "{api_key}"}},
    "credentials": KEY,
}
BEARER: dict[str, Any] = {
    "auth": {"strategy": "bearer_token", "token": "api_key"},
    "credentials": KEY,
}
BASIC: dict[str, Any] = {
    "auth": {"strategy": "basic", "username": "user", "password": "password"},
    "credentials": PAIR,
}


TWO: dict[str, Any] = {
    "auth": {
        "strategy": "api_key",
        "query": [
            {"name": "key", "value": "{user}"},
            {"name": "token", "value": "t-{password}"},
        ],
    },
    "credentials": PAIR,
}
TEMPLATE: dict[str, Any] = {
    "auth": {"strategy": "basic", "username": "{user}/{team}", "password": "password"},
    "credentials": PAIR,
    "settings": [{"key": "team", "label": "Team"}],
}


def basic(text: str) -> dict[str, str]:
    return {"Authorization": f"Basic {base64.b64encode(text.encode()).decode()}"}


def ask(
    fields: Mapping[str, Any],
    headers: Mapping[str, str] | None = None,
    query: Mapping[str, str] | None = None,
    **options: Any,
) -> tuple[int, str]:
    made = integration({"list": {}}, errors={"message": "message"}, **fields)
    with MockVendor(source(made), **options) as vendor:
        response = httpx.get(f"{vendor.url}/list", headers=headers, params=query, trust_env=False)
    return response.status_code, response.json().get("message", "")


@pytest.mark.parametrize(
    ("fields", "headers", "query"),
    [
        (HEADER, {"X-Key": "Key anything"}, {}),
        (QUERY, {}, {"key": "any thing"}),
        (BEARER, {"Authorization": "Bearer anything"}, {}),
        (BASIC, basic("ada:secret"), {}),
        (BASIC, basic("ada:"), {}),
        (TWO, {}, {"key": "any", "token": "t-thing"}),
        (TEMPLATE, basic("ada/shop:s3cret"), {}),
    ],
)
def test_any_credential_is_accepted(fields: Any, headers: Any, query: Any) -> None:
    assert ask(fields, headers, query) == (200, "")


@pytest.mark.parametrize(
    ("fields", "headers", "query", "sentence"),
    [
        (HEADER, {}, {}, "The header 'x-key' with the credentials is missing."),
        (
            HEADER,
            {"X-Key": "anything"},
            {},
            "The header 'x-key' does not have the form of credentials.",
        ),
        (QUERY, {}, {}, "The query parameter 'key' with the credentials is missing."),
        (QUERY, {}, {"key": ""}, "The credentials are empty."),
        (
            BEARER,
            {"Authorization": "Basic x"},
            {},
            "The header 'authorization' does not have the form of credentials.",
        ),
        (BASIC, {}, {}, "The header 'authorization' with the credentials is missing."),
        (
            BASIC,
            {"Authorization": "Basic ???"},
            {},
            "The header 'authorization' does not have the form of credentials.",
        ),
        (BASIC, basic(":"), {}, "The credentials are empty."),
        (
            TWO,
            {},
            {"key": "any"},
            "The query parameter 'token' with the credentials is missing.",
        ),
        (
            TWO,
            {},
            {"key": "any", "token": "thing"},
            "The query parameter 'token' does not have the form of credentials.",
        ),
        (TWO, {}, {"key": "", "token": "t-"}, "The credentials are empty."),
        (
            TEMPLATE,
            basic("ada:s3cret"),
            {},
            "The header 'authorization' does not have the form of credentials.",
        ),
        (TEMPLATE, basic("/shop:"), {}, "The credentials are empty."),
    ],
)
def test_missing_credentials_are_refused(
    fields: Any, headers: Any, query: Any, sentence: str
) -> None:
    assert ask(fields, headers, query) == (401, sentence)


def test_a_test_names_what_is_valid() -> None:
    def bearer(token: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {token}"}

    valid = {"api_key": ["one", "two"]}
    assert ask(BEARER, bearer("two"), credentials=valid) == (200, "")
    refused = (401, "The credential api_key is not valid.")
    assert ask(BEARER, bearer("three"), credentials=valid) == refused
    two = {"key": "ada", "token": "t-no"}
    assert ask(TWO, query=two, credentials={"password": "yes"}) == (
        401,
        "The credential password is not valid.",
    )
    assert ask(BASIC, basic("ada:no"), credentials={"password": "yes"}) == (
        401,
        "The credential password is not valid.",
    )


def test_optional_credentials_may_be_missing() -> None:
    fields = {**BEARER, "credentials": [{**KEY[0], "required": False}]}
    assert ask(fields) == (200, "")


def test_no_credential_is_recorded() -> None:
    for fields, headers, query in (
        (HEADER, {"X-Key": "Key s3cret"}, {}),
        (QUERY, {}, {"key": "s3cret"}),
        (BASIC, basic("ada:s3cret"), {}),
        (TWO, {}, {"key": "s3cret", "token": "t-s3cret"}),
    ):
        made = integration({"list": {}}, **fields)
        with MockVendor(source(made)) as vendor:
            httpx.get(f"{vendor.url}/list", headers=headers, params=query, trust_env=False)
            (asked,) = vendor.requests
        assert asked.status == 200
        assert "s3cret" not in repr(asked)
        assert "authorization" not in asked.headers
        assert asked.query == []


TOKENS = {"client_id": "me", "client_secret": "s3cret", "refresh_token": "r3fresh"}


def test_tokens_are_issued_and_expire() -> None:
    with MockVendor(everything(), credentials=TOKENS) as vendor:
        form = {"grant_type": "refresh_token", **TOKENS, "scope": "read"}
        issued = httpx.post(vendor.token_url, data=form, trust_env=False)
        token = issued.json()["access_token"]

        def call(text: str) -> int:
            headers = {"authorization": f"Bearer {text}", "x-api-version": "3"}
            url = f"{vendor.url}/things/thing-1"
            return httpx.get(url, headers=headers, trust_env=False).status_code

        assert issued.json() == {
            "access_token": "mock-token-1",
            "token_type": "Bearer",
            "expires_in": 3600,
        }
        assert (call(token), call("another"), call("mock-token-2")) == (200, 401, 401)
        vendor.expire_tokens()
        assert call(token) == 401
        asked = vendor.requests[0]
    assert (asked.path, asked.function) == ("/oauth/token", "oauth.token")
    assert asked.body == {"grant_type": "refresh_token", "scope": "read"}


@pytest.mark.parametrize(
    ("form", "headers", "status", "error"),
    [
        ({"grant_type": "client_credentials"}, basic("me:s3cret"), 200, None),
        (
            {"grant_type": "client_credentials", **TOKENS, "client_id": "you"},
            {},
            401,
            "invalid_client",
        ),
        ({"grant_type": "client_credentials"}, {"Authorization": "Basic ?"}, 401, "invalid_client"),
        (
            {"grant_type": "refresh_token", **TOKENS, "refresh_token": "old"},
            {},
            400,
            "invalid_grant",
        ),
        ({"grant_type": "password", **TOKENS}, {}, 400, "unsupported_grant_type"),
        (TOKENS, {}, 400, "invalid_request"),
    ],
)
def test_the_token_endpoint_looks_at_its_clients(
    form: Any, headers: Any, status: int, error: str | None
) -> None:
    with MockVendor(everything(), credentials=TOKENS) as vendor:
        response = httpx.post(vendor.token_url, data=form, headers=headers, trust_env=False)
    assert (response.status_code, response.json().get("error")) == (status, error)


def test_the_token_endpoint_can_misbehave() -> None:
    with MockVendor(everything()) as vendor:
        vendor.misbehave("oauth.token", status=503)
        form = {"grant_type": "refresh_token", **TOKENS}
        answers = [httpx.post(vendor.token_url, data=form, trust_env=False) for _ in range(2)]
    assert [each.status_code for each in answers] == [503, 200]


def test_other_vendors_have_no_token_endpoint() -> None:
    with MockVendor(source(integration({"list": {}}))) as vendor:
        assert httpx.post(vendor.token_url, trust_env=False).status_code == 404
