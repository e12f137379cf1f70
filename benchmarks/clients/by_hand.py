"""What a good developer writes with httpx and pydantic for three calls."""

from typing import Final

import httpx
from pydantic import BaseModel

from benchmarks.clients.kinds import MESSAGES

_HEADERS: Final = {"Authorization": "Bearer example-key"}
_QUESTION: Final = {"model": "m", "messages": MESSAGES}
_EVENT: Final = "data: "
_DONE: Final = "data: [DONE]"


class Model(BaseModel):
    id: str
    object: str
    created: int
    owned_by: str
    active: bool | None = None
    context_window: int | None = None


class ModelList(BaseModel):
    object: str
    data: list[Model]


class Message(BaseModel):
    role: str
    content: str | None = None


class Choice(BaseModel):
    index: int
    message: Message
    finish_reason: str | None = None


class Usage(BaseModel):
    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class Completion(BaseModel):
    id: str
    object: str
    created: int
    model: str
    choices: list[Choice]
    usage: Usage


class Delta(BaseModel):
    role: str | None = None
    content: str | None = None


class ChunkChoice(BaseModel):
    index: int
    delta: Delta
    finish_reason: str | None = None


class Chunk(BaseModel):
    id: str
    object: str
    created: int
    model: str
    choices: list[ChunkChoice]


class HandWritten:
    """The calls, over one client and one asynchronous client."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._client = self.further_client()

    def further_client(self) -> httpx.Client:
        return httpx.Client(base_url=self._url, headers=_HEADERS, timeout=60)

    def list_models(self) -> int:
        response = self._client.get("/models")
        response.raise_for_status()
        return len(ModelList.model_validate_json(response.content).data)

    def chat(self) -> str | None:
        response = self._client.post("/chat/completions", json=_QUESTION)
        response.raise_for_status()
        return Completion.model_validate_json(response.content).choices[0].message.content

    def stream(self) -> int:
        count = 0
        question = {**_QUESTION, "stream": True}
        with self._client.stream("POST", "/chat/completions", json=question) as response:
            response.raise_for_status()
            for line in response.iter_lines():
                if line == _DONE:
                    break
                if line.startswith(_EVENT):
                    chunk = Chunk.model_validate_json(line.removeprefix(_EVENT))
                    count += chunk.choices[0].delta.content is not None
        return count

    def open_async(self) -> None:
        self._async = httpx.AsyncClient(base_url=self._url, headers=_HEADERS, timeout=60)

    async def chat_async(self) -> str | None:
        response = await self._async.post("/chat/completions", json=_QUESTION)
        response.raise_for_status()
        return Completion.model_validate_json(response.content).choices[0].message.content

    async def stream_async(self) -> int:
        count = 0
        question = {**_QUESTION, "stream": True}
        async with self._async.stream("POST", "/chat/completions", json=question) as response:
            response.raise_for_status()
            async for line in response.aiter_lines():
                if line == _DONE:
                    break
                if line.startswith(_EVENT):
                    chunk = Chunk.model_validate_json(line.removeprefix(_EVENT))
                    count += chunk.choices[0].delta.content is not None
        return count

    async def aclose(self) -> None:
        await self._async.aclose()


calls = HandWritten
