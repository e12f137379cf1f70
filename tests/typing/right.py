"""Right uses of the generated clients: type checkers accept every line. Never run."""

from collections.abc import AsyncIterator, Iterator
from typing import Literal, assert_type

import httpx

from integrations.freshchat import Freshchat
from integrations.freshchat.models import ConversationSummary
from integrations.groq import AsyncGroq, Groq
from integrations.groq.models import ChatCompletion, ChatCompletionChunk, File, FileList, ModelList
from integrations.groq.params import ChatMessageParam
from integrations.mistralai import MistralAI
from integrations.mistralai.models import Agent
from integrations_runtime import (
    ArgumentError,
    AsyncStream,
    Observer,
    RawResponse,
    RetryPolicy,
    StatusError,
    Stream,
)


def clients() -> None:
    Groq()
    Groq(account="work")
    Groq(api_key="k", base_url="https://example.com", timeout=30)
    Groq(timeout=httpx.Timeout(5), http_client=httpx.Client())
    AsyncGroq(http_client=httpx.AsyncClient())
    Groq(max_retries=0, policy={"write": "deny"})
    Groq(max_retries=RetryPolicy(max_retries=3))
    with Groq() as groq:
        assert_type(groq, Groq)


def results(groq: Groq) -> None:
    models = groq.list_models()
    assert_type(models, ModelList)
    assert_type(models.data[0].id, str)
    assert_type(models.data[0].context_window, int | None)
    files = groq.list_files(limit=10, options={"timeout": 5})
    assert_type(files, FileList)
    for file in files.data:
        assert_type(file, File)
        assert_type(file.purpose, Literal["batch", "batch_output"] | str)


def arguments(groq: Groq) -> None:
    message: ChatMessageParam = {"role": "user", "content": "Hi"}
    messages = [message]
    answer = groq.create_completion(model="m", messages=messages, temperature=1, stream=False)
    assert_type(answer, ChatCompletion)
    groq.create_completion(model="m", messages=({"role": "user", "content": "Hi"},), top_p=None)


def observed(observer: Observer) -> None:
    Groq(observers=[observer])
    AsyncGroq(observers=(observer,))


def streams(groq: Groq, messages: list[ChatMessageParam], stream: bool) -> None:
    with groq.create_completion(model="m", messages=messages, stream=True) as chunks:
        assert_type(chunks, Stream[ChatCompletionChunk])
        for chunk in chunks:
            assert_type(chunk, ChatCompletionChunk)
    whole = groq.create_completion(model="m", messages=messages)
    assert_type(whole, ChatCompletion)
    assert_type(groq.create_completion(model="m", messages=messages, stream=None), ChatCompletion)
    either = groq.create_completion(model="m", messages=messages, stream=stream)
    assert_type(either, ChatCompletion | Stream[ChatCompletionChunk])


def pages(groq: Groq, mistral: MistralAI, freshchat: Freshchat) -> None:
    assert_type(groq.iter_files(purpose="batch", options={"timeout": 5}), Iterator[File])
    for agent in mistral.iter_agents():
        assert_type(agent, Agent)
    for conversation in freshchat.iter_conversations(status="open"):
        assert_type(conversation, ConversationSummary)


def raw(groq: Groq, messages: list[ChatMessageParam], stream: bool) -> None:
    answer = groq.with_raw_response.list_files(limit=10)
    assert_type(answer, RawResponse[FileList])
    assert_type(answer.parse().data[0], File)
    create = groq.with_raw_response.create_completion
    assert_type(create(model="m", messages=messages), RawResponse[ChatCompletion])
    streamed = create(model="m", messages=messages, stream=True)
    assert_type(streamed, RawResponse[Stream[ChatCompletionChunk]])
    either = create(model="m", messages=messages, stream=stream)
    assert_type(either, RawResponse[ChatCompletion | Stream[ChatCompletionChunk]])


def text_or_structure(mistral: MistralAI) -> None:
    mistral.create_embedding(model="m", input="text")
    mistral.create_embedding(model="m", input=["one", "two"])


def errors(groq: Groq) -> None:
    try:
        groq.list_models()
    except ArgumentError as error:
        print(error.problems)
    except StatusError as error:
        assert_type(error.status, int | None)


async def asynchronous() -> None:
    async with AsyncGroq() as groq:
        assert_type(groq, AsyncGroq)
        assert_type(await groq.list_models(), ModelList)
        assert_type((await groq.list_files(limit=10)).data[0].bytes, int)


async def asynchronous_streams(groq: AsyncGroq, messages: list[ChatMessageParam]) -> None:
    async with await groq.create_completion(model="m", messages=messages, stream=True) as chunks:
        assert_type(chunks, AsyncStream[ChatCompletionChunk])
        async for chunk in chunks:
            assert_type(chunk, ChatCompletionChunk)
    assert_type(await groq.create_completion(model="m", messages=messages), ChatCompletion)


async def asynchronous_pages(groq: AsyncGroq) -> None:
    assert_type(groq.iter_files(), AsyncIterator[File])
    async for file in groq.iter_files(limit=100):
        assert_type(file, File)


async def asynchronous_raw(groq: AsyncGroq, messages: list[ChatMessageParam]) -> None:
    assert_type(await groq.with_raw_response.list_models(), RawResponse[ModelList])
    create = groq.with_raw_response.create_completion
    assert_type(await create(model="m", messages=messages), RawResponse[ChatCompletion])
    streamed = await create(model="m", messages=messages, stream=True)
    assert_type(streamed, RawResponse[AsyncStream[ChatCompletionChunk]])
