"""The same calls with Groq's own package, which need not be installed."""

from importlib import import_module
from typing import Any

from benchmarks.clients.kinds import MESSAGES

_groq: Any = import_module("groq")


class GroqSdk:
    """The calls, over one client and one asynchronous client."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._client = self.further_client()

    def further_client(self) -> Any:
        return _groq.Groq(base_url=self._url)

    def list_models(self) -> int:
        return len(self._client.models.list().data)

    def chat(self) -> str | None:
        answer = self._client.chat.completions.create(model="m", messages=MESSAGES)
        text: str | None = answer.choices[0].message.content
        return text

    def stream(self) -> int:
        count = 0
        create = self._client.chat.completions.create
        with create(model="m", messages=MESSAGES, stream=True) as chunks:
            for chunk in chunks:
                count += chunk.choices[0].delta.content is not None
        return count

    def open_async(self) -> None:
        self._async: Any = _groq.AsyncGroq(base_url=self._url)

    async def chat_async(self) -> str | None:
        answer = await self._async.chat.completions.create(model="m", messages=MESSAGES)
        text: str | None = answer.choices[0].message.content
        return text

    async def stream_async(self) -> int:
        count = 0
        create = self._async.chat.completions.create
        async with await create(model="m", messages=MESSAGES, stream=True) as chunks:
            async for chunk in chunks:
                count += chunk.choices[0].delta.content is not None
        return count

    async def aclose(self) -> None:
        await self._async.close()


calls = GroqSdk
