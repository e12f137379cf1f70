"""The rows of the table of faults that are answers with a status that is no success."""

from __future__ import annotations

from typing import Final

from integrations_runtime import (
    AuthenticationFailed,
    BadRequest,
    Conflict,
    IntegrationError,
    NotFound,
    PermissionRefused,
    RateLimited,
    ServerError,
    StatusError,
    Unprocessable,
)
from tests.faults.row import Row
from tests.faults.scripts import PROBLEM, come_back, status


def _status(
    code: int,
    reason: str,
    error: type[IntegrationError],
    rule: str,
    safe: int,
    plain: int,
    *,
    wait: float | None = None,
    retry_after: float | None = None,
    header: str | None = None,
    name: str = "",
) -> Row:
    script = status(code) if header is None else status(code, retry_after=header)
    start = f"{code} {reason}".rstrip()
    return Row(
        f"{code}{name}",
        rule,
        script,
        safe,
        plain,
        error,
        f"{start}: Something is wrong",
        wait,
        retry_after,
        body='{"problem": {"text": "Something is wrong", "code": "E7"}}',
    )


def _redirect(code: int, reason: str) -> Row:
    return Row(
        f"redirect {code}",
        "refused",
        status(code, content=b"", location="http://127.0.0.1:9/elsewhere"),
        1,
        1,
        StatusError,
        f"{code} {reason}; it redirects to 127.0.0.1:9, and was not followed: only reads are",
        functions=("safe", "keyed", "plain"),
    )


STATUSES: Final = (
    _status(400, "bad request", BadRequest, "refused", 1, 1),
    _status(401, "unauthorized", AuthenticationFailed, "refused", 1, 1),
    _status(403, "forbidden", PermissionRefused, "refused", 1, 1),
    _status(404, "not found", NotFound, "refused", 1, 1),
    _status(408, "request timeout", StatusError, "trouble", 3, 1),
    _status(409, "conflict", Conflict, "refused", 1, 1),
    _status(413, "request entity too large", StatusError, "refused", 1, 1),
    _status(422, "unprocessable entity", Unprocessable, "refused", 1, 1),
    _status(425, "too early", StatusError, "trouble", 3, 1),
    _status(500, "internal server error", ServerError, "trouble", 3, 1),
    _status(
        500,
        "internal server error",
        ServerError,
        "trouble",
        3,
        1,
        wait=0.002,
        retry_after=0.002,
        header="0.002",
        name=" with seconds",
    ),
    _status(501, "not implemented", ServerError, "refused", 1, 1),
    _status(502, "bad gateway", ServerError, "trouble", 3, 1),
    _status(503, "service unavailable", ServerError, "trouble", 3, 1),
    _status(
        503,
        "service unavailable",
        ServerError,
        "come_back",
        3,
        3,
        wait=0.002,
        retry_after=0.002,
        header="0.002",
        name=" with seconds",
    ),
    _status(
        503,
        "service unavailable",
        ServerError,
        "come_back",
        3,
        3,
        retry_after=0.0,
        header="0",
        name=" with zero",
    ),
    _status(
        503,
        "service unavailable",
        ServerError,
        "trouble",
        3,
        1,
        header="soon",
        name=" with garbage",
    ),
    _status(
        503,
        "service unavailable",
        ServerError,
        "too_late",
        1,
        1,
        retry_after=3600.0,
        header="3600",
        name=" with an hour",
    ),
    _status(504, "gateway timeout", ServerError, "trouble", 3, 1),
    _status(505, "http version not supported", ServerError, "refused", 1, 1),
    _status(520, "", ServerError, "trouble", 3, 1),
    _status(529, "", ServerError, "trouble", 3, 1),
    _redirect(301, "moved permanently"),
    _redirect(302, "found"),
    _redirect(303, "see other"),
    _redirect(307, "temporary redirect"),
    _redirect(308, "permanent redirect"),
)


def _limited(name: str, header: str, **more: float | None) -> Row:
    return _status(
        429, "too many requests", RateLimited, "too_many", 3, 3, header=header, name=name, **more
    )


RATE_LIMITS: Final = (
    _status(429, "too many requests", RateLimited, "too_many", 3, 3),
    _limited(" with seconds", "0.02", wait=0.02, retry_after=0.02),
    _limited(" with zero", "0", retry_after=0.0),
    _limited(" with a negative", "-5", retry_after=0.0),
    _limited(" with garbage", "in a while"),
    _limited(" with infinity", "inf"),
    _limited(" with NaN", "nan"),
    _limited(" with a date in the past", "Sun, 06 Nov 1994 08:49:37 GMT", retry_after=0.0),
    _limited(" with an old date in the past", "Sunday, 06-Nov-94 08:49:37 GMT", retry_after=0.0),
    _limited(" with an impossible date", "Sun, 99 Nov 1994 08:49:37 GMT"),
    _status(
        429,
        "too many requests",
        RateLimited,
        "too_late",
        1,
        1,
        retry_after=1e9,
        header="1000000000",
        name=" with thirty years",
    ),
    Row(
        "429 with a date in the future",
        "too_late",
        come_back(429, 3600),
        1,
        1,
        RateLimited,
        "429 too many requests: Something is wrong",
        body=PROBLEM.decode(),
        retry_after=3600,
    ),
)
