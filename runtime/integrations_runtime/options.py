"""What a single call may change about how it is sent."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypedDict, cast

from .suggest import nearest

if TYPE_CHECKING:
    import httpx

    from .retries import RetryPolicy
    from .spec import JSON

TimeoutOption: TypeAlias = "float | httpx.Timeout"
"""Seconds for each phase of a request, or one value per phase."""

Timeouts: TypeAlias = Mapping[str, float | None]
"""Seconds for each phase: `connect`, `read`, `write` and `pool`; None waits for ever."""

Progress: TypeAlias = Callable[[int, int | None], object]
"""Is told how many bytes have travelled, and how many there are, where that is known (else None)."""

LONGEST_CONNECT: Final = 10.0
LONGEST: Final = 100_000_000
"""Seconds that any wait may take: about three years, which all clocks can count."""


class RequestOptions(TypedDict, total=False):
    """Options of one call: `groq.list_models(options={"timeout": 5})`."""

    timeout: TimeoutOption
    """Seconds to wait for the vendor in each phase of an attempt."""
    deadline: float
    """Seconds that the call may take with all its attempts and waits."""
    max_retries: int | RetryPolicy
    """How often an attempt is repeated at most; 0 for never."""
    headers: Mapping[str, str]
    """Further headers; they take precedence."""
    query: Mapping[str, JSON]
    """Further query parameters; they take precedence."""
    body: Mapping[str, JSON]
    """Further fields of the JSON body; they take precedence."""
    idempotency_key: str
    """Names this write, so that the vendor does not carry it out twice."""
    on_progress: Progress
    """Is told how far an upload has come, by what reads the file: for asynchronous clients, in another thread."""
    largest_answer: int
    """Bytes of an answer that is read into memory."""


def phases(timeout: object) -> Timeouts:
    """`timeout` for each phase; raises ValueError with a sentence.

    A number holds for every phase; connecting gets at most ten seconds of it.
    """
    if callable(as_dict := getattr(timeout, "as_dict", None)):
        return cast(Timeouts, as_dict())
    if isinstance(timeout, bool) or not isinstance(timeout, int | float):
        raise ValueError(f"timeout must be seconds or an httpx.Timeout, not {timeout!r}.")
    if not (timeout > 0 and timeout != math.inf):
        raise ValueError(
            f"timeout must be more than 0 seconds, not {timeout!r}; httpx.Timeout(None) waits for ever."
        )
    if timeout > LONGEST:
        raise ValueError(f"timeout must be at most {LONGEST} seconds, not {timeout!r}.")
    seconds = float(timeout)
    connect = min(seconds, LONGEST_CONNECT)
    return {"connect": connect, "read": seconds, "write": seconds, "pool": seconds}


DEFAULT_TIMEOUTS: Timeouts = phases(60.0)


class CallOptions:
    """The options of a call, checked."""

    __slots__ = (
        "body",
        "deadline",
        "headers",
        "idempotency_key",
        "largest_answer",
        "on_progress",
        "query",
        "retries",
        "timeouts",
    )

    def __init__(self) -> None:
        self.timeouts: Timeouts | None = None
        self.deadline: float | None = None
        self.retries: int | RetryPolicy | None = None
        self.headers: Mapping[str, str] = {}  # names in lower case
        self.query: Mapping[str, JSON] = {}
        self.body: Mapping[str, JSON] = {}
        self.idempotency_key: str | None = None
        self.on_progress: Progress | None = None
        self.largest_answer: int | None = None


NO_OPTIONS: Final = CallOptions()


def read_options(options: object) -> tuple[CallOptions, list[str]]:
    """The options of a call, and a sentence for each problem with them. An option that is None counts as not given."""
    from .option_values import READERS  # most calls have no options

    read, problems = CallOptions(), list[str]()
    if not isinstance(options, Mapping):
        return read, [f"options must be a mapping, not {type(options).__name__}."]
    for name, value in cast("Mapping[Any, object]", options).items():
        if name not in READERS:
            hint = "".join(f" Did you mean '{each}'?" for each in nearest(str(name), READERS))
            problems.append(f"Unknown option '{name}'.{hint}")
        elif value is not None:
            try:
                READERS[name](read, value)
            except ValueError as problem:
                problems.append(f"Option {problem}")
    return read, problems
