"""Which attempts are repeated, and when. No network here, and no clock.

A call is *safe* to repeat when its function only reads, when the definition says so (`retry_safe`), or when it carries an
idempotency key. `RULES` says what is repeated; the guide to retries shows the same table.
"""

import math
import random
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

from .errors import TransportError

TOO_MANY: Final = 429
UNAVAILABLE: Final = 503
_TRANSIENT_REQUEST: Final = frozenset({408, 425, TOO_MANY})
_PERMANENT_FAILURE: Final = frozenset({501, 505})


class Rule(NamedTuple):
    """A row of the table of what is repeated."""

    name: str
    happened: str
    safe: bool
    """Whether a call that is safe to repeat is repeated then."""
    other: bool
    """The same for every other write."""
    reason: str = ""


RULES: Final = (
    Rule(
        "no_connection",
        "no connection: refused, no address, no route, none free",
        safe=True,
        other=True,
        reason="nothing was sent",
    ),
    Rule(
        "broken",
        "the connection broke, or no answer came in time",
        safe=True,
        other=False,
        reason="the vendor may have acted",
    ),
    Rule(
        "too_many",
        "429 Too Many Requests",
        safe=True,
        other=True,
        reason="the vendor says that it did not act",
    ),
    Rule(
        "come_back",
        "503 Service Unavailable with `Retry-After`",
        safe=True,
        other=True,
        reason="the vendor says when to come back",
    ),
    Rule(
        "trouble",
        "408, 425, and every other 5xx but 501 and 505",
        safe=True,
        other=False,
        reason="the vendor may have acted",
    ),
    Rule(
        "token_refused",
        "the first 401 for an access token of OAuth 2; at once, with a new token",
        safe=True,
        other=True,
        reason="the vendor refused to act",
    ),
    Rule(
        "refused",
        "any other status, every redirect that is not followed among them",
        safe=False,
        other=False,
    ),
    Rule(
        "hopeless",
        "a certificate that is not trusted, an unusable URL, an answer that cannot be decompressed",
        safe=False,
        other=False,
    ),
    Rule(
        "unreadable",
        "an answer that is too large, not JSON, or not of the documented shape; a stream that broke off",
        safe=False,
        other=False,
    ),
    Rule(
        "too_late",
        "a `Retry-After` beyond `longest_retry_after`, or a wait that would pass the deadline",
        safe=False,
        other=False,
    ),
    Rule(
        "pipe",
        "whatever it was, when the body came from a pipe that cannot be read again",
        safe=False,
        other=False,
    ),
)
"""What is repeated; no rule says anything about a call that has used up its retries."""


def _is_number(value: object, *, whole: bool = False) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return isinstance(value, int) or (not whole and math.isfinite(value))


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often, and after which waits, an attempt is repeated. All times are seconds.

    The wait before the nth retry is `first_delay` doubled n - 1 times, at most `longest_delay`, of which a random part up to
    a half is taken off, so that clients that failed together do not come back together. A `Retry-After` of the vendor
    takes its place; one beyond `longest_retry_after` ends the call at once, and the error carries it.
    `deadline` is the time that a call may take with all its attempts and waits. Raises ValueError for a number that
    makes no sense.
    """

    max_retries: int = 2
    first_delay: float = 0.5
    longest_delay: float = 8.0
    longest_retry_after: float = 60.0
    deadline: float | None = None

    def __post_init__(self) -> None:
        if not _is_number(self.max_retries, whole=True) or self.max_retries < 0:
            raise ValueError(
                f"max_retries must be a whole number of 0 or more, not {self.max_retries!r}."
            )
        for name in ("first_delay", "longest_delay", "longest_retry_after"):
            seconds = getattr(self, name)
            if not _is_number(seconds) or seconds < 0:
                raise ValueError(f"{name} must be 0 or more seconds, not {seconds!r}.")
        if self.deadline is None:
            return
        if not _is_number(self.deadline) or self.deadline <= 0:
            raise ValueError(f"deadline must be more than 0 seconds, not {self.deadline!r}.")

    def delay(self, retries: int, retry_after: float | None) -> float | None:
        """Seconds to wait before the next attempt, after `retries` retries; None when the vendor asks for too long.

        A vendor that asks for no wait at all gets the usual one.
        """
        if retry_after:
            return retry_after if retry_after <= self.longest_retry_after else None
        longest = min(self.longest_delay, self.first_delay * 2.0 ** min(retries, 60))
        return longest * random.uniform(0.5, 1.0)


RetryOption: TypeAlias = int | RetryPolicy
"""How often an attempt is repeated at most, or a policy for all of it."""

DEFAULT_RETRIES: Final = RetryPolicy()


def retry_policy(option: object, base: RetryPolicy = DEFAULT_RETRIES) -> RetryPolicy:
    """The policy that an option stands for; a number changes how often `base` repeats. Raises ValueError with a sentence."""
    if isinstance(option, RetryPolicy):
        return option
    if isinstance(option, bool) or not isinstance(option, int):
        raise ValueError(f"max_retries must be a whole number or a RetryPolicy, not {option!r}.")
    return RetryPolicy(
        option, base.first_delay, base.longest_delay, base.longest_retry_after, base.deadline
    )


def repeats_status(status: int, *, safe: bool, retry_after: float | None) -> bool:
    """Whether a status invites another attempt."""
    if safe:
        return status in _TRANSIENT_REQUEST or (
            500 <= status <= 599 and status not in _PERMANENT_FAILURE
        )
    return status == TOO_MANY or (status == UNAVAILABLE and retry_after is not None)


def repeats_error(error: TransportError, *, safe: bool) -> bool:
    """Whether an attempt without an answer invites another one."""
    return error.transient and (safe or not error.request_sent)
