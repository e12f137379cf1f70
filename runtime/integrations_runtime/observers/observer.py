"""`Observer`: the base of everything that watches calls."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..errors import IntegrationError
from ..spec import Operation


@dataclass(eq=False, slots=True, weakref_slot=True)
class ObservedCall:
    """One call of a function. The same object is handed to every event of the call, so it can be the key of a mapping."""

    integration: str
    function: str
    account: str
    operation: Operation
    method: str
    path_template: str
    """The path below the base URL, with its placeholders: `/files/{file_id}`."""
    base_url: str


@dataclass(frozen=True, slots=True)
class ObservedRequest:
    """One attempt, with its credentials blacked out. A redirect that is followed counts as another one."""

    attempt: int
    """From 1."""
    method: str
    url: str
    """Of an address that the vendor redirected to, the values in the query are blacked out too."""
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ObservedResponse:
    """The answer to one attempt, with what it repeats of credentials blacked out."""

    status: int
    headers: Mapping[str, str]
    seconds: float
    request_id: str | None = None
    size: int | None = None
    """Bytes of the body; None for one that is read piece by piece."""


class Observer:
    """Watches the calls of a client; every method does nothing unless overridden.

    Methods are called by the thread or task that makes the call, and should return quickly. What they raise is logged, and
    does not reach the call.
    """

    def call_started(self, call: ObservedCall) -> None:
        """The arguments are checked, and the policy allows the call."""

    def request_started(self, call: ObservedCall, request: ObservedRequest) -> None:
        """An attempt is about to be sent."""

    def response_received(
        self, call: ObservedCall, request: ObservedRequest, response: ObservedResponse
    ) -> None:
        """An attempt was answered, whatever the status."""

    def request_failed(
        self, call: ObservedCall, request: ObservedRequest, error: IntegrationError
    ) -> None:
        """An attempt was not answered."""

    def retry_scheduled(self, call: ObservedCall, retry: int, delay: float, reason: str) -> None:
        """The nth retry follows in `delay` seconds."""

    def call_returned(self, call: ObservedCall) -> None:
        """The method returned a stream or download that begins; `call_finished` follows at its end.

        Only for these: every other call is finished when its method returns.
        """

    def call_finished(self, call: ObservedCall, error: BaseException | None) -> None:
        """The call is over, or raised `error`. A stream or download is over when it ends, breaks off or is closed.

        `error` is a `GeneratorExit` when the call was given up: its task was cancelled, Ctrl-C pressed, or its stream or
        download dropped before its end. That may be told by another thread or task than the one that made the call.
        """
