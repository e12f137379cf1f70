"""How each option of a call is checked. Every reader raises ValueError with a sentence that begins with the option's name."""

import math
from collections.abc import Callable, Mapping
from typing import Final, cast

from .arguments.values import Problem, clean, spell_path
from .encoding import is_header_name, is_header_text
from .options import LONGEST, CallOptions, Progress, phases
from .retries import RetryPolicy, retry_policy
from .spec import JSON

_FRAMING: Final = frozenset({"connection", "content-length", "host", "transfer-encoding"})


def _timeout(read: CallOptions, value: object) -> None:
    read.timeouts = phases(value)


def _deadline(read: CallOptions, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"deadline must be a number of seconds, not {value!r}.")
    if not (value > 0 and value != math.inf):
        raise ValueError(f"deadline must be more than 0 seconds, not {value!r}.")
    if value > LONGEST:
        raise ValueError(f"deadline must be at most {LONGEST} seconds, not {value!r}.")
    read.deadline = float(value)


def _max_retries(read: CallOptions, value: object) -> None:
    retry_policy(value)
    read.retries = cast("int | RetryPolicy", value)


def _headers(read: CallOptions, value: object) -> None:
    if not isinstance(value, Mapping):
        raise ValueError("headers must be a mapping of names to text.")
    headers: dict[str, str] = {}
    for name, text in cast("Mapping[object, object]", value).items():  # never shown: may be secret
        if not isinstance(name, str) or not is_header_name(name):
            raise ValueError(f"headers has the unusable name {name!r}.")
        if not isinstance(text, str) or not is_header_text(text):
            raise ValueError(f"headers['{name}'] must be printable ASCII text without line breaks.")
        if name.lower() in _FRAMING:
            raise ValueError(f"headers must not have {name}: it follows from the request.")
        headers[name.lower()] = text
    read.headers = headers


def _query(read: CallOptions, value: object) -> None:
    read.query = _fields("query", value)


def _body(read: CallOptions, value: object) -> None:
    read.body = _fields("body", value)


def _fields(option: str, value: object) -> Mapping[str, JSON]:
    if not isinstance(value, Mapping):
        raise ValueError(f"{option} must be a mapping of names to values.")
    problems: list[Problem] = []
    cleaned = clean(cast("Mapping[str, object]", value), (None, option), problems)
    if problems:
        raise ValueError(f"{spell_path(problems[0].path)} {problems[0].text}.")
    return cast("Mapping[str, JSON]", cleaned)


def _idempotency_key(read: CallOptions, value: object) -> None:
    if not isinstance(value, str) or not value or not is_header_text(value):
        raise ValueError("idempotency_key must be printable ASCII text.")
    read.idempotency_key = value


def _on_progress(read: CallOptions, value: object) -> None:
    if not callable(value):
        raise ValueError(f"on_progress must be callable, not {type(value).__name__}.")
    read.on_progress = cast("Progress", value)


def _largest_answer(read: CallOptions, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError(f"largest_answer must be a number of bytes above 0, not {value!r}.")
    read.largest_answer = value


READERS: Final[Mapping[str, Callable[[CallOptions, object], None]]] = {
    "timeout": _timeout,
    "deadline": _deadline,
    "max_retries": _max_retries,
    "headers": _headers,
    "query": _query,
    "body": _body,
    "idempotency_key": _idempotency_key,
    "on_progress": _on_progress,
    "largest_answer": _largest_answer,
}
"""Reader by option. Together they are the fields of `RequestOptions`."""
