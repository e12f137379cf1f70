"""`INTEGRATIONS_LOG`, `LogObserver`, and what the HTTP library itself logs."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import subprocess
import sys
import threading
from typing import Any

import pytest

from integrations_runtime import NotFound, RetryPolicy
from integrations_runtime.observers.log import LogObserver
from tests.support.acme import async_client_class, client_class, reads
from tests.support.loopback import Exchange, serving
from tests.support.tools import REPOSITORY

SECRET = "key-that/stays+secret"

KIND = client_class(functions={"find": reads(), "look": reads()})

SCRIPT = f"""
import sys
from integrations_runtime import IntegrationError, RetryPolicy
from tests.support.acme import client_class, reads
auth = {{"strategy": "api_key", "query": {{"name": "apikey", "value": "{{api_key}}"}}}}
kind = client_class(auth=auth, functions={{"find": reads()}})
def make():
    policy = RetryPolicy(first_delay=0)
    return kind(credentials={{"api_key": "{SECRET}"}}, base_url=sys.argv[1], max_retries=policy)
PRELUDE
make()
for client in (make(), make()):
    try:
        client.call("find", {{}}, options={{"headers": {{"X-Mine": "a {SECRET} b"}}}})
    except IntegrationError as error:
        print(error)
"""


def run(level: str, prelude: str = "") -> tuple[str, str]:
    """What a program prints and logs that makes two calls: one succeeds after a retry, one fails."""

    def script(exchange: Exchange) -> None:
        status = [503, 200, 404][len(server.seen) - 1]
        body = f'{{"problem": {{"text": "no {SECRET}"}}}}'.encode()
        exchange.reply(body, status=status, X_Echo=SECRET)

    with serving(script) as server:
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT.replace("PRELUDE", prelude), server.url],
            env={**os.environ, "INTEGRATIONS_LOG": level},
            cwd=REPOSITORY,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        assert len(server.seen) == 3
        assert "apikey=key-that%2Fstays%2Bsecret" in server.seen[0][1]
    for text in (done.stdout, done.stderr):
        assert SECRET not in text
        assert "key-that" not in text
    return done.stdout, done.stderr.replace(server.url, "URL")


TIME = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}"


def lines(text: str) -> list[str]:
    """Lines of a log without what differs in each run."""
    assert all(re.match(TIME, line) for line in text.splitlines())
    return [re.sub(r"\d+ ms", "N ms", re.sub(f"^{TIME} ", "", line)) for line in text.splitlines()]


SUMMARY = [
    "WARNING acme.find: status 503; retry 1 in 0.00 s",
    "INFO acme.find as default in N ms: ok",
    "WARNING acme.find as default in N ms: NotFound: acme.find: 404 not found: no [redacted]",
]


def test_info_is_a_line_for_each_call() -> None:
    printed, logged = run("info")
    assert printed == "acme.find: 404 not found: no [redacted]\n"
    assert lines(logged) == SUMMARY


def test_debug_is_a_line_for_each_attempt_too() -> None:
    found = lines(run(" DEBUG ")[1])
    assert [line for line in found if not line.startswith("DEBUG")] == SUMMARY
    started = [line for line in found if "→" in line]
    assert len(started) == 3
    beginning = "DEBUG acme.find → GET URL/things?apikey=[redacted] accept='application/json' "
    assert all(line.startswith(beginning) for line in started)
    assert all("x-mine='a [redacted] b'" in line for line in started)
    answered = [line for line in found if "←" in line]
    statuses = [line.partition(" in N ms ")[0] for line in answered]
    assert statuses == [f"DEBUG acme.find ← {status}" for status in (503, 200, 404)]
    assert all("x-echo='[redacted]'" in line for line in answered)


def test_warning_leaves_what_went_wrong() -> None:
    assert lines(run("warning")[1]) == [SUMMARY[0], SUMMARY[2]]


@pytest.mark.parametrize("level", ["", " ", "off", "OFF", "0"])
def test_off(level: str) -> None:
    assert run(level)[1] == ""


def test_a_level_that_there_is_not_is_warned_of_once() -> None:
    printed, logged = run("loud", 'import warnings; warnings.simplefilter("always")')
    assert printed == "acme.find: 404 not found: no [redacted]\n"
    (warning,) = [line for line in logged.splitlines() if "Warning" in line]
    assert warning.endswith(
        "UserWarning: INTEGRATIONS_LOG must be info or debug, not 'loud'; nothing is logged"
    )
    assert "acme.find" not in logged


def test_the_warning_is_about_the_line_that_makes_the_client(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("INTEGRATIONS_LOG", "louder")
    with pytest.warns(UserWarning) as caught:
        KIND(credentials={"api_key": SECRET})
    assert [each.filename for each in caught] == [__file__]


def test_an_observer_of_the_program_does_not_write_everything_twice() -> None:
    prelude = """
from integrations_runtime.observers.log import LogObserver
kind.__init__ = (lambda init: lambda self, **more: init(self, observers=[LogObserver()], **more))(kind.__init__)
"""
    assert lines(run("info", prelude)[1]) == SUMMARY


def test_what_the_http_library_logs_holds_no_secret() -> None:
    """httpx logs the URL of each request, httpcore the headers of each answer."""
    prelude = "import logging; logging.basicConfig(level=logging.DEBUG)"
    logged = run("", prelude)[1]
    assert logged.count("INFO:httpx:HTTP Request: GET URL/things?apikey=[redacted] ") == 3
    assert "DEBUG:httpcore.http11:receive_response_headers.complete" in logged
    assert "(b'X-Echo', b'[redacted]')" in logged
    assert ":integrations:" not in logged  # without a level


@pytest.mark.parametrize(
    "name",
    ["httpx", "httpcore.http11", "httpcore.http2", "httpcore.proxy", "hpack.hpack", "hpack.table"],
)
def test_every_logger_of_the_http_library(name: str, caplog: pytest.LogCaptureFixture) -> None:
    """hpack logs every header of a request over HTTP/2."""
    client = KIND(credentials={"api_key": SECRET})
    with caplog.at_level(logging.DEBUG, name):
        logging.getLogger(name).debug("Adding %s, %d%%", (b"authorization", SECRET.encode()), 5)
        logging.getLogger(name).debug("nothing secret: %s", "x")
    assert [record.getMessage() for record in caplog.records] == [
        "Adding (b'authorization', b'[redacted]'), 5%",
        "nothing secret: x",
    ]
    client.close()


def test_credentials_are_known_for_as_long_as_a_client_lives(
    caplog: pytest.LogCaptureFixture,
) -> None:
    client: Any = KIND(credentials={"api_key": "of-a-client-that-goes-away"})
    del client
    with caplog.at_level(logging.INFO, "httpx"):
        logging.getLogger("httpx").info("of-a-client-that-goes-away")
    assert caplog.messages == ["of-a-client-that-goes-away"]


def test_over_http_2(caplog: pytest.LogCaptureFixture) -> None:
    """The header with the token, as hpack encodes it."""
    hpack = pytest.importorskip("hpack")
    client = KIND(credentials={"api_key": SECRET})
    with caplog.at_level(logging.DEBUG, "hpack"):
        hpack.Encoder().encode([("authorization", f"Bearer {SECRET}")])
    assert "authorization" in caplog.text
    assert "key-that" not in caplog.text
    client.close()


def test_a_program_that_configures_logging_itself(caplog: pytest.LogCaptureFixture) -> None:
    with serving(lambda exchange: exchange.reply(status=404)) as server:
        acme = KIND(credentials={"api_key": SECRET}, base_url=server.url, observers=[LogObserver()])
        with caplog.at_level(logging.INFO, "integrations"), pytest.raises(NotFound):
            acme.call("find")
    (message,) = caplog.messages
    assert re.fullmatch(
        r"acme\.find as default in \d+ ms: NotFound: acme\.find: 404 not found", message
    )


def test_calls_that_are_given_up(caplog: pytest.LogCaptureFixture) -> None:
    reached = threading.Semaphore(0)

    def script(exchange: Exchange) -> None:
        reached.release()
        exchange.stall()

    async def main(url: str) -> None:
        acme = async_client_class(KIND)(
            credentials={"api_key": SECRET},
            base_url=url,
            observers=[LogObserver()],
            max_retries=RetryPolicy(0),
        )
        tasks = [asyncio.create_task(acme.call(name)) for name in ("find", "look")]
        for _ in tasks:
            assert await asyncio.to_thread(reached.acquire, timeout=20)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    with serving(script) as server, caplog.at_level(logging.INFO, "integrations"):
        asyncio.run(main(server.url))
    found = sorted(re.sub(r"\d+ ms", "N ms", message) for message in caplog.messages)
    assert found == [
        "acme.find as default in N ms: given up",
        "acme.look as default in N ms: given up",
    ]
