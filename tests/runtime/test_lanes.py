"""The asynchronous pool of lanes against a real server: what is opened, used again, given back and closed."""

from __future__ import annotations

import asyncio
import gc
import socket
import ssl
import threading
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from integrations_runtime.transport.async_lanes import AsyncLanes
from integrations_runtime.transport.async_pool import shared_async_client
from tests.support.acme import AsyncAcme
from tests.support.loopback import Exchange, serving
from tests.support.peer import Peer, peering, until

NO_TRUST = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
BRIEF = httpx.Timeout(10, read=0.02)

Test = Callable[[httpx.AsyncClient, Peer], Awaitable[None]]


def run(test: Test, **limits: Any) -> Peer:
    """Runs `test` in asyncio's debug mode, and closes the client: all connections have to be closed by that."""

    async def main() -> Peer:
        async with peering() as peer:
            lanes = AsyncLanes(NO_TRUST, **limits)
            async with httpx.AsyncClient(transport=lanes, base_url=peer.url, timeout=10) as client:
                await test(client, peer)
        return peer

    peer = asyncio.run(main(), debug=True)
    gc.collect()  # complains of what was left open
    return peer


async def good(client: httpx.AsyncClient, times: int = 1) -> None:
    """So many calls at once, all of which succeed."""
    answers = await asyncio.gather(*(client.get("/") for _ in range(times)))
    assert [answer.text for answer in answers] == ["good"] * times


async def cancel(task: asyncio.Task[Any]) -> None:
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


def test_calls_one_after_the_other_use_one_connection() -> None:
    async def test(client: httpx.AsyncClient, peer: Peer) -> None:
        for _ in range(5):
            await good(client)
        assert (peer.opened, peer.closed) == (1, 0)

    assert run(test).closed == 1


def test_calls_at_once_have_a_connection_each_and_later_calls_use_those() -> None:
    async def test(client: httpx.AsyncClient, peer: Peer) -> None:
        await good(client, 50)
        assert peer.opened <= 50
        opened = peer.opened
        await good(client, opened)
        await good(client, opened)
        assert (peer.opened, peer.closed) == (opened, 0)

    run(test)


def test_each_server_has_connections_of_its_own() -> None:
    async def test(client: httpx.AsyncClient, peer: Peer) -> None:
        async with peering() as other:
            for _ in range(2):
                await good(client)
                assert (await client.get(other.url)).text == "good"
            assert (peer.opened, other.opened) == (1, 1)
            assert (peer.seen, other.seen) == (["/", "/"], ["/", "/"])
            await client.aclose()

    run(test)


def test_a_connection_that_the_server_has_closed_is_not_used() -> None:
    async def test(client: httpx.AsyncClient, peer: Peer) -> None:
        assert (await client.get("/bye")).text == "good"
        await until(lambda: peer.closed == 1)
        await good(client)
        assert peer.opened == 2

    run(test)


def test_a_failed_call_closes_its_connection() -> None:
    async def test(client: httpx.AsyncClient, peer: Peer) -> None:
        with pytest.raises(httpx.RemoteProtocolError):
            await client.get("/nonsense")
        await until(lambda: peer.closed == 1)
        with pytest.raises(httpx.ReadTimeout):
            await client.get("/silent", timeout=BRIEF)
        with pytest.raises(httpx.ReadTimeout):
            await client.get("/half", timeout=BRIEF)
        await until(lambda: peer.closed == 3)
        await good(client)
        assert peer.opened == 4

    run(test)


def test_an_answer_that_is_read_piece_by_piece_holds_its_connection() -> None:
    async def test(client: httpx.AsyncClient, peer: Peer) -> None:
        async with client.stream("GET", "/") as answer:
            await good(client)
            assert peer.opened == 2
            assert await answer.aread() == b"good"
        await good(client, 2)
        assert (peer.opened, peer.closed) == (2, 0)

    run(test)


def test_an_answer_that_is_not_read_to_its_end_closes_its_connection() -> None:
    async def test(client: httpx.AsyncClient, peer: Peer) -> None:
        async with client.stream("GET", "/half"):
            pass
        await until(lambda: peer.closed == 1)
        await good(client)
        assert peer.opened == 2

    run(test)


def test_an_answer_that_nobody_closed_does_not_hold_its_connection_for_ever() -> None:
    async def test(client: httpx.AsyncClient, peer: Peer) -> None:
        answer = await client.send(client.build_request("GET", "/half"), stream=True)
        parts = answer.aiter_raw()
        assert await anext(parts) == b"go"
        del answer, parts
        gc.collect()
        await until(lambda: peer.closed == 1)
        await good(client)

    run(test, most=1)


@pytest.mark.parametrize("path", ["/silent", "/half"], ids=["headers", "body"])
def test_a_call_that_waits_for_its_answer_is_cancelled(path: str) -> None:
    async def test(client: httpx.AsyncClient, peer: Peer) -> None:
        call = asyncio.create_task(client.get(path))
        await until(lambda: peer.seen == [path])
        await asyncio.sleep(0.01)  # what is there of the answer has arrived
        await cancel(call)
        await until(lambda: peer.closed == 1)
        await good(client)
        assert (peer.opened, peer.closed) == (2, 1)

    run(test, most=1)


def test_a_call_that_reads_its_answer_is_cancelled_while_it_cleans_up() -> None:
    async def test(client: httpx.AsyncClient, peer: Peer) -> None:
        for turns in range(8):
            call = asyncio.create_task(client.get("/half"))
            await until(lambda: peer.seen[-1:] == ["/half"])
            await asyncio.sleep(0.01)
            call.cancel()
            for _ in range(turns):
                await asyncio.sleep(0)
            call.cancel()
            await asyncio.gather(call, return_exceptions=True)
            assert call.cancelled()
            await until(lambda: peer.opened == peer.closed)
            await good(client)
            await client.get("/bye")

    run(test, most=1)


@pytest.mark.parametrize("kept", [0, 2], ids=["new", "used"])
@pytest.mark.parametrize("again", [False, True], ids=["once", "twice"])
def test_calls_that_are_cancelled_at_any_moment_harm_no_other(again: bool, kept: int) -> None:
    """Also while they wait for a new connection, which each call does when none is kept."""

    async def test(client: httpx.AsyncClient, peer: Peer) -> None:
        turns = ended = 0
        while ended < 5:
            call = asyncio.create_task(client.get("/"))
            for _ in range(turns):
                await asyncio.sleep(0)
            call.cancel()
            if again:
                await asyncio.sleep(0)
                call.cancel()
            result = (await asyncio.gather(call, return_exceptions=True))[0]
            if isinstance(result, httpx.Response):
                ended += 1
            else:
                assert isinstance(result, asyncio.CancelledError)
            await good(client, 2)  # which is all there is room for
            turns += 1
        assert turns > 10
        await until(lambda: peer.opened - peer.closed == kept)

    run(test, most=2, most_idle=kept)


def test_more_calls_than_there_may_be_wait_for_the_others() -> None:
    async def test(client: httpx.AsyncClient, peer: Peer) -> None:
        await good(client, 20)
        assert peer.opened == 3

    run(test, most=3)


def test_a_call_does_not_wait_for_ever_for_the_others() -> None:
    async def test(client: httpx.AsyncClient, peer: Peer) -> None:
        async with client.stream("GET", "/") as answer:
            with pytest.raises(httpx.PoolTimeout, match=r"^all connections are in use$"):
                await client.get("/", timeout=httpx.Timeout(10, pool=0.01))
            waiting = asyncio.create_task(client.get("/"))
            await asyncio.sleep(0)
            await cancel(waiting)
            await answer.aread()
        await good(client)
        assert peer.opened == 1

    run(test, most=1)


def test_connections_that_nobody_used_for_long_are_closed() -> None:
    now = [1000.0]

    async def test(client: httpx.AsyncClient, peer: Peer) -> None:
        async with client.stream("GET", "/") as one, client.stream("GET", "/") as other:
            await one.aread()
            await other.aread()
        now[0] += 30
        await good(client)
        assert (peer.opened, peer.closed) == (2, 0)
        now[0] += 1
        await good(client)
        await until(lambda: peer.closed == 1)
        await good(client)
        assert (peer.opened, peer.closed) == (2, 1)

    run(test, clock=lambda: now[0])


def test_no_more_connections_are_kept_than_allowed_and_the_oldest_goes_first() -> None:
    async def test(client: httpx.AsyncClient, peer: Peer) -> None:
        async with peering() as other:
            await client.get(other.url)
            async with client.stream("GET", "/") as one, client.stream("GET", "/") as two:
                await one.aread()
                await two.aread()
            await until(lambda: other.closed == 1)
            await good(client, 2)
            assert (peer.opened, peer.closed) == (2, 0)

    run(test, most_idle=2)


def test_closing_the_client_closes_connections_in_use() -> None:
    async def test(client: httpx.AsyncClient, peer: Peer) -> None:
        answer = await client.send(client.build_request("GET", "/half"), stream=True)
        await good(client)
        await client.aclose()
        await until(lambda: peer.closed == 2)
        with pytest.raises(httpx.ReadError):
            await answer.aread()

    run(test)


def test_the_end_of_an_event_loop_closes_connections_in_use() -> None:
    received: list[bytes] = []

    def serve(listening: socket.socket) -> None:
        connection, _ = listening.accept()
        with connection:
            connection.recv(10_000)
            connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\ngo")
            received.append(connection.recv(1))

    async def main(url: str) -> httpx.Response:
        client = await shared_async_client()
        return await client.send(client.build_request("GET", url), stream=True)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = threading.Thread(target=serve, args=[listening])
        server.start()
        answer = asyncio.run(main(f"http://127.0.0.1:{listening.getsockname()[1]}"), debug=True)
        server.join(10)
    assert received == [b""]
    assert answer.status_code == 200
    del answer
    gc.collect()


def part(exchange: Exchange) -> None:
    exchange.reply(b'{"id": "p1"}')


def call(url: str) -> str | None:
    async def main() -> str | None:
        async with AsyncAcme(api_key="test-key", base_url=url) as acme:
            assert (await acme.get_part(part_id="p1")).id == "p1"
            return (await acme.get_part(part_id="p1")).id

    return asyncio.run(main(), debug=True)


def test_each_event_loop_has_connections_of_its_own() -> None:
    with serving(part) as server:
        assert [call(server.url) for _ in range(3)] == ["p1"] * 3
    assert (len(server.seen), server.connections) == (6, 3)


@pytest.mark.parametrize("variable", ["http_proxy", "all_proxy"])
def test_a_proxy_of_the_environment_is_used(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(part) as proxy, serving(part) as direct:
        monkeypatch.setenv(variable, proxy.url)
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        assert call("http://acme.example.com") == "p1"
        assert call(direct.url) == "p1"
    assert [path for _, path, _, _ in proxy.seen] == ["http://acme.example.com/parts/p1"] * 2
    assert [path for _, path, _, _ in direct.seen] == ["/parts/p1"] * 2
