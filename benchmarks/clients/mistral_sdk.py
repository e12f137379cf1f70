"""The same calls with Mistral's own package, which need not be installed. Its one client serves threads and tasks."""

from importlib import import_module
from typing import Any

from benchmarks.clients.kinds import MESSAGES

_mistralai: Any = import_module("mistralai.client")


class MistralSdk:
    """The calls, over one client."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._client = self.further_client()

    def further_client(self) -> Any:
        return _mistralai.Mistral(api_key="example-key", server_url=self._url)

    def list_models(self) -> int:
        return len(self._client.models.list().data)

    def chat(self) -> str | None:
        answer = self._client.chat.complete(model="m", messages=MESSAGES)
        text: str | None = answer.choices[0].message.content
        return text

    def stream(self) -> int:
        count = 0
        with self._client.chat.stream(model="m", messages=MESSAGES) as events:
            for event in events:
                count += event.data.choices[0].delta.content is not None
        return count

    def open_async(self) -> None:
        self._async: Any = self.further_client()

    async def chat_async(self) -> str | None:
        answer = await self._async.chat.complete_async(model="m", messages=MESSAGES)
        text: str | None = answer.choices[0].message.content
        return text

    async def stream_async(self) -> int:
        count = 0
        async with await self._async.chat.stream_async(model="m", messages=MESSAGES) as events:
            async for event in events:
                count += event.data.choices[0].delta.content is not None
        return count

    async def aclose(self) -> None:
        async with self._async:
            pass


calls = MistralSdk
