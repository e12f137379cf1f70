"""Every fault of the table, for every kind of call, with both clients, against a real server that misbehaves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pytest

from integrations_runtime.retries import RULES
from tests.faults import scripts
from tests.faults.row import Row
from tests.faults.shop import KEY, POLICY, SAFE, Outcome, Run, run_async, run_sync
from tests.faults.table import ROWS
from tests.support.loopback import Server, closed_port, serving

both = pytest.mark.parametrize("run", [run_sync, run_async])


class Case(NamedTuple):
    """A row of the table for one kind of call."""

    row: Row
    function: str

    @property
    def attempts(self) -> int:
        return self.row.safe if self.function in SAFE else self.row.plain


CASES = [Case(row, function) for row in ROWS for function in row.functions]
ENDING = [
    case
    for case in CASES
    if case.attempts > 1 and case.row.script and not case.row.unread and case.function != "safe"
]

cases = pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{case.row.name}-{case.function}") for case in CASES]
)
ending = pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{case.row.name}-{case.function}") for case in ENDING]
)


@both
@cases
def test_a_fault_that_does_not_end(run: Run, case: Case) -> None:
    row = case.row
    with _at(row) as (url, server):
        outcome = run(url, case.function, options=row.options, timeout=row.timeout)
    _check_error(row, outcome, case.attempts)
    _check_waits(row, outcome, case.attempts)
    if server is not None and row.unread:
        assert server.connections == case.attempts
    elif server is not None:
        _check_sent(case.function, server, case.attempts)


@both
@ending
def test_a_fault_that_ends(run: Run, case: Case) -> None:
    assert case.row.script is not None
    with serving(scripts.first(case.row.script)) as server:
        outcome = run(server.url, case.function, timeout=case.row.timeout)
    assert outcome.error is None
    assert outcome.result == {"id": "p1", "name": "cog"}
    _check_waits(case.row, outcome, 2)
    _check_sent(case.function, server, 2)


@both
def test_keys_of_calls_differ(run: Run) -> None:
    with serving(scripts.first(scripts.status(500))) as server:
        run(server.url, "keyed")
        run(server.url, "keyed")
    assert len(_keys(server)) == 3
    assert len(set(_keys(server))) == 2


@both
def test_a_key_of_the_caller_goes_with_every_attempt(run: Run) -> None:
    with serving(scripts.first(scripts.status(500))) as server:
        run(server.url, "keyed", options={"idempotency_key": "order-7"})
    assert _keys(server) == ["order-7"] * 2


@both
@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("function", ["safe", "keyed", "plain", "plain_upload"])
def test_redirects_of_writes_are_not_followed(run: Run, function: str, code: int) -> None:
    with serving(scripts.good) as other:
        redirect = scripts.status(code, location=f"{other.url}/elsewhere")
        with serving(redirect) as server:
            outcome = run(server.url, function)
        assert other.connections == 0
    assert outcome.error is not None
    assert outcome.error.status == code
    assert len(server.seen) == 1


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_is_proven(rule: Any) -> None:
    rows = [row for row in ROWS if row.rule == rule.name]
    proven = {(row.safe > 1, row.plain > 1) for row in rows}
    proven |= PROVEN_ELSEWHERE.get(rule.name, set())
    assert proven == {(rule.safe, rule.other)}


# By `test_tokens.py`, as a token endpoint has a part in it.
PROVEN_ELSEWHERE = {"token_refused": {(True, True)}}


def test_every_row_is_an_instance_of_a_rule() -> None:
    assert {row.rule for row in ROWS} <= {rule.name for rule in RULES}
    assert len({row.name for row in ROWS}) == len(ROWS)
    assert len(CASES) >= 60


@contextmanager
def _at(row: Row) -> Iterator[tuple[str, Server | None]]:
    if row.script is None:
        yield closed_port(), None
        return
    on_connect = row.script if row.unread and row.scheme == "http" else None
    with serving(row.script, on_connect) as server:
        yield server.url.replace("http", row.scheme, 1), server


def _check_error(row: Row, outcome: Outcome, attempts: int) -> None:
    error = outcome.error
    assert error is not None
    assert type(error) is row.error
    expected, open_end, _ = row.message.partition("…")
    assert error.message.startswith(expected)
    assert open_end or error.message == expected
    assert str(error) == f"acme.{error.function}: {error.message}"
    assert outcome.diary.attempts == attempts
    assert error.retries == attempts - 1
    if row.retry_after is None:
        assert error.retry_after is None
    else:
        assert error.retry_after == pytest.approx(
            row.retry_after, abs=5 if row.retry_after == 3600 else 0
        )
    assert error.body == row.body
    assert KEY not in f"{error!r} {vars(error)}"


def _check_waits(row: Row, outcome: Outcome, attempts: int) -> None:
    waits = outcome.diary.waits
    assert len(waits) == attempts - 1
    for number, wait in enumerate(waits):
        if row.wait is not None:
            assert wait == row.wait
        else:
            longest = min(POLICY.longest_delay, POLICY.first_delay * 2**number)
            assert longest / 2 <= wait <= longest


def _check_sent(function: str, server: Server, attempts: int) -> None:
    assert len(server.seen) == attempts
    method, path, named, body = server.seen[0]
    assert server.seen == [server.seen[0]] * attempts
    headers = {name.lower(): value for name, value in named.items()}
    assert headers["authorization"] == f"Bearer {KEY}"
    assert ("idempotency-key" in headers) == (function == "keyed")
    if function.endswith("upload"):
        assert (method, path) == ("POST", "/upload")
        assert b"\r\n\r\ncog\r\n" in body
    elif function == "read":
        assert (method, path, body) == ("GET", "/parts/1", b"")
    else:
        assert (method, path, body) == ("POST", f"/{function}", b'{"name":"cog"}')


def _keys(server: Server) -> list[str]:
    found = [{name.lower(): value for name, value in each[2].items()} for each in server.seen]
    return [headers["idempotency-key"] for headers in found]
