"""The ways to a stream: a generated client's typed method, plain data, raw responses; and the wrong ways."""

from __future__ import annotations

import asyncio
import gc
import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from integrations.groq import AsyncGroq, Groq
from integrations.groq.models import ChatCompletion, ChatCompletionChunk
from integrations_runtime import (
    ArgumentError,
    AsyncStream,
    IntegrationError,
    RateLimited,
    ResponseError,
    Stream,
    StreamError,
)
from integrations_runtime.options import RequestOptions
from tests.streaming.talk import AT_ONCE, DONE, KEY, Script, Waiting, event, streaming
from tests.support.loopback import Exchange, serving
from tests.support.seams import Recorder, answer

HEAD = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
MESSAGES: Any = [{"role": "user", "content": "Hi"}]
ARGUMENTS = {"model": "m", "messages": MESSAGES, "stream": True}


def piece(text: str, **more: Any) -> dict[str, Any]:
    """A chunk with a field that is not documented in each of its parts."""
    choice = {"index": 0, "delta": {"content": text, "mood": "good"}, "new": [1]}
    return {**HEAD, "choices": [choice], "trace": {"id": "t"}, **more}


def sent(*values: Mapping[str, Any]) -> bytes:
    return b"".join(event(json.dumps(each).encode()) for each in values)


Heard = tuple[list[ChatCompletionChunk], IntegrationError | None]


def typed_sync(url: str, options: RequestOptions | None = None) -> Heard:
    heard: list[ChatCompletionChunk] = []
    try:
        with (
            Groq(api_key=KEY, base_url=url, max_retries=AT_ONCE) as groq,
            groq.create_completion(
                model="m", messages=MESSAGES, stream=True, options=options
            ) as chunks,
        ):
            assert type(chunks) is Stream
            for each in chunks:
                heard.append(each)  # noqa: PERF402 - what came before an error counts
    except IntegrationError as error:
        return heard, error
    return heard, None


def typed_async(url: str, options: RequestOptions | None = None) -> Heard:
    heard: list[ChatCompletionChunk] = []

    async def run() -> None:
        async with AsyncGroq(api_key=KEY, base_url=url, max_retries=AT_ONCE) as groq:
            opened = await groq.create_completion(
                model="m", messages=MESSAGES, stream=True, options=options
            )
            assert type(opened) is AsyncStream
            async with opened as chunks:
                async for each in chunks:
                    heard.append(each)  # noqa: PERF401 - what came before an error counts

    try:
        asyncio.run(run())
    except IntegrationError as error:
        return heard, error
    return heard, None


both = pytest.mark.parametrize("listen", [typed_sync, typed_async])
Listen = Callable[..., Heard]


@both
def test_typed_events_in_order(listen: Listen) -> None:
    pieces = [piece("Hel"), piece("lo", usage=None), piece("", x_groq={"id": "r1"})]
    with serving(streaming(*map(sent, pieces), DONE)) as server:
        heard, error = listen(server.url)
    assert error is None
    assert [type(each) for each in heard] == [ChatCompletionChunk] * 3
    assert "".join(each.choices[0].delta.content or "" for each in heard) == "Hello"
    assert [each.model_dump(exclude_unset=True) for each in heard] == pieces
    assert heard[0].choices[0].delta.model_extra == {"mood": "good"}
    method, _, headers, body = server.seen[0]
    assert (method, json.loads(body)) == ("POST", ARGUMENTS)
    named = {name.lower(): value for name, value in headers.items()}
    assert named["accept"] == "text/event-stream"
    assert named["authorization"] == f"Bearer {KEY}"


@both
def test_options_apply(listen: Listen) -> None:
    options: RequestOptions = {
        "headers": {"Accept": "x/y", "X-Trace": "7"},
        "query": {"a": 1},
        "body": {"seed": 3},
    }
    with serving(streaming(DONE)) as server:
        assert listen(server.url, options) == ([], None)
    _, path, headers, body = server.seen[0]
    assert path.endswith("?a=1")
    assert json.loads(body) == {**ARGUMENTS, "seed": 3}
    assert {name.lower(): value for name, value in headers.items()}["x-trace"] == "7"


@both
def test_an_error_event_says_what_the_vendor_says(listen: Listen) -> None:
    failure = {"error": {"message": f"Key {KEY} is over its limit.", "type": "limit"}}
    with serving(streaming(sent(piece("Hel"), failure), DONE)) as server:
        heard, error = listen(server.url)
    assert [each.choices[0].delta.content for each in heard] == ["Hel"]
    assert type(error) is StreamError
    assert str(error) == "groq.create_completion: Key [redacted] is over its limit."
    assert error.body == json.dumps(failure).replace(KEY, "[redacted]")


@both
@pytest.mark.parametrize(
    ("odd", "message"),
    [
        (b'{"id": 1}', "an event is not of the documented shape: id: Input should be a valid string; object: Field required; created: Field required; and 2 more"),
        (b"[]", "an event is not of the documented shape: the event: Input should be an object"),
        (b'{"id', "an event is not JSON: EOF while parsing a string at line 1 column 4"),
    ],
)  # fmt: skip
def test_an_event_that_is_not_as_documented(listen: Listen, odd: bytes, message: str) -> None:
    with serving(streaming(sent(piece("Hel")), event(odd), DONE)) as server:
        heard, error = listen(server.url)
    assert len(heard) == 1
    assert type(error) is ResponseError
    assert str(error) == f"groq.create_completion: {message}"
    assert error.body == odd.decode()


@both
def test_a_limit_is_waited_for(listen: Listen) -> None:
    def script(exchange: Exchange) -> None:
        if len(exchange.server.seen) == 1:
            exchange.reply(b'{"error": {"message": "Slow down."}}', status=429)
        else:
            streaming(sent(piece("Hello")), DONE)(exchange)

    with serving(script) as server:
        heard, error = listen(server.url)
        assert (len(heard), error) == (1, None)
        assert len(server.seen) == 2
        server.seen.clear()
        heard, error = listen(server.url, {"max_retries": 0})
    assert heard == []
    assert type(error) is RateLimited
    assert str(error) == "groq.create_completion: 429 too many requests: Slow down."


def test_plain_data() -> None:
    with serving(streaming(sent(piece("Hel"), piece("lo")), DONE)) as server:
        groq = Groq(api_key=KEY, base_url=server.url)
        for name in ("create_completion", "groq_create_completion"):
            with groq.stream(name, ARGUMENTS) as chunks:
                assert list(chunks) == [piece("Hel"), piece("lo")]


def test_plain_data_is_checked() -> None:
    with serving(streaming(event(b'{"id": "c1"}'))) as server:
        groq = Groq(api_key=KEY, base_url=server.url)
        with (
            pytest.raises(ResponseError, match="is not of the documented shape: object: Field"),
            groq.stream("create_completion", ARGUMENTS) as chunks,
        ):
            list(chunks)


def test_without_the_switch_the_answer_comes_in_one() -> None:
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    whole = {**HEAD, "object": "chat.completion", "choices": [], "usage": usage}
    recorder = Recorder(answer(whole))
    groq = Groq(api_key=KEY, http_client=recorder)
    for switch in (None, False):
        result = groq.create_completion(model="m", messages=MESSAGES, stream=switch)
        assert type(result) is ChatCompletion
        assert recorder.body.get("stream") is switch
        assert recorder.last.headers["accept"] == "application/json"


WRONG: list[tuple[str, str, Mapping[str, Any], str]] = [
    ("call", "create_completion", ARGUMENTS, "groq.create_completion streams with stream = true: call it through stream(…)."),
    ("stream", "create_completion", {**ARGUMENTS, "stream": False}, "groq.create_completion does not stream unless stream is true."),
    ("stream", "create_completion", {"model": "m", "messages": MESSAGES}, "groq.create_completion does not stream unless stream is true."),
    ("stream", "list_models", {}, "groq.list_models does not stream."),
    ("stream", "create_completion", {"stream": True}, "Missing required parameter(s): model, messages"),
    ("stream", "list_model", {}, "Unknown function: groq.list_model. Did you mean: list_models, list_messages, list_files?"),
]  # fmt: skip


@pytest.mark.parametrize(("door", "name", "arguments", "message"), WRONG)
def test_a_wrong_door_is_an_argument_error(
    door: str, name: str, arguments: Mapping[str, Any], message: str
) -> None:
    with serving(streaming(DONE)) as server:
        with pytest.raises(ArgumentError) as caught:
            getattr(Groq(api_key=KEY, base_url=server.url), door)(name, arguments)
        assert str(caught.value) == message
        with pytest.raises(ArgumentError) as caught:
            groq = AsyncGroq(api_key=KEY, base_url=server.url)
            asyncio.run(getattr(groq, door)(name, arguments))
        assert str(caught.value) == message
    assert server.seen == []


def test_a_raw_response_has_the_stream() -> None:
    with serving(streaming(sent(piece("Hel")), DONE)) as server:
        raw = Groq(api_key=KEY, base_url=server.url).with_raw_response.create_completion(
            model="m", messages=MESSAGES, stream=True
        )
        assert (raw.status, raw.content, raw.request_id, raw.retries) == (200, b"", "req-1", 0)
        assert raw.headers["content-type"] == "text/event-stream"
        assert raw.parse() is raw.parse()
        with raw.parse() as chunks:
            assert [each.choices[0].delta.content for each in chunks] == ["Hel"]


def test_a_raw_response_has_the_stream_asynchronously_too() -> None:
    async def run(url: str) -> None:
        raw = await AsyncGroq(api_key=KEY, base_url=url).with_raw_response.create_completion(
            model="m", messages=MESSAGES, stream=True
        )
        async with raw.parse() as chunks:
            assert [each.choices[0].delta.content async for each in chunks] == ["Hel"]

    with serving(streaming(sent(piece("Hel")), DONE)) as server:
        asyncio.run(run(server.url))


def test_a_raw_response_that_is_dropped_frees_the_connection() -> None:
    script = Waiting()
    with serving(script) as server:
        Groq(api_key=KEY, base_url=server.url).with_raw_response.create_completion(
            model="m", messages=MESSAGES, stream=True
        )
        gc.collect()
        assert script.gone.wait(10)


def test_a_transport_that_does_not_open_streams_too() -> None:
    content = sent(piece("Hel"), piece("lo")) + DONE
    recorder = Recorder(answer(content, headers={"content-type": "text/event-stream"}))
    with Groq(api_key=KEY, http_client=recorder).create_completion(
        model="m", messages=MESSAGES, stream=True
    ) as chunks:
        assert [each.choices[0].delta.content for each in chunks] == ["Hel", "lo"]


def test_two_streams_at_once() -> None:
    scripts: list[Script] = [streaming(sent(piece(each)), DONE) for each in "ab"]

    def script(exchange: Exchange) -> None:
        scripts[len(exchange.server.seen) - 1](exchange)

    async def run(url: str) -> None:
        groq = AsyncGroq(api_key=KEY, base_url=url)
        first = await groq.create_completion(model="m", messages=MESSAGES, stream=True)
        second = await groq.create_completion(model="m", messages=MESSAGES, stream=True)
        async with first, second:
            both_heard = [[each async for each in stream] for stream in (second, first)]
        assert [each[0].choices[0].delta.content for each in both_heard] == ["b", "a"]

    with serving(script) as server:
        asyncio.run(run(server.url))
