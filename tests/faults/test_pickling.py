"""Errors as calls raise them survive being pickled, with everything that they say."""

from __future__ import annotations

import pickle

import pytest

import integrations_runtime
from integrations_runtime import IntegrationError, RateLimited, TransportError
from tests.faults import scripts
from tests.faults.row import Row
from tests.faults.shop import run_sync
from tests.faults.table import ROWS
from tests.support.loopback import closed_port, serving

CLASSES = [
    value
    for name in integrations_runtime.__all__
    if isinstance(value := getattr(integrations_runtime, name), type)
    and issubclass(value, IntegrationError)
]
SHOWN = [row for row in ROWS if row.script is not None and not row.unread and row.plain == 1]


def _twin(error: IntegrationError) -> IntegrationError:
    twin = pickle.loads(pickle.dumps(error))
    assert type(twin) is type(error)
    assert vars(twin) == vars(error)
    assert (str(twin), repr(twin), twin.args) == (str(error), repr(error), error.args)
    assert twin.__cause__ is None
    assert isinstance(twin, IntegrationError)
    return twin


@pytest.mark.parametrize("row", SHOWN, ids=lambda row: row.name)
def test_an_error_of_the_table(row: Row) -> None:
    assert row.script is not None
    function = "plain" if "plain" in row.functions else "plain_upload"
    with serving(row.script) as server:
        outcome = run_sync(server.url, function, options=row.options, timeout=row.timeout)
    assert outcome.error is not None
    _twin(outcome.error)


def test_what_a_failure_of_the_transport_says() -> None:
    error = run_sync(closed_port(), "plain").error
    assert isinstance(error, TransportError)
    assert error.__cause__ is not None
    twin = _twin(error)
    assert isinstance(twin, TransportError)
    assert (twin.request_sent, twin.transient, twin.retries) == (False, True, 2)
    assert (twin.integration, twin.function) == ("acme", "plain")
    assert (twin.method, twin.path) == ("POST", "/plain")


def test_what_a_status_says() -> None:
    script = scripts.status(429, retry_after="0.002", x_request_id="r-1")
    with serving(script) as server:
        error = run_sync(server.url, "plain").error
    assert isinstance(error, RateLimited)
    twin = _twin(error)
    assert isinstance(twin, RateLimited)
    assert (twin.status, twin.request_id, twin.retry_after, twin.retries) == (429, "r-1", 0.002, 2)
    assert (twin.detail, twin.code) == ("Something is wrong", "E7")
    assert twin.body == scripts.PROBLEM.decode()


@pytest.mark.parametrize("kind", CLASSES)
def test_every_class(kind: type[IntegrationError]) -> None:
    error = kind("went wrong", integration="acme", function="get_part", method="GET", path="/p")
    error.__cause__ = ValueError("not to be pickled")
    error.retries, error.status, error.request_id = 2, 503, "r-1"
    error.retry_after, error.body = 1.5, "{}"
    if isinstance(error, TransportError):
        error.request_sent = error.transient = False
    _twin(error)
