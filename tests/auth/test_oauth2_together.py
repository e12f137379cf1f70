"""Many threads and tasks that need a token at the same time: one asks for it, all get it."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from integrations_runtime import (
    AuthenticationFailed,
    ConfigurationError,
    RetryPolicy,
    TransportTimeout,
)
from integrations_runtime.transport.seam import Request, Response
from tests.auth.vendor import Vendor, vendor
from tests.support.loopback import Exchange

PATIENCE = 20


@pytest.fixture
def acme() -> Iterator[Vendor]:
    with vendor() as running:
        yield running


class Gate:
    """Holds back the token endpoint until a test opens it."""

    def __init__(self, acme: Vendor) -> None:
        self.reached, self.opened = threading.Event(), threading.Event()
        self._give = acme.issue
        acme.issue = self

    def __call__(self, exchange: Exchange, number: int) -> None:
        self.reached.set()
        assert self.opened.wait(PATIENCE)
        self._give(exchange, number)


def test_threads(acme: Vendor) -> None:
    gate = Gate(acme)
    clients = [acme.client() for _ in range(4)]
    begun = threading.Barrier(21)

    def call(number: int) -> object:
        begun.wait(PATIENCE)
        return clients[number % 4].call("find")

    with ThreadPoolExecutor(20) as pool:
        running = [pool.submit(call, number) for number in range(20)]
        begun.wait(PATIENCE)
        assert gate.reached.wait(PATIENCE)
        gate.opened.set()
        assert [each.result(PATIENCE) for each in running] == [{}] * 20
    assert len(acme.grants) == 1
    assert acme.calls == ["Bearer token-1"] * 20


def test_tasks(acme: Vendor) -> None:
    async def main() -> None:
        client = acme.async_client()
        async with asyncio.timeout(PATIENCE):
            assert await asyncio.gather(*(client.call("find") for _ in range(50))) == [{}] * 50

    asyncio.run(main())
    assert len(acme.grants) == 1
    assert acme.calls == ["Bearer token-1"] * 50


def test_a_token_that_is_refused_to_many_is_renewed_once(acme: Vendor) -> None:
    acme.client().call("find")
    acme.withdrawn = {"token-1"}

    async def main() -> None:
        client = acme.async_client()
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(*(client.call("find") for _ in range(50)))

    asyncio.run(main())
    assert len(acme.grants) == 2
    assert acme.calls.count("Bearer token-2") == 50


def test_event_loops_and_threads_wait_for_each_other(acme: Vendor) -> None:
    gate = Gate(acme)

    def loop(_: int) -> object:
        return asyncio.run(asyncio.wait_for(acme.async_client().call("find"), PATIENCE))

    with ThreadPoolExecutor(9) as pool:
        first = pool.submit(loop, 0)
        assert gate.reached.wait(PATIENCE)
        others = [pool.submit(loop, number) for number in range(4)]
        others += [pool.submit(acme.client().call, "find") for _ in range(4)]
        gate.opened.set()
        assert [each.result(PATIENCE) for each in (first, *others)] == [{}] * 9
    assert len(acme.grants) == 1


def test_when_the_renewing_task_is_cancelled_another_one_renews(acme: Vendor) -> None:
    gate = Gate(acme)

    async def main() -> None:
        client = acme.async_client()
        first = asyncio.create_task(client.call("find"))
        assert await asyncio.to_thread(gate.reached.wait, PATIENCE)
        others = [asyncio.create_task(client.call("look")) for _ in range(5)]
        await asyncio.sleep(0)
        first.cancel()
        gate.opened.set()
        async with asyncio.timeout(PATIENCE):
            assert await asyncio.gather(*others) == [{}] * 5
            with pytest.raises(asyncio.CancelledError):
                await first

    asyncio.run(main())
    assert len(acme.grants) == 2
    assert acme.calls == ["Bearer token-2"] * 5


def test_one_who_gives_up_waiting_takes_nothing_from_the_others(acme: Vendor) -> None:
    gate = Gate(acme)

    async def main() -> None:
        client = acme.async_client()
        tasks = [asyncio.create_task(client.call("find")) for _ in range(5)]
        assert await asyncio.to_thread(gate.reached.wait, PATIENCE)
        tasks[3].cancel()
        await asyncio.sleep(0)
        gate.opened.set()
        async with asyncio.timeout(PATIENCE):
            results = await asyncio.gather(*tasks, return_exceptions=True)
        assert [result for result in results if result == {}] == [{}] * 4
        assert isinstance(results[3], asyncio.CancelledError)

    asyncio.run(main())
    assert len(acme.grants) == 1


def test_a_renewal_that_fails_fails_for_all_in_their_own_names(acme: Vendor) -> None:
    acme.issue = lambda exchange, _: exchange.reply(b'{"error": "invalid_client"}', status=400)
    gate = Gate(acme)

    async def main() -> list[object]:
        client = acme.async_client()
        first = asyncio.create_task(client.call("find"))
        assert await asyncio.to_thread(gate.reached.wait, PATIENCE)
        others = [asyncio.create_task(client.call("look")) for _ in range(3)]
        await asyncio.sleep(0)
        gate.opened.set()
        async with asyncio.timeout(PATIENCE):
            return list(await asyncio.gather(first, *others, return_exceptions=True))

    errors = asyncio.run(main())
    reason = "no access token from the vendor: 400 bad request: invalid_client"
    assert {type(error) for error in errors} == {AuthenticationFailed}
    assert [str(error) for error in errors] == [f"acme.find: {reason}"] + [
        f"acme.look: {reason}"
    ] * 3
    assert len({id(error) for error in errors}) == 4
    assert len(acme.grants) == 1


def test_a_deadline_ends_the_waiting_of_threads_and_tasks(acme: Vendor) -> None:
    gate = Gate(acme)
    hurried = RetryPolicy(deadline=0.03)
    with ThreadPoolExecutor(1) as pool:
        patient = pool.submit(acme.client().call, "find")
        assert gate.reached.wait(PATIENCE)
        message = r"^acme\.find: no access token from the vendor: the deadline is over$"
        with pytest.raises(TransportTimeout, match=message):
            acme.client(max_retries=hurried).call("find")
        with pytest.raises(TransportTimeout, match=message):
            asyncio.run(acme.async_client(max_retries=hurried).call("find"))
        gate.opened.set()
        assert patient.result(PATIENCE) == {}
    assert len(acme.grants) == 1


def test_the_deadline_of_the_one_who_renews_is_not_that_of_the_others(acme: Vendor) -> None:
    gate = Gate(acme)

    async def main() -> None:
        hurried = acme.async_client(max_retries=RetryPolicy(deadline=0.05))
        first = asyncio.create_task(hurried.call("find"))
        assert await asyncio.to_thread(gate.reached.wait, PATIENCE)
        second = asyncio.create_task(acme.async_client().call("look"))
        async with asyncio.timeout(PATIENCE):
            with pytest.raises(TransportTimeout):
                await first
            gate.opened.set()
            assert await second == {}

    asyncio.run(main())
    assert acme.calls == ["Bearer token-2"]


def test_a_thread_does_not_wait_for_one_of_its_own_tasks(acme: Vendor) -> None:
    """A blocking call inside a coroutine holds up its event loop, which has to go on for the token to come."""
    gate = Gate(acme)

    async def main() -> None:
        task = asyncio.create_task(acme.async_client().call("find"))
        assert await asyncio.to_thread(gate.reached.wait, PATIENCE)
        gate.opened.set()
        assert acme.client().call("look") == {}
        async with asyncio.timeout(PATIENCE):
            assert await task == {}

    asyncio.run(main())
    assert len(acme.grants) == 2


def test_what_is_wrong_with_one_client_alone_troubles_no_one_else(acme: Vendor) -> None:
    reached, opened = threading.Event(), threading.Event()

    class Unusable:
        def send(self, request: Request) -> Response:
            reached.set()
            assert opened.wait(PATIENCE)
            raise ConfigurationError("the http_client is closed")

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(acme.client(http_client=Unusable()).call, "find")
        assert reached.wait(PATIENCE)
        second = pool.submit(acme.client().call, "find")
        time.sleep(0.02)  # so that it waits by now
        opened.set()
        with pytest.raises(ConfigurationError, match="the http_client is closed"):
            first.result(PATIENCE)
        assert second.result(PATIENCE) == {}
