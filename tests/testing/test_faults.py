"""A mock vendor that was told to misbehave, as an HTTP client sees it."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from integrations_runtime.testing import MockVendor
from tests.support.mock import everything, vendor_of

FUNCTIONS: dict[str, Any] = {
    "get_pen": {
        "response": {"type": "object", "properties": {"color": {"type": "string"}}},
        "examples": [{"response": {"color": "blue"}}],
    },
    "get_ink": {"examples": [{}]},
}


@pytest.fixture
def vendor() -> Iterator[MockVendor]:
    with vendor_of(FUNCTIONS, errors={"message": "message", "code": "code"}) as started:
        yield started


@pytest.fixture
def http(vendor: MockVendor) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=vendor.url, trust_env=False, timeout=5) as client:
        yield client


def test_errors_for_as_often_as_it_was_told(vendor: MockVendor, http: httpx.Client) -> None:
    vendor.misbehave("get_pen", times=2, status=503, headers={"Retry-After": "7"})
    answers = [http.get(path) for path in ("/get_ink", "/get_pen", "/get_pen", "/get_pen")]
    assert [each.status_code for each in answers] == [200, 503, 503, 200]
    assert answers[1].json() == {
        "message": "The vendor was told to fail.",
        "code": "service_unavailable",
    }
    assert answers[1].headers["retry-after"] == "7"
    assert [each.status for each in vendor.requests] == [200, 503, 503, 200]


def test_all_functions_for_ever_until_it_behaves(vendor: MockVendor, http: httpx.Client) -> None:
    vendor.misbehave(times=None, status=500)
    assert {http.get(path).status_code for path in ("/get_ink", "/get_pen", "/none")} == {500}
    vendor.behave()
    assert http.get("/get_ink").status_code == 200


def test_one_misbehaviour_after_the_other(vendor: MockVendor, http: httpx.Client) -> None:
    vendor.misbehave(status=500)
    vendor.misbehave("get_pen", status=502)
    vendor.misbehave(every=2, times=None, status=503)
    statuses = [http.get("/get_pen").status_code for _ in range(6)]
    assert statuses == [500, 502, 200, 503, 200, 503]


def test_a_rate_limit(vendor: MockVendor, http: httpx.Client) -> None:
    vendor.misbehave(rate_limit=1.5)
    vendor.misbehave(rate_limit=2)
    first, second = (http.get("/get_pen") for _ in range(2))
    assert (first.status_code, first.headers["retry-after"]) == (429, "1.5")
    assert (first.json()["message"], second.headers["retry-after"]) == ("Too many requests.", "2")


def test_json_that_ends_early(vendor: MockVendor, http: httpx.Client) -> None:
    vendor.misbehave(bad_json=True)
    response = http.get("/get_pen")
    assert (response.status_code, response.text) == (200, '{"color"')
    assert response.headers["content-length"] == "8"


def test_a_page_for_people(vendor: MockVendor, http: httpx.Client) -> None:
    vendor.misbehave(html=True)
    vendor.misbehave(html=True, status=502)
    first, second = (http.get("/get_pen") for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 502)
    assert first.headers["content-type"] == "text/html; charset=utf-8"
    assert first.text.startswith("<!doctype html>")


def test_a_delay_is_waited_for_or_not(vendor: MockVendor, http: httpx.Client) -> None:
    vendor.misbehave(delay=0.03)
    vendor.misbehave(delay=30)
    start = time.monotonic()
    assert http.get("/get_pen").json() == {"color": "blue"}
    assert time.monotonic() - start >= 0.03
    with pytest.raises(httpx.ReadTimeout):
        http.get("/get_pen", timeout=0.02)
    vendor.close()  # does not wait for the delay


def test_a_cut_before_the_answer(vendor: MockVendor, http: httpx.Client) -> None:
    vendor.misbehave(cut="before")
    with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
        http.get("/get_pen")
    assert vendor.requests[0].status is None
    assert http.get("/get_pen").status_code == 200


def test_a_cut_within_the_headers(vendor: MockVendor, http: httpx.Client) -> None:
    vendor.misbehave(cut="headers")
    with pytest.raises(httpx.RemoteProtocolError):
        http.get("/get_pen")


def test_a_cut_within_the_body(vendor: MockVendor, http: httpx.Client) -> None:
    vendor.misbehave(cut="body")
    with http.stream("GET", "/get_pen") as response:
        assert (response.status_code, response.headers["content-length"]) == (200, "16")
        with pytest.raises(httpx.RemoteProtocolError, match="received 8 bytes, expected 16"):
            response.read()


def test_connections_are_kept_alive(vendor: MockVendor, http: httpx.Client) -> None:
    ports = set[int]()
    for _ in range(3):
        with http.stream("GET", "/get_pen") as response:
            stream = response.extensions["network_stream"]
            ports.add(stream.get_extra_info("client_addr")[1])
            response.read()
    assert len(ports) == 1


HEADERS = {"authorization": "Bearer x", "x-api-version": "3"}
BODY = {"question": "Why?", "stream": True}


def lines(vendor: MockVendor, body: Any = BODY) -> list[str]:
    with httpx.stream(
        "POST", f"{vendor.url}/ask", json=body, headers=HEADERS, trust_env=False
    ) as response:
        assert response.headers["content-type"] == "text/event-stream"
        assert response.headers["transfer-encoding"] == "chunked"
        return list(response.iter_lines())


def test_streams() -> None:
    with MockVendor(everything(), answer="schema") as vendor:
        made = lines(vendor)
    with MockVendor(everything()) as vendor:
        shown = lines(vendor)
        vendor.streams("ask", [{"delta": "é"}, b": a comment\r\n\r\n", None])
        given = lines(vendor)
        vendor.misbehave("ask", bad_json=True)
        broken = lines(vendor)
        plain = httpx.post(
            f"{vendor.url}/ask", json={**BODY, "stream": False}, headers=HEADERS, trust_env=False
        )
    event = 'data: {"delta":"example_delta"}'
    assert made == [event, "", event, "", event, "", "data: [DONE]", ""]
    assert shown == [
        'data: {"delta":"Be"}',
        "",
        'data: {"delta":"cause."}',
        "",
        "data: {}",
        "",
        "data: [DONE]",
        "",
    ]
    assert given == [
        'data: {"delta":"é"}',
        "",
        ": a comment",
        "",
        "data: null",
        "",
        "data: [DONE]",
        "",
    ]
    assert broken[:2] == ['data: {"de', ""]
    assert plain.json() == {"answer": "Because."}


def test_a_stream_is_cut() -> None:
    with MockVendor(everything()) as vendor:
        vendor.misbehave("ask", cut="body")
        seen = b""
        with (
            httpx.stream(
                "POST", f"{vendor.url}/ask", json=BODY, headers=HEADERS, trust_env=False
            ) as response,
            pytest.raises(httpx.RemoteProtocolError),
        ):
            for chunk in response.iter_bytes():
                seen += chunk
    assert seen.count(b"data: ") == 2


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ("GET /v1/get_pen HTTP/1.1\r\ncontent-length: -1\r\n\r\n", 400),
        ("GET /v1/get_pen HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n", 400),
        (
            "POST /v1/get_pen HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n1\r\nx\r\n0\r\na: b\r\n\r\n",
            404,
        ),
        (f"POST /v1/ask HTTP/1.1\r\ncontent-length: 9000\r\n\r\n{'[' * 9000}", 404),
        ("GET http://[bad/v1/get_pen HTTP/1.1\r\n\r\n", 400),
        ("GET http://elsewhere.example.com/v1/get_pen HTTP/1.1\r\n\r\n", 200),
    ],
)
def test_odd_requests_are_answered(
    vendor: MockVendor, head: str, status: int, capfd: pytest.CaptureFixture[str]
) -> None:
    address = (httpx.URL(vendor.url).host, httpx.URL(vendor.url).port or 0)
    with socket.create_connection(address, timeout=5) as connection:
        connection.sendall(head.encode())
        assert connection.makefile("rb").readline().startswith(f"HTTP/1.1 {status} ".encode())
    assert capfd.readouterr() == ("", "")


def test_bodies_may_come_in_chunks() -> None:
    with MockVendor(everything()) as vendor:
        chunks = iter([b'{"question":', b' "Why?"}'])
        headers = {**HEADERS, "content-type": "application/json"}
        answer = httpx.post(f"{vendor.url}/ask", content=chunks, headers=headers, trust_env=False)
    assert answer.json() == {"answer": "Because."}


def test_made_events_carry_no_error() -> None:
    event = {
        "type": "object",
        "properties": {"delta": {"type": "string"}, "error": {"type": "string"}},
    }
    ask = {
        "operation": "write",
        "http": {"method": "POST", "path": "/ask"},
        "parameters": {"stream": {"type": "boolean", "in": "body", "description": "In pieces."}},
        "streaming": {"parameter": "stream", "event": event, "error": "error"},
        "examples": [{}],
    }
    with vendor_of({"ask": ask}) as vendor:
        assert (
            lines(vendor, {"stream": True})
            == [
                'data: {"delta":"example_delta","error":null}',
                "",
            ]
            * 3
        )
