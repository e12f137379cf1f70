"""Our Groq client beside the official `groq` package: the same requests, and the same values from the same answers."""

import asyncio
import json
from typing import Any

import pytest

from integrations.groq import AsyncGroq, Groq
from tests.peers.cases import Case, differences, dumped, last_request, script
from tests.peers.examples import example
from tests.support.loopback import Server, serving

groq = pytest.importorskip("groq")
types = pytest.importorskip("groq.types")
chat = pytest.importorskip("groq.types.chat")

KEY = "example-key"
PREFIX = "/openai/v1"  # part of our base URL, and of the paths of the SDK
MESSAGES = [{"role": "user", "content": "Hello!"}]
FULL: dict[str, Any] = {
    "model": "llama-3.3-70b-versatile",
    "messages": [
        {"role": "system", "content": "Answer in one word."},
        *MESSAGES,
        {"role": "assistant", "content": "Grüße"},
        {"role": "user", "content": 'Line\nbreak, "quotes", \\, €'},
    ],
    "temperature": 0.7,
    "max_tokens": 100,
    "top_p": 0.9,
}


def completion(name: str, **arguments: Any) -> Case:
    """A case of the one call that has many arguments."""
    return Case(
        "create_completion", "chat.completions.create", chat.ChatCompletion, arguments, name=name
    )


def files(name: str, **arguments: Any) -> Case:
    """A case of a call whose parameters the SDK does not name."""
    return Case(
        "list_files",
        "files.list",
        types.FileListResponse,
        arguments,
        {"extra_query": arguments},
        name=name,
    )


CASES = [
    Case("list_models", "models.list", types.ModelListResponse),
    completion("least", model="m", messages=MESSAGES),
    completion("full", **FULL),
    completion("zeros", model="m", messages=MESSAGES, temperature=0, top_p=0.0),
    completion("no-stream", model="m", messages=MESSAGES, stream=False),
    files("all"),
    files("page", limit=5, after="file-abc123"),
    files("purpose", purpose="batch"),
    Case("get_file", "files.info", types.FileInfoResponse, {"file_id": "file-abc123"}),
]
STREAMED = completion("stream", **FULL, stream=True)


def ours(url: str) -> Groq:
    """Our client of the vendor at `url`."""
    return Groq(api_key=KEY, base_url=url + PREFIX)


def our_async(url: str) -> AsyncGroq:
    """The same, asynchronous."""
    return AsyncGroq(api_key=KEY, base_url=url + PREFIX)


def theirs(url: str) -> Any:
    """The SDK's client, as a context manager; one attempt for each call."""
    return groq.Groq(api_key=KEY, base_url=url, max_retries=0)


def their_async(url: str) -> Any:
    """The same, asynchronous."""
    return groq.AsyncGroq(api_key=KEY, base_url=url, max_retries=0)


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
        async with their_async(server.url) as client:
            their_result = await case.call_theirs(client)
        assert our_request == case.their_request(server)
        assert differences(case, their_result, our_result) == []

    with serving(script(answer)) as server:
        asyncio.run(both(server))


def events() -> bytes:
    """An answer in three pieces."""
    chunk = example(chat.ChatCompletionChunk)
    pieces = [json.dumps({**chunk, "created": number}) for number in range(3)]
    return "".join(f"data: {each}\n\n" for each in [*pieces, "[DONE]"]).encode()


def test_both_stream_the_same() -> None:
    with serving(script(events(), "text/event-stream")) as server:
        with STREAMED.call_ours(ours(server.url)) as stream:
            our_events = list(stream)
        our_request = last_request(server)
        with theirs(server.url) as client, STREAMED.call_theirs(client) as stream:
            their_events = list(stream)
        their_request = STREAMED.their_request(server)
    assert our_request == their_request
    assert [each["created"] for each in dumped(our_events)] == [0, 1, 2]
    assert differences(STREAMED, their_events, our_events) == []


def test_the_asynchronous_clients_stream_the_same() -> None:
    async def both(server: Server) -> None:
        async with await STREAMED.call_ours(our_async(server.url)) as stream:
            our_events = [each async for each in stream]
        our_request = last_request(server)
        async with (
            their_async(server.url) as client,
            await STREAMED.call_theirs(client) as stream,
        ):
            their_events = [each async for each in stream]
        assert our_request == STREAMED.their_request(server)
        assert [each["created"] for each in dumped(our_events)] == [0, 1, 2]
        assert differences(STREAMED, their_events, our_events) == []

    with serving(script(events(), "text/event-stream")) as server:
        asyncio.run(both(server))
