"""Our MistralAI client beside the official `mistralai` package: the same requests, and the same values from the same answers."""

import asyncio
import json
from types import GenericAlias
from typing import Any

import pytest

from integrations.mistralai import AsyncMistralAI, MistralAI
from tests.peers.cases import Case, differences, last_request, script
from tests.peers.examples import example
from tests.support.loopback import Server, serving

sdk = pytest.importorskip("mistralai.client")
models = pytest.importorskip("mistralai.client.models")

# The SDK deprecates the listing of agents by page.
pytestmark = pytest.mark.filterwarnings("ignore:warning. .. DEPRECATED:DeprecationWarning")

KEY = "example-key"
PREFIX = "/v1"  # part of our base URL, and of the paths of the SDK
MESSAGES = [{"role": "user", "content": "Hello!"}]
NOT_STREAMED = {"body": {"stream": False}}  # the SDK sends the vendor's default
UNSET = {"query": {"metadata": '"~?~unset~?~sentinel~?~"'}}
"""A mark inside the SDK that means "not given", which version 3.7.0 sends by mistake."""


def chat(name: str, **arguments: Any) -> Case:
    """A case of the call with the most arguments."""
    return Case(
        "chat",
        "chat.complete",
        models.ChatCompletionResponse,
        arguments,
        they_add=NOT_STREAMED,
        as_ours="merge(@, {choices: choices[].merge({index: index, finish_reason: finish_reason}, message)})",
        name=name,
    )


def embeddings(name: str, texts: str | list[str]) -> Case:
    """A case of the call whose text may be several."""
    return Case(
        "create_embedding",
        "embeddings.create",
        models.EmbeddingResponse,
        {"model": "mistral-embed", "input": texts},
        {"model": "mistral-embed", "inputs": texts},
        as_ours="{model: model, usage: usage, embeddingCount: length(data),"
        " embeddings: data[].{index: index, embedding: embedding}}",
        name=name,
    )


AGENT = {"model": "mistral-small-latest", "name": "Support Bot", "instructions": "Be friendly."}
CASES = [
    Case(
        "list_models",
        "models.list",
        models.ModelList,
        as_ours="{models: data, total: length(data)}",
    ),
    chat("least", model="mistral-small-latest", messages=MESSAGES),
    chat(
        "full",
        model="mistral-small-latest",
        messages=[{"role": "system", "content": 'Grüße, "€"\n'}, *MESSAGES],
        temperature=0.3,
        max_tokens=200,
    ),
    chat("zero", model="mistral-small-latest", messages=MESSAGES, temperature=0),
    embeddings("one", "The quick brown fox"),
    embeddings("several", ["The quick", "brown fox"]),
    Case(
        "list_agents",
        "beta.agents.list",
        GenericAlias(list, models.Agent),
        their_arguments={"page": 0, "page_size": 100},  # our first page
        they_add=UNSET,
        as_ours="{agents: @, total: length(@)}",
    ),
    Case("create_agent", "beta.agents.create", models.Agent, AGENT, name="least"),
    Case(
        "create_agent",
        "beta.agents.create",
        models.Agent,
        {**AGENT, "description": "Answers questions about orders"},
        name="full",
    ),
]


def ours(url: str) -> MistralAI:
    """Our client of the vendor at `url`."""
    return MistralAI(api_key=KEY, base_url=url + PREFIX)


def our_async(url: str) -> AsyncMistralAI:
    """The same, asynchronous."""
    return AsyncMistralAI(api_key=KEY, base_url=url + PREFIX)


def theirs(url: str) -> Any:
    """The SDK's client, as a context manager of both kinds; it does not try again unless told to."""
    return sdk.Mistral(api_key=KEY, server_url=url)


each_case = pytest.mark.parametrize("case", CASES, ids=str)


@each_case
def test_both_send_the_same_and_read_the_same(case: Case) -> None:
    answer = json.dumps(example(case.answer)).encode()
    with serving(script(answer)) as server:
        our_result = case.call_ours(ours(server.url))
        our_request = last_request(server)
        with theirs(server.url) as client:
            their_result = case.call_theirs(client)
        their_request = case.their_request(server)
    assert our_request == their_request
    assert differences(case, their_result, our_result) == []


@each_case
def test_the_asynchronous_clients_send_the_same_and_read_the_same(case: Case) -> None:
    answer = json.dumps(example(case.answer)).encode()

    async def both(server: Server) -> None:
        our_result = await case.call_ours(our_async(server.url))
        our_request = last_request(server)
        async with theirs(server.url) as client:
            their_result = await case.call_theirs(client, "_async")
        assert our_request == case.their_request(server)
        assert differences(case, their_result, our_result) == []

    with serving(script(answer)) as server:
        asyncio.run(both(server))
