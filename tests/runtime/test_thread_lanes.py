"""The pool of lanes for threads against a real server: what is opened, used again, given back and closed."""

from __future__ import annotations

import contextlib
import gc
import ssl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from integrations_runtime.transport.lanes import Lanes
from tests.support.peer import Peer, peering_thread, wait_until

NO_TRUST = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
BRIEF = httpx.Timeout(10, read=0.02)


@contextlib.contextmanager
def connecting(**limits: Any) -> Iterator[tuple[httpx.Client, Peer]]:
    """A client of a server; when the client is closed, all its connections have to be closed."""
    with peering_thread() as peer:
        lanes = Lanes(NO_TRUST, **limits)
        with httpx.Client(transport=lanes, base_url=peer.url, timeout=10) as client:
            yield client, peer
        wait_until(lambda: peer.opened == peer.closed)
    gc.collect()  # complains of what was left open


def test_calls_one_after_the_other_use_one_connection() -> None:
    with connecting() as (client, peer):
        assert [client.get("/").text for _ in range(5)] == ["good"] * 5
        assert (peer.opened, peer.closed) == (1, 0)


def test_threads_use_a_connection_each_and_none_is_lost() -> None:
    with connecting(most=8) as (client, peer), ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(lambda _: client.get("/").text, range(200)))
        assert answers == ["good"] * 200
        assert 1 <= peer.opened <= 8
        assert peer.closed == 0


def test_a_connection_that_the_server_has_closed_is_not_used() -> None:
    with connecting() as (client, peer):
        assert client.get("/bye").text == "good"
        wait_until(lambda: peer.closed == 1)
        assert client.get("/").text == "good"
        assert peer.opened == 2


def test_a_failed_call_closes_its_connection_and_makes_room() -> None:
    with connecting(most=1) as (client, peer):
        with pytest.raises(httpx.RemoteProtocolError):
            client.get("/nonsense")
        with pytest.raises(httpx.ReadTimeout):
            client.get("/silent", timeout=BRIEF)
        with pytest.raises(httpx.ReadTimeout):
            client.get("/half", timeout=BRIEF)
        wait_until(lambda: peer.closed == 3)
        assert client.get("/").text == "good"
        assert peer.opened == 4


def test_an_answer_that_is_read_piece_by_piece_holds_its_connection() -> None:
    with connecting() as (client, peer):
        with client.stream("GET", "/") as answer:
            assert client.get("/").text == "good"
            assert peer.opened == 2
            assert answer.read() == b"good"
        with client.stream("GET", "/") as answer:
            assert client.get("/").text == "good"
            assert answer.read() == b"good"
        assert (peer.opened, peer.closed) == (2, 0)


def test_an_answer_that_is_not_read_to_its_end_closes_its_connection() -> None:
    with connecting(most=1) as (client, peer):
        with client.stream("GET", "/half"):
            pass
        wait_until(lambda: peer.closed == 1)
        assert client.get("/").text == "good"
        assert peer.opened == 2


def test_an_answer_that_nobody_closed_does_not_hold_its_connection_for_ever() -> None:
    with connecting(most=1) as (client, peer):
        answer = client.send(client.build_request("GET", "/half"), stream=True)
        parts = answer.iter_raw()
        assert next(parts) == b"go"
        del answer, parts
        gc.collect()
        wait_until(lambda: peer.closed == 1)
        assert client.get("/").text == "good"


def test_a_call_does_not_wait_for_ever_for_the_others() -> None:
    with connecting(most=1) as (client, peer):
        with client.stream("GET", "/") as answer:
            with pytest.raises(httpx.PoolTimeout, match=r"^all connections are in use$"):
                client.get("/", timeout=httpx.Timeout(10, pool=0.01))
            answer.read()
        assert client.get("/").text == "good"
        assert peer.opened == 1


def test_connections_that_nobody_used_for_long_or_that_are_too_many_are_closed() -> None:
    now = [1000.0]
    with connecting(most_idle=2, clock=lambda: now[0]) as (client, peer):
        with contextlib.ExitStack() as stack:
            for answer in [stack.enter_context(client.stream("GET", "/")) for _ in range(3)]:
                answer.read()
        wait_until(lambda: peer.closed == 1)
        now[0] += 30
        client.get("/")
        assert (peer.opened, peer.closed) == (3, 1)
        now[0] += 1
        client.get("/")
        wait_until(lambda: peer.closed == 2)
        client.get("/")
        assert (peer.opened, peer.closed) == (3, 2)


def test_closing_the_client_closes_connections_in_use() -> None:
    with connecting() as (client, peer):
        answer = client.send(client.build_request("GET", "/half"), stream=True)
        client.get("/")
        client.close()
        wait_until(lambda: peer.closed == 2)
        with pytest.raises(httpx.ReadError):
            answer.read()
