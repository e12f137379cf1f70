"""`with_raw_response`: the answer as the vendor sent it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, cast

import pytest

from integrations_runtime import NotFound, RawResponse, ResponseError, RetryPolicy
from integrations_runtime.async_client import AsyncClient
from integrations_runtime.client import Client
from integrations_runtime.spec import Function
from tests.support import acme_models as models
from tests.support.acme_functions import ALL_PARTS, FUNCTIONS, GET_PART, READ_LABEL, SPEC, SUMMARIZE
from tests.support.loopback import Exchange, serving

PARTS = b'{"data": [{"id": "p1", "name": "Gear", "colour": "red"}], "has_more": true}'


class Acme(Client):
    SPEC = SPEC

    def get(self, function: Function[Any], **arguments: Any) -> Any:
        return self._call(function, arguments, arguments.pop("options", None))


class AsyncAcme(AsyncClient):
    SPEC = SPEC

    async def get(self, function: Function[Any], **arguments: Any) -> Any:
        return await self._call(function, arguments, arguments.pop("options", None))


Get = Callable[..., RawResponse[Any]]


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def get(request: pytest.FixtureRequest) -> Get:
    def get(url: str, function: Function[Any], **arguments: Any) -> RawResponse[Any]:
        more: Any = {
            "credentials": {"api_key": "key-1"},
            "base_url": url,
            "max_retries": RetryPolicy(first_delay=0),
        }
        if request.param:
            call = AsyncAcme(**more).with_raw_response.get(function, **arguments)
            return cast(RawResponse[Any], asyncio.run(call))
        raw = Acme(**more).with_raw_response.get(function, **arguments)
        return cast(RawResponse[Any], raw)

    return get


def test_what_a_raw_response_holds(get: Get) -> None:
    body = b'{"id": "p1", "from": "here"}'
    with serving(
        lambda exchange: exchange.reply(body, X_Request_Id="r1", X_Left="9", status=203)
    ) as server:
        raw = get(server.url, GET_PART, id="p1")
    assert (raw.status, raw.request_id, raw.retries) == (203, "r1", 0)
    assert raw.headers["x-left"] == "9"
    assert raw.content == body
    assert raw.text == body.decode()
    assert raw.json() == {"id": "p1", "from": "here"}
    part = raw.parse()
    assert isinstance(part, models.Part)
    assert part.from_ == "here"
    assert repr(raw) == "RawResponse(status=203, request_id='r1', retries=0)"


def test_the_content_is_the_vendors_and_the_result_is_shaped(get: Get) -> None:
    with serving(lambda exchange: exchange.reply(PARTS)) as server:
        raw = get(server.url, SUMMARIZE)
    assert raw.content == PARTS
    assert raw.parse() == models.Summary(total=1, names=["Gear"])


def test_of_a_function_that_collects_it_is_the_first_page(get: Get) -> None:
    with serving(lambda exchange: exchange.reply(PARTS)) as server:
        raw = get(server.url, ALL_PARTS)
        assert len(server.seen) == 1
    assert raw.parse().data[0].colour == "red"


def test_retries_are_counted(get: Get) -> None:
    def script(exchange: Exchange) -> None:
        exchange.reply(PARTS, status=200 if len(server.seen) == 3 else 503)

    with serving(script) as server:
        assert get(server.url, SUMMARIZE).retries == 2


def test_a_refusal_is_still_raised(get: Get) -> None:
    with (
        serving(lambda exchange: exchange.reply(status=404)) as server,
        pytest.raises(NotFound, match=r"^acme\.get_part: 404 not found$"),
    ):
        get(server.url, GET_PART, id="p1")


def test_an_answer_that_does_not_fit_can_still_be_looked_at(get: Get) -> None:
    with serving(lambda exchange: exchange.reply(b"[1]")) as server:
        raw = get(server.url, GET_PART, id="p1")
    assert raw.json() == [1]
    with pytest.raises(ResponseError, match=r"^acme\.get_part: the answer is not of the doc"):
        raw.parse()


def test_a_raw_response_is_never_half_of_one(get: Get) -> None:
    with (
        serving(lambda exchange: exchange.reply(PARTS)) as server,
        pytest.raises(ResponseError) as caught,
    ):
        get(server.url, SUMMARIZE, options={"largest_answer": 10})
    message = "the answer is larger than 10 bytes; the option largest_answer allows more"
    assert caught.value.message == message


@pytest.mark.parametrize(
    ("media_type", "content", "text"),
    [
        ("text/plain; charset=iso-8859-1", b"gr\xfc\xdfe", "grüße"),
        ('text/plain; charset="utf-8"', "grüße".encode(), "grüße"),
        ("text/plain", b"gr\xfc", "gr�"),
        ("text/plain; charset=nonsense", "grüße".encode(), "grüße"),
    ],
)
def test_text_in_the_charset_of_the_answer(
    get: Get, media_type: str, content: bytes, text: str
) -> None:
    with serving(lambda exchange: exchange.reply(content, content_type=media_type)) as server:
        raw = get(server.url, READ_LABEL)
    assert raw.text == raw.parse() == text
    with pytest.raises(ValueError, match=r"Expecting value|can't decode"):
        raw.json()


def test_an_empty_answer(get: Get) -> None:
    with serving(lambda exchange: exchange.reply(b"", status=204)) as server:
        raw = get(server.url, FUNCTIONS["delete_part"], id="p1")
    assert (raw.status, raw.content, raw.parse()) == (204, b"", None)


def test_the_client_itself_is_left_as_it_is() -> None:
    with serving(lambda exchange: exchange.reply(PARTS)) as server:
        acme = Acme(credentials={"api_key": "key-1"}, base_url=server.url)
        assert isinstance(acme.with_raw_response.get(SUMMARIZE), RawResponse)
        assert isinstance(acme.get(SUMMARIZE), models.Summary)
