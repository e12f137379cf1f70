"""The vendor: `python -m benchmarks.clients.server` prints its port and serves until its standard input ends.

It reads no more of a request than it has to, so that it costs little beside the client.
"""

import asyncio
import sys
from typing import Final

from benchmarks.clients.kinds import EVENTS, MODELS, TEXT

_MODELS: Final = b'{"object":"list","data":[%b]}' % b",".join(
    b'{"id":"model-%d","object":"model","created":1,"owned_by":"example","active":true,"context_window":8192,'
    b'"public_apps":null,"type":"base","capabilities":{}}' % number
    for number in range(MODELS)
)
_CHAT: Final = (
    b'{"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"m","system_fingerprint":"fp_1",'
    b'"choices":[{"index":0,"message":{"role":"assistant","content":"%b"},"logprobs":null,"finish_reason":"stop"}],'
    b'"usage":{"prompt_tokens":1,"completion_tokens":9,"total_tokens":10,"queue_time":0.1,"prompt_time":0.1,'
    b'"completion_time":0.1,"total_time":0.3},"x_groq":{"id":"req_1"}}' % TEXT.encode()
)
_EVENT: Final = (
    b'data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m","system_fingerprint":"fp_1",'
    b'"choices":[{"index":0,"delta":{"content":"word %d"},"logprobs":null,"finish_reason":null}]}\n\n'
)


def _whole(body: bytes) -> bytes:
    head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
    return head % len(body) + body


def _chunked(events: list[bytes]) -> bytes:
    head = (
        b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
    )
    return b"".join([head, *(b"%x\r\n%b\r\n" % (len(each), each) for each in events), b"0\r\n\r\n"])


_MODELS_ANSWER: Final = _whole(_MODELS)
_CHAT_ANSWER: Final = _whole(_CHAT)
_STREAM_ANSWER: Final = _chunked([*(_EVENT % n for n in range(EVENTS)), b"data: [DONE]\n\n"])


class _Vendor(asyncio.Protocol):
    """One connection, kept for as long as the client likes."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._received = b""

    def data_received(self, data: bytes) -> None:
        self._received += data
        while (end := self._received.find(b"\r\n\r\n")) >= 0:
            head = self._received[:end].lower()
            stop = end + 4 + _length(head)
            if len(self._received) < stop:
                return
            body, self._received = self._received[end + 4 : stop], self._received[stop:]
            self._transport.write(_answer(head, body))


def _length(head: bytes) -> int:
    _, found, rest = head.partition(b"\r\ncontent-length:")
    return int(rest.split(b"\r\n", 1)[0]) if found else 0


def _answer(head: bytes, body: bytes) -> bytes:
    if head.startswith(b"get"):
        return _MODELS_ANSWER
    if b'"stream":true' in body.replace(b" ", b""):
        return _STREAM_ANSWER
    return _CHAT_ANSWER


async def _serve() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(_Vendor, "127.0.0.1", 0, backlog=1000)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(_serve())
