"""The same calls with the generated clients."""

from typing import TYPE_CHECKING, Final

from benchmarks.clients.kinds import MESSAGES
from integrations.groq import AsyncGroq, Groq

if TYPE_CHECKING:
    from integrations.groq.params import ChatMessageParam

_MESSAGES: Final["list[ChatMessageParam]"] = [
    {"role": "user", "content": each["content"]} for each in MESSAGES
]


class Generated:
    """The calls, over one client and one asynchronous client."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._client = Groq(base_url=url)

    def further_client(self) -> Groq:
        return Groq(account="work", base_url=self._url)

    def list_models(self) -> int:
        return len(self._client.list_models().data)

    def chat(self) -> str | None:
        answer = self._client.create_completion(model="m", messages=_MESSAGES)
        return answer.choices[0].message.content

    def stream(self) -> int:
        count = 0
        with self._client.create_completion(model="m", messages=_MESSAGES, stream=True) as chunks:
            for chunk in chunks:
                count += chunk.choices[0].delta.content is not None
        return count

    def open_async(self) -> None:
        self._async = AsyncGroq(base_url=self._url)

    async def chat_async(self) -> str | None:
        answer = await self._async.create_completion(model="m", messages=_MESSAGES)
        return answer.choices[0].message.content

    async def stream_async(self) -> int:
        count = 0
        async with await self._async.create_completion(
            model="m", messages=_MESSAGES, stream=True
        ) as chunks:
            async for chunk in chunks:
                count += chunk.choices[0].delta.content is not None
        return count

    async def aclose(self) -> None:
        await self._async.aclose()


calls = Generated
