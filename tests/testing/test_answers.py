"""What a mock vendor answers: examples, data made from schemas, what a test sets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import httpx
import pytest

from integrations_runtime import ArgumentError, ConfigurationError, NoBinding
from integrations_runtime.testing import MockVendor, Recorded
from tests.support.mock import everything, talking_to, vendor_of

ID = {"type": "string", "in": "path", "required": True, "description": "Which."}
FLAG = {"type": "boolean", "in": "query", "description": "Whether."}
THING = {"$ref": "#/types/Thing"}
TYPES = {
    "Thing": {
        "type": "object",
        "properties": {"id": {"type": "string"}, "size": {"type": "integer", "minimum": 3}},
        "required": ["id"],
    }
}


def get(path: str, **http: Any) -> dict[str, Any]:
    return {"http": {"method": "GET", "path": path, **http}}


FUNCTIONS: dict[str, Any] = {
    "get_thing": {
        **get("/things/{id}"),
        "parameters": {"id": ID, "full": FLAG},
        "response": THING,
        "examples": [
            {"arguments": {"id": "a b/c"}, "response": {"id": "first"}},
            {"arguments": {"id": "x"}, "response": {"id": "x", "size": 9}},
            {"arguments": {"id": "x", "full": True}, "response": {"id": "x", "size": 99}},
        ],
    },
    "get_special": {
        **get("/things/special", accepts=[202, 200]),
        "response": {"type": "object", "properties": {"special": {"type": "boolean"}}},
        "examples": [{"response": {"special": True}}],
    },
    "get_anything": {**get("/anything"), "examples": [{}]},
    "get_file": {**get("/file", answer="binary"), "examples": [{}]},
    "get_note": {
        **get("/note", answer="text"),
        "response": {"type": "string"},
        "examples": [{"response": "A note"}],
    },
    "remove": {
        "operation": "write",
        "http": {"method": "DELETE", "path": "/made", "answer": "empty"},
        "examples": [{}],
    },
}


@pytest.fixture
def vendor() -> Iterator[MockVendor]:
    with vendor_of(FUNCTIONS, types=TYPES) as started:
        yield started


@pytest.fixture
def http(vendor: MockVendor) -> Iterator[httpx.Client]:
    with talking_to(vendor) as client:
        yield client


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/things/a%20b%2Fc", {"id": "first"}),
        ("/things/x", {"id": "x", "size": 9}),
        ("/things/x?full=true", {"id": "x", "size": 99}),
        ("/things/x?full=false", {"id": "first"}),
        ("/things/unknown", {"id": "first"}),
        ("/anything", {}),
    ],
)
def test_the_example_of_a_request_is_the_answer(
    http: httpx.Client, path: str, answer: Mapping[str, Any]
) -> None:
    response = http.get(path)
    assert (response.status_code, response.json()) == (200, answer)


def test_schemas_can_make_all_answers() -> None:
    with talking_to(MockVendor(everything(), answer="schema")) as http:
        headers = {"authorization": "Bearer x", "x-api-version": "3"}
        made = http.get("/things/thing-1", headers=headers).json()
    assert made == {
        "id": "00000000-0000-4000-8000-000000000001",
        "from": "example_from",
        "x-rank": 1,
        "json": False,
        "level": 1,
        "labels": {},
        "extra": {},
        "parent": None,
        "price": 1,
        "kind": "thing",
        "anything": "example_anything",
        "old": "example_old",
    }


def test_a_path_without_placeholders_comes_first(http: httpx.Client) -> None:
    response = http.get("/things/special")
    assert (response.status_code, response.json()) == (202, {"special": True})


def test_answers_that_are_not_json(http: httpx.Client) -> None:
    note = http.get("/note")
    assert (note.text, note.headers["content-type"]) == ("A note", "text/plain; charset=utf-8")
    gone = http.delete("/made")
    assert (gone.status_code, gone.content) == (204, b"")
    assert "content-length" not in gone.headers


def test_a_file_comes_whole_or_in_part(http: httpx.Client) -> None:
    whole = http.get("/file")
    tag = whole.headers["etag"]
    assert whole.content == bytes(range(64))
    assert (whole.headers["content-length"], whole.headers["accept-ranges"]) == ("64", "bytes")

    def part(text: str, **headers: str) -> tuple[int, bytes, str | None]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        response = http.get("/file", headers={"range": text, **named})
        return response.status_code, response.content, response.headers.get("content-range")

    assert part("bytes=60-") == (206, bytes(range(60, 64)), "bytes 60-63/64")
    assert part("bytes=0-1", if_range=tag) == (206, b"\x00\x01", "bytes 0-1/64")
    assert part("bytes=-2") == (206, b"\x3e\x3f", "bytes 62-63/64")
    assert part("bytes=9-999") == (206, bytes(range(9, 64)), "bytes 9-63/64")
    assert part("bytes=0-1", if_range='"other"') == (200, bytes(range(64)), None)
    assert part("bytes=1-2,4-5") == (200, bytes(range(64)), None)
    assert part("bytes=64-") == (416, b"", "bytes */64")
    assert part("bytes=-0") == (416, b"", "bytes */64")


def test_a_test_sets_answers(vendor: MockVendor, http: httpx.Client) -> None:
    vendor.answers("get_thing", {"id": "mine"}, status=203, headers={"X-Own": "1"})
    vendor.answers("acme_get_file", b"abc")
    vendor.answers("get_note", "Hello é")
    response = http.get("/things/x")
    assert (response.status_code, response.json()) == (203, {"id": "mine"})
    assert response.headers["x-own"] == "1"
    assert http.get("/file").content == b"abc"
    assert http.get("/note").text == "Hello é"
    assert http.get("/things/x?full=maybe").status_code == 400  # requests are still looked at


def test_a_test_is_told_of_unknown_functions(vendor: MockVendor) -> None:
    with pytest.raises(ArgumentError) as caught:
        vendor.answers("get_thin", {})
    assert (
        str(caught.value)
        == "Unknown function: acme.get_thin. Did you mean: get_thing, get_anything, get_note?"
    )
    with pytest.raises(ArgumentError, match=r"^This function has no pages\.$"):
        vendor.pages("get_thing", [[]])
    with pytest.raises(ArgumentError, match=r"^This function does not stream\.$"):
        vendor.streams("get_thing", [])


def test_a_function_without_a_request_has_no_answer() -> None:
    with MockVendor(everything()) as vendor, pytest.raises(NoBinding):
        vendor.answers("describe_only", {})


def test_an_unknown_integration_is_a_configuration_error() -> None:
    with pytest.raises(ConfigurationError) as caught:
        MockVendor("grok")
    assert str(caught.value) == "There is no integration 'grok'. Did you mean 'groq'?"


def test_what_was_said_last_is_answered() -> None:
    things = [{"id": "thing-1", "parent": None}]
    headers = {"authorization": "Bearer x", "x-api-version": "3", "x-mode": "list"}
    with (
        MockVendor(everything()) as vendor,
        httpx.Client(base_url=vendor.url, headers=headers, trust_env=False) as http,
    ):
        vendor.answers("list_things", {"data": "mine"})
        vendor.pages("list_things", [things])
        assert http.get("/things?v=1").json()["data"] == things
        vendor.answers("ask", {"answer": "Mine."})
        vendor.streams("ask", [{"delta": "Mine"}])
        plain, streamed = (
            http.post("/ask", json={"question": "Why?", "stream": each}) for each in (False, True)
        )
        assert plain.json() == {"answer": "Mine."}
        assert streamed.text == 'data: {"delta":"Mine"}\n\ndata: [DONE]\n\n'
        vendor.answers("ask", {"answer": "Later."})
        later = http.post("/ask", json={"question": "Why?", "stream": True})
        assert later.json() == {"answer": "Later."}


def test_a_reset_takes_answers_back(vendor: MockVendor, http: httpx.Client) -> None:
    vendor.answers("get_thing", {"id": "mine"})
    vendor.answers("get_note", "mine")
    vendor.misbehave("get_anything", status=503)
    vendor.reset("acme_get_thing")
    assert http.get("/things/x").json() == {"id": "x", "size": 9}
    assert http.get("/note").text == "mine"
    vendor.reset()
    assert http.get("/note").text == "A note"
    assert http.get("/anything").status_code == 503  # misbehaviour stays
    with pytest.raises(ArgumentError, match=r"^Unknown function: acme\.get_notes\. Did you mean: "):
        vendor.reset("get_notes")


def test_a_reset_takes_pages_and_events_back() -> None:
    headers = {"authorization": "Bearer x", "x-api-version": "3", "x-mode": "list"}

    def seen(http: httpx.Client) -> tuple[Any, str]:
        return (
            http.get("/things?v=1").json(),
            http.post("/ask", json={"question": "Why?", "stream": True}).text,
        )

    with (
        MockVendor(everything()) as vendor,
        httpx.Client(base_url=vendor.url, headers=headers, trust_env=False) as http,
    ):
        before = seen(http)
        vendor.pages("list_things", [[], []])
        vendor.streams("ask", [])
        during = seen(http)
        vendor.reset()
        assert seen(http) == before
    assert during[0]["data"] == []
    assert during[1] == "data: [DONE]\n\n"


def test_what_is_not_there_is_404_in_the_vendors_shape(vendor: MockVendor) -> None:
    with talking_to(vendor) as http:
        response = http.post("/made/up", json={})
        root = vendor.url.removesuffix("/v1")
        beside, near = (http.get(f"{root}{path}/made") for path in ("/v2", "/v1beta"))
        full = [each.full_path for each in vendor.requests]
    assert (response.status_code, response.json()) == (
        404,
        {"error": {"message": "There is no POST /made/up.", "code": "not_found"}},
    )
    assert beside.json()["error"]["message"] == "There is no GET /v2/made. Paths begin with /v1."
    assert near.json()["error"]["message"] == "There is no GET /v1beta/made. Paths begin with /v1."
    assert full == ["/v1/made/up", "/v2/made", "/v1beta/made"]


@pytest.mark.parametrize(
    ("errors", "body"),
    [
        (
            {"message": "error.message || message"},
            {"error": {"message": "There is no GET /x."}},
        ),
        (
            {"message": "errors[0].text", "code": "errors[0].kind || code"},
            {"errors": [{"text": "There is no GET /x.", "kind": "not_found"}]},
        ),
        (
            {"message": "join('; ', [message, detail][?type(@) == 'string'])"},
            {"message": "There is no GET /x."},
        ),
        ({"message": "length(@)"}, {"message": "There is no GET /x."}),
        (
            {"message": "message", "code": "message.code"},  # both cannot be
            {"message": "There is no GET /x."},
        ),
    ],
)
def test_errors_have_the_vendors_shape(errors: Mapping[str, str], body: Any) -> None:
    with talking_to(vendor_of({"list": {}}, errors=errors)) as http:
        answered = http.get("/x").json()
    assert answered == body or (
        errors["message"] == "message" and answered == {"message": body["message"]}
    )


def test_answers_carry_the_vendors_request_id() -> None:
    errors = {"request_id_header": "X-Trace-Id"}
    with talking_to(vendor_of({"list": {}}, errors=errors)) as http:
        ids = [http.get("/list").headers["x-trace-id"] for _ in range(2)]
    assert ids == ["mock-1", "mock-2"]


def test_requests_are_kept_and_told() -> None:
    told: list[Recorded] = []
    source = everything()
    with MockVendor(source, on_request=told.append) as vendor:
        headers = {"authorization": "Bearer s3cret", "x-api-version": "3", "X-Trace": "t"}
        with httpx.Client(base_url=vendor.url, headers=headers, trust_env=False) as http:
            http.get("/things/thing-1?a=1&a=2")
            http.post("/files", files={"file": ("a.txt", b"abc")})
            http.post("/nowhere", content=b"\xff")
        asked = vendor.requests
    assert asked == told
    first, second, third = asked
    assert (first.method, first.path, first.function, first.status) == (
        "GET",
        "/things/thing-1",
        "get_thing",
        400,
    )
    assert (first.query, first.headers["x-trace"], first.body) == (
        [("a", "1"), ("a", "2")],
        "t",
        None,
    )
    assert (second.body, second.status) == ({"file": b"abc"}, 204)
    assert (third.function, third.status, third.body) == (None, 404, b"\xff")
    assert "s3cret" not in repr(asked)


def test_a_callback_that_fails_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    def fail(_request: Recorded) -> None:
        pytest.fail("not this one")

    with MockVendor(everything(), on_request=fail) as vendor:
        statuses = [httpx.get(f"{vendor.url}/x", trust_env=False).status_code for _ in range(2)]
    assert statuses == [404, 404]
    (record,) = caplog.records
    assert (record.name, record.levelname) == ("integrations", "ERROR")
    assert record.message == (
        "on_request failed; the vendor goes on, and tells of no further failure"
    )
    assert "not this one" in caplog.text


def test_a_closed_vendor_is_gone() -> None:
    vendor = vendor_of({"list": {}})
    with httpx.Client(base_url=vendor.url, trust_env=False) as http:
        assert http.get("/list").status_code == 200
        vendor.close()
        vendor.close()
        with pytest.raises(httpx.TransportError):
            http.get("/list")
