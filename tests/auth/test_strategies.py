"""Every other way in which credentials travel, as a server sees it."""

from __future__ import annotations

import asyncio
import base64
from typing import Any

import pytest

from integrations_runtime import AuthenticationFailed
from tests.support.acme import async_client_class, client_class, reads
from tests.support.loopback import serving

BASIC = base64.b64encode("me:pä ss:word".encode()).decode()

STRATEGIES: list[tuple[dict[str, Any], dict[str, str], dict[str, str], str]] = [
    # strategy, credentials, headers that arrive, query that arrives
    ({"strategy": "none"}, {}, {}, ""),
    (
        {"strategy": "api_key", "header": {"name": "X-Api-Key", "value": "{id}.{key}"}},
        {"id": "me", "key": "key-1"},
        {"x-api-key": "me.key-1"},
        "",
    ),
    (
        {"strategy": "api_key", "header": {"name": "Authorization", "value": "Token {key}"}},
        {"key": "key-1"},
        {"authorization": "Token key-1"},
        "",
    ),
    (
        {"strategy": "api_key", "query": {"name": "api key", "value": "{key}"}},
        {"key": "a+b c&d=ü"},
        {},
        "api%20key=a%2Bb%20c%26d%3D%C3%BC",
    ),
    (
        {
            "strategy": "api_key",
            "header": [
                {"name": "X-Api-Key", "value": "{key}"},
                {"name": "Authorization", "value": "Token {id}"},
            ],
        },
        {"id": "me", "key": "key-1"},
        {"x-api-key": "key-1", "authorization": "Token me"},
        "",
    ),
    (
        {
            "strategy": "api_key",
            "query": [{"name": "key", "value": "{key}"}, {"name": "token", "value": "{token}"}],
        },
        {"key": "a&b", "token": "t=1"},
        {},
        "key=a%26b&token=t%3D1",
    ),
    (
        {"strategy": "bearer_token", "token": "access"},
        {"access": "token-1"},
        {"authorization": "Bearer token-1"},
        "",
    ),
    (
        {"strategy": "basic", "username": "user", "password": "word"},
        {"user": "me", "word": "pä ss:word"},
        {"authorization": f"Basic {BASIC}"},
        "",
    ),
    (
        {"strategy": "basic", "username": "user"},
        {"user": "only-me"},
        {"authorization": "Basic " + base64.b64encode(b"only-me:").decode()},
        "",
    ),
    (
        {"strategy": "basic", "username": "{mail}/token", "password": "{id}-{word}"},
        {"mail": "me@example.com", "id": "7", "word": "key"},
        {"authorization": "Basic " + base64.b64encode(b"me@example.com/token:7-key").decode()},
        "",
    ),
]


@pytest.mark.parametrize(("auth", "credentials", "headers", "query"), STRATEGIES)
def test_what_arrives(
    auth: Any, credentials: dict[str, str], headers: dict[str, str], query: str
) -> None:
    kind = client_class(
        auth=auth,
        credentials=[{"key": key, "env": [f"STRATEGY_{key.upper()}"]} for key in credentials],
        functions={"find": reads({"q": {"schema": {"type": "string"}, "location": "query"}})},
    )
    with serving(lambda exchange: exchange.reply()) as server:
        arguments: Any = {"credentials": credentials, "base_url": server.url}
        kind(**arguments).call("find", {"q": "api"})
        asyncio.run(async_client_class(kind)(**arguments).call("find"))
        kind(**arguments).call("find", options={"headers": dict.fromkeys(headers, "mine")})
    first, second, third = server.seen
    assert [first[1], second[1]] == [
        "/things?q=api" + (f"&{query}" if query else ""),
        "/things" + (f"?{query}" if query else ""),
    ]
    for _, _, arrived, _ in (first, second):
        found = {name.lower(): value for name, value in arrived.items()}
        known = {name: found[name] for name in ("authorization", "x-api-key") if name in found}
        assert known == headers
    assert [third[2][name] for name in headers] == ["mine"] * len(headers)


@pytest.mark.parametrize(
    ("query", "arrives"),
    [
        ({"monkey": "k1"}, "monkey=k1&key=k1"),
        ({"key": "mine"}, "key=mine"),
        ({"key": "k1"}, "key=k1"),
    ],
)
def test_a_key_in_the_query_is_left_out_only_where_the_caller_names_it(
    query: Any, arrives: str
) -> None:
    kind = client_class(
        auth={"strategy": "api_key", "query": {"name": "key", "value": "{key}"}},
        credentials=[{"key": "key", "env": ["STRATEGY_KEY"]}],
        functions={"find": reads()},
    )
    with serving(lambda exchange: exchange.reply()) as server:
        client = kind(credentials={"key": "k1"}, base_url=server.url)
        client.call("find", options={"query": query})
    assert server.seen[0][1] == f"/things?{arrives}"


def test_of_several_keys_in_the_query_those_are_left_out_that_the_caller_names() -> None:
    places = [{"name": "key", "value": "{key}"}, {"name": "token", "value": "{token}"}]
    auth: Any = {"strategy": "api_key", "query": places}
    kind = client_class(
        auth=auth,
        credentials=[{"key": key, "env": [f"STRATEGY_{key}"]} for key in ("key", "token")],
        functions={"find": reads()},
    )
    with serving(lambda exchange: exchange.reply()) as server:
        client = kind(credentials={"key": "k1", "token": "t1"}, base_url=server.url)
        client.call("find", options={"query": {"token": "mine"}})
    assert server.seen[0][1] == "/things?token=mine&key=k1"


def test_a_refused_key_is_not_tried_again() -> None:
    kind = client_class(functions={"find": reads()})
    with serving(lambda exchange: exchange.reply(status=401)) as server:
        client = kind(credentials={"api_key": "key-1"}, base_url=server.url)
        with pytest.raises(AuthenticationFailed, match=r"^acme\.find: 401 unauthorized$"):
            client.call("find")
    assert len(server.seen) == 1
