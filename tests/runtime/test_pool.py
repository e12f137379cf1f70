"""The HTTP clients that all clients share: who shares them, and who closes them."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from integrations_runtime.transport.async_pool import shared_async_client
from integrations_runtime.transport.pool import shared_client
from tests.support.loopback import Exchange, serving

ROOT = Path(__file__).parents[2]


def good(exchange: Exchange) -> None:
    exchange.reply(b'{"id": "p1"}')


def run(program: str, url: str, **environment: str) -> str:
    """The output of a program in an interpreter of its own, in which every warning is printed."""
    result = subprocess.run(
        [sys.executable, "-W", "always", "-c", program],
        check=True,
        capture_output=True,
        text=True,
        env={
            **os.environ,
            "ACME_API_KEY": "test-key",
            "ACME_BASE_URL": url,
            "PYTHONPATH": str(ROOT),
            **environment,
        },
    )
    assert result.stderr == ""
    return result.stdout


def test_threads_share_one_http_client() -> None:
    found = [shared_client()]
    thread = threading.Thread(target=lambda: found.append(shared_client()))
    thread.start()
    thread.join()
    assert found[0] is found[1]


def test_tasks_share_one_http_client_and_loops_do_not() -> None:
    async def two() -> tuple[object, object]:
        return await asyncio.gather(shared_async_client(), shared_async_client())

    first, second = asyncio.run(two()), asyncio.run(two())
    assert first[0] is first[1]
    assert first[0] is not second[0]


def test_an_event_loop_closes_its_http_client() -> None:
    client = asyncio.run(shared_async_client())
    assert client.is_closed


def test_nobody_has_to_close_anything() -> None:
    program = """
import asyncio
from tests.support.acme import Acme, AsyncAcme

async def main():
    print((await AsyncAcme().get_part(part_id="a")).id)

print(Acme().get_part(part_id="a").id)
asyncio.run(main())
asyncio.run(main())
"""
    with serving(good) as server:
        assert run(program, server.url) == "p1\np1\np1\n"
    assert server.connections == 3


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_a_forked_process_opens_connections_of_its_own() -> None:
    program = """
import os, sys
from tests.support.acme import Acme

acme = Acme()
acme.get_part(part_id="parent")
child = os.fork()
if child == 0:
    acme.get_part(part_id="child")
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
acme.get_part(part_id="parent")
"""
    with serving(good) as server:
        run(program, server.url)
    assert [path for _, path, _, _ in server.seen] == [
        "/parts/parent",
        "/parts/child",
        "/parts/parent",
    ]
    assert server.connections == 2


def test_threads_use_a_proxy_of_the_environment() -> None:
    program = """
from tests.support.acme import Acme

print(Acme().get_part(part_id="a").id)
"""
    with serving(good) as proxy:
        url = "http://acme.example.com"
        assert run(program, url, http_proxy=proxy.url, no_proxy="") == "p1\n"
    assert [path for _, path, _, _ in proxy.seen] == ["http://acme.example.com/parts/a"]


def test_an_answer_that_is_still_open_at_the_end_is_closed() -> None:
    program = """
import asyncio, os
from integrations_runtime.transport.async_pool import shared_async_client
from integrations_runtime.transport.pool import shared_client

def begun(client):
    return client.send(client.build_request("GET", os.environ["ACME_BASE_URL"]), stream=True)

async def main():
    return await begun(await shared_async_client())

asynchronous = asyncio.run(main())
synchronous = begun(shared_client())
print(asynchronous.status_code, synchronous.status_code)
"""
    with serving(lambda exchange: exchange.reply(b"{}")) as server:
        assert run(program, server.url) == "200 200\n"


def test_outside_asyncio_a_client_of_ones_own_is_needed() -> None:
    from integrations_runtime import ConfigurationError

    with pytest.raises(ConfigurationError, match="outside asyncio"):
        shared_async_client().send(None)
