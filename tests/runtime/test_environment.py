"""What the environment says wrong is told as a configuration error, and unusable values never get as far as the network."""

from __future__ import annotations

import copy
import os
import pickle
import subprocess
import sys
from typing import Any

import pytest

from integrations_runtime import ArgumentError, ConfigurationError, OperationDenied, TransportError
from tests.support.acme import Acme
from tests.support.configuration import WriteConfig, refused
from tests.support.seams import Recorder

PROGRAM = """
import asyncio
from integrations.frankfurter import AsyncFrankfurter, Frankfurter
from integrations_runtime import ConfigurationError
async def call():
    await AsyncFrankfurter(base_url="http://127.0.0.1:9").list_currencies()
for attempt in (Frankfurter(base_url="http://127.0.0.1:9").list_currencies, lambda: asyncio.run(call())):
    try:
        attempt()
    except ConfigurationError as error:
        print(error)
"""

WRONG = {
    "SSL_CERT_FILE": ("/nowhere/certificates.pem", "[Errno 2] No such file or directory"),
    "HTTP_PROXY": ("nonsense://proxy.example.com", "Unknown scheme for proxy URL"),
}


@pytest.mark.parametrize("variable", WRONG)
def test_what_the_environment_says_of_connections(variable: str) -> None:
    value, reason = WRONG[variable]
    environment = {**os.environ, variable: value, "no_proxy": "", "NO_PROXY": ""}
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.stderr == ""
    beginning = (
        "frankfurter.list_currencies: no connection can be made with the proxies (HTTP_PROXY, HTTPS_PROXY, ALL_PROXY) "
        f"and certificates (SSL_CERT_FILE, SSL_CERT_DIR) of the environment: {reason}"
    )
    lines = result.stdout.splitlines()
    assert len(lines) == 2
    assert all(line.startswith(beginning) for line in lines)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"headers": {"Content-Length": "5"}}, "headers must not have Content-Length: it follows"),
        ({"headers": {"host": "a"}}, "headers must not have host: it follows from the request."),
        ({"timeout": 1e10}, "timeout must be at most 100000000 seconds, not 10000000000.0."),
        ({"deadline": 10**400}, "deadline must be at most 100000000 seconds, not 1000"),
    ],
)
def test_options_that_no_request_could_have(options: Any, message: str) -> None:
    recorder = Recorder()
    with pytest.raises(ArgumentError) as caught:
        Acme(api_key="test-key", http_client=recorder).list_parts(options=options)
    assert str(caught.value).startswith(f"Option {message}")
    assert recorder.requests == []


@pytest.mark.parametrize("timeout", [10**400, 1e300])
def test_a_timeout_that_no_clock_counts(timeout: float) -> None:
    with pytest.raises(
        ConfigurationError, match=r"^acme: timeout must be at most 100000000 seconds"
    ):
        Acme(api_key="test-key", timeout=timeout)


@pytest.mark.parametrize("url", ["http://a..b", "http://.", "http://example.com:70000"])
def test_a_base_url_without_a_usable_host(url: str) -> None:
    with pytest.raises(ConfigurationError, match=r"^acme: the base URL must be http"):
        Acme(api_key="test-key", base_url=url)


def test_a_host_that_cannot_be_spelt() -> None:
    client = Acme(api_key="test-key", base_url=f"http://{'a' * 70}.example.com", max_retries=3)
    with pytest.raises(TransportError) as caught:
        client.list_parts()
    assert caught.value.retries == 0


def test_an_account_that_is_no_text() -> None:
    wrong: Any = 3
    with pytest.raises(ConfigurationError, match=r"^acme: account must be text, not int$"):
        Acme(api_key="test-key", account=wrong)


@pytest.mark.parametrize("duplicate", [pickle.dumps, copy.deepcopy])
def test_a_client_stays_in_its_process(duplicate: Any) -> None:
    with pytest.raises(TypeError, match=r"^clients cannot be pickled or copied deeply: make one"):
        duplicate(Acme(api_key="test-key"))


def test_a_policy_may_hold_for_all_integrations(write_config: WriteConfig) -> None:
    write_config('[policy]\nwrite = "deny"\n\n[acme.default]\napi_key = "k"\n')
    with pytest.raises(OperationDenied, match=r"\(\[policy\] in "):
        Acme(http_client=Recorder()).create_part(name="cog")


def test_a_table_in_another_case_is_told(write_config: WriteConfig) -> None:
    write_config('[Acme.default]\napi_key = "k"\n')
    assert refused() == (
        "acme: [Acme] in ~/.config/integrations/config.toml: the integration is called 'acme'"
    )
