"""What a single call may change about how it is sent."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypedDict, cast

from .requests.encoding import is_header_name, is_header_text
from .suggest import nearest

if TYPE_CHECKING:
    import httpx

TimeoutOption: TypeAlias = "float | httpx.Timeout"
"""Seconds for each phase of a request, or one value per phase."""

Timeouts: TypeAlias = Mapping[str, float | None]
"""Seconds for each phase: `connect`, `read`, `write` and `pool`; None waits for ever."""

LONGEST_CONNECT = 10.0


class RequestOptions(TypedDict, total=False):
    """Options of one call: `groq.list_models(options={"timeout": 5})`."""

    timeout: TimeoutOption
    headers: Mapping[str, str]


def phases(timeout: object) -> Timeouts:
    """`timeout` for each phase; raises ValueError with a sentence.

    A number holds for every phase; connecting gets at most ten seconds of it.
    """
    if callable(as_dict := getattr(timeout, "as_dict", None)):
        return cast(Timeouts, as_dict())
    if isinstance(timeout, bool) or not isinstance(timeout, int | float):
        raise ValueError(f"timeout must be seconds or an httpx.Timeout, not {timeout!r}.")
    if not (timeout > 0 and math.isfinite(timeout)):
        raise ValueError(
            f"timeout must be more than 0 seconds, not {timeout!r}; httpx.Timeout(None) waits for ever."
        )
    seconds = float(timeout)
    connect = min(seconds, LONGEST_CONNECT)
    return {"connect": connect, "read": seconds, "write": seconds, "pool": seconds}


DEFAULT_TIMEOUTS: Timeouts = phases(60.0)


class CallOptions(NamedTuple):
    """The options of a call, checked."""

    timeouts: Timeouts | None = None
    headers: Mapping[str, str] = MappingProxyType({})  # names in lower case


NO_OPTIONS = CallOptions()


def read_options(options: Mapping[str, object]) -> tuple[CallOptions, list[str]]:
    """The options of a call, and a sentence for each problem with them."""
    problems: list[str] = []
    timeouts: Timeouts | None = None
    headers: dict[str, str] = {}
    for name, value in options.items():
        if name not in RequestOptions.__annotations__:
            suggestions = nearest(name, RequestOptions.__annotations__)
            hint = "".join(f" Did you mean '{each}'?" for each in suggestions)
            problems.append(f"Unknown option '{name}'.{hint}")
        elif name == "timeout" and value is not None:
            try:
                timeouts = phases(value)
            except ValueError as problem:
                problems.append(f"Option {problem}")
        elif name == "headers" and value is not None:
            problems += _read_headers(value, headers)
    return CallOptions(timeouts, headers), problems


def _read_headers(given: object, headers: dict[str, str]) -> list[str]:
    """Reads `given` into `headers`. Returns what is wrong, without values: they may be secret."""
    if not isinstance(given, Mapping):
        return ["Option headers must be a mapping of names to text."]
    problems: list[str] = []
    for name, value in cast(Mapping[object, object], given).items():
        if not isinstance(name, str) or not is_header_name(name):
            problems.append(f"Option headers has the unusable name {name!r}.")
        elif not isinstance(value, str) or not is_header_text(value):
            problems.append(
                f"Option headers['{name}'] must be printable ASCII text without line breaks."
            )
        else:
            headers[name.lower()] = value
    return problems
