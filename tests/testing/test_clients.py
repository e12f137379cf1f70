"""The clients that a mock vendor makes: they reach it whatever the environment says."""

from __future__ import annotations

import asyncio
import os
from typing import Any

import httpx
import pytest

from integrations_runtime import TransportError
from integrations_runtime.testing import MockVendor
from tests.support.mock import everything, vendor_of

PROXIES = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
LIST: dict[str, Any] = {"list": {"http": {"method": "GET", "path": "/list"}, "examples": [{}]}}


@pytest.fixture
def behind_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Variables that lead to a proxy that does not answer, and to certificates that are nowhere."""
    for name in PROXIES:
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere.pem")


@pytest.mark.usefixtures("behind_a_proxy")
def test_they_take_no_proxy() -> None:
    async def models(vendor: MockVendor) -> int:
        async with vendor.async_client(max_retries=0) as client:
            return len((await client.list_models()).data)

    with MockVendor("groq") as vendor:
        assert len(vendor.client(max_retries=0).list_models().data) == 3
        assert [asyncio.run(models(vendor)) for _ in range(2)] == [3, 3]  # a loop each
        assert len(vendor.requests) == 3


@pytest.mark.usefixtures("behind_a_proxy")
def test_tokens_take_no_proxy_either() -> None:
    with MockVendor(everything()) as vendor:
        assert vendor.client().call("fetch_file", {"id": 7}) == "hello"


def test_the_callers_own_http_client_is_used() -> None:
    with (
        vendor_of(LIST) as vendor,
        httpx.Client(headers={"x-own": "1"}, trust_env=False) as own,
    ):
        vendor.client(http_client=own).call("list", {})
        vendor.client().call("list", {})
        assert [each.headers.get("x-own") for each in vendor.requests] == ["1", None]


def test_another_address_is_none_of_ours() -> None:
    with vendor_of(LIST) as here, vendor_of(LIST) as there:
        elsewhere = here.client(base_url=there.url)
        here.close()
        assert elsewhere.call("list", {}) == {}


def test_threads_share_connections_until_the_vendor_ends() -> None:
    with vendor_of(LIST) as vendor:
        first, second = vendor.client(max_retries=0), vendor.client(max_retries=0)
        assert (first.call("list", {}), second.call("list", {})) == ({}, {})
    for each in (first, second):
        with pytest.raises(TransportError):
            each.call("list", {})


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no forks here")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_forked_process_has_its_own_connections() -> None:
    with vendor_of(LIST) as vendor:
        vendor.client().call("list", {})
        child = os.fork()
        if child == 0:
            vendor.client().call("list", {})
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        vendor.client().call("list", {})
        assert len(vendor.requests) == 3
