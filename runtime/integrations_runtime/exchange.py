"""One call's requests and their answers: credentials, retries, deadline, observers. The only place that sends."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from .answers.failures import failure
from .calls import Call, retry_after
from .errors import (
    AuthenticationFailed,
    ConfigurationError,
    IntegrationError,
    RateLimited,
    StatusError,
    TransportError,
    TransportTimeout,
)
from .redirects import REDIRECTS, Trail
from .retries import RetryPolicy, repeats_error, repeats_status
from .spec import ErrorSpec
from .steps import Open, Pause, Steps
from .transport.seam import LARGEST_ANSWER, Request, Response

if TYPE_CHECKING:
    from .auth.strategies import Auth
    from .auth.tokens import Token
    from .observers.watch import Watch
    from .options import CallOptions, Timeouts
    from .plan import Plan
    from .requests.builder import Draft

_UNAUTHORIZED: Final = 401
_OK: Final = frozenset({200})
_PARTIAL: Final = frozenset({206})
_NO_TOKEN: Final = "no access token from the vendor"
_TOKEN_ERRORS: Final[ErrorSpec] = {"message": "error_description || error", "code": "error"}


class Exchange:
    """The sending of one call, which may take several requests, and several attempts for each."""

    __slots__ = (
        "_auth",
        "_base_url",
        "_deadline",
        "_headers",
        "_largest_answer",
        "_options",
        "_plan",
        "_policy",
        "_safe",
        "_timeouts",
        "_watch",
        "retries",
    )

    def __init__(
        self,
        plan: Plan,
        auth: Auth,
        base_url: str,
        headers: Mapping[str, str],
        timeouts: Timeouts | None,
        policy: RetryPolicy,
        options: CallOptions,
        watch: Watch | None,
    ) -> None:
        """`headers` are those of the client, in lower case; `timeouts` and `policy` hold where the options say nothing."""
        self._plan, self._auth, self._base_url = plan, auth, base_url
        self._headers, self._options, self._watch = headers, options, watch
        self._timeouts = timeouts if options.timeouts is None else options.timeouts
        self._policy = policy
        seconds = policy.deadline if options.deadline is None else options.deadline
        self._deadline = None if seconds is None else time.monotonic() + seconds
        self._safe = plan.safe
        self._largest_answer = options.largest_answer or LARGEST_ANSWER
        self.retries = 0

    @property
    def resumes(self) -> int:
        """How often a download of this call may be taken up again after its connection broke."""
        return self._policy.max_retries if self._safe else 0

    def resume_delay(self, resumed: int) -> float:
        """Seconds to wait before a download is taken up again for the nth time."""
        delay = self._policy.delay(resumed - 1, None) or 0.0
        return 0.0 if self._is_late(delay) else delay

    def send(
        self, place: Call, draft: Draft, headers: Mapping[str, str] | None = None
    ) -> Steps[Response]:
        """The accepted answer to a request with further headers, read to its end; raises the error for every other one."""
        request = self._complete(draft)
        if headers:
            request.headers = {**request.headers, **headers}
        return self._attempts(place, request, None)

    def open(self, place: Call, draft: Draft, headers: Mapping[str, str]) -> Steps[Any]:
        """The accepted answer to a request with further headers, opened to be read piece by piece."""
        request = self._complete(draft)
        request.headers = {**request.headers, **headers}
        accepts = self._plan.reader.accepts
        return self._attempts(place, request, accepts | _PARTIAL if "range" in headers else accepts)

    def _attempts(
        self, place: Call, request: Request, opening: frozenset[int] | None
    ) -> Steps[Any]:
        accepts = self._plan.reader.accepts if opening is None else opening
        token: Token | None = None
        refused: Token | None = None
        first = request
        trail: Trail | None = None
        place.retries = 0  # a call may take many requests: each has its own attempts
        place.address = None
        while True:
            if (
                request is first
                and self._auth.tokens is not None
                and "authorization" not in self._options.headers
            ):
                token = yield from self._authorize(place, request, refused)
            self._prepare(place, request)
            try:
                response = yield request if opening is None else Open(request, opening)
            except (ConfigurationError, TransportError) as error:
                delay, reason = self._after_error(place, request, error)
            else:
                if self._watch is not None:
                    self._watch.answered(place, response)
                if response.status in accepts:
                    return response
                if response.status in REDIRECTS:
                    trail = trail or self._trail(first)
                    request = self._redirected(place, request, response, trail)
                    continue
                if (
                    response.status == _UNAUTHORIZED
                    and token is not None
                    and refused is None
                    and not request.bare  # else the token was not sent
                    and _is_repeatable(first)
                ):
                    refused = token  # it may have been withdrawn before its time
                    request, trail, place.address = first, None, None
                    continue
                delay, reason = self._after_refusal(place, request, response)
            request, trail, place.address = first, None, None
            self.retries += 1
            place.retries += 1
            if self._watch is not None:
                self._watch.waiting(place.retries, delay, reason)
            yield Pause(delay)

    def _prepare(self, place: Call, request: Request) -> None:
        """What comes before each attempt."""
        self._check_deadline(place)
        if self._watch is not None:
            self._watch.sending(place, request)

    def _trail(self, first: Request) -> Trail:
        """The redirects of an attempt; headers that the call's options add stay where the caller sends them."""
        given = self._options.headers.items()
        added = {name for name, value in given if first.headers.get(name) == value}
        return Trail(first, self._auth, {*self._auth.headers, *self._plan.setting_headers, *added})

    def _redirected(
        self, place: Call, request: Request, response: Response, trail: Trail
    ) -> Request:
        """The request that follows a redirect; raises the error where none does."""
        following = trail.follow(request, response.status, response.headers.get("location"))
        place.redact = trail.redact
        if isinstance(following, str):
            raise self._plan.reader.refusal(place, response, following)
        place.address = following.url
        return following

    def _after_error(
        self, place: Call, request: Request, error: ConfigurationError | TransportError
    ) -> tuple[float, str]:
        """How long to wait before the next attempt, and why there is one; raises the error when there is none."""
        if isinstance(error, ConfigurationError):  # the transport does not know the call
            error.integration, error.function = place.integration, place.function
            raise error
        place.place(error)
        if self._watch is not None:
            self._watch.failed(error)
        repeat = repeats_error(error, safe=self._safe)
        delay = self._delay(place, request, None) if repeat else None
        if delay is None:
            raise error
        return delay, error.message

    def _after_refusal(
        self, place: Call, request: Request, response: Response
    ) -> tuple[float, str]:
        """The same for an answer that is not a success."""
        wait = retry_after(response)
        repeat = repeats_status(response.status, safe=self._safe, retry_after=wait)
        delay = self._delay(place, request, wait) if repeat else None
        if delay is None:
            raise self._plan.reader.refusal(place, response)
        return delay, f"status {response.status}"

    def _complete(self, draft: Draft) -> Request:
        """The request with everything that the account and the call's options add."""
        auth, options = self._auth, self._options
        query = auth.sign(draft.query)
        url = self._base_url + draft.path if draft.url is None else draft.url
        return Request(
            draft.method,
            f"{url}?{query}" if query else url,
            {**self._headers, **draft.headers, **auth.headers, **options.headers},
            draft.content,
            self._timeouts,
            self._deadline,
            self._largest_answer,
        )

    def _authorize(self, place: Call, request: Request, refused: Token | None) -> Steps[Token]:
        """Puts a fetched token into the request."""
        from .auth.tokens import TokenError  # few integrations need it

        assert self._auth.tokens is not None
        problem: IntegrationError
        try:
            token = yield from self._auth.tokens.token(
                self._fetch, refused=refused, deadline=self._deadline
            )
        except StatusError as error:
            problem = self._no_token(place, error)
        except TransportError as error:
            problem = type(error)(f"{_NO_TOKEN}: {error.message}")
            problem.transient = problem.request_sent = False
            place.place(problem)
        except TokenError as error:
            nothing = Response(200, {}, b"")
            problem = place.error(AuthenticationFailed, f"{_NO_TOKEN}: {error}", nothing)
        else:
            request.headers = {**request.headers, "authorization": f"Bearer {token.value}"}
            return token
        raise problem

    @staticmethod
    def _no_token(place: Call, error: StatusError) -> StatusError:
        """What the token endpoint answered, as an error of this call."""
        status = error.status or 0
        final = 400 <= status < 500 and not isinstance(error, RateLimited)
        answer = Response(status, {}, (error.body or "").encode())
        failed = place.error(
            AuthenticationFailed if final else type(error),
            f"{_NO_TOKEN}: {error.message}",
            answer,
            detail=error.detail,
            code=error.code,
        )
        failed.request_id, failed.retry_after = error.request_id, error.retry_after
        failed.headers = error.headers
        return failed

    def _fetch(self, request: Request) -> Steps[Response]:
        """Asks the token endpoint, as often as a safe call would."""
        place = self._at(request.url)
        request.timeouts, request.deadline = self._timeouts, self._deadline
        retries = 0
        while True:
            self._check_deadline(place)
            wait: float | None = None
            problem: IntegrationError
            try:
                response: Response = yield request
            except TransportError as error:
                problem, repeat = error, repeats_error(error, safe=True)
            else:
                if response.status in _OK:
                    return response
                wait = retry_after(response)
                problem = failure(place, response, _TOKEN_ERRORS)
                repeat = repeats_status(response.status, safe=True, retry_after=wait)
            repeat = repeat and retries < self._policy.max_retries
            delay = self._policy.delay(retries, wait) if repeat else None
            if delay is None or self._is_late(delay):
                raise problem
            retries += 1
            yield Pause(delay)

    def _at(self, url: str) -> Call:
        """The token endpoint, as errors name it."""
        path = urlsplit(url).path
        return Call(self._plan.integration, self._plan.function, "POST", path, self._auth.redact)

    def _delay(self, place: Call, request: Request, wait: float | None) -> float | None:
        if place.retries >= self._policy.max_retries or not _is_repeatable(request):
            return None
        delay = self._policy.delay(place.retries, wait)
        return None if delay is None or self._is_late(delay) else delay

    def _is_late(self, delay: float) -> bool:
        return self._deadline is not None and time.monotonic() + delay >= self._deadline

    def _check_deadline(self, place: Call) -> None:
        """Raises the error for a deadline that is over; the transport sees to what is left of the time."""
        if self._is_late(0.0):
            error = TransportTimeout("the deadline is over")
            error.request_sent = place.retries > 0 or place.address is not None
            place.place(error)
            raise error


def _is_repeatable(request: Request) -> bool:
    content = request.content
    return content is None or isinstance(content, bytes) or content.repeatable
