"""The hierarchy of errors, and that none of them gives a credential away."""

from __future__ import annotations

import copy
import pickle
import traceback
from collections.abc import Callable

import httpx
import pytest

import integrations_runtime
from integrations_runtime import (
    ArgumentError,
    IntegrationError,
    NotFound,
    StatusError,
    TransportError,
    TransportTimeout,
)
from tests.support.acme import Acme
from tests.support.seams import Recorder, answer

KEY = "key-that-must-stay-secret"

CLASSES: list[type[IntegrationError]] = [
    value
    for name in integrations_runtime.__all__
    if isinstance(value := getattr(integrations_runtime, name), type)
    and issubclass(value, IntegrationError)
]


def test_the_hierarchy() -> None:
    tree = {kind.__name__: kind.__bases__[0].__name__ for kind in CLASSES}
    status = [name for name, base in tree.items() if base == "StatusError"]
    assert status == [
        "AuthenticationFailed",
        "BadRequest",
        "Conflict",
        "NotFound",
        "PermissionRefused",
        "RateLimited",
        "ServerError",
        "Unprocessable",
    ]
    assert {name: base for name, base in tree.items() if name not in status} == {
        "ArgumentError": "IntegrationError",
        "ConfigurationError": "IntegrationError",
        "IntegrationError": "Exception",
        "NoBinding": "IntegrationError",
        "OperationDenied": "IntegrationError",
        "ResponseError": "IntegrationError",
        "StatusError": "IntegrationError",
        "StreamError": "IntegrationError",
        "TransportError": "IntegrationError",
        "TransportTimeout": "TransportError",
    }


def test_the_drawing_shows_every_class() -> None:
    drawing = integrations_runtime.errors.__doc__ or ""
    assert all(kind.__name__ in drawing for kind in CLASSES)


@pytest.mark.parametrize("kind", CLASSES)
def test_every_error_can_be_pickled_and_copied(kind: type[IntegrationError]) -> None:
    error = kind("went wrong", integration="acme", function="get_part", method="GET", path="/p")
    error.status, error.request_id, error.retry_after, error.body = 404, "r1", 1.5, "{}"
    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(twin) is kind
        assert vars(twin) == vars(error)
        assert str(twin) == str(error)


def test_what_is_peculiar_to_a_class_is_pickled_too() -> None:
    status = NotFound("gone", detail="No such file", code="E1")
    assert vars(pickle.loads(pickle.dumps(status))) == vars(status)
    wrong = ArgumentError("a\nb", problems=("a", "b"))
    assert pickle.loads(pickle.dumps(wrong)).problems == ("a", "b")


def test_the_text_names_the_function() -> None:
    error = NotFound("404 not found: No such file", integration="groq", function="get_file")
    assert str(error) == "groq.get_file: 404 not found: No such file"
    assert str(StatusError("broken", integration="groq")) == "groq: broken"
    assert str(StatusError("broken")) == "broken"


def _status() -> None:
    echo = {"message": f"the key {KEY} is wrong"}
    Acme(api_key=KEY, max_retries=0, http_client=Recorder(answer(echo, status=401))).list_parts()


def _response() -> None:
    Acme(api_key=KEY, max_retries=0, http_client=Recorder(answer(f"<p>{KEY}</p>"))).list_parts()


def _shape() -> None:
    Acme(api_key=KEY, max_retries=0, http_client=Recorder(answer({"data": KEY}))).list_parts()


def _arguments() -> None:
    Acme(api_key=KEY, max_retries=0, http_client=Recorder()).list_parts(limit=0)


def _refused() -> None:
    Acme(api_key=KEY, max_retries=0, base_url="http://127.0.0.1:1").list_parts()


def _broken() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        raise httpx.RemoteProtocolError(f"Illegal header value {KEY}", request=request)

    with httpx.Client(transport=httpx.MockTransport(handler)) as http_client:
        Acme(api_key=KEY, max_retries=0, http_client=http_client).list_parts()


def _slow() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("timed out", request=request)

    with httpx.Client(transport=httpx.MockTransport(handler)) as http_client:
        Acme(api_key=KEY, max_retries=0, http_client=http_client).list_parts()


@pytest.mark.parametrize(
    "provoke", [_status, _response, _shape, _arguments, _refused, _broken, _slow]
)
def test_no_error_shows_a_credential(provoke: Callable[[], None]) -> None:
    with pytest.raises(IntegrationError) as caught:
        provoke()
    error = caught.value
    shown = [str(error), repr(error), repr(vars(error)), repr(pickle.dumps(error))]
    seen: BaseException | None = error
    while seen is not None:
        shown += [str(seen), repr(seen), repr(vars(seen)), *_frames(seen)]
        seen = seen.__cause__ or seen.__context__
    assert not [text for text in shown if KEY in text]


def _frames(error: BaseException) -> list[str]:
    """What a debugger or an error tracker prints of a traceback, local variables included, without this module's."""
    stack = traceback.StackSummary.extract(
        traceback.walk_tb(error.__traceback__), capture_locals=True
    )
    return [str(frame.locals) for frame in stack if frame.filename != __file__]


def test_the_cause_of_a_transport_error_is_kept_without_its_request() -> None:
    with pytest.raises(TransportError) as caught:
        _refused()
    assert isinstance(caught.value.__cause__, httpx.ConnectError)
    assert caught.value.__cause__.request.headers.get("authorization") is None
    with pytest.raises(TransportTimeout, match=r"^acme\.list_parts: no answer within 60 s$"):
        _slow()
