"""Everything that a call or a client can raise.

    IntegrationError
    ├── ConfigurationError       a credential, a setting or a part of the installation is missing or unusable
    ├── ArgumentError            the arguments do not fit the function; nothing was sent
    ├── OperationDenied          a policy forbids the operation; nothing was sent
    ├── NoBinding                the function is described, but has no HTTP request behind it
    ├── TransportError           no answer: the connection failed or was cut
    │   └── TransportTimeout     no answer in time
    ├── StatusError              the vendor answered with a status that is not a success
    │   ├── BadRequest               400
    │   ├── AuthenticationFailed     401
    │   ├── PermissionRefused        403
    │   ├── NotFound                 404
    │   ├── Conflict                 409
    │   ├── Unprocessable            422
    │   ├── RateLimited              429
    │   └── ServerError              5xx
    ├── ResponseError            the answer is not JSON, or not of the documented shape
    └── StreamError              a stream broke off, or carried an error

Every exception can be pickled, and none holds a credential.
"""

from collections.abc import Mapping

# The names say what happened, as `except NotFound` reads.
# ruff: noqa: N818


class IntegrationError(Exception):
    """Base of all errors of the clients. `str(error)` names the function: `groq.get_file: 404 not found: No such file`."""

    def __init__(
        self,
        message: str,
        *,
        integration: str | None = None,
        function: str | None = None,
        method: str | None = None,
        path: str | None = None,
        status: int | None = None,
        request_id: str | None = None,
        retry_after: float | None = None,
        body: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        """What went wrong, without the name of the function."""
        self.integration = integration
        self.function = function
        self.method = method
        self.path = path
        """Path of the request below the base URL, percent-encoded, without the query."""
        self.status = status
        self.request_id = request_id
        """The vendor's name for this request, if it gave one."""
        self.retry_after = retry_after
        """Seconds after which the vendor invites another attempt."""
        self.body = body
        """The beginning of the answer's body, with credentials blacked out."""
        self.headers: Mapping[str, str] = {} if headers is None else dict(headers)
        """The answer's headers by lower-case name, with credentials blacked out; empty where there was no answer."""
        self.retries = 0
        """How many attempts came before the one that failed for good."""

    def __str__(self) -> str:
        where = ".".join(part for part in (self.integration, self.function) if part)
        return f"{where}: {self.message}" if where else self.message


class ConfigurationError(IntegrationError):
    """A credential, a setting or a part of the installation is missing or unusable."""


class ArgumentError(IntegrationError):
    """The arguments do not fit the function; nothing was sent.

    `problems` holds one sentence per problem; the message is one line for each.
    """

    def __init__(
        self,
        message: str,
        *,
        problems: tuple[str, ...] = (),
        integration: str | None = None,
        function: str | None = None,
        method: str | None = None,
        path: str | None = None,
    ) -> None:
        super().__init__(
            message, integration=integration, function=function, method=method, path=path
        )
        self.problems = problems or (message,)

    def __str__(self) -> str:
        return self.message  # each sentence names the function already


class OperationDenied(IntegrationError):
    """A policy forbids the operation; nothing was sent."""


class NoBinding(IntegrationError):
    """The function is described, but has no HTTP request behind it; the arguments fit."""

    def __str__(self) -> str:
        return self.message  # the sentence names the function already


class TransportError(IntegrationError):
    """No answer: the connection failed or was cut."""

    request_sent: bool = True
    """Whether the vendor may have got the request, and acted on it."""
    transient: bool = True
    """Whether another attempt may have more luck."""
    partial: bytes = b""
    """What had arrived of the answer, for the clients to show as `body`; they empty it."""


class TransportTimeout(TransportError):
    """No answer in time."""


class StatusError(IntegrationError):
    """The vendor answered with a status that is not a success."""

    def __init__(
        self,
        message: str,
        *,
        detail: str | None = None,
        code: str | None = None,
        integration: str | None = None,
        function: str | None = None,
        method: str | None = None,
        path: str | None = None,
        status: int | None = None,
        request_id: str | None = None,
        retry_after: float | None = None,
        body: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(
            message,
            integration=integration,
            function=function,
            method=method,
            path=path,
            status=status,
            request_id=request_id,
            retry_after=retry_after,
            body=body,
            headers=headers,
        )
        self.detail = detail
        """The vendor's own message."""
        self.code = code
        """The vendor's own error code."""


class BadRequest(StatusError):
    """400: the vendor does not understand the request."""


class AuthenticationFailed(StatusError):
    """401: the credential is missing, wrong or expired."""


class PermissionRefused(StatusError):
    """403: the account may not do this."""


class NotFound(StatusError):
    """404: there is no such thing."""


class Conflict(StatusError):
    """409: the request contradicts the present state."""


class Unprocessable(StatusError):
    """422: the vendor understands the request, but refuses its values."""


class RateLimited(StatusError):
    """429: too many requests; `retry_after` says when to come back, if the vendor did."""


class ServerError(StatusError):
    """5xx: the vendor failed."""


class ResponseError(IntegrationError):
    """The answer is not JSON, or not of the documented shape."""


class StreamError(IntegrationError):
    """A stream broke off, or carried an error."""


_BY_STATUS: dict[int, type[StatusError]] = {
    400: BadRequest,
    401: AuthenticationFailed,
    403: PermissionRefused,
    404: NotFound,
    409: Conflict,
    422: Unprocessable,
    429: RateLimited,
}


def status_error(status: int) -> type[StatusError]:
    """The class of error for an HTTP status."""
    return _BY_STATUS.get(status) or (ServerError if 500 <= status <= 599 else StatusError)
