"""Clients as objects: dynamic calls, warnings, closing, other HTTP clients."""

from __future__ import annotations

import asyncio
import concurrent.futures
import linecache
import warnings
from typing import Any

import httpx
import pytest

from integrations_runtime import (
    ArgumentError,
    ConfigurationError,
    NotFound,
    StatusError,
    TransportError,
    TransportTimeout,
)
from tests.support.acme import Acme, AsyncAcme, client_class
from tests.support.seams import AsyncRecorder, Recorder, answer

KEY = "key-that-must-stay-secret"


def acme(*answers: Any) -> tuple[Acme, Recorder]:
    recorder = Recorder(*answers or [answer({"data": []})])
    return Acme(api_key=KEY, http_client=recorder), recorder


def test_call_knows_short_and_full_names() -> None:
    client, recorder = acme()
    assert client.call("list_parts", {"limit": 3}) == {"data": []}
    assert client.call("acme_list_parts") == {"data": []}
    assert len(recorder.requests) == 2


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("list_part", "Unknown function: acme.list_part. Did you mean: list_parts?"),
        ("zzz", "Unknown function: acme.zzz."),
        ("", "Unknown function: acme.."),
    ],
)
def test_an_unknown_function_is_an_argument_error(name: str, message: str) -> None:
    client, _ = acme()
    with pytest.raises(ArgumentError) as caught:
        client.call(name)
    assert str(caught.value).startswith(message.removesuffix("?"))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"timout": 5}, "Unknown option 'timout'. Did you mean 'timeout'?"),
        ({"timeout": 0}, "Option timeout must be more than 0 seconds, not 0"),
        ({"timeout": True}, "Option timeout must be seconds or an httpx.Timeout, not True."),
        ({"timeout": float("nan")}, "Option timeout must be more than 0 seconds"),
        ({"headers": ["a"]}, "Option headers must be a mapping of names to text."),
        ({"headers": {"a b": "c"}}, "Option headers has the unusable name 'a b'."),
        ({"headers": {"X-A": "b\nc"}}, "Option headers['X-A'] must be printable ASCII text"),
        ({"headers": {"X-A": 5}}, "Option headers['X-A'] must be printable ASCII text"),
    ],
)
def test_a_wrong_option_is_an_argument_error(options: Any, message: str) -> None:
    client, recorder = acme()
    with pytest.raises(ArgumentError) as caught:
        client.list_parts(options=options)
    assert str(caught.value).startswith(message)
    assert (caught.value.integration, caught.value.function) == ("acme", "list_parts")
    assert recorder.requests == []


def test_a_wrong_header_of_a_call_is_not_shown() -> None:
    client, _ = acme()
    with pytest.raises(ArgumentError) as caught:
        client.list_parts(options={"headers": {"Authorization": f"Bearer {KEY}\n"}})
    assert KEY not in f"{caught.value!r} {caught.value} {vars(caught.value)}"


@pytest.mark.parametrize("timeout", [0, -1, float("inf"), "5", True])
def test_a_wrong_timeout_of_a_client_is_a_configuration_error(timeout: Any) -> None:
    with pytest.raises(ConfigurationError, match=r"^acme: timeout must be"):
        Acme(api_key=KEY, timeout=timeout)


def test_a_deprecated_function_warns_on_the_callers_line() -> None:
    client, _ = acme()
    with pytest.warns(DeprecationWarning, match="acme.old_parts is deprecated") as caught:
        client.old_parts()  # here
        client.call("old_parts")  # and here
    lines = [linecache.getline(each.filename, each.lineno).rstrip()[-4:] for each in caught]
    assert lines == ["here", "here"]


class Ours(Acme):
    """A client that a program has made its own."""

    def everything_old(self) -> None:
        self.old_parts()  # where to change it


def test_a_deprecated_function_warns_where_a_subclass_calls_it() -> None:
    client = Ours(api_key=KEY, http_client=Recorder(answer({"data": []})))
    with pytest.warns(DeprecationWarning, match="acme.old_parts is deprecated") as caught:
        client.everything_old()
        client.old_parts()  # where to change it
    lines = [linecache.getline(each.filename, each.lineno) for each in caught]
    assert [line.rstrip().endswith("# where to change it") for line in lines] == [True, True]


def test_a_deprecated_function_warns_asynchronously_too() -> None:
    async def run() -> None:
        await AsyncAcme(api_key=KEY, http_client=AsyncRecorder()).old_parts()

    with pytest.warns(DeprecationWarning, match="use list_parts") as caught:
        asyncio.run(run())
    assert caught[0].filename == __file__


def test_a_deprecated_parameter_warns_when_it_is_used() -> None:
    client, _ = acme()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        client.list_parts(limit=1)
    with pytest.warns(DeprecationWarning, match="page_size of acme.list_parts is deprecated"):
        client.list_parts(page_size=1)


def test_a_client_shows_its_account_and_no_credential() -> None:
    client, _ = acme()
    assert repr(client) == "Acme(account='default', base_url='https://eu.acme.example.com/v1')"


def test_a_closed_client_refuses_calls() -> None:
    client, recorder = acme()
    with client as same:
        assert same is client
        client.list_parts()
    with pytest.raises(ConfigurationError, match=r"^acme: the client is closed$"):
        client.list_parts()
    client.close()
    assert len(recorder.requests) == 1


def test_an_asynchronous_client_does_the_same() -> None:
    async def run() -> None:
        recorder = AsyncRecorder(answer({"data": []}), answer({}, status=404))
        async with AsyncAcme(api_key=KEY, http_client=recorder) as client:
            assert await client.call("list_parts") == {"data": []}
            with pytest.raises(NotFound, match=r"^acme\.get_part: 404"):
                await client.get_part(part_id="x")
            with pytest.raises(ArgumentError, match=r"'limit' of acme\.list_parts"):
                await client.list_parts(limit=0)
        with pytest.raises(ConfigurationError, match="the client is closed"):
            await client.list_parts()
        assert len(recorder.requests) == 2

    asyncio.run(run())


def test_an_error_of_the_transport_names_the_function() -> None:
    client, _ = acme(TransportTimeout(f"no answer for {KEY}"))
    with pytest.raises(TransportTimeout) as caught:
        client.get_part(part_id="a/b")
    error = caught.value
    assert str(error) == "acme.get_part: no answer for [redacted]"
    assert (error.method, error.path) == ("GET", "/parts/a%2Fb")


def test_an_http_client_of_the_caller_is_used_and_left_open() -> None:
    seen: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"data": []})

    transport = httpx.MockTransport(handler)
    own = {"x-own": "1", "user-agent": "mine"}
    with httpx.Client(transport=transport, headers=own, timeout=7) as http_client:
        with Acme(api_key=KEY, http_client=http_client) as client:
            client.list_parts()
            client.list_parts(options={"timeout": 3})
        assert not http_client.is_closed
    assert (seen[0].headers["x-own"], seen[0].headers["user-agent"]) == ("1", "mine")
    assert seen[0].headers["authorization"] == f"Bearer {KEY}"
    assert [request.extensions["timeout"]["read"] for request in seen] == [7, 3]
    with pytest.raises(ConfigurationError, match="the http_client is closed"):
        Acme(api_key=KEY, http_client=http_client).list_parts()


def test_the_default_timeout_of_httpx_does_not_count_as_a_choice() -> None:
    seen: list[dict[str, float]] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request.extensions["timeout"])
        return httpx.Response(200, json={"data": []})

    with httpx.Client(transport=httpx.MockTransport(handler)) as http_client:
        Acme(api_key=KEY, http_client=http_client).list_parts()
        Acme(api_key=KEY, http_client=http_client, timeout=httpx.Timeout(None)).list_parts()
    assert seen == [
        {"connect": 10.0, "read": 60.0, "write": 60.0, "pool": 60.0},
        {"connect": None, "read": None, "write": None, "pool": None},
    ]


def test_an_http_client_that_follows_redirects_leaves_that_to_us() -> None:
    seen: list[tuple[str, bool]] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append((request.url.host, "authorization" in request.headers))
        return httpx.Response(302, headers={"location": "https://evil.example"})

    mock = httpx.MockTransport(handler)
    with (
        httpx.Client(transport=mock, follow_redirects=True) as http_client,
        pytest.raises(StatusError, match="302 found; it redirects in a circle"),
    ):
        Acme(api_key=KEY, http_client=http_client).list_parts()
    assert seen == [("eu.acme.example.com", True), ("evil.example", False)]


def test_the_wrong_kind_of_http_client_is_refused() -> None:
    wrong: Any = httpx.AsyncClient()
    with pytest.raises(ConfigurationError, match=r"must be an httpx\.Client or a Transport"):
        Acme(api_key=KEY, http_client=wrong)
    wrong = "nothing"
    with pytest.raises(ConfigurationError, match=r"must be an httpx\.AsyncClient or an Async"):
        AsyncAcme(api_key=KEY, http_client=wrong)


def test_threads_may_share_a_client() -> None:
    client, recorder = acme(answer({"data": [{"id": "a"}]}))
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        pages = list(pool.map(lambda limit: client.list_parts(limit=limit), range(1, 41)))
    assert [page.data[0].id for page in pages] == ["a"] * 40
    assert len(recorder.requests) == 40


def test_threads_may_make_the_first_call_together() -> None:
    for _ in range(20):
        custom = client_class()  # nothing is compiled yet
        client = custom(credentials={"api_key": KEY}, http_client=Recorder(answer({"id": "a"})))
        tree = {"name": "a", "children": [{"name": "b", "children": []}]}
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            calls = [
                pool.submit(client.call, "create_part", {"name": "cog", "tree": tree})
                for _ in range(8)
            ]
        assert [call.result() for call in calls] == [{"id": "a"}] * 8


def test_an_error_in_a_call_is_no_transport_error_of_another_kind() -> None:
    client, _ = acme(TransportError("cut"), answer({"data": []}))
    with pytest.raises(TransportError, match=r"^acme\.list_parts: cut$"):
        client.list_parts(options={"max_retries": 0})
    assert client.list_parts().data == []
