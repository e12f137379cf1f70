"""A mock vendor is strict: what does not fit the definition is answered with 400 and a sentence that names the field."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from integrations_runtime.testing import MockVendor
from tests.support.mock import everything, talking_to, vendor_of

TEXT = {"description": "Text.", "type": "string"}
NUMBER = {"description": "A number.", "type": "integer", "minimum": 1, "maximum": 9}


def post(**parameters: Any) -> dict[str, Any]:
    return {
        "operation": "write",
        "http": {"method": "POST", "path": "/post"},
        "parameters": parameters,
    }


FUNCTIONS: dict[str, Any] = {
    "find": {
        "http": {"method": "GET", "path": "/things/{kind}.json", "query": {"v": "1"}},
        "parameters": {
            "kind": {**TEXT, "in": "path", "required": True, "enum": ["pen", "ink"]},
            "limit": {**NUMBER, "in": "query"},
            "exact": {"type": "boolean", "in": "query", "description": "Exactly."},
            "score": {"type": "number", "in": "query", "description": "How good."},
            "tags": {
                "type": "array",
                "items": {"type": "integer"},
                "in": "query",
                "query_style": "comma",
                "description": "Tags.",
            },
            "sizes": {
                "type": "array",
                "items": {"type": "string"},
                "in": "query",
                "query_style": "brackets",
                "description": "Sizes.",
            },
            "range": {
                "anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^to "}],
                "in": "query",
                "description": "Range.",
            },
            "trace": {**NUMBER, "in": "header", "wire_name": "X-Trace"},
        },
        "examples": [{"arguments": {"kind": "pen"}}],
    },
    "create": {
        **post(
            name={**TEXT, "in": "body", "required": True, "wire_name": "display_name"},
            count={**NUMBER, "in": "body"},
            note={**TEXT, "in": "body", "nullable": True},
            lines={
                "type": "array",
                "items": {"$ref": "#/types/Line"},
                "in": "body",
                "description": "Lines.",
            },
        ),
        "examples": [{"arguments": {"name": "x"}}],
    },
    "send": {
        **post(text={**TEXT, "in": "form", "required": True}, count={**NUMBER, "in": "form"}),
        "http": {"method": "POST", "path": "/send", "request": "form"},
        "examples": [{"arguments": {"text": "x"}}],
    },
    "upload": {
        **post(
            file={**TEXT, "format": "binary", "in": "form", "required": True},
            purpose={**TEXT, "in": "form", "enum": ["batch"]},
        ),
        "http": {"method": "POST", "path": "/upload", "request": "multipart", "answer": "empty"},
        "examples": [{"arguments": {"file": "notes.txt"}}],
    },
}
TYPES = {
    "Line": {
        "type": "object",
        "properties": {"part": {"type": "string"}, "count": {"type": "integer"}},
        "required": ["part"],
    }
}


@pytest.fixture(scope="module")
def acme() -> Any:
    with talking_to(vendor_of(FUNCTIONS, types=TYPES, errors={"message": "problem.text"})) as http:
        yield http


def problem(response: httpx.Response) -> str:
    assert response.status_code == 400
    sentence: str = response.json()["problem"]["text"]
    return sentence


@pytest.mark.parametrize(
    "query",
    [
        "",
        "&limit=9",
        "&exact=true",
        "&score=-1.5e3",
        "&tags=1,2",
        "&sizes[]=a&sizes%5B%5D=b",
        "&range=7",
        "&range=to+9",
    ],
)
def test_a_right_query_passes(acme: httpx.Client, query: str) -> None:
    assert acme.get(f"/things/ink.json?v=1{query}").status_code == 200


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("v=1&limt=3", "Unknown query parameter 'limt'. Did you mean 'limit'?"),
        ("v=1&limit=many", "The query parameter 'limit' must be an integer, not a string."),
        ("v=1&limit=10", "The query parameter 'limit' must be between 1 and 9, not 10."),
        ("v=1&limit=1&limit=2", "The query parameter 'limit' must be an integer, not an array."),
        ("v=1&exact=1", "The query parameter 'exact' must be a boolean, not a string."),
        ("v=1&score=high", "The query parameter 'score' must be a number, not a string."),
        ("v=1&tags=1,b", "The query parameter 'tags[1]' must be an integer, not a string."),
        ("v=1&sizes=a", "Unknown query parameter 'sizes'. Did you mean 'sizes[]'?"),
        (
            "v=1&range=from 2",
            "The query parameter 'range' must match the pattern ^to , not 'from 2'.",
        ),
        ("", "The query parameter 'v' must be '1'."),
        (
            "v=2&mock_page=2",
            "The query parameter 'v' must be '1'. Unknown query parameter 'mock_page'.",
        ),
    ],
)
def test_a_wrong_query_is_refused(acme: httpx.Client, query: str, sentence: str) -> None:
    assert problem(acme.get(f"/things/pen.json?{query}")) == sentence


def test_paths_and_headers_are_looked_at(acme: httpx.Client) -> None:
    response = acme.get("/things/paper.json?v=1", headers={"X-Trace": "0"})
    assert problem(response) == (
        "The path parameter 'kind' must be one of 'pen', 'ink', not 'paper'. "
        "The header 'X-Trace' must be between 1 and 9, not 0."
    )


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({}, "The field 'display_name' is required."),
        ({"display_name": 5}, "The field 'display_name' must be a string, not a number."),
        ({"display_name": None}, "The field 'display_name' must be a string, not null."),
        (
            {"displayname": "x"},
            "Unknown field 'displayname'. Did you mean 'display_name'? The field 'display_name' is required.",
        ),
        ({"display_name": "x", "count": 0}, "The field 'count' must be between 1 and 9, not 0."),
        (
            {"display_name": "x", "lines": [{"part": "a"}, {"count": 1}]},
            "The field 'lines[1].part' is required.",
        ),
        ([], "The body must be an object. The field 'display_name' is required."),
    ],
)
def test_a_wrong_body_is_refused(acme: httpx.Client, body: Any, sentence: str) -> None:
    assert problem(acme.post("/post", json=body)) == sentence


def test_a_right_body_passes(acme: httpx.Client) -> None:
    body = {"display_name": "x", "note": None, "lines": [{"part": "a", "further": [1]}]}
    assert acme.post("/post", json=body).status_code == 200


@pytest.mark.parametrize(
    ("content", "kind", "sentence"),
    [
        (b'{"a":', "application/json", "Expecting value at character 6"),
        (b'{"a": NaN}', "application/json", "NaN is not a JSON value"),
    ],
)
def test_a_body_must_be_json(acme: httpx.Client, content: bytes, kind: str, sentence: str) -> None:
    response = acme.post("/post", content=content, headers={"content-type": kind})
    assert problem(response).startswith(f"The body must be JSON ({sentence}).")


def test_the_kind_of_a_body_must_be_right(acme: httpx.Client) -> None:
    assert problem(acme.post("/post", data={"display_name": "x"})).startswith(
        "The body must be application/json, not application/x-www-form-urlencoded."
    )
    assert problem(acme.post("/send", json={"text": "x"})).startswith(
        "The body must be application/x-www-form-urlencoded."
    )
    assert problem(acme.post("/upload", json={})).startswith(
        "The body must be multipart/form-data with a boundary."
    )
    response = acme.request("GET", "/things/pen.json?v=1", json={"limit": 1})
    assert problem(response) == "The request must have no body."


def test_forms_are_looked_at(acme: httpx.Client) -> None:
    assert acme.post("/send", data={"text": "a b&c", "count": "3"}).status_code == 200
    assert problem(acme.post("/send", data={"count": "x", "more": "1"})) == (
        "The form field 'count' must be an integer, not a string. Unknown form field 'more'. "
        "The form field 'text' is required."
    )


def test_multipart_forms_are_looked_at(acme: httpx.Client) -> None:
    file = ('notes "1".txt', b"one\r\n--two\r\n", "text/plain")
    assert acme.post("/upload", files={"file": file}, data={"purpose": "batch"}).status_code == 204
    assert problem(acme.post("/upload", files={"fil": file}, data={"purpose": "fun"})) == (
        "Unknown form field 'fil'. Did you mean 'file'? "
        "The form field 'purpose' must be 'batch', not 'fun'. The form field 'file' is required."
    )
    as_text = acme.post("/upload", files={"file": (None, "text")})
    assert problem(as_text) == "The form field 'file' must be a file."


def test_a_template_is_read_backwards() -> None:
    body = {
        "thing": {
            "name": "Second",
            "turns": [{"said": {"role": "user", "text": "Hi"}}],
            "meta": {"a": "b"},
        },
        "settings": {"fast": True},
        "input": ["a", "b"],
        "note": None,
        "source": "api",
    }
    with MockVendor(everything()) as vendor, api(vendor) as http:
        assert http.post("/things", json=body).status_code == 200


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"thing": {"name": "x"}}, "The field 'source' is required."),
        ({"source": "api"}, "The field 'thing.name' is required."),
        (
            {"thing": {"name": "x", "size": 1}, "source": "me", "extra": 1},
            "The field 'thing.size' is not a known field. The field 'source' must be 'api', not 'me'. "
            "The field 'extra' is not a known field.",
        ),
        (
            {
                "thing": {"name": "x", "turns": [{"said": {"role": "dog", "text": ""}}]},
                "source": "api",
            },
            "The field 'thing.turns[0].role' must be one of 'user', 'bot', not 'dog'. "
            "The field 'thing.turns[0].text' must have at least 1 character.",
        ),
        (
            {"thing": {"name": "x", "turns": {}}, "source": "api"},
            "The field 'thing.turns' must be an array.",
        ),
        ([], "The field 'the body' must be an object. The field 'thing.name' is required."),
    ],
)
def test_a_body_that_no_template_makes_is_refused(body: Any, sentence: str) -> None:
    with MockVendor(everything()) as vendor, api(vendor) as http:
        response = http.post("/things", json=body)
    assert response.status_code == 400
    assert response.json() == {"error": {"message": sentence, "code": "bad_request"}}


def api(vendor: MockVendor) -> httpx.Client:
    headers = {"authorization": "Bearer anything", "x-api-version": "3"}
    return httpx.Client(base_url=vendor.url, headers=headers, trust_env=False)
