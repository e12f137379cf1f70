"""What becomes of answers: results, and errors with what the vendor says."""

from __future__ import annotations

import email.utils
import json
import time
from typing import Any

import pytest

from integrations_runtime import (
    AuthenticationFailed,
    BadRequest,
    Conflict,
    IntegrationError,
    NotFound,
    PermissionRefused,
    RateLimited,
    Response,
    ResponseError,
    ServerError,
    StatusError,
    Unprocessable,
)
from tests.support.acme import Acme, client_class, reads
from tests.support.acme_models import Part, PartList
from tests.support.seams import Recorder, answer

KEY = "key-that-must-stay-secret"


def acme(*answers: Response) -> Acme:
    return Acme(api_key=KEY, max_retries=0, http_client=Recorder(*answers))


def failure(response: Response) -> IntegrationError:
    with pytest.raises(IntegrationError) as caught:
        acme(response).get_part(part_id="p1")
    error = caught.value
    assert (error.integration, error.function) == ("acme", "get_part")
    assert (error.method, error.path) == ("GET", "/parts/p1")
    return error


def test_a_result_is_a_model_that_keeps_what_it_does_not_know() -> None:
    data = {"id": "p1", "kind": "sprocket", "from": "x", "model_number": 3, "new": {"a": [1]}}
    part = acme(answer(data)).get_part(part_id="p1")
    assert isinstance(part, Part)
    assert (part.id, part.kind, part.from_, part.name) == ("p1", "sprocket", "x", None)
    assert part.model_dump(exclude_unset=True) == data
    assert json.loads(part.model_dump_json(exclude_unset=True)) == data


def test_call_returns_what_the_vendor_sent() -> None:
    data = {"id": "p1", "new": 1}
    assert acme(answer(data)).call("get_part", {"id": "p1"}) == data


def test_call_checks_what_the_vendor_sent() -> None:
    with pytest.raises(ResponseError, match=r"not of the documented shape: id: Field required"):
        acme(answer({"name": "cog"})).call("get_part", {"id": "p1"})


def test_a_shape_makes_the_documented_result() -> None:
    page = {"data": [{"name": "a"}, {"name": "b"}]}
    summary = acme(answer(page)).summarize()
    assert (summary.total, summary.names) == (2, ["a", "b"])
    assert acme(answer(page)).call("summarize") == {"total": 2, "names": ["a", "b"]}


def test_a_shape_that_does_not_fit_is_a_response_error() -> None:
    with pytest.raises(ResponseError, match=r"^acme\.summarize: .*documented shape"):
        acme(answer({"nothing": True})).summarize()


def test_text_and_empty_answers() -> None:
    latin = Response(
        200, {"content-type": "text/plain; charset=latin-1"}, "Größe".encode("latin-1")
    )
    assert acme(latin).call("read_label") == "Größe"
    assert acme(answer("plain")).call("read_label") == "plain"
    assert acme(answer(b"", status=204)).call("delete_part", {"id": "p1"}) is None


def test_accepted_statuses() -> None:
    assert acme(answer({"id": "o1"}, status=202)).call("order_parts", {"parts": []}) == {"id": "o1"}
    with pytest.raises(StatusError, match="201 created"):
        acme(answer({"id": "o1"}, status=201)).call("order_parts", {"parts": []})


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (302, StatusError),
        (400, BadRequest),
        (401, AuthenticationFailed),
        (403, PermissionRefused),
        (404, NotFound),
        (409, Conflict),
        (418, StatusError),
        (422, Unprocessable),
        (429, RateLimited),
        (500, ServerError),
        (599, ServerError),
    ],
)
def test_each_status_has_its_error(status: int, kind: type[StatusError]) -> None:
    error = failure(answer({}, status=status))
    assert type(error) is kind
    assert error.status == status
    assert str(error).startswith(f"acme.get_part: {status}")


@pytest.mark.parametrize(
    ("body", "detail", "code"),
    [
        ({"problem": {"text": "No such part", "code": "E1"}}, "No such part", "E1"),
        ({"error": {"message": "No such part", "code": 7}}, "No such part", "7"),
        ({"error": "No such part"}, "No such part", None),
        ({"message": "No such part", "code": "gone"}, "No such part", "gone"),
        ({"detail": "No such part"}, "No such part", None),
        (
            {"detail": [{"loc": ["body", "a", 0], "msg": "wrong"}, {"msg": "late"}, 5]},
            "body.a.0: wrong; late",
            None,
        ),
        ({"message": " two\n lines "}, "two lines", None),
        ({"message": {"odd": 1}}, None, None),
        ([], None, None),
        ("<html>No</html>", None, None),
        (b"\xff", None, None),
        (b"[" * 100_000, None, None),
        ({"message": f"bad key {KEY}"}, "bad key [redacted]", None),
    ],
)
def test_the_vendors_message_is_found(body: Any, detail: str | None, code: str | None) -> None:
    error = failure(answer(body, status=404))
    assert isinstance(error, NotFound)
    assert (error.detail, error.code) == (detail, code)
    suffix = f": {detail}" if detail else ""
    assert str(error) == f"acme.get_part: 404 not found{suffix}"


def test_an_error_carries_the_request_id_and_when_to_come_back() -> None:
    headers = {"X-Request-Id": "r1", "Retry-After": "1.5"}
    error = failure(answer({"a": 1}, status=429, headers=headers))
    assert (error.request_id, error.retry_after, error.body) == ("r1", 1.5, '{"a": 1}')


def test_retry_after_may_be_a_date() -> None:
    def seconds(value: str) -> float | None:
        return failure(answer({}, status=503, headers={"Retry-After": value})).retry_after

    soon = seconds(email.utils.formatdate(time.time() + 100, usegmt=True))
    assert soon is not None
    assert 0 < soon <= 100
    assert seconds("Wed, 21 Oct 2015 07:28:00 GMT") == 0.0
    assert seconds("-3") == 0.0
    assert [seconds("later"), seconds("nan"), seconds("inf"), seconds("")] == [None] * 4


def test_a_request_id_may_have_another_header() -> None:
    errors = {"request_id_header": "X-Trace-Id"}
    custom = client_class(functions={"find": reads()}, errors=errors)
    recorder = Recorder(answer({}, status=500, headers={"x-trace-id": "t", "x-request-id": "r"}))
    with pytest.raises(ServerError) as caught:
        custom(credentials={"api_key": KEY}, max_retries=0, http_client=recorder).call("find")
    assert caught.value.request_id == "t"


UNREADABLE = [
    ("", "application/json", "the answer (200) is empty"),
    (" \n", "application/json", "the answer (200) is empty"),
    (
        "<html>Welcome</html>",
        "text/html; charset=utf-8",
        "the answer (200) is not JSON: its type is text/html",
    ),
    ('{"id": "p1", "na', "application/json", "the answer (200) is not JSON: EOF while parsing"),
    (
        '{"id": "p1", "na',
        "application/octet-stream",
        "the answer (200) is not JSON: EOF while parsing",
    ),
    ("\ufeff{}", "application/json", "the answer (200) is not JSON: expected value at line 1"),
    ('{"name": 5}', "application/json", "documented shape: id: Field required; name: Input should"),
    ("[]", "application/json", "the answer is not of the documented shape: the answer: "),
    ('{"id": "a", "parts": [{"id": 1}]}', "application/json", "documented shape: parts[0].id: "),
]


@pytest.mark.parametrize(("body", "media_type", "message"), UNREADABLE)
def test_an_unreadable_answer_is_a_response_error(body: str, media_type: str, message: str) -> None:
    error = failure(answer(body, headers={"content-type": media_type}))
    assert isinstance(error, ResponseError)
    assert message in str(error)
    assert error.status == 200
    assert error.body == (body.strip() or None)


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b"[" * 100_000, b"1" * 10_000, b""])
def test_an_unreadable_answer_is_a_response_error_for_shapes_too(body: bytes) -> None:
    with pytest.raises(ResponseError, match=r"^acme\.summarize: the answer \(200\) is "):
        acme(answer(body)).summarize()


def test_only_the_first_misfits_are_named() -> None:
    page: Any = {"data": [{}] * 9}
    with pytest.raises(ResponseError, match=r"data\[2\]\.id: Field required; and 6 more$"):
        acme(answer(page)).list_parts()


def test_an_excerpt_is_short_and_hides_credentials() -> None:
    error = failure(answer("x" * 490 + KEY + "y" * 10_000, status=500))
    assert error.body is not None
    assert len(error.body) == 500
    assert error.body.startswith("x" * 490 + "[redacted")
    assert KEY[:6] not in error.body


def test_an_alias_is_read_like_a_model() -> None:
    assert acme(answer([{"name": "a"}, {"name": "b"}]), answer([])).all_names() == ["a", "b"]


def test_results_of_one_call_do_not_leak_into_another() -> None:
    client = acme(answer({"data": [{"id": "a"}]}), answer({"data": []}))
    assert [len(client.list_parts().data), len(client.list_parts().data)] == [1, 0]
    assert isinstance(client.list_parts(), PartList)
