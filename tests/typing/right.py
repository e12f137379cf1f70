"""Right uses of the generated clients: type checkers accept every line. Never run."""

from typing import Literal, assert_type

import httpx

from integrations.groq import AsyncGroq, Groq
from integrations.groq.models import ChatCompletion, File, FileList, ModelList
from integrations.groq.params import ChatMessageParam
from integrations.mistralai import MistralAI
from integrations_runtime import ArgumentError, StatusError


def clients() -> None:
    Groq()
    Groq(account="work")
    Groq(api_key="k", base_url="https://example.com", timeout=30)
    Groq(timeout=httpx.Timeout(5), http_client=httpx.Client())
    AsyncGroq(http_client=httpx.AsyncClient())
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
