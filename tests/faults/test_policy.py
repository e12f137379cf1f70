"""`RetryPolicy`, and the reading of `Retry-After`."""

from __future__ import annotations

import math
import time
from email.utils import format_datetime, formatdate
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations_runtime import RetryPolicy
from integrations_runtime.calls import retry_after
from integrations_runtime.retries import RULES, repeats_status, retry_policy
from integrations_runtime.transport.seam import Response

seconds = st.floats(0, 1e6)


def read(value: str) -> float | None:
    return retry_after(Response(429, {"retry-after": value}, b""))


@given(first=seconds, longest=seconds, retries=st.integers(0, 10_000))
def test_a_wait_is_within_its_bounds(first: float, longest: float, retries: int) -> None:
    policy = RetryPolicy(first_delay=first, longest_delay=longest)
    cap = min(longest, first * 2.0 ** min(retries, 60))
    wait = policy.delay(retries, None)
    assert wait is not None
    assert cap / 2 <= wait <= cap <= longest


def test_waits_double_up_to_the_longest_and_are_jittered() -> None:
    policy = RetryPolicy(first_delay=1, longest_delay=5)
    waits = [[policy.delay(retries, None) or 0.0 for _ in range(300)] for retries in range(5)]
    for cap, found in zip([1, 2, 4, 5, 5], waits, strict=True):
        assert cap / 2 <= min(found) < 0.55 * cap
        assert 0.95 * cap < max(found) <= cap


@given(asked=seconds.filter(bool), longest=seconds)
def test_what_the_vendor_asks_for_is_what_is_waited(asked: float, longest: float) -> None:
    wait = RetryPolicy(longest_retry_after=longest).delay(0, asked)
    assert wait == (asked if asked <= longest else None)


def test_a_vendor_that_asks_for_no_wait_gets_the_usual_one() -> None:
    wait = RetryPolicy(first_delay=1).delay(0, 0.0)
    assert wait is not None
    assert 0.5 <= wait <= 1


@given(st.text() | st.floats().map(str) | st.integers().map(str))
def test_any_text_is_seconds_or_nothing(text: str) -> None:
    found = read(text)
    assert found is None or (0 <= found < math.inf)


@given(
    st.builds(
        "{}, {:02} {} {:04} {:02}:{:02}:{:02} {}".format,
        st.sampled_from(["Sun", "Mon", "", "Xyz"]),
        st.integers(0, 99),
        st.sampled_from(["Nov", "Feb", "Foo", ""]),
        st.integers(0, 99999),
        st.integers(0, 99),
        st.integers(0, 99),
        st.integers(0, 99),
        st.sampled_from(["GMT", "", "+9999", "-0000", "PST", "+99999999999999999999"]),
    )
)
def test_anything_like_a_date_is_seconds_or_nothing(text: str) -> None:
    found = read(text)
    assert found is None or (0 <= found < math.inf)


@given(st.integers(1, 10**9))
def test_a_date_in_the_future_is_the_time_until_then(ahead: int) -> None:
    now = time.time()
    found = read(formatdate(now + ahead, usegmt=True))
    assert found is not None
    assert ahead - 5 < found <= ahead


@given(st.datetimes().filter(lambda date: date.year >= 1000))
def test_every_date_is_read(date: Any) -> None:
    assert read(format_datetime(date)) is not None


def test_the_form_without_a_zone_means_gmt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        found = read(time.asctime(time.gmtime(time.time() + 100)))
    finally:
        monkeypatch.undo()
        time.tzset()
    assert found is not None
    assert 90 < found <= 100


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"max_retries": -1}, "max_retries must be a whole number of 0 or more, not -1."),
    ({"max_retries": 1.5}, "max_retries must be a whole number of 0 or more, not 1.5."),
    ({"max_retries": True}, "max_retries must be a whole number of 0 or more, not True."),
    ({"first_delay": -0.1}, "first_delay must be 0 or more seconds, not -0.1."),
    ({"first_delay": math.inf}, "first_delay must be 0 or more seconds, not inf."),
    ({"longest_delay": math.nan}, "longest_delay must be 0 or more seconds, not nan."),
    ({"longest_retry_after": "1"}, "longest_retry_after must be 0 or more seconds, not '1'."),
    ({"deadline": 0}, "deadline must be more than 0 seconds, not 0."),
    ({"deadline": math.inf}, "deadline must be more than 0 seconds, not inf."),
]


@pytest.mark.parametrize(("values", "message"), WRONG)
def test_numbers_that_make_no_sense(values: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError) as caught:
        RetryPolicy(**values)
    assert str(caught.value) == message


def test_a_number_changes_how_often_a_policy_repeats() -> None:
    base = RetryPolicy(1, 2.0, 3.0, 4.0, 5.0)
    assert retry_policy(7, base) == RetryPolicy(7, 2.0, 3.0, 4.0, 5.0)
    assert retry_policy(base) is base
    for wrong in (True, 1.5, "2"):
        with pytest.raises(ValueError, match="must be a whole number or a RetryPolicy"):
            retry_policy(wrong)


@pytest.mark.parametrize("after", [None, 0.0, 1.0])
def test_which_statuses_are_repeated(after: float | None) -> None:
    def repeated(*, safe: bool) -> set[int]:
        statuses = range(100, 600)
        return {each for each in statuses if repeats_status(each, safe=safe, retry_after=after)}

    assert repeated(safe=False) == ({429} if after is None else {429, 503})
    assert repeated(safe=True) == {408, 425, 429, *range(500, 600)} - {501, 505}


def test_no_rule_repeats_a_write_more_than_a_safe_call() -> None:
    assert all(rule.safe or not rule.other for rule in RULES)
    assert all(bool(rule.reason) == rule.safe for rule in RULES)
